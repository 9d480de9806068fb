#include "core/analysis/scoreragreement.h"

#include <algorithm>
#include <map>
#include <numeric>

#include <QtConcurrentMap>

#include "core/analysis/votebootstrap.h"
#include "core/base/progress.h"
#include "core/statistics/auroc.h"
#include "core/statistics/correlation.h"
#include "core/statistics/proportion.h"

namespace analysis {

namespace {

/// The units of one row, side by side.
struct Units
{
    std::vector<statistics::Judgement> judgements;
    std::vector<double> truths; ///< what correlations take as the people's side
    qint64 humanTies = 0;
    qint64 missing = 0;
};

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

    ScorerAgreement make(const ScoreTable &table, const PairKinds &kinds, qint32 kind)
    {
        m_row.scorer = table.scorer();
        m_row.fingerprint = isImportedScorer(table.scorer()) ? QString() : table.fingerprint();
        m_row.variantPair = kinds.names[kind];
        m_row.unit = m_options.unit;
        if (m_options.unit == Unit::Pair)
            collectPairs(table, kinds, kind);
        else
            collectVotes(table, kinds, kind);
        m_row.humanTies = m_units.humanTies;
        m_row.missing = m_units.missing;
        estimate();
        return std::move(m_row);
    }

private:
    void collectPairs(const ScoreTable &table, const PairKinds &kinds, qint32 kind)
    {
        for (quint32 i = 0; i < m_votes.pairs.size(); ++i) {
            const PairTally &pair = m_votes.pairs[i];
            if (kinds.ofPair[i] != kind)
                continue;
            const std::optional<double> difference = scoreDifference(m_snapshot, table, pair);
            if (pair.firstVotes == pair.secondVotes) {
                ++m_units.humanTies;
            } else if (!difference) {
                ++m_units.missing;
            } else {
                m_units.judgements.push_back({*difference, pair.firstVotes > pair.secondVotes});
                m_units.truths.push_back(pair.share());
            }
        }
    }

    void collectVotes(const ScoreTable &table, const PairKinds &kinds, qint32 kind)
    {
        std::vector<std::optional<double>> differences(m_votes.pairs.size());
        for (size_t i = 0; i < differences.size(); ++i) {
            if (kinds.ofPair[i] == kind)
                differences[i] = scoreDifference(m_snapshot, table, m_votes.pairs[i]);
        }
        for (const CountedVote &vote : m_votes.votes) {
            if (kinds.ofPair[vote.pair] != kind)
                continue;
            if (vote.outcome != Outcome::First && vote.outcome != Outcome::Second) {
                ++m_units.humanTies;
            } else if (!differences[vote.pair]) {
                ++m_units.missing;
            } else {
                const bool first = vote.outcome == Outcome::First;
                m_units.judgements.push_back({*differences[vote.pair], first});
                m_units.truths.push_back(first ? 1 : 0);
            }
        }
    }

    void estimate()
    {
        m_row.confusion = statistics::confusion(m_units.judgements);
        if (m_row.n() == 0) {
            const QString reason = m_units.missing > 0 ? QStringLiteral("no scores for the pairs that people decided")
                                                       : QStringLiteral("no decided votes");
            for (const char *column : {"accuracy", "f1", "balanced_accuracy", "average_precision", "auroc",
                                       "kendall_tau", "spearman", "positive_share"})
                m_row.undefined[QString::fromLatin1(column)] = reason;
            return;
        }
        take(m_row.accuracy, m_row.confusion.accuracy(), "accuracy");
        m_row.accuracyInterval = statistics::wilson(m_row.confusion.correct(), m_row.n(), m_options.level);
        take(m_row.f1, m_row.confusion.f1(), "f1");
        take(m_row.balancedAccuracy, m_row.confusion.balancedAccuracy(), "balanced_accuracy");
        take(m_row.averagePrecision, statistics::averagePrecision(m_units.judgements), "average_precision");
        if (const auto area = statistics::auroc(m_units.judgements, m_options.level)) {
            m_row.auroc = area->value;
            take(m_row.aurocInterval, area->interval, "auroc_low");
        } else {
            m_row.undefined[QStringLiteral("auroc")] = area.reason();
        }
        std::vector<double> differences;
        differences.reserve(m_units.judgements.size());
        for (const statistics::Judgement &judgement : m_units.judgements)
            differences.push_back(judgement.difference);
        take(m_row.kendallTau, statistics::kendallTauB(differences, m_units.truths), "kendall_tau");
        take(m_row.spearman, statistics::spearman(differences, m_units.truths), "spearman");
    }

    template <typename T>
    void take(std::optional<T> &target, const statistics::Defined<T> &value, const char *column)
    {
        if (value)
            target = *value;
        else
            m_row.undefined[QString::fromLatin1(column)] = value.reason();
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

PairKinds pairKinds(const Snapshot &snapshot, const CountedVotes &votes)
{
    PairKinds kinds;
    std::map<QString, qint32> numbers;
    kinds.ofPair.reserve(votes.pairs.size());
    for (const PairTally &pair : votes.pairs) {
        const auto number = numbers.try_emplace(variantPair(snapshot, pair), qint32(numbers.size())).first;
        kinds.ofPair.push_back(number->second);
    }
    std::vector<qint32> byName(numbers.size());
    for (const auto &[name, number] : numbers) {
        byName[size_t(number)] = qint32(kinds.names.size());
        kinds.names.append(name);
    }
    for (qint32 &kind : kinds.ofPair)
        kind = byName[size_t(kind)];
    return kinds;
}

std::vector<ScorerAgreement> scorerAgreement(const Snapshot &snapshot, const CountedVotes &votes,
                                             const std::vector<int> &tables, const AgreementOptions &options,
                                             const base::Progress &progress)
{
    const PairKinds kinds = pairKinds(snapshot, votes);
    const auto perTable = size_t(kinds.names.size());
    std::vector<ScorerAgreement> rows(tables.size() * perTable);
    progress.report(QStringLiteral("comparing scorers with people"), 0, 0);
    std::vector<size_t> numbers(rows.size());
    std::iota(numbers.begin(), numbers.end(), size_t(0));
    QtConcurrent::blockingMap(numbers, [&](size_t number) {
        if (progress.isCancelled())
            return;
        const ScoreTable &table = snapshot.scores[size_t(tables[number / perTable])];
        rows[number] = Row(snapshot, votes, options).make(table, kinds, qint32(number % perTable));
    });
    if (progress.isCancelled())
        return {};
    bootstrapScorers(snapshot, votes, tables, options, rows, progress);
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
                      known.isEmpty() ? QStringLiteral("Score the study first")
                                      : QStringLiteral("It has scores of %1").arg(known.join(QStringLiteral(", "))));
}

std::optional<double> scoreDifference(const Snapshot &snapshot, const ScoreTable &table, const PairTally &pair)
{
    return snapshot.difference(table, pair.first, pair.second, pair.prompt);
}

} // namespace analysis
