#include "core/analysis/twobytwo.h"

#include <array>
#include <map>

#include "core/analysis/groupprompts.h"
#include "core/statistics/descriptive.h"

namespace analysis {

namespace {

/// Pictures of one group, original and not.
using Pictures = std::array<std::vector<qint32>, 2>;

} // namespace

TwoByTwo twoByTwo(const Snapshot &snapshot, const ScoreTable &table, qint32 generator, qint32 group)
{
    std::map<qint32, Pictures> groups;
    for (qint32 i = 0; i < qint32(snapshot.pictures.size()); ++i) {
        if (snapshot.generatorOfPicture[size_t(i)] == generator && (group < 0 || snapshot.groupOfPicture(i) == group))
            groups[snapshot.groupOfPicture(i)][snapshot.isOriginal(i) ? 0 : 1].push_back(i);
    }

    const GroupPrompts prompts(snapshot);
    TwoByTwo result;
    std::array<std::vector<double>, 4> values;
    for (const auto &[number, pictures] : groups) {
        const auto oiop = snapshot.meanScore(table, pictures[0], prompts.original(number));
        const auto oidp = snapshot.meanScore(table, pictures[0], prompts.wide(number));
        const auto diop = snapshot.meanScore(table, pictures[1], prompts.original(number));
        const auto didp = snapshot.meanScore(table, pictures[1], prompts.wide(number));
        if (!oiop || !oidp || !diop || !didp)
            continue;
        ++result.n;
        values[0].push_back(*oiop);
        values[1].push_back(*oidp);
        values[2].push_back(*diop);
        values[3].push_back(*didp);
        result.picksDistorted += *didp > *oidp;
    }
    if (result.n > 0) {
        result.originalUnderOriginal = *statistics::mean(values[0]);
        result.originalUnderDistorted = *statistics::mean(values[1]);
        result.distortedUnderOriginal = *statistics::mean(values[2]);
        result.distortedUnderDistorted = *statistics::mean(values[3]);
    }
    return result;
}

} // namespace analysis
