#pragma once

#include <map>
#include <tuple>

#include <QHash>
#include <QStringList>

#include "core/interchange/papertables.h"

namespace interchange {

/// Which of the four scores of a pair, and of which scorer.
struct PaperCellKey
{
    QString scorer;
    bool distortedPicture = false;
    bool distortedPrompt = false;

    bool operator<(const PaperCellKey &other) const
    {
        return std::tie(scorer, distortedPicture, distortedPrompt)
               < std::tie(other.scorer, other.distortedPicture, other.distortedPrompt);
    }
};

/// All scores of one generator under one prompt, gathered from the tables.
struct PaperCellValues
{
    QString file; ///< where it stands first, for messages
    int line = 0;
    bool regenerated = false;
    std::map<PaperCellKey, PaperValue> values;
};

/// Generator → number of the prompt → scores.
using PaperBlocks = std::map<QString, std::map<QString, PaperCellValues>>;

/// Adds the rows of a table. The same row again is counted in `repeated`; other values for the same pair are an error
/// of the row.
base::Result<void> gatherPairs(const PaperTable &table, PaperBlocks &blocks, qint64 &repeated,
                               const PaperRowFailed &failed);

/// Generators that hold the scores of another one, found by content: nine tenths or more of the prompts of the smaller
/// (at least ten) have equal values in every common cell.
QStringList duplicateWarnings(const PaperBlocks &blocks);

/// Pictures that were made a second time: what the column `regenerated` marks, and which of those rows still hold the
/// scores of the first pictures.
QStringList regenerationWarnings(const PaperBlocks &blocks, const PaperBlocks &before);

/// How many pairs have exactly equal scores under the distorted prompt.
QStringList tieWarnings(const PaperBlocks &blocks);

} // namespace interchange
