#include "core/analysis/qualityreview.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;
using analysis::ReviewRule;

class TestQualityReview : public QObject
{
    Q_OBJECT

    static analysis::AnnotatorQuality hasty()
    {
        analysis::AnnotatorQuality one;
        one.annotator = QStringLiteral("A05");
        one.votes = 100;
        one.sided = 100;
        one.left = 69;
        one.retested = 20;
        one.retestAgreed = 12;
        one.goldShown = 10;
        one.goldPassed = 7;
        one.tooFast = 11;
        return one;
    }

private Q_SLOTS:
    void everyRule()
    {
        QCOMPARE(analysis::metRules(hasty()),
                 QList<ReviewRule>({ReviewRule::Retest, ReviewRule::Gold, ReviewRule::Side, ReviewRule::TooFast}));
        QVERIFY(analysis::metRules({}).isEmpty());
    }

    void bordersAreNotMet()
    {
        analysis::AnnotatorQuality one = hasty();
        one.retestAgreed = 14; // 70 %
        one.goldPassed = 8;    // 80 %
        one.left = 60;
        one.tooFast = 10;
        QVERIFY(analysis::metRules(one).isEmpty());
        one.left = 39; // the right side counts as much
        QCOMPARE(analysis::metRules(one), QList<ReviewRule>({ReviewRule::Side}));
    }

    void fewAnswersSayNothing()
    {
        analysis::AnnotatorQuality one = hasty();
        one.votes = 9;
        one.sided = 9;
        one.retested = 9;
        one.retestAgreed = 0;
        one.goldShown = 9;
        one.goldPassed = 0;
        QVERIFY(analysis::metRules(one).isEmpty());
    }

    void totalsWithAndWithout()
    {
        analysis::AnnotatorQuality other;
        other.votes = 50;
        other.retested = 10;
        other.retestAgreed = 9;
        const auto all = analysis::qualityTotals({hasty(), other});
        QCOMPARE(all.votes, 150);
        QCOMPARE(all.retestAgreed, 21);
        const auto rest = analysis::qualityTotals({hasty(), other}, {0});
        QCOMPARE(rest.votes, 50);
        QCOMPARE(rest.retestAgreed, 9);
    }

    void timesAreCountedPerPerson()
    {
        SmallStudy study;
        const qint32 prompt = study.addPrompt(study.addGroup(QStringLiteral("a")), QStringLiteral("original"));
        study.addPicture(prompt, study.addGenerator(QStringLiteral("A")));
        study.addPicture(prompt, study.addGenerator(QStringLiteral("B")));
        study.addAnnotator(QStringLiteral("ann"));
        study.addAnnotator(QStringLiteral("silent"));
        study.addVote(0, 0, 0, 1, Outcome::First).responseMs = 499;
        study.addVote(0, 0, 0, 1, Outcome::First).responseMs = 500;
        study.addVote(0, 0, 0, 1, Outcome::First).responseMs = 60000;
        study.addVote(0, 0, 0, 1, Outcome::Skip).responseMs = 100;
        const auto times = analysis::responseTimes(study.snapshot, {}, 500, 4);
        QVERIFY(times);
        QCOMPARE(times->size(), size_t(1));
        QCOMPARE(times->front().annotator, QStringLiteral("ann"));
        QCOMPARE(times->front().n, 3);
        QCOMPARE(times->front().counts, std::vector<qint64>({1, 1, 0, 1}));
    }
};

QTEST_GUILESS_MAIN(TestQualityReview)
#include "tst_qualityreview.moc"
