#include "core/analysis/pairpoints.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;
using analysis::Side;

class PairPointsTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;

    void addPair(std::optional<double> difference, int firstVotes, int secondVotes)
    {
        const qint32 group = m_study.addGroup(QStringLiteral("group-%1").arg(m_study.snapshot.groups.size()));
        const qint32 original = m_study.addPrompt(group, QStringLiteral("original"));
        const qint32 distorted = m_study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 first = m_study.addPicture(distorted, 0);
        const qint32 second = m_study.addPicture(original, 0);
        m_study.setCounterparts(first, second);
        if (difference) {
            m_study.setScore(0, first, distorted, 5 + *difference);
            m_study.setScore(0, second, distorted, 5);
        }
        for (int i = 0; i < firstVotes; ++i)
            m_study.addVote(0, distorted, first, second, Outcome::First);
        for (int i = 0; i < secondVotes; ++i)
            m_study.addVote(0, distorted, first, second, Outcome::Second);
    }

    analysis::PairPoints points()
    {
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        return analysis::pairPoints(m_study.snapshot, *votes, m_study.snapshot.scores[0],
                                    QStringLiteral("distorted/original"), 0.95);
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        m_study.addGenerator(QStringLiteral("G"));
        m_study.addScorer(QStringLiteral("hps-v3"));
        m_study.addAnnotator(QStringLiteral("a"));
    }

    void differencesTooFarApartAreNotSpread()
    {
        addPair(1.7e308, 1, 0);
        addPair(-1.7e308, 1, 0);
        const auto far = points();
        QCOMPARE(far.points.size(), 2U); // both differences are finite, the distance between them is not
        QVERIFY(analysis::deltaSpreads(far.points, 8).spreads.empty());
        for (int i = 0; i < 12; ++i)
            addPair(1.7e308, 1, 0);
        QVERIFY(points().means.empty()); // no interval: no mean
    }

    void sidesFollowTheStrictPrediction()
    {
        addPair(1, 3, 1);  // both first
        addPair(-1, 3, 1); // only people
        addPair(0, 3, 1);  // an equal score predicts the second: only people
        addPair(1, 1, 3);  // only scorer
        addPair(-1, 1, 3); // both second
        addPair(2, 2, 2);  // undecided
        addPair({}, 1, 0); // no score
        const auto result = points();
        QCOMPARE(result.points.size(), 6U);
        QCOMPARE(result.missing, 1);
        QCOMPARE(result.count(Side::BothFirst), 1);
        QCOMPARE(result.count(Side::OnlyPeopleFirst), 2);
        QCOMPARE(result.count(Side::OnlyScorerFirst), 1);
        QCOMPARE(result.count(Side::BothSecond), 1);
        QCOMPARE(result.count(Side::Undecided), 1);
        QCOMPARE(result.points[0].share(), 0.75);
        QCOMPARE(result.points[0].delta, 1.0);
        QVERIFY(result.means.empty()); // too few points
    }

    void meansNeedTenPoints()
    {
        for (int i = 0; i < 10; ++i)
            addPair(i, 1, 0);
        for (int i = 0; i < 9; ++i)
            addPair(-1, 0, 1);
        const auto result = points();
        QCOMPARE(result.means.size(), 1U);
        QCOMPARE(result.means[0].share, 1.0);
        QCOMPARE(result.means[0].mean, 4.5);
        QCOMPARE(result.means[0].n, 10);
    }

    void idsStayWhenOtherPairsAppear()
    {
        addPair(1, 1, 0);
        const auto before = points().points[0].id;
        m_study.snapshot.votes.insert(m_study.snapshot.votes.begin(), m_study.snapshot.votes.front());
        addPair(2, 1, 0);
        const auto after = points().points[0].id;
        QVERIFY(before == after);
        QCOMPARE(analysis::qHash(before), analysis::qHash(after));
        QVERIFY(!(before == points().points[1].id));
    }

    void deltasNeedNoPeople()
    {
        addPair(-2, 0, 0);
        const auto result = analysis::deltasWithoutPeople(m_study.snapshot, m_study.snapshot.scores[0]);
        QCOMPARE(result.size(), 1U);
        QCOMPARE(result[0].delta, -2.0);
        QVERIFY(!result[0].hasPeople());
    }

    void kindsBetweenVariantsComeFirst()
    {
        addPair(1, 1, 0);
        addPair(1, 1, 0);
        m_study.snapshot.pictures[m_study.snapshot.pictures.size() - 2].variant = QStringLiteral("sad");
        const qint32 prompt = m_study.addPrompt(m_study.addGroup(QStringLiteral("x")), QStringLiteral("original"));
        const qint32 a = m_study.addPicture(prompt, 0);
        const qint32 b = m_study.addPicture(prompt, 0);
        const qint32 c = m_study.addPicture(prompt, 0);
        m_study.addVote(0, prompt, a, b, Outcome::First);
        m_study.addVote(0, prompt, a, c, Outcome::First);
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        QCOMPARE(analysis::variantPairs(m_study.snapshot, *votes),
                 (QStringList{QStringLiteral("distorted/original"), QStringLiteral("sad/original"),
                              QStringLiteral("original/original")}));
    }

    void spreadsAreCutAtTheSamePlaces()
    {
        addPair(-1.5, 3, 1);
        addPair(0.5, 1, 3);
        addPair(2.5, 3, 0);
        addPair(0, 2, 2);
        addPair(1.5, 0, 0);
        std::vector<analysis::PairPoint> all = points().points;
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        const auto unvoted = analysis::unvotedPairs(m_study.snapshot, *votes, m_study.snapshot.scores[0]);
        QCOMPARE(unvoted.size(), 1U);
        QCOMPARE(unvoted[0].delta, 1.5);
        all.insert(all.end(), unvoted.begin(), unvoted.end());
        const analysis::DeltaSpreads spreads = analysis::deltaSpreads(all, 4);
        QCOMPARE(spreads.width, 1.0);
        QCOMPARE(spreads.low, -2.0);
        using Of = analysis::DeltaSpread::Of;
        QCOMPARE(spreads.spreads.size(), 4U);
        const analysis::DeltaSpread &first = spreads.spreads[0];
        QVERIFY(first.of == Of::FirstPreferred);
        QCOMPARE(first.n(), 2);
        QCOMPARE(first.mean, 0.5);
        QCOMPARE(first.above, 1);
        QCOMPARE(first.bins.front().size(), 1U); // −1.5 in −2 … −1
        QCOMPARE(first.bins.back().size(), 1U);  // 2.5 in 2 … 3
        QVERIFY(spreads.spreads[2].of == Of::Undecided);
        QCOMPARE(spreads.spreads[2].bins[2].size(), 1U); // 0 counts upwards
        QVERIFY(spreads.spreads[3].of == Of::Unvoted);
        QVERIFY(analysis::deltaSpreads({}, 4).spreads.empty());
    }
};

QTEST_APPLESS_MAIN(PairPointsTest)
#include "tst_pairpoints.moc"
