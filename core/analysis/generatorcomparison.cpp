#include "core/analysis/generatorcomparison.h"

#include <algorithm>

namespace analysis {

namespace {

/// Per prompt group: the non-original pictures of one generator.
std::vector<std::vector<qint32>> distortedPictures(const Snapshot &snapshot, qint32 generator)
{
    std::vector<std::vector<qint32>> ofGroup(size_t(snapshot.groups.size()));
    for (qint32 picture = 0; picture < qint32(snapshot.pictures.size()); ++picture) {
        if (snapshot.generatorOfPicture[size_t(picture)] == generator && !snapshot.isOriginal(picture))
            ofGroup[size_t(snapshot.groupOfPicture(picture))].push_back(picture);
    }
    return ofGroup;
}

/// Per prompt group its first original prompt, −1 if there is none.
std::vector<qint32> originalPrompts(const Snapshot &snapshot)
{
    std::vector<qint32> prompts(size_t(snapshot.groups.size()), -1);
    for (qint32 prompt = 0; prompt < qint32(snapshot.prompts.size()); ++prompt) {
        qint32 &first = prompts[size_t(snapshot.groupOfPrompt[size_t(prompt)])];
        if (first < 0 && snapshot.prompts[prompt].variant == study::originalVariant)
            first = prompt;
    }
    return prompts;
}

std::optional<double> cellMean(const Snapshot &snapshot, const ScoreTable &table, const std::vector<qint32> &pictures,
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

base::Result<qint32> generatorIndex(const Snapshot &snapshot, const QString &name)
{
    QStringList known;
    for (qint32 i = 0; i < qint32(snapshot.generators.size()); ++i) {
        if (snapshot.generators[i].name == name)
            return i;
        known.append(snapshot.generators[i].name);
    }
    return base::fail(QStringLiteral("stats.generator"),
                      QStringLiteral("this study has no generator '%1'").arg(name),
                      known.isEmpty() ? QStringLiteral("import pictures or scores first")
                                      : QStringLiteral("it has %1").arg(known.mid(0, 20).join(QStringLiteral(", "))));
}

} // namespace

base::Result<std::vector<GeneratorComparison>> compareGenerators(const Snapshot &snapshot,
                                                                 const std::vector<int> &tables, const QString &a,
                                                                 const QString &b,
                                                                 const statistics::WilcoxonOptions &options)
{
    BASE_TRY_ASSIGN(first, generatorIndex(snapshot, a));
    BASE_TRY_ASSIGN(second, generatorIndex(snapshot, b));
    const auto firstPictures = distortedPictures(snapshot, first);
    const auto secondPictures = distortedPictures(snapshot, second);
    const std::vector<qint32> prompts = originalPrompts(snapshot);

    std::vector<GeneratorComparison> rows;
    for (const int index : tables) {
        const ScoreTable &table = snapshot.scores[size_t(index)];
        std::vector<double> differences;
        for (size_t group = 0; group < prompts.size(); ++group) {
            if (prompts[group] < 0)
                continue;
            const auto x = cellMean(snapshot, table, firstPictures[group], prompts[group]);
            const auto y = cellMean(snapshot, table, secondPictures[group], prompts[group]);
            if (x && y)
                differences.push_back(*x - *y);
        }
        rows.push_back({table.scorer(), qint64(differences.size()), statistics::wilcoxonSignedRank(differences, options)});
    }
    return rows;
}

} // namespace analysis
