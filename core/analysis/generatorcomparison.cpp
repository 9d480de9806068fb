#include "core/analysis/generatorcomparison.h"

#include "core/analysis/groupprompts.h"

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

base::Result<qint32> generatorIndex(const Snapshot &snapshot, const QString &name)
{
    QStringList known;
    for (qint32 i = 0; i < qint32(snapshot.generators.size()); ++i) {
        if (snapshot.generators[i].name == name)
            return i;
        known.append(snapshot.generators[i].name);
    }
    return base::fail(QStringLiteral("stats.generator"), QStringLiteral("this study has no generator '%1'").arg(name),
                      known.isEmpty() ? QStringLiteral("Import pictures or scores first")
                                      : QStringLiteral("It has %1").arg(known.mid(0, 20).join(QStringLiteral(", "))));
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
    const GroupPrompts prompts(snapshot);

    std::vector<GeneratorComparison> rows;
    for (const int index : tables) {
        const ScoreTable &table = snapshot.scores[size_t(index)];
        std::vector<double> differences;
        for (qint32 group = 0; group < qint32(snapshot.groups.size()); ++group) {
            const qint32 prompt = prompts.original(group);
            if (const auto difference = differenceOf(snapshot.meanScore(table, firstPictures[size_t(group)], prompt),
                                                     snapshot.meanScore(table, secondPictures[size_t(group)], prompt)))
                differences.push_back(*difference);
        }
        rows.push_back(
            {table.scorer(), qint64(differences.size()), statistics::wilcoxonSignedRank(differences, options)});
    }
    return rows;
}

} // namespace analysis
