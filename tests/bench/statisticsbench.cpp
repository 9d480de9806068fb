#include <cmath>
#include <cstdint>
#include <vector>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include "core/base/progress.h"
#include "core/statistics/agreement.h"
#include "core/statistics/auroc.h"
#include "core/statistics/bootstrap.h"
#include "core/statistics/philox.h"
#include "core/statistics/ranking.h"
#include "core/statistics/weighteddifferences.h"
#include "tests/bench/measurement.h"

namespace bench {

namespace {

constexpr std::uint32_t many = 1'000'000;
constexpr std::uint32_t votes = 100'000;
constexpr std::uint32_t generators = 10;
constexpr std::uint32_t prompts = 300;
constexpr std::uint32_t annotators = 40;
constexpr int scorers = 8;
constexpr int replicates = 1000;

/// Arrays of one number type as the other program reads them, without a header.
template <typename T>
void write(const Setting &setting, const char *name, const std::vector<T> &values)
{
    QFile file(setting.folder + QLatin1Char('/') + QLatin1String(name));
    const auto size = qint64(values.size() * sizeof(T));
    if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char *>(values.data()), size) != size)
        giveUp(file.errorString());
}

double uniform(statistics::RandomStream &random)
{
    return (double(random.next()) + 0.5) / 4294967296.0;
}

double normal(statistics::RandomStream &random)
{
    return std::sqrt(-2 * std::log(uniform(random))) * std::cos(6.283185307179586 * uniform(random));
}

struct Data
{
    std::vector<statistics::Contest> contests;
    std::vector<statistics::Judgement> judgements;
    std::vector<statistics::Rating> ratings; ///< five categories, about five per unit
    std::uint32_t units = many / 5;
    std::vector<statistics::Clustering> ways; ///< prompts and annotators of `votes` votes
    std::vector<std::vector<statistics::Judgement>> ofScorer;
};

Data makeData(const Setting &setting)
{
    Data data;
    statistics::RandomStream random(1, 0, 0);
    std::vector<std::uint32_t> columns[3];
    for (std::uint32_t i = 0; i < many; ++i) {
        const std::uint32_t first = random.below(generators);
        const std::uint32_t second = (first + 1 + random.below(generators - 1)) % generators;
        const double p = 0.85 / (1 + std::exp(0.1 * (double(first) - double(second))));
        const double draw = uniform(random);
        const auto verdict = draw < p      ? statistics::Verdict::First
                             : draw < 0.85 ? statistics::Verdict::Second
                                           : statistics::Verdict::Tie;
        data.contests.push_back({first, second, verdict});
        columns[0].push_back(first);
        columns[1].push_back(second);
        columns[2].push_back(std::uint32_t(verdict));
    }
    write(setting, "first", columns[0]);
    write(setting, "second", columns[1]);
    write(setting, "verdict", columns[2]);

    std::vector<double> differences;
    std::vector<std::uint8_t> truths;
    for (std::uint32_t i = 0; i < many; ++i) {
        const bool first = uniform(random) < 0.55;
        // Rounded: some scores of a real study are equal.
        data.judgements.push_back({std::round(1e4 * (normal(random) + (first ? 0.5 : 0))) / 1e4, first});
        differences.push_back(data.judgements.back().difference);
        truths.push_back(first);
    }
    write(setting, "difference", differences);
    write(setting, "truth", truths);

    std::vector<std::uint32_t> units;
    std::vector<double> answers;
    for (std::uint32_t i = 0; i < many; ++i) {
        const std::uint32_t unit = random.below(data.units);
        const std::uint32_t answer = uniform(random) < 0.5 ? unit % 5 : random.below(5);
        data.ratings.push_back({unit, double(answer)});
        units.push_back(unit);
        answers.push_back(answer);
    }
    write(setting, "unit", units);
    write(setting, "answer", answers);

    data.ways = {{{}, prompts}, {{}, annotators}};
    std::vector<std::uint8_t> preferred;
    for (std::uint32_t i = 0; i < votes; ++i) {
        data.ways[0].ofUnit.push_back(random.below(prompts));
        data.ways[1].ofUnit.push_back(random.below(annotators));
        preferred.push_back(uniform(random) < 0.55);
    }
    write(setting, "prompt", data.ways[0].ofUnit);
    write(setting, "annotator", data.ways[1].ofUnit);
    write(setting, "preferred", preferred);
    std::vector<double> table;
    for (int s = 0; s < scorers; ++s) {
        data.ofScorer.emplace_back();
        for (std::uint32_t i = 0; i < votes; ++i) {
            data.ofScorer.back().push_back({normal(random) + 0.1 * s * preferred[i], preferred[i] != 0});
            table.push_back(data.ofScorer.back().back().difference);
        }
    }
    write(setting, "scores", table);
    return data;
}

