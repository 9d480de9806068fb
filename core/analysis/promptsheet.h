#pragma once

#include <optional>
#include <vector>

#include <QList>
#include <QString>

#include "core/base/result.h"
#include "core/study/picture.h"
#include "core/study/prompt.h"

namespace storage {
class Database;
}

namespace analysis {

/// A prompt group that can be compared, for the walk through prompts.
struct PromptEntry
{
    study::PromptGroupId group;
    QString key;
    QString topic;                ///< may be empty
    QString text;                 ///< of the original prompt, or of the first one
    QString otherTexts;           ///< the group's other prompts, for finding
    QList<study::AssetId> assets; ///< one per picture, invalid where a picture has no file; originals first
    int picturesWithoutFile = 0;
};

/// All groups with two or more pictures, by key.
base::Result<QList<PromptEntry>> promptEntries(storage::Database &database);

/// One picture of the sheet.
struct SheetPicture
{
    study::Picture picture;
    QString generator;  ///< name; empty for photographs and paintings
    study::Asset asset; ///< invalid id: no file
    QString topic;      ///< of its prompt group, or the group's key; only where a sheet holds several prompts
};

/// One score with where it came from. Rank and place only when the row is complete.
struct SheetScore
{
    double value = 0;
    QString printed; ///< imported values: as printed in the file
    std::optional<double> second;
    QString fingerprint;
    QString origin;
    QString dtype;
    qint64 computedAt = 0;
    int rank = 0;     ///< 1 = highest; equal values share the better rank; 0: not known yet
    double place = 0; ///< 0 lowest … 1 highest of the row; 0.5 where all are equal
};

/// One scorer over all pictures of the sheet, under the sheet's prompt.
struct SheetRow
{
    QString scorer;
    bool imported = false;
    std::vector<std::optional<SheetScore>> cells; ///< as PromptSheet::pictures
    bool comparable = true;                       ///< all values are of one prompt, or need none

    int scored() const;
    bool isComplete() const { return scored() == int(cells.size()); }
    /// Picture with the highest value; −1 while the row is not complete or when several share it.
    int pick() const;
};

/// What people say about one picture of the sheet.
struct PeopleCell
{
    double wins = 0; ///< a win is 1, a tie or both good one half; both bad and skip are left out
    int votes = 0;
    int rank = 0;
    double place = 0;

    /// Only with votes > 0.
    double share() const { return wins / votes; }
};

/// Fewer votes than this on a sheet are not shown as an opinion.
inline constexpr int fewestVotesOfPeople = 5;

/// Everything Compare shows of one prompt: pictures side by side, people and scorers under them. Or of pictures that
/// somebody chose, which may be of several prompts: then each has its scores under its own prompt, and only what
/// needs no prompt is ranked.
struct PromptSheet
{
    qint64 revision = 0;
    study::PromptGroup group;
    QList<study::Prompt> prompts; ///< of the group, the original first
    study::Prompt prompt;         ///< the one that is shown and that scores belong to
    QString picturesVariant; ///< variant of the pictures shown; empty: all of the group, for want of two of one variant
    std::vector<SheetPicture> pictures;
    std::vector<SheetRow> rows; ///< scorers that have a score here, by name
    std::vector<PeopleCell> people;
    int votes = 0;       ///< votes between the pictures shown
    int pairsJudged = 0; ///< pairs of the pictures shown that have a vote
    bool hasMachineVotes = false;
    QList<study::PromptGroupId> groups; ///< of the pictures; `group` is the first picture's

    bool isAcrossPrompts() const { return groups.size() > 1; }
    int pairs() const { return int(pictures.size() * (pictures.size() - 1) / 2); }
    bool hasPeople() const { return votes >= fewestVotesOfPeople; }
    /// Picture with the highest share; −1 with too few votes or when several share it.
    int peoplesPick() const;
    const SheetRow *row(const QString &scorer) const;

    /// Reads the sheet of a group under its prompt of the variant (the first prompt if there is none). Pictures of that
    /// variant in order of generator name, or all of the group when fewer than two have it; at most `maxPictures`.
    static base::Result<PromptSheet> load(storage::Database &database, study::PromptGroupId group,
                                          const QString &variant, int maxPictures = 12);
    /// The same for these pictures, in this order, under the prompt of the first one. Pictures that the study has no
    /// more are left out. Error: "analysis.group" when none is left.
    static base::Result<PromptSheet> loadChosen(storage::Database &database, const QList<study::PictureId> &pictures);
};

/// Fills in rank and place of a complete row; does nothing otherwise.
void rankRow(SheetRow &row);

} // namespace analysis
