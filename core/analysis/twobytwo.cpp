#include "core/analysis/twobytwo.h"

#include <array>
#include <map>

namespace analysis {

namespace {

/// Pictures and prompts of one group, original and not.
struct Group
{
    std::array<std::vector<qint32>, 2> pictures;
    std::array<qint32, 2> prompts{-1, -1};
};

std::optional<double> meanScore(const Snapshot &snapshot, const ScoreTable &table, const std::vector<qint32> &pictures,
                                qint32 prompt)
{
    double sum = 0;
    int n = 0;
    for (const qint32 picture : pictures) {
        if (const auto value = snapshot.score(table, picture, prompt)) {
            sum += *value;
            ++n;
        }
    }
    return n == 0 ? std::nullopt : std::optional(sum / n);
}

} // namespace

TwoByTwo twoByTwo(const Snapshot &snapshot, const ScoreTable &table, qint32 generator, qint32 group)
{
    std::map<qint32, Group> groups;
    for (qint32 i = 0; i < qint32(snapshot.pictures.size()); ++i) {
        if (snapshot.generatorOfPicture[size_t(i)] == generator && (group < 0 || snapshot.groupOfPicture(i) == group))
            groups[snapshot.groupOfPicture(i)].pictures[snapshot.isOriginal(i) ? 0 : 1].push_back(i);
    }
    for (qint32 i = 0; i < qint32(snapshot.prompts.size()); ++i) {
        const auto found = groups.find(snapshot.groupOfPrompt[size_t(i)]);
        if (found == groups.end())
            continue;
        qint32 &prompt = found->second.prompts[snapshot.prompts[i].variant == study::originalVariant ? 0 : 1];
        if (prompt < 0)
            prompt = i;
    }

    TwoByTwo sums;
    for (const auto &group : groups) {
        const auto &cell = group.second; // clang 14 lets no lambda see a structured binding
        if (cell.prompts[0] < 0 || cell.prompts[1] < 0)
            continue;
        const auto score = [&](int picture, int prompt) {
            return meanScore(snapshot, table, cell.pictures[size_t(picture)], cell.prompts[size_t(prompt)]);
        };
        const auto oiop = score(0, 0);
        const auto oidp = score(0, 1);
        const auto diop = score(1, 0);
        const auto didp = score(1, 1);
        if (!oiop || !oidp || !diop || !didp)
            continue;
        ++sums.n;
        sums.originalUnderOriginal += *oiop;
        sums.originalUnderDistorted += *oidp;
        sums.distortedUnderOriginal += *diop;
        sums.distortedUnderDistorted += *didp;
        sums.picksDistorted += *didp > *oidp;
    }
    if (sums.n > 0) {
        for (double *sum : {&sums.originalUnderOriginal, &sums.originalUnderDistorted, &sums.distortedUnderOriginal,
                            &sums.distortedUnderDistorted})
            *sum /= double(sums.n);
    }
    return sums;
}

} // namespace analysis
