#include "core/analysis/scoreragreement.h"

#include <algorithm>
#include <map>

#include "core/base/progress.h"
#include "core/statistics/auroc.h"
#include "core/statistics/bootstrap.h"
#include "core/statistics/correlation.h"
#include "core/statistics/proportion.h"

namespace analysis {

namespace {

/// The units of one row, side by side.
struct Units
{
    std::vector<statistics::Judgement> judgements;
    std::vector<double> truths; ///< what correlations take as the people's side
    std::vector<quint32> pairs;
    std::vector<qint32> annotators; ///< empty on pairs
    qint64 humanTies = 0;
    qint64 missing = 0;
};

/// Numbers the values 0, 1, … in the order in which they occur.
template <typename T>
statistics::Clustering clusteringOf(const std::vector<T> &values)
{
    statistics::Clustering clustering;
    QHash<T, std::uint32_t> numbers;
    for (const T &value : values) {
        const auto known = numbers.constFind(value);
        const std::uint32_t number = known == numbers.cend() ? clustering.count++ : *known;
        if (known == numbers.cend())
            numbers.insert(value, number);
        clustering.ofUnit.push_back(number);
    }
    return clustering;
}

/// One row of the result under construction.
class Row
{
public:
    Row(const Snapshot &snapshot, const CountedVotes &votes, const AgreementOptions &options)
        : m_snapshot(snapshot)
        , m_votes(votes)
        , m_options(options)
    {
    }

    ScorerAgreement make(const ScoreTable &table, const QString &kind, const std::vector<char> &pairIsOfKind,
                         const base::Progress &progress)
    {
        m_row.scorer = table.scorer();
        m_row.fingerprint = isImportedScorer(table.scorer()) ? QString() : table.fingerprint();
        m_row.variantPair = kind;
        m_row.unit = m_options.unit;
        if (m_options.unit == Unit::Pair)
            collectPairs(table, pairIsOfKind);
        else
            collectVotes(table, pairIsOfKind);
        m_row.humanTies = m_units.humanTies;
        m_row.missing = m_units.missing;
        estimate();
        if (m_options.bootstrap > 0 && m_row.n() > 0)
            bootstrap(progress);
        return std::move(m_row);
    }

private:
    void collectPairs(const ScoreTable &table, const std::vector<char> &pairIsOfKind)
    {
        for (quint32 i = 0; i < m_votes.pairs.size(); ++i) {
            const PairTally &pair = m_votes.pairs[i];
            if (!pairIsOfKind[i])
                continue;
            const std::optional<double> difference = scoreDifference(m_snapshot, table, pair);
            if (pair.firstVotes == pair.secondVotes) {
                ++m_units.humanTies;
            } else if (!difference) {
                ++m_units.missing;
            } else {
                m_units.judgements.push_back({*difference, pair.firstVotes > pair.secondVotes});
                m_units.truths.push_back(pair.share());
                m_units.pairs.push_back(i);
            }
        }
    }

    void collectVotes(const ScoreTable &table, const std::vector<char> &pairIsOfKind)
    {
        std::vector<std::optional<double>> differences(m_votes.pairs.size());
        for (size_t i = 0; i < differences.size(); ++i) {
            if (pairIsOfKind[i])
                differences[i] = scoreDifference(m_snapshot, table, m_votes.pairs[i]);
        }
        for (const CountedVote &vote : m_votes.votes) {
            if (!pairIsOfKind[vote.pair])
                continue;
            if (vote.outcome != Outcome::First && vote.outcome != Outcome::Second) {
                ++m_units.humanTies;
            } else if (!differences[vote.pair]) {
                ++m_units.missing;
            } else {
                const bool first = vote.outcome == Outcome::First;
                m_units.judgements.push_back({*differences[vote.pair], first});
                m_units.truths.push_back(first ? 1 : 0);
                m_units.pairs.push_back(vote.pair);
                m_units.annotators.push_back(vote.annotator);
            }
        }
    }

    void estimate()
    {
        m_row.confusion = statistics::confusion(m_units.judgements);
        if (m_row.n() == 0) {
            const QString reason = m_units.missing > 0 ? QStringLiteral("no scores for the pairs that people decided")
                                                       : QStringLiteral("no decided votes");
            for (const char *column : {"accuracy", "f1", "auroc", "kendall_tau", "spearman", "positive_share"})
                m_row.undefined[QString::fromLatin1(column)] = reason;
            return;
        }
        m_row.accuracy = m_row.confusion.accuracy();
        m_row.accuracyInterval = statistics::wilson(m_row.confusion.correct(), m_row.n(), m_options.level);
        m_row.f1 = m_row.confusion.f1();
        if (!m_row.f1)
            m_row.undefined[QStringLiteral("f1")] =
                QStringLiteral("the first picture was never preferred and never predicted");
        if (const auto area = statistics::auroc(m_units.judgements, m_options.level)) {
            m_row.auroc = area->value;
            m_row.aurocInterval = area->interval;
            if (!area->interval)
                m_row.undefined[QStringLiteral("auroc_low")] = QStringLiteral("one class has a single unit");
        } else {
            m_row.undefined[QStringLiteral("auroc")] = QStringLiteral("people preferred the same side in every unit");
        }
        std::vector<double> differences;
        for (const statistics::Judgement &judgement : m_units.judgements)
            differences.push_back(judgement.difference);
        m_row.kendallTau = statistics::kendallTauB(differences, m_units.truths);
        m_row.spearman = statistics::spearman(differences, m_units.truths);
        const QString reason = m_row.n() < 2 ? QStringLiteral("fewer than two units")
                                             : QStringLiteral("score differences or votes are all equal");
        if (!m_row.kendallTau)
            m_row.undefined[QStringLiteral("kendall_tau")] = reason;
        if (!m_row.spearman)
            m_row.undefined[QStringLiteral("spearman")] = reason;
    }