/// Times of the same work in NumPy and SciPy, in milliseconds.
QJsonObject runPython(const Setting &setting)
{
    const QString python = qEnvironmentVariable("DISSENSUS_PYTHON", QStringLiteral("python3"));
    QProcess process;
    process.start(python, {QStringLiteral(DISSENSUS_REFERENCE "/bench_statistics.py"), setting.folder});
    if (!process.waitForFinished(600000) || process.exitCode() != 0)
        giveUp(QStringLiteral("%1 needs NumPy and SciPy (DISSENSUS_PYTHON names another Python): %2")
                   .arg(python, QString::fromUtf8(process.readAllStandardError()).trimmed()));
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

/// Fails when the two programs do not compute the same thing, which would make their times meaningless.
void expectSame(const QJsonObject &theirs, const char *name, double ours)
{
    const double other = theirs.value(QLatin1String(name)).toDouble(std::nan(""));
    if (!(std::abs(ours - other) < 1e-6))
        giveUp(QStringLiteral("%1 is %2 here and %3 in Python").arg(QLatin1String(name)).arg(ours).arg(other));
}

double bootstrapMs(const Data &data, unsigned threads)
{
    Times times;
    times.measure([&] {
        std::vector<statistics::WeightedDifferences> ofScorer;
        for (const auto &judgements : data.ofScorer) {
            std::vector<double> differences;
            for (const statistics::Judgement &judgement : judgements)
                differences.push_back(judgement.difference);
            ofScorer.emplace_back(differences);
        }
        statistics::WeightedStatistics all;
        all.count = 2 * ofScorer.size();
        all.compute = [&](std::span<const std::uint32_t> weights, std::span<double> values) {
            std::vector<statistics::SideVotes> drawn(weights.size());
            for (size_t i = 0; i < weights.size(); ++i)
                (data.ofScorer.front()[i].firstPreferred ? drawn[i].first : drawn[i].second) = weights[i];
            for (size_t s = 0; s < ofScorer.size(); ++s) {
                const auto measures = ofScorer[s](drawn);
                values[2 * s] = measures.confusion.accuracy().value_or(std::nan(""));
                values[2 * s + 1] = measures.auroc.value_or(std::nan(""));
            }
        };
        base::Progress progress;
        const auto replicated = statistics::drawReplicates(data.ways, all, {replicates, 1, 0.95, threads}, progress);
        for (const auto &values : replicated.values)
            if (!statistics::percentileInterval(values, 0.95))
                giveUp(QStringLiteral("the bootstrap gave no interval"));
    });
    return times.median();
}

} // namespace

QList<Line> benchStatistics(const Setting &setting)
{
    const Data data = makeData(setting);
    const QJsonObject python = runPython(setting);
    const QString peer = QStringLiteral("NumPy and SciPy");
    const QString limit = QStringLiteral("limit");
    const QString ms = QStringLiteral("ms");
    QList<Line> lines;
    const auto add = [&](const QString &what, double ours, const char *name, double limitMs) {
        lines += {what, ours, peer, python.value(QLatin1String(name)).toDouble(), ms};
        lines += {what, ours, limit, limitMs, ms};
    };

    Times ranking;
    Times area;
    Times alpha;
    for (int i = 0; i < 5; ++i) {
        ranking.measure([&] {
            const statistics::ContestCounter counter(data.contests, generators);
            const auto fit = statistics::fitRanking(counter.count(), generators);
            expectSame(python, "davidson_value", fit ? fit->worths.front() : std::nan(""));
        });
        area.measure([&] {
            const auto result = statistics::auroc(data.judgements, 0.95);
            expectSame(python, "auroc_value", result->value);
            expectSame(python, "delong_value", std::sqrt(*result->variance));
        });
        alpha.measure([&] {
            const auto table = statistics::RatingTable::fromRatings(data.ratings, data.units);
            expectSame(python, "alpha_value",
                       *statistics::krippendorffAlpha(table, statistics::Metric::Ordinal, 0.95).value);
        });
    }
    add(QStringLiteral("Davidson fit on %1 votes").arg(many), ranking.median(), "davidson", 1000);
    add(QStringLiteral("AUROC with DeLong, %1 pairs").arg(many), area.median(), "auroc", 500);
    add(QStringLiteral("Krippendorff, %1 answers").arg(many), alpha.median(), "alpha", 1000);

    const QString what = QStringLiteral("%1 bootstraps, %2 votes x %3").arg(replicates).arg(votes).arg(scorers);
    const double all = bootstrapMs(data, 0);
    add(what, all, "bootstrap", 10000);
    lines += {what, all, QStringLiteral("the same, resampled"),
              python.value(QLatin1String("bootstrap_resampled")).toDouble(), ms};
    lines += {what, all, QStringLiteral("the same on one thread"), bootstrapMs(data, 1), ms};
    return lines;
}

} // namespace bench
