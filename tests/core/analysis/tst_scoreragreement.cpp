#include "core/analysis/scoreragreement.h"

#include <cmath>

#include <QTest>

#include "core/base/progress.h"
#include "core/statistics/proportion.h"
#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;

class ScorerAgreementTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    base::Progress m_progress;
    qint32 m_prompt = -1;

    /// A pair distorted/original of a group of its own, with a score difference, and its votes.
    void addPair(std::optional<double> difference, int firstVotes, int secondVotes, int ties)
    {
        const qint32 group = m_study.addGroup(QStringLiteral("group-%1").arg(m_study.snapshot.groups.size()));
        const qint32 original = m_study.addPrompt(group, QStringLiteral("original"));
        const qint32 distorted = m_study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 first = m_study.addPicture(distorted, 0);
        const qint32 second = m_study.addPicture(original, 0);
        if (difference) {
            m_study.setScore(0, first, distorted, 5 + *difference);
            m_study.setScore(0, second, distorted, 5);
        }
        for (int i = 0; i < firstVotes; ++i)
            m_study.addVote(i % 3, distorted, first, second, Outcome::First);
        for (int i = 0; i < secondVotes; ++i)
            m_study.addVote(i % 3, distorted, first, second, Outcome::Second);
        for (int i = 0; i < ties; ++i)
            m_study.addVote(i % 3, distorted, first, second, Outcome::Tie);
    }

    analysis::ScorerAgreement only(const analysis::AgreementOptions &options)
    {
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        const auto rows = analysis::scorerAgreement(m_study.snapshot, *votes, {0}, options, m_progress);
        return rows.size() == 1 ? rows.front() : analysis::ScorerAgreement();
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        m_study.addGenerator(QStringLiteral("G"));
        m_study.addScorer(QStringLiteral("hps-v3"));
        for (const char *code : {"a", "b", "c"})
            m_study.addAnnotator(QString::fromLatin1(code));
        addPair(2, 3, 1, 1);  // predicted first; votes: 3 right, 1 wrong
        addPair(-1, 2, 1, 0); // predicted second; 1 right, 2 wrong
        addPair(0, 0, 2, 0);  // equal score: predicted second; 2 right
        addPair(1, 1, 1, 0);  // predicted first; 1 right, 1 wrong; no majority
        addPair({}, 1, 0, 0); // no score
    }

    void countsVotes()
    {
        const auto row = only({});
        QCOMPARE(row.variantPair, QStringLiteral("distorted/original"));
        QCOMPARE(row.n(), 11);
        QCOMPARE(row.confusion.truePositives, 4);
        QCOMPARE(row.confusion.falsePositives, 2);
        QCOMPARE(row.confusion.falseNegatives, 2);
        QCOMPARE(row.confusion.trueNegatives, 3);
        QCOMPARE(row.confusion.ties, 2);
        QCOMPARE(row.humanTies, 1);
        QCOMPARE(row.missing, 1);
        QCOMPARE(*row.accuracy, 7.0 / 11);
        QCOMPARE(*row.f1, 8.0 / 12);
        QCOMPARE(*row.positiveShare(), 6.0 / 11);
        QVERIFY(*row.accuracyInterval == *statistics::wilson(7, 11, 0.95));
        // First preferred: differences 2 ×3, −1 ×2, 1 ×1. Second: 2 ×1, −1 ×1, 0 ×2, 1 ×1.
        // Won: 2: 3·(4 + ½) = 13.5; −1: 2·½ = 1; 1: 3 + ½ = 3.5; together 18 of 30.
        QVERIFY(std::abs(*row.auroc - 0.6) < 1e-15);
        QVERIFY(row.kendallTau && row.spearman);
        QVERIFY(row.undefined.empty());
    }

    void countsPairsByMajority()
    {
        const auto row = only({analysis::Unit::Pair, 0.95, 0, 1});
        QCOMPARE(row.n(), 3); // of five: one without majority, one without score
        QCOMPARE(row.humanTies, 1);
        QCOMPARE(row.missing, 1);
        QCOMPARE(row.confusion.truePositives, 1);
        QCOMPARE(row.confusion.falseNegatives, 1);
        QCOMPARE(row.confusion.trueNegatives, 1);
        QCOMPARE(row.confusion.ties, 1);
        QCOMPARE(*row.auroc, 0.5); // 2 above 0 won, −1 below 0 lost
        // Differences 2, −1, 0 against shares ¾, ⅔, 0: one pair in order, one not, and (2, 0) in order.
        QVERIFY(std::abs(*row.kendallTau - 1.0 / 3) < 1e-15);
    }

    void saysWhyValuesAreMissing()
    {
        m_study.snapshot.votes.clear();
        addPair(1, 2, 0, 0);
        const auto row = only({});
        QCOMPARE(*row.accuracy, 1.0);
        QVERIFY(!row.auroc);
        QVERIFY(row.undefined.contains(QStringLiteral("auroc")));
        QVERIFY(row.undefined.contains(QStringLiteral("kendall_tau")));
    }

    void aScorerWithoutScoresHasARow()
    {
        m_study.addScorer(QStringLiteral("empty"));
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        const auto rows = analysis::scorerAgreement(m_study.snapshot, *votes, {1}, {}, m_progress);
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].n(), 0);
        QCOMPARE(rows[0].missing, 12);
        QVERIFY(!rows[0].accuracy);
        QVERIFY(rows[0].undefined.contains(QStringLiteral("accuracy")));
    }

    void bootstrapFollowsTheSeed()
    {
        const auto once = only({analysis::Unit::Vote, 0.95, 200, 5});
        const auto again = only({analysis::Unit::Vote, 0.95, 200, 5});
        QVERIFY(once.accuracyBootstrap);
        QVERIFY(*once.accuracyBootstrap == *again.accuracyBootstrap);
        QVERIFY(once.accuracyBootstrap->low < *once.accuracy);
        QVERIFY(once.accuracyBootstrap->high > *once.accuracy);
        QVERIFY(only({analysis::Unit::Pair, 0.95, 200, 5}).accuracyBootstrap);
    }

    void selectsImportedValuesToo()
    {
        m_study.addScorer(QStringLiteral("import:hps-v3"));
        const auto both = analysis::selectScorers(m_study.snapshot, {QStringLiteral("hps-v3")});
        QVERIFY(both);
        QCOMPARE(both->size(), 2U);
        QCOMPARE(analysis::selectScorers(m_study.snapshot, {QStringLiteral("import:hps-v3")})->size(), 1U);
        const auto none = analysis::selectScorers(m_study.snapshot, {QStringLiteral("clip-l")});
        QCOMPARE(none.error().code, QStringLiteral("stats.scorer"));
    }
};

QTEST_APPLESS_MAIN(ScorerAgreementTest)
#include "tst_scoreragreement.moc"
