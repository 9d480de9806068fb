#pragma once

#include "core/interchange/exportcontext.h"
#include "core/interchange/tablewriter.h"

namespace interchange {

/// One current score with the picture and the prompt that it is about.
struct ExportedScore
{
    study::PictureId picture;
    study::PromptId prompt; ///< none: the scorer needs no prompt
    QString scorer;
    QString value; ///< as printed in the file that it came from, or the shortest text of the number
    std::optional<double> second;
    QString fingerprint;
    QString device;
    QString dtype;
    QString origin;
    qint64 computedAt = 0;
};

/// The current scores of all live pictures, ordered by picture, prompt, scorer and fingerprint. A score of a file that
/// is used twice is there for both uses; a score under a text that is no prompt of the study is left out.
base::Result<QList<ExportedScore>> exportableScores(storage::Database &database, const ExportContext &context);

void writeScores(const QList<ExportedScore> &scores, const ExportContext &context, TableWriter &out);

/// Columns of the pictures export: the fixed ones, then `score:ID` for each scorer, newest fingerprint first where it
/// has several.
QStringList pictureExportColumns(const QList<ExportedScore> &scores);

/// Pictures with the scores under their own prompt. `file` is relative to `folder`, the export's own, so that both can
/// move together; absolute where they share no more than the root.
base::Result<void> exportPictures(storage::Database &database, const ExportContext &context,
                                  const QList<ExportedScore> &scores, const QString &folder, TableWriter &out);

} // namespace interchange
