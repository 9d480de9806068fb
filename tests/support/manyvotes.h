#pragma once

#include <QString>

namespace support {

/// How large a study of votes is to be.
struct ManyVotesPlan
{
    int votes = 100'000;
    int generators = 10; ///< each made an original and a distorted picture for every prompt
    int prompts = 300;
    int scorers = 8;     ///< each with the four scores of every pair of variants
    int annotators = 60; ///< in three groups
};

/// Makes folder/votes-N.dissensus: pictures without files; votes between generators under the original prompt and
/// between variants under the distorted one, with ties, both bad, and generators that differ. The same plan makes the
/// same votes. For measuring; ends the program when it cannot. Returns the path.
QString makeManyVotes(const QString &folder, const ManyVotesPlan &plan);

} // namespace support
