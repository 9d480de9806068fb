#include "core/analysis/generatorranking.h"

#include <cmath>

#include <QTest>

#include "tests/core/analysis/smallstudy.h"
#include "tests/support/studies.h"

using analysis::Outcome;

/// Two generators with one picture each, and votes between them: Davidson's fit has a closed form there.
class GeneratorRankingTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    qint32 m_prompt = 0;
    qint32 m_a = 0;
    qint32 m_b = 0;

    void addVotes(qint32 annotator, Outcome outcome, int count)
    {
        for (int i = 0; i < count; ++i)
            m_study.addVote(annotator, m_prompt, m_a, m_b, outcome).firstWasLeft = i % 2 == 0;
    }

    analysis::GeneratorRanking rank(const analysis::RankingChoices &choices = {})
    {
        return analysis::generatorRanking(m_study.snapshot, *analysis::countVotes(m_study.snapshot, {}), choices);
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        m_prompt = m_study.addPrompt(m_study.addGroup(QStringLiteral("g")), QStringLiteral("original"));
        m_a = m_study.addPicture(m_prompt, m_study.addGenerator(QStringLiteral("A")));
        m_b = m_study.addPicture(m_prompt, m_study.addGenerator(QStringLiteral("B")));
        m_study.addAnnotator(QStringLiteral("ann"), {QStringLiteral("x")});
        m_study.addAnnotator(QStringLiteral("bob"), {QStringLiteral("y")});
    }

    void twoGeneratorsInClosedForm()
    {
        addVotes(0, Outcome::First, 8);
        addVotes(0, Outcome::Second, 2);
        addVotes(0, Outcome::Tie, 3);
        addVotes(0, Outcome::BothGood, 1);
        addVotes(0, Outcome::BothBad, 5);
        const auto ranking = rank();
        QVERIFY(ranking.ranking);
        // P(A) : P(B) : P(tie) = 8 : 2 : 4, so ln(π_A/π_B) = ln 4 and ν = 4 / √16.
        QVERIFY(std::abs(ranking.ranking->worths[0] - std::log(4.0) / 2) < 1e-6); // iterative fit
        QVERIFY(std::abs(ranking.ranking->worths[1] + std::log(4.0) / 2) < 1e-6);
        QVERIFY(std::abs(*ranking.ranking->tieParameter.value - 1) < 1e-6);
        QCOMPARE(ranking.bothBad, 5);
        QCOMPARE(ranking.ranking->votes, 14.0);
        QCOMPARE(ranking.ranking->ranks, (std::vector<double>{1, 2}));
        QVERIFY(ranking.ranking->connected);
        QCOMPARE(ranking.differences.size(), size_t(1));
        QCOMPARE(ranking.adjustedP[0], *ranking.differences[0].p); // of one test
    }

    void bothBadMayCountAsTie()
    {
        addVotes(0, Outcome::First, 4);
        addVotes(0, Outcome::Second, 4);
        addVotes(0, Outcome::BothBad, 8);
        analysis::RankingChoices choices;
        choices.bothBadIsTie = true;
        const auto ranking = rank(choices);
        QCOMPARE(ranking.bothBad, 0);
        QVERIFY(std::abs(*ranking.ranking->tieParameter.value - 2) < 1e-6); // 8 / √(4·4)
    }

    void picturesOfOneGeneratorSayNothing()
    {
        const qint32 another = m_study.addPicture(m_prompt, 0);
        m_study.addVote(0, m_prompt, m_a, another, Outcome::First);
        auto ranking = rank();
        QVERIFY(!ranking.ranking);
        QCOMPARE(ranking.ranking.reason(), QLatin1String("no votes between different generators"));
        QCOMPARE(ranking.sameGenerator, 1);
        addVotes(0, Outcome::First, 1);
        addVotes(0, Outcome::Second, 1);
        ranking = rank();
        QVERIFY(ranking.ranking);
        QCOMPARE(ranking.ranking->votes, 2.0);
    }

    void oneSidedVotesAreNotConnected()
    {
        addVotes(0, Outcome::First, 5);
        const auto ranking = rank();
        QVERIFY(ranking.ranking);
        QVERIFY(!ranking.ranking->connected);
        QVERIFY(ranking.ranking->penalised);
    }

    void whereDavidsonHasNoMaximumBradleyTerryRanks()
    {
        // A always wins, and B and C never meet: with half a tie per pair ν and A's worth run away together.
        const qint32 c = m_study.addPicture(m_prompt, m_study.addGenerator(QStringLiteral("C")));
        addVotes(0, Outcome::First, 12);
        for (int i = 0; i < 12; ++i)
            m_study.addVote(0, m_prompt, m_a, c, Outcome::First);
        const auto ranking = rank();
        QVERIFY(ranking.ranking);
        QCOMPARE(ranking.ranking->ranks, (std::vector<double>{1, 2.5, 2.5}));
        QVERIFY(!ranking.ranking->connected);
        QVERIFY(ranking.ranking->penalised);
        QVERIFY(std::isfinite(ranking.ranking->worths[0]));
    }

    void onlyTiesRankNobody()
    {
        addVotes(0, Outcome::Tie, 3);
        QVERIFY(!rank().ranking);
    }

    void aScorerRanksTheSameVotes()
    {
        addVotes(0, Outcome::First, 3);
        addVotes(0, Outcome::BothBad, 1);
        const int scorer = m_study.addScorer(QStringLiteral("hps-v3"));
        m_study.setScore(scorer, m_a, m_prompt, 1);
        m_study.setScore(scorer, m_b, m_prompt, 2);
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        const auto ranking =
            analysis::scorerRanking(m_study.snapshot, *votes, m_study.snapshot.scores[size_t(scorer)], {});
        QCOMPARE(ranking.ranking->ranks, (std::vector<double>{2, 1}));
        QCOMPARE(ranking.ranking->votes, 4.0); // it decides where people found both bad
    }

    void theLeftSideMayBeFavoured()
    {
        // Whoever is on the left wins three of four times.
        for (int i = 0; i < 40; ++i) {
            const bool left = i % 2 == 0;
            m_study.addVote(0, m_prompt, m_a, m_b, (i % 8 < 6) == left ? Outcome::First : Outcome::Second)
                .firstWasLeft = left;
        }
        analysis::RankingChoices choices;
        choices.leftAdvantage = true;
        const auto ranking = rank(choices);
        QVERIFY(ranking.ranking);
        QVERIFY(std::abs(*ranking.ranking->firstAdvantage.value - 3) < 1e-5);
        QVERIFY(std::abs(ranking.ranking->worths[0]) < 1e-5);
    }

    void groupsAreRankedAloneAndTested()
    {
        for (const qint32 annotator : {0, 1}) {
            addVotes(annotator, Outcome::First, annotator == 0 ? 30 : 10);
            addVotes(annotator, Outcome::Second, annotator == 0 ? 10 : 30);
            addVotes(annotator, Outcome::Tie, 5);
        }
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        const QStringList groups{QStringLiteral("x"), QStringLiteral("y")};
        const auto byGroup = analysis::rankingsByGroup(m_study.snapshot, *votes, groups, {});
        QCOMPARE(byGroup.rankings.size(), size_t(2));
        QCOMPARE(byGroup.rankings[0].ranking->ranks, (std::vector<double>{1, 2}));
        QCOMPARE(byGroup.rankings[1].ranking->ranks, (std::vector<double>{2, 1}));
        QVERIFY(byGroup.p && *byGroup.p < 0.001);
        m_study.snapshot.annotators[1].groups.append(QStringLiteral("x"));
        const auto overlapping = analysis::rankingsByGroup(m_study.snapshot, *votes, groups, {});
        QCOMPARE(overlapping.p.reason(), QLatin1String("an annotator belongs to several groups"));
    }

    void nobodyVoted()
    {
        QVERIFY(!rank().ranking);
        QVERIFY(rank().differences.empty());
    }
};

QTEST_GUILESS_MAIN(GeneratorRankingTest)
#include "tst_generatorranking.moc"
