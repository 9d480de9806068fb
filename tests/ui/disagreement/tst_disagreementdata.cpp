#include "ui/disagreement/disagreementdata.h"

#include <QTest>

#include "core/base/progress.h"
#include "tests/core/analysis/smallstudy.h"
#include "ui/disagreement/pairwords.h"

using analysis::Outcome;

class DisagreementDataTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    base::Progress m_progress;

    disagreement::Data compute(const disagreement::Query &query)
    {
        return disagreement::compute(std::make_shared<const analysis::Snapshot>(m_study.snapshot), query, m_progress);
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        const qint32 group = m_study.addGroup(QStringLiteral("a"));
        const qint32 original = m_study.addPrompt(group, QStringLiteral("original"));
        const qint32 distorted = m_study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 generator = m_study.addGenerator(QStringLiteral("G"));
        const qint32 other = m_study.addGenerator(QStringLiteral("H"));
        const qint32 wide = m_study.addPicture(distorted, generator);
        const qint32 plain = m_study.addPicture(original, generator);
        const qint32 second = m_study.addPicture(original, other);
        m_study.setCounterparts(wide, plain);
        m_study.snapshot.pictures[wide].taxonomy = {QStringLiteral("light.dark")};
        m_study.addScorer(QStringLiteral("contrast"));
        m_study.addScorer(QStringLiteral("hps-v3"));
        for (const int scorer : {0, 1}) {
            m_study.setScore(scorer, wide, distorted, 1);
            m_study.setScore(scorer, plain, distorted, 3);
            m_study.setScore(scorer, plain, original, 5);
            m_study.setScore(scorer, second, original, 4);
        }
        m_study.addAnnotator(QStringLiteral("ann"), {QStringLiteral("art")});
        m_study.addAnnotator(QStringLiteral("bob"));
        m_study.addVote(0, distorted, wide, plain, Outcome::First);
        m_study.addVote(1, original, plain, second, Outcome::First);
        m_study.addVote(1, original, plain, second, Outcome::Second);
    }

    void opensOnTheFirstRewardAndOnVariants()
    {
        const auto data = compute({});
        QCOMPARE(data.query.scorer, QStringLiteral("hps-v3")); // not the picture statistic
        QCOMPARE(data.query.variantPair, QStringLiteral("distorted/original"));
        QCOMPARE(data.query.unit, analysis::Unit::Pair);
        QCOMPARE(data.votes, 3);
        QCOMPARE(data.annotators, 2);
        QCOMPARE(data.points.points.size(), 1U);
        QCOMPARE(data.points.points[0].delta, -2.0);
        QCOMPARE(data.agreement.size(), 2U);
        QCOMPARE(data.gaps.size(), 1U);
        QCOMPARE(data.gaps[0].meanDelta, -2.0);
        QVERIFY(data.unvoted.empty());
    }

    void everyPlotHasItsNumbers()
    {
        const auto data = compute({});
        QCOMPARE(data.calibration.size(), 1U);
        QCOMPARE(data.calibration[0].share(), 1.0);
        QVERIFY(!data.line); // one pair has no slope
        QCOMPARE(data.spreads.spreads.size(), 1U);
        QCOMPARE(data.ranks.size(), 2U);
        QCOMPARE(data.ranks[0].scorer, QStringLiteral("hps-v3")); // the shown one first
        QCOMPARE(data.people.size(), 3U);                         // all, the group, ann
        QVERIFY(!data.ceiling);
        QCOMPARE(data.pairsOfPicture.size(), 1);
        QVERIFY(data.hasFewPairs());
        QVERIFY(data.coefficients);
        QCOMPARE(data.coefficients->percent.n, 0); // no pair has two votes
        QCOMPARE(data.rankings.size(), 3U);        // people, two scorers
        QVERIFY(data.rankings[0].scorer.isEmpty());
        QCOMPARE(data.rankings[1].scorer, QStringLiteral("hps-v3"));
        QVERIFY(data.rankings[0].ranking.ranking);
        QCOMPARE(data.rankings[0].ranking.ranking->ranks, (std::vector<double>{1.5, 1.5})); // one vote each way
        QCOMPARE(data.rankings[1].ranking.ranking->ranks, (std::vector<double>{1, 2}));
    }

    void cancellingIsHeardBetweenParts()
    {
        base::Progress progress;
        progress.cancel();
        const auto data =
            disagreement::compute(std::make_shared<const analysis::Snapshot>(m_study.snapshot), {}, progress);
        QVERIFY(!data.coefficients);
        QVERIFY(data.rankings.size() <= 1);
    }

    void progressIsToldAndCancellingIsHeard()
    {
        QList<qint64> steps;
        const base::Progress progress([&steps](const QString &, qint64 done, qint64 total) {
            if (total > 0)
                steps.append(100 * done / total);
        });
        (void)disagreement::compute(std::make_shared<const analysis::Snapshot>(m_study.snapshot), {}, progress);
        QVERIFY(steps.size() > 4);
        QCOMPARE(steps.first(), 0);
        QCOMPARE(steps.last(), 100);
    }

    void filtersChangeWhatIsCounted()
    {
        disagreement::Query query;
        query.annotatorGroup = QStringLiteral("art");
        QCOMPARE(compute(query).votes, 1);
        query = {};
        query.promptVariant = QStringLiteral("original");
        const auto data = compute(query);
        QCOMPARE(data.votes, 2);
        QCOMPARE(data.query.variantPair, QStringLiteral("original/original")); // the only kind that is left
    }

    void wordsThatTheStudyDoesNotKnowMeanAll()
    {
        disagreement::Query query;
        query.question = QStringLiteral("gone");
        query.scorer = QStringLiteral("gone");
        const auto data = compute(query);
        QCOMPARE(data.votes, 3);
        QCOMPARE(data.query.scorer, QStringLiteral("hps-v3"));
    }

    void withoutVotesTheDifferencesRemain()
    {
        m_study.snapshot.votes.clear();
        const auto data = compute({});
        QVERIFY(!data.hasPoints());
        QCOMPARE(data.unvoted.size(), 1U);
        QCOMPARE(data.unvoted[0].delta, -2.0);
    }

    void namesTheSides()
    {
        QCOMPARE(disagreement::sideNames(QStringLiteral("distorted/original")).first, QStringLiteral("wide-spectrum"));
        QCOMPARE(disagreement::sideNames(QStringLiteral("sad/original")).first, QStringLiteral("sad"));
        QVERIFY(disagreement::sideNames(QStringLiteral("original/original")).sameVariant);
    }
};

QTEST_APPLESS_MAIN(DisagreementDataTest)
#include "tst_disagreementdata.moc"
