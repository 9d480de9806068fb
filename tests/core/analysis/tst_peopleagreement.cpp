#include "core/analysis/peopleagreement.h"

#include <cmath>

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;

/// Three annotators on four units.
class PeopleAgreementTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    std::vector<qint32> m_prompts;
    std::vector<std::pair<qint32, qint32>> m_pairs;

    void vote(qint32 annotator, int unit, Outcome outcome)
    {
        m_study.addVote(annotator, m_prompts[size_t(unit)], m_pairs[size_t(unit)].first, m_pairs[size_t(unit)].second,
                        outcome);
    }

    analysis::PeopleAgreement agreement(const analysis::VoteFilter &filter = {})
    {
        const auto votes = analysis::countVotes(m_study.snapshot, filter);
        return analysis::peopleAgreement(m_study.snapshot, analysis::answerTables(*votes), 0.95);
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        m_prompts.clear();
        m_pairs.clear();
        for (const char *code : {"ann", "bob", "cleo"})
            m_study.addAnnotator(QLatin1String(code));
        const qint32 a = m_study.addGenerator(QStringLiteral("A"));
        const qint32 b = m_study.addGenerator(QStringLiteral("B"));
        for (int i = 0; i < 4; ++i) {
            m_prompts.push_back(m_study.addPrompt(m_study.addGroup(QString::number(i)), QStringLiteral("original")));
            const qint32 first = m_study.addPicture(m_prompts.back(), a);
            m_pairs.emplace_back(first, m_study.addPicture(m_prompts.back(), b));
        }
    }

    void percentIsOverPairsOfRaters()
    {
        vote(0, 0, Outcome::First);
        vote(1, 0, Outcome::First);
        vote(2, 0, Outcome::Second);
        vote(0, 1, Outcome::Tie);
        vote(1, 1, Outcome::BothGood); // another nominal category
        vote(2, 2, Outcome::First);    // alone
        const auto result = agreement();
        // Unit 0: one agreeing pair of three; unit 1: none of one.
        QCOMPARE(*result.percent.value, 0.25);
        QCOMPARE(result.percent.n, 2);
        QCOMPARE(result.cohen.size(), size_t(3));
        QCOMPARE(result.cohen[0].a, QStringLiteral("ann"));
        QCOMPARE(result.cohen[0].b, QStringLiteral("bob"));
        QCOMPARE(result.cohen[0].units, 2);
    }

    void tiesOfAnyKindAreOneOrdinalCode()
    {
        for (int unit = 0; unit < 4; ++unit) {
            vote(0, unit, unit < 2 ? Outcome::Tie : Outcome::First);
            vote(1, unit, unit < 2 ? Outcome::BothBad : Outcome::First);
        }
        const auto result = agreement();
        QCOMPARE(*result.alphaOrdinal.value, 1.0);
        QVERIFY(*result.alphaNominal.value < 1);
        QCOMPARE(*result.cohen[0].quadratic.value, 1.0);
        QVERIFY(!result.alphaOrdinal.interval); // comes from the bootstrap
    }

    void ofRepeatsTheFirstAnswerIsTaken()
    {
        vote(0, 0, Outcome::First);
        vote(1, 0, Outcome::First);
        m_study.addVote(1, m_prompts[0], m_pairs[0].first, m_pairs[0].second, Outcome::Second).isRepeat = true;
        analysis::VoteFilter filter;
        filter.includeRepeats = true;
        QCOMPARE(*agreement(filter).percent.value, 1.0);
    }

    void nobodyOrOnePersonHasNoNumber()
    {
        QVERIFY(!agreement().percent.value);
        QVERIFY(!agreement().percent.value.reason().isEmpty());
        vote(0, 0, Outcome::First);
        vote(0, 1, Outcome::Second);
        const auto result = agreement();
        QVERIFY(!result.percent.value && !result.alphaNominal.value && !result.fleiss.kappa.value);
        QVERIFY(result.cohen.empty());
    }

    void allEqualAnswersHaveNoChanceToDisagree()
    {
        for (int unit = 0; unit < 4; ++unit) {
            vote(0, unit, Outcome::Tie);
            vote(1, unit, Outcome::Tie);
        }
        const auto result = agreement();
        QCOMPARE(*result.percent.value, 1.0);
        QVERIFY(!result.alphaNominal.value);
        QVERIFY(!result.cohen[0].nominal.value);
    }
};

QTEST_GUILESS_MAIN(PeopleAgreementTest)
#include "tst_peopleagreement.moc"
