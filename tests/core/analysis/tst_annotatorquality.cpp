#include "core/analysis/annotatorquality.h"

#include <cmath>

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;

class AnnotatorQualityTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;

    analysis::SnapshotVote &vote(Outcome outcome, bool firstWasLeft)
    {
        analysis::SnapshotVote &vote = m_study.addVote(0, 0, 0, 1, outcome);
        vote.firstWasLeft = firstWasLeft;
        return vote;
    }

    analysis::AnnotatorQuality only()
    {
        const auto rows = analysis::annotatorQuality(m_study.snapshot, {});
        return rows && rows->size() == 1 ? rows->front() : analysis::AnnotatorQuality();
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        const qint32 prompt = m_study.addPrompt(m_study.addGroup(QStringLiteral("a")), QStringLiteral("original"));
        m_study.addPicture(prompt, m_study.addGenerator(QStringLiteral("A")));
        m_study.addPicture(prompt, m_study.addGenerator(QStringLiteral("B")));
        m_study.addAnnotator(QStringLiteral("ann"));
        m_study.addAnnotator(QStringLiteral("silent"));
    }

    void sideBiasIsOfTheDisplayedSides()
    {
        vote(Outcome::First, true);   // left
        vote(Outcome::Second, false); // left
        vote(Outcome::First, true);   // left
        vote(Outcome::Second, true);  // right
        vote(Outcome::Tie, true);
        vote(Outcome::Skip, true);
        const auto quality = only();
        QCOMPARE(quality.annotator, QStringLiteral("ann"));
        QCOMPARE(quality.votes, 5);
        QCOMPARE(quality.skipped, 1);
        QCOMPARE(quality.sided, 4);
        QCOMPARE(*quality.sideBias(), 0.75);
        QCOMPARE(quality.sideBiasP, 0.625); // 2 · (1 + 4) / 16
    }

    void retestNeedsSwappedSidesAndTwoAnswers()
    {
        const qint64 first = vote(Outcome::First, true).trial;
        const qint64 second = vote(Outcome::Tie, true).trial;
        const qint64 third = vote(Outcome::Second, true).trial;
        const qint64 fourth = vote(Outcome::Skip, true).trial;
        const auto repeat = [this](qint64 of, Outcome outcome, bool firstWasLeft) {
            analysis::SnapshotVote &again = vote(outcome, firstWasLeft);
            again.isRepeat = true;
            again.repeatOf = of;
        };
        repeat(first, Outcome::First, false);  // same picture
        repeat(second, Outcome::Tie, false);   // same kind of tie
        repeat(third, Outcome::First, false);  // other picture
        repeat(third, Outcome::Second, true);  // sides not swapped: not a retest
        repeat(fourth, Outcome::First, false); // first time skipped
        const auto quality = only();
        QCOMPARE(quality.retested, 3);
        QVERIFY(std::abs(*quality.retestAgreement() - 2.0 / 3) < 1e-15);
        QCOMPARE(quality.votes, 3); // repeats are not counted
    }

    void goldTimesAndFlags()
    {
        analysis::SnapshotVote &passed = vote(Outcome::First, true);
        passed.isGold = true;
        passed.goldPassed = true;
        analysis::SnapshotVote &failed = vote(Outcome::Tie, true);
        failed.isGold = true;
        failed.goldPassed = false;
        for (const int ms : {900, 300, 2000}) {
            analysis::SnapshotVote &timed = vote(Outcome::First, true);
            timed.responseMs = ms;
            timed.tooFast = ms < 400;
        }
        const auto quality = only();
        QCOMPARE(quality.goldShown, 2);
        QCOMPARE(quality.goldPassed, 1);
        QCOMPARE(quality.votes, 3);
        QCOMPARE(*quality.medianMs, 900.0);
        QCOMPARE(quality.tooFast, 1);
    }

    void saysWhyValuesAreMissing()
    {
        vote(Outcome::Tie, true);
        const auto quality = only();
        QVERIFY(!quality.sideBias());
        QVERIFY(quality.undefined.contains(QStringLiteral("side_bias")));
        QVERIFY(quality.undefined.contains(QStringLiteral("retest_agreement")));
        QVERIFY(quality.undefined.contains(QStringLiteral("median_ms")));
    }
};

QTEST_APPLESS_MAIN(AnnotatorQualityTest)
#include "tst_annotatorquality.moc"
