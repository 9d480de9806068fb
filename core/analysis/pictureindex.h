#pragma once

#include <memory>
#include <vector>

#include "core/analysis/groupprompts.h"

namespace analysis {

struct CountedVotes;

/// How often people preferred a picture.
struct PeopleShare
{
    int preferred = 0;
    int votes = 0;        ///< votes with a preference
    bool partner = false; ///< counted against its counterpart only; else over all its pairs
    qint32 prompt = -1;   ///< the prompt under which most of them were given

    double share() const { return votes > 0 ? double(preferred) / votes : 0; }
};

/// What one scorer says about every picture, by picture; NaN where it says nothing. A column of numbers per question,
/// so that sorting and filtering 100,000 pictures looks nothing up.
struct ScoreColumns
{
    QString scorer;
    std::vector<double> own; ///< under the picture's own prompt

    /// Δ of the picture's pair: its first picture in canonical order (wide-spectrum, photograph) minus the other, both
    /// under the first one's own prompt. The same for both pictures of a pair.
    std::vector<double> gap;

    /// The picture minus its counterpart under the prompt that people judged (its own without votes): positive when the
    /// scorer picks it.
    std::vector<double> lead;

    /// Where `lead` stands among all pictures that have one, 0 to 1, mid-rank for ties. Differences of one prompt can
    /// be compared where scores of two prompts cannot.
    std::vector<double> percentile;
};

/// What filters and orders of many pictures need, in columns; a plain value, read once per revision on a pool thread.
struct PictureIndex
{
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<ScoreColumns> scorers; ///< those with values, in the snapshot's order
    std::vector<PeopleShare> people;   ///< by picture
    std::vector<QStringList> labels;   ///< by picture; taxonomy labels, "class.kind"
    GroupPrompts prompts;

    int pictures() const { return snapshot ? int(snapshot->pictures.size()) : 0; }
    const ScoreColumns *columns(const QString &scorer) const;

    /// Votes counted by the defaults of the contract. Errors: those of the database, "cancelled".
    static base::Result<PictureIndex> load(storage::Database &database, const base::Progress &progress);
    /// The same from a snapshot that is there already.
    static base::Result<PictureIndex> make(std::shared_ptr<const Snapshot> snapshot);
};

/// How often people preferred each picture: against its counterpart where there are such votes.
std::vector<PeopleShare> peopleShares(const Snapshot &snapshot, const CountedVotes &counted);

/// 0 to 1 by mid-rank among the values that are numbers: (smaller + ½ equal) ÷ n, itself included; NaN stays NaN.
std::vector<double> midRanks(const std::vector<double> &values);

/// How many pictures carry each label "class.kind", and at least one label of each class.
QHash<QString, int> countLabels(const PictureIndex &index);

} // namespace analysis
