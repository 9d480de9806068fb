#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QStringList>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/study/picture.h"

namespace interchange {

/// A published score that stands beside a picture.
struct ScoreCell
{
    QString scorer;        ///< as it will be stored, "import:hps-v3"
    QString value;         ///< as printed
    QString promptVariant; ///< variant of the prompt of the picture's group; empty: the picture's own prompt
    bool promptless = false;
    QString second = {}; ///< second output of the model, as printed; empty: none
};

/// Everything that an import knows of one picture, before anything is written.
struct PictureRow
{
    QString file; ///< where the row stands, for messages
    int line = 0;

    QString path;                      ///< absolute place of the picture's file; empty: a record without a file
    std::optional<study::Asset> asset; ///< known from probing the file, or from the row itself
    qint64 modified = 0;               ///< ms, time of the file
    QString expectedSha256;            ///< what the row says; empty: nothing

    QString uid;
    QString generator;
    QString groupKey; ///< empty: made from the prompt's text
    QString topic;
    QString promptUid;
    QString promptVariant;
    QString prompt;
    QString variant;
    QString seed;
    study::PictureKind kind = study::PictureKind::Generated;
    QString emotion;
    std::optional<QStringList> taxonomy; ///< nothing: the source does not tell
    QString counterpart;                 ///< id of a picture, or its `file` in the same source
    QString fileText;                    ///< `file` as the source writes it
    std::optional<QString> sourceName;   ///< the column `source`; nothing: the import itself
    QList<ScoreCell> scores;
};

/// Reads, checks and hashes the files of all rows on all cores, before the study is locked. Rows whose file is
/// no good are handed to `failed` with the error (located at the row) and are taken out; when `failed` returns
/// false, that error ends the job. Error otherwise: "cancelled".
base::Result<void> probePictures(QList<PictureRow> &rows, const base::Progress &progress,
                                 const std::function<bool(const PictureRow &, const base::Error &)> &failed);

} // namespace interchange
