#pragma once

#include <QStringList>

namespace interchange {

// The columns of the exported files, contract §6, in their order. What stands behind the comment is more than the
// contract names: it lets an import restore everything.

inline QStringList voteColumns()
{
    return QStringLiteral(
               "vote_id,trial_id,annotator,annotator_kind,groups,session_id,prompt_group,prompt_id,prompt,variant,question,"
               "left_picture,right_picture,left_generator,right_generator,left_variant,right_variant,answer,preferred_side,"
               "preferred_picture,preferred_generator,strength,is_practice,is_gold,gold_passed,is_repeat,repeat_of,reason,"
               "comment,shown_at,answered_at,response_ms,flags,superseded_by,protocol_hash,app_version,"
               /* more */ "trial_position,planned_at,gold_better")
        .split(QLatin1Char(','));
}

inline QStringList labelColumns()
{
    return QStringLiteral(
               "label_id,trial_id,annotator,picture,generator,prompt_id,label_set,label,intensity,answered_at,superseded_by,"
               /* more */
               "answer_id,question,type,session_id,shown_at,response_ms,flags,comment,protocol_hash,app_version")
        .split(QLatin1Char(','));
}

inline QStringList scoreColumns()
{
    return QStringLiteral(
               "picture,generator,prompt_group,picture_variant,prompt_id,prompt_variant,scorer,value,second,fingerprint,device,"
               "dtype,origin,computed_at")
        .split(QLatin1Char(','));
}

/// Without the score columns, which come last.
inline QStringList pictureColumns()
{
    return QStringLiteral(
               "picture,file,sha256,width,height,generator,prompt_group,prompt_id,variant,prompt,seed,kind,taxonomy,emotion,"
               "counterpart,source,"
               /* more */ "bytes,format,prompt_variant,topic")
        .split(QLatin1Char(','));
}

inline QStringList trialColumns()
{
    return QStringLiteral(
               "trial_id,annotator,session_id,prompt_group,prompt_id,question,position,pictures,generators,is_practice,is_gold,"
               "is_repeat,repeat_of,planned_at,state,"
               /* more */ "annotator_kind,groups,gold_better")
        .split(QLatin1Char(','));
}

} // namespace interchange
