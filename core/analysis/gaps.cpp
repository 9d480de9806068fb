#include "core/analysis/gaps.h"

#include <map>

#include "core/analysis/groupprompts.h"
#include "core/statistics/descriptive.h"

namespace analysis {

namespace {

std::optional<double> deltaToCounterpart(const Snapshot &snapshot, const ScoreTable &table, qint32 picture)
{
    const qint32 counterpart = snapshot.counterpart[size_t(picture)];
    if (counterpart < 0)
        return {};
    return snapshot.difference(table, picture, counterpart, snapshot.promptOfPicture[size_t(picture)]);
}

struct GeneratorGroup
{
    qint32 generator = -1;
    qint32 group = -1;

    auto operator<=>(const GeneratorGroup &) const = default;
};

using PicturesByVariant = std::map<QString, std::vector<qint32>>;

std::map<GeneratorGroup, PicturesByVariant> picturesByCell(const Snapshot &snapshot)
{
    std::map<GeneratorGroup, PicturesByVariant> cells;
    for (qint32 i = 0; i < qint32(snapshot.pictures.size()); ++i) {
        const qint32 generator = snapshot.generatorOfPicture[size_t(i)];
        if (generator >= 0)
            cells[{generator, snapshot.groupOfPicture(i)}][snapshot.pictures[i].variant].push_back(i);
    }
    return cells;
}

/// Values of one generator and scorer while they are gathered.
struct Gathered
{
    std::vector<double> deltas;
    std::vector<double> afters;
    qint64 nShare = 0;
    qint64 prefersDistorted = 0;
    qint64 ties = 0;
};

GeneratorDelta summarise(const Gathered &gathered, double level)
{
    GeneratorDelta row;
    row.n = qint64(gathered.deltas.size());
    row.meanDelta = statistics::mean(gathered.deltas);
    row.meanAfter = statistics::mean(gathered.afters);
    const auto interval = statistics::meanInterval(gathered.deltas, level);
    row.interval = interval;
    row.nShare = gathered.nShare;
    row.prefersDistorted = gathered.prefersDistorted;
    row.ties = gathered.ties;
    if (row.n > 0) {
        if (!interval)
            row.undefined[QStringLiteral("low")] = interval.reason();
    } else {
        const QString reason = QStringLiteral("no pair is scored under the original prompt");
        row.undefined[QStringLiteral("mean_delta")] = reason;
        row.undefined[QStringLiteral("mean_after")] = reason;
    }
    if (row.nShare == 0)
        row.undefined[QStringLiteral("share_prefers_distorted")] =
            QStringLiteral("no pair is scored under the distorted prompt");
    return row;
}

} // namespace

std::vector<TaxonomyGap> taxonomyGaps(const Snapshot &snapshot, const std::vector<int> &tables, double level)
{
    std::vector<TaxonomyGap> rows;
    for (const int index : tables) {
        const ScoreTable &table = snapshot.scores[size_t(index)];
        // Class, then sub-class; the empty sub-class stands for the whole class and comes first.
        std::map<std::pair<QString, QString>, std::vector<PictureDelta>> byLabel;
        for (qint32 picture = 0; picture < qint32(snapshot.pictures.size()); ++picture) {
            const QStringList &labels = snapshot.pictures[picture].taxonomy;
            if (labels.isEmpty() || snapshot.isOriginal(picture))
                continue;
            const std::optional<double> delta = deltaToCounterpart(snapshot, table, picture);
            if (!delta)
                continue;
            const PictureDelta value{picture, snapshot.counterpart[size_t(picture)], *delta};
            QStringList classes;
            for (const QString &label : labels) {
                const QString mainClass = label.section(QLatin1Char('.'), 0, 0);
                const QString subClass = label.section(QLatin1Char('.'), 1);
                if (!subClass.isEmpty())
                    byLabel[{mainClass, subClass}].push_back(value);
                if (!classes.contains(mainClass)) {
                    classes.append(mainClass);
                    byLabel[{mainClass, QString()}].push_back(value);
                }
            }
        }
        for (auto &[label, pictures] : byLabel) {
            std::vector<double> gaps;
            for (const PictureDelta &picture : pictures)
                gaps.push_back(-picture.delta);
            TaxonomyGap row;
            row.mainClass = label.first;
            row.subClass = label.second;
            row.scorer = table.scorer();
            row.meanDelta = -*statistics::mean(gaps);
            row.interval = statistics::meanInterval(gaps, level);
            row.pictures = std::move(pictures);
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::vector<EmotionAccuracy> emotionAccuracy(const Snapshot &snapshot, const std::vector<int> &tables)
{
    std::vector<EmotionAccuracy> rows;
    for (const int index : tables) {
        const ScoreTable &table = snapshot.scores[size_t(index)];
        std::map<QString, EmotionAccuracy> byEmotion;
        for (qint32 picture = 0; picture < qint32(snapshot.pictures.size()); ++picture) {
            const QString &emotion = snapshot.pictures[picture].emotion;
            if (emotion.isEmpty())
                continue;
            const std::optional<double> difference = deltaToCounterpart(snapshot, table, picture);
            if (!difference)
                continue;
            EmotionAccuracy &row = byEmotion[emotion];
            ++row.n;
            row.pictures.push_back({picture, snapshot.counterpart[size_t(picture)], *difference});
            row.correct += *difference > 0;
            row.ties += *difference == 0;
        }
        for (auto &[emotion, row] : byEmotion) {
            row.emotion = emotion;
            row.scorer = table.scorer();
            std::vector<double> differences;
            for (const PictureDelta &delta : row.pictures)
                differences.push_back(delta.delta);
            row.meanDifference = *statistics::mean(differences);
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::vector<GeneratorDelta> generatorDeltas(const Snapshot &snapshot, const std::vector<int> &tables, double level)
{
    const GroupPrompts prompts(snapshot);
    const auto cells = picturesByCell(snapshot);
    std::vector<GeneratorDelta> rows;
    for (const int index : tables) {
        const ScoreTable &table = snapshot.scores[size_t(index)];
        std::map<qint32, Gathered> byGenerator;
        for (const auto &[key, variants] : cells) {
            const auto originals = variants.find(study::originalVariant);
            if (originals == variants.end())
                continue;
            const qint32 originalPrompt = prompts.original(key.group);
            for (const auto &[variant, pictures] : variants) {
                if (variant == study::originalVariant)
                    continue;
                Gathered &gathered = byGenerator[key.generator];
                const auto after = snapshot.meanScore(table, pictures, originalPrompt);
                const auto before = snapshot.meanScore(table, originals->second, originalPrompt);
                if (const auto delta = differenceOf(after, before)) {
                    gathered.deltas.push_back(*delta);
                    gathered.afters.push_back(*after);
                }
                const qint32 distortedPrompt = prompts.ofVariant(key.group, variant);
                const auto distorted = snapshot.meanScore(table, pictures, distortedPrompt);
                const auto original = snapshot.meanScore(table, originals->second, distortedPrompt);
                if (distorted && original) {
                    ++gathered.nShare;
                    gathered.prefersDistorted += *distorted > *original;
                    gathered.ties += *distorted == *original;
                }
            }
        }
        for (const auto &[generator, gathered] : byGenerator) {
            if (gathered.deltas.empty() && gathered.nShare == 0)
                continue;
            GeneratorDelta row = summarise(gathered, level);
            row.generator = snapshot.generators[generator].name;
            row.scorer = table.scorer();
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

} // namespace analysis
