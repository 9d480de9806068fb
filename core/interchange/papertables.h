#pragma once

#include <functional>

#include <QList>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace interchange {

/// One published score of a pair: which scorer, which of the two pictures, under which of the two prompts.
struct PaperValue
{
    QString scorer; ///< as it will be stored, "import:hps-v3"
    bool distortedPicture = false;
    bool distortedPrompt = false;
    QString value;  ///< as printed, a finite number
    QString second; ///< second output of the model; empty: none
};

/// One row of a score table: one generator under one prompt.
struct PaperPair
{
    QString file; ///< where the row stands, for messages
    int line = 0; ///< 0: a JSON file, whose entries have no lines
    QString generator;
    QString prompt; ///< the number of the prompt
    bool regenerated = false;
    QList<PaperValue> values;
};

/// One row of the emotion table: four faces of one person, three of them edited to show an emotion.
struct PaperFaces
{
    struct Face
    {
        QString emotion; ///< key of the label set "paper"
        QString scorer;
        QString edited; ///< score of the edited face, as printed
        QString happy;  ///< score of the happy face under the same prompt
    };

    int entry = 0; ///< from 1
    QList<Face> faces;
};

/// What a judge and people said of one picture, dimension by dimension.
struct PaperVerdict
{
    struct Dimension
    {
        QString name;
        QString score;     ///< expected value of the judge, 0 … 2
        QString predicted; ///< its most probable class
        QString label;     ///< of people, on the dimension's own scale
    };

    int entry = 0; ///< from 1
    QList<Dimension> dimensions;
};

/// One file of the paper's score tables. Exactly one of the three lists is filled.
struct PaperTable
{
    QString file;
    /// Holds scores of pictures that were made anew since.
    bool isBeforeRegeneration = false;
    QList<PaperPair> pairs;
    QList<PaperFaces> faces;
    QList<PaperVerdict> verdicts;
};

/// Decides what happens with a bad row: true leaves it out, false ends the job.
using PaperRowFailed = std::function<bool(const base::Error &)>;

/// True when the folder, or one of the folders in it, holds a file that is named like one of the score tables.
bool hasPaperTables(const QString &folder);

/// The CSV and JSON files that may hold score tables: the file itself, or those of the folder and of the folders in it,
/// by path.
QStringList paperTableFiles(const QString &source);

/// Reads one file. What it is, its columns or keys tell: four scores per row ("hpsv3_didp"), with `model` and
/// `prompt_index` where the file has them (else the folder's name and the position count); "<emotion>_hpsv3" with
/// "…_happy_image"; "pred" with "gt". An empty table when it is none of these. Errors: "file.read", "import.aas" (no
/// JSON, too large), those of rows.
base::Result<PaperTable> readPaperTable(const QString &path, const PaperRowFailed &failed);

} // namespace interchange
