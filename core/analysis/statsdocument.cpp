#include "core/analysis/statsdocument.h"

#include <algorithm>

#include "core/analysis/statsjson.h"
#include "core/analysis/statswarnings.h"
#include "core/base/progress.h"

namespace analysis {

namespace {

base::Result<void> stopIfCancelled(const base::Progress &progress)
{
    if (progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
    return {};
}

/// Fills the parts of one document.
class Document
{
public:
    Document(const Snapshot &snapshot, const StatsOptions &options, std::vector<int> tables,
             const base::Progress &progress)
        : m_snapshot(snapshot)
        , m_options(options)
        , m_tables(std::move(tables))
        , m_progress(progress)
    {
    }

    /// The parts that look at votes; for everybody, or for one group alone.
    QJsonObject voteParts(const CountedVotes &votes)
    {
        QJsonObject parts;
        if (asked("agreement"))
            parts[QLatin1String("agreement")] = agreement(votes);
        if (asked("ranking") && !m_progress.isCancelled())
            parts[QLatin1String("ranking")] = ranking(votes);
        if (asked("scorers") && !m_progress.isCancelled())
            parts[QLatin1String("scorers")] =
                toArray(scorerAgreement(m_snapshot, votes, m_tables, m_options.agreement, m_progress),
                        [this](const ScorerAgreement &row) { return toJson(row, m_options.agreement); });
        return parts;
    }

    base::Result<QJsonObject> otherParts()
    {
        QJsonObject parts;
        const double level = m_options.agreement.level;
        if (asked("quality")) {
            BASE_TRY_ASSIGN(rows, annotatorQuality(m_snapshot, m_options.filter));
            parts[QLatin1String("quality")] = toArray(rows, [](const AnnotatorQuality &row) { return toJson(row); });
        }
        BASE_TRY(step(QStringLiteral("comparing generators")));
        if (asked("deltas"))
            parts[QLatin1String("deltas")] = toArray(generatorDeltas(m_snapshot, m_tables, level),
                                                     [](const GeneratorDelta &row) { return toJson(row); });
        if (asked("compare") && !m_options.compareA.isEmpty()) {
            BASE_TRY_ASSIGN(rows, compareGenerators(m_snapshot, m_tables, m_options.compareA, m_options.compareB,
                                                    m_options.wilcoxon));
            parts[QLatin1String("compare")] = toArray(
                rows, [this](const GeneratorComparison &row) { return toJson(row, m_options.wilcoxon); });
        }
        BASE_TRY(step(QStringLiteral("comparing pictures with counterparts")));
        if (asked("emotions"))
            parts[QLatin1String("emotions")] =
                toArray(emotionAccuracy(m_snapshot, m_tables),
                        [level](const EmotionAccuracy &row) { return toJson(row, level); });
        if (asked("taxonomy"))
            parts[QLatin1String("taxonomy")] = toArray(taxonomyGaps(m_snapshot, m_tables, level),
                                                       [](const TaxonomyGap &row) { return toJson(row); });
        if (asked("judges"))
            parts[QLatin1String("judges")] = toArray(judgeValidation(m_snapshot, m_tables, m_options.judgeDimensions),
                                                     [](const JudgeValidation &row) { return toJson(row); });
        return parts;
    }

    /// The parts of each group alone, and whether groups rank alike.
    base::Result<QJsonArray> groups()
    {
        QStringList names;
        for (const study::Annotator &annotator : m_snapshot.annotators)
            names += annotator.groups;
        names.removeDuplicates();
        names.sort();
        if (!m_options.filter.groups.isEmpty())
            names.removeIf([this](const QString &name) { return !m_options.filter.groups.contains(name); });
        QJsonArray array;
        for (const QString &name : std::as_const(names)) {
            VoteFilter filter = m_options.filter;
            filter.groups = {name};
            BASE_TRY_ASSIGN(votes, countVotes(m_snapshot, filter));
            QJsonObject row = voteParts(votes);
            row[QLatin1String("group")] = name;
            array.append(row);
            BASE_TRY(stopIfCancelled(m_progress));
        }
        m_groupNames = names;
        return array;
    }

    QJsonObject groupTest(const CountedVotes &votes) const
    {
        const RankingsByGroup test = rankingsByGroup(m_snapshot, votes, m_groupNames, m_options.ranking());
        QJsonObject row{{QStringLiteral("groups"), QJsonArray::fromStringList(m_groupNames)},
                        {QStringLiteral("degrees_of_freedom"), test.degreesOfFreedom}};
        row[QLatin1String("likelihood_ratio")] =
            test.likelihoodRatio ? QJsonValue(*test.likelihoodRatio) : QJsonValue(QJsonValue::Null);
        row[QLatin1String("p")] = test.p ? QJsonValue(*test.p) : QJsonValue(QJsonValue::Null);
        if (!test.p)
            row[QLatin1String("undefined")] = test.p.reason();
        return row;
    }

    bool asked(const char *part) const { return m_options.parts.contains(QString::fromLatin1(part)); }
    const std::vector<int> &tables() const { return m_tables; }

private:
    base::Result<void> step(const QString &what)
    {
        m_progress.report(what, 0, 0);
        return stopIfCancelled(m_progress);
    }

    QJsonObject agreement(const CountedVotes &votes)
    {
        m_progress.report(QStringLiteral("comparing people with each other"), 0, 0);
        const AnswerTables answers = answerTables(votes);
        statistics::BootstrapOptions bootstrap = m_options.bootstrap();
        const bool all = bootstrap.replicates > 0;
        if (!all)
            bootstrap.replicates = ordinalAlphaReplicates;
        return toJson(peopleAgreement(m_snapshot, answers, bootstrap.level),
                      bootstrapAgreement(m_snapshot, votes, answers,
                                         all ? AgreementParts::All : AgreementParts::OrdinalAlpha, bootstrap,
                                         m_progress));
    }

    QJsonObject ranking(const CountedVotes &votes)
    {
        m_progress.report(QStringLiteral("ranking generators"), 0, 0);
        GeneratorRanking ranking = generatorRanking(m_snapshot, votes, m_options.ranking());
        bootstrapRanking(m_snapshot, votes, m_options.ranking(), m_options.bootstrap(), ranking, m_progress);
        return toJson(m_snapshot, ranking);
    }

    const Snapshot &m_snapshot;
    const StatsOptions &m_options;
    std::vector<int> m_tables;
    const base::Progress &m_progress;
    QStringList m_groupNames;
};

void insertAll(QJsonObject &target, const QJsonObject &parts)
{
    for (auto it = parts.constBegin(); it != parts.constEnd(); ++it)
        target.insert(it.key(), it.value());
}

} // namespace

QStringList StatsOptions::availableParts()
{
    return {QStringLiteral("agreement"), QStringLiteral("ranking"),  QStringLiteral("scorers"),
            QStringLiteral("deltas"),    QStringLiteral("compare"),  QStringLiteral("emotions"),
            QStringLiteral("taxonomy"),  QStringLiteral("quality"), QStringLiteral("judges")};
}

statistics::BootstrapOptions StatsOptions::bootstrap() const
{
    return {agreement.bootstrap, agreement.seed, agreement.level};
}

base::Result<QJsonObject> statsDocument(const Snapshot &snapshot, const StatsOptions &options,
                                        const base::Progress &progress)
{
    BASE_TRY_ASSIGN(tables, selectScorers(snapshot, options.scorers));
    BASE_TRY_ASSIGN(votes, countVotes(snapshot, options.filter));
    QJsonObject result{{QStringLiteral("revision"), snapshot.revision},
                       {QStringLiteral("simulated"), snapshot.simulated},
                       {QStringLiteral("votes"), qint64(votes.votes.size())},
                       {QStringLiteral("definitions"), statsDefinitions(options)}};
    Document document(snapshot, options, std::move(tables), progress);
    insertAll(result, document.voteParts(votes));
    BASE_TRY(stopIfCancelled(progress));
    BASE_TRY_ASSIGN(others, document.otherParts());
    insertAll(result, others);
    if (options.byGroup) {
        BASE_TRY_ASSIGN(groups, document.groups());
        result[QLatin1String("by_group")] = groups;
        if (document.asked("ranking"))
            result[QLatin1String("ranking_test")] = document.groupTest(votes);
    }
    result[QLatin1String("warnings")] = QJsonArray::fromStringList(statsWarnings(snapshot, document.tables()));
    BASE_TRY(stopIfCancelled(progress));
    return result;
}

} // namespace analysis