    void bootstrap(const base::Progress &progress)
    {
        std::vector<qint32> groups;
        for (const quint32 pair : m_units.pairs)
            groups.push_back(m_snapshot.groupOfPrompt[size_t(m_votes.pairs[pair].prompt)]);
        std::vector<statistics::Clustering> ways{clusteringOf(groups)};
        if (m_options.unit == Unit::Vote)
            ways.push_back(clusteringOf(m_units.annotators));

        const auto &judgements = m_units.judgements;
        const std::vector<statistics::WeightedStatistic> statistics{statistics::WeightedAccuracy(judgements),
                                                                    statistics::WeightedAuroc(judgements)};
        const auto intervals = statistics::clusteredBootstrap(
            ways, statistics, {m_options.bootstrap, m_options.seed, m_options.level}, progress);
        m_row.accuracyBootstrap = intervals[0];
        m_row.aurocBootstrap = intervals[1];
        const QString reason = QStringLiteral("undefined in more than half of the replicates");
        if (!m_row.accuracyBootstrap)
            m_row.undefined[QStringLiteral("bootstrap_low")] = reason;
        if (!m_row.aurocBootstrap)
            m_row.undefined[QStringLiteral("auroc_bootstrap_low")] = reason;
    }

    const Snapshot &m_snapshot;
    const CountedVotes &m_votes;
    const AgreementOptions &m_options;
    Units m_units;
    ScorerAgreement m_row;
};

} // namespace

std::optional<double> ScorerAgreement::positiveShare() const
{
    if (n() == 0)
        return {};
    return double(confusion.positives()) / double(n());
}

std::vector<ScorerAgreement> scorerAgreement(const Snapshot &snapshot, const CountedVotes &votes,
                                             const std::vector<int> &tables, const AgreementOptions &options,
                                             const base::Progress &progress)
{
    std::map<QString, std::vector<char>> kinds;
    for (size_t i = 0; i < votes.pairs.size(); ++i) {
        std::vector<char> &ofKind = kinds[variantPair(snapshot, votes.pairs[i])];
        ofKind.resize(votes.pairs.size(), 0);
        ofKind[i] = 1;
    }
    std::vector<ScorerAgreement> rows;
    const qint64 total = qint64(tables.size() * kinds.size());
    for (const int table : tables) {
        for (const auto &[kind, pairIsOfKind] : kinds) {
            if (progress.isCancelled())
                return rows;
            progress.report(QStringLiteral("comparing scorers with people"), qint64(rows.size()), total);
            rows.push_back(
                Row(snapshot, votes, options).make(snapshot.scores[size_t(table)], kind, pairIsOfKind, progress));
        }
    }
    return rows;
}

base::Result<std::vector<int>> selectScorers(const Snapshot &snapshot, const QStringList &names)
{
    std::vector<int> selected;
    QStringList unknown = names;
    for (int i = 0; i < int(snapshot.scores.size()); ++i) {
        const QString scorer = snapshot.scores[size_t(i)].scorer();
        bool takes = names.isEmpty();
        for (const QString &name : names) {
            if (scorer == name || scorer == QLatin1String("import:") + name) {
                takes = true;
                unknown.removeAll(name);
            }
        }
        if (takes)
            selected.push_back(i);
    }
    if (unknown.isEmpty())
        return selected;
    QStringList known;
    for (const ScoreTable &table : snapshot.scores)
        known.append(table.scorer());
    return base::fail(QStringLiteral("stats.scorer"),
                      QStringLiteral("this study has no scores of '%1'").arg(unknown.first()),
                      known.isEmpty() ? QStringLiteral("score the study first")
                                      : QStringLiteral("it has scores of %1").arg(known.join(QStringLiteral(", "))));
}

std::optional<double> scoreDifference(const Snapshot &snapshot, const ScoreTable &table, const PairTally &pair)
{
    const std::optional<double> first = snapshot.score(table, pair.first, pair.prompt);
    const std::optional<double> second = snapshot.score(table, pair.second, pair.prompt);
    if (!first || !second)
        return {};
    return *first - *second;
}

} // namespace analysis
