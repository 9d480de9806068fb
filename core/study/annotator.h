#pragma once

#include <QString>
#include <QStringList>

#include "core/study/ids.h"

namespace study {

enum class AnnotatorKind { Human, Machine };

/// Known by a code, which is a pseudonym; never by a name.
struct Annotator
{
    AnnotatorId id;
    QString uid;
    QString code; ///< unique in the study
    AnnotatorKind kind = AnnotatorKind::Human;
    QStringList groups;
};

} // namespace study
