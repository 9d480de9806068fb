#include "core/analysis/selectionagreement.h"

#include <QTest>

#include "core/analysis/publishedaccuracy.h"
#include "core/base/progress.h"
#include "tests/core/analysis/smallstudy.h"

class SelectionAgreementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatEveryScorerPicks()
    {
        SmallStudy study;
        study.addGenerator(QStringLiteral("G"));
        study.addScorer(QStringLiteral("a"));
        study.addScorer(QStringLiteral("b"));
        const qint32 group = study.addGroup(QStringLiteral("g"));
        const qint32 prompt = study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 first = study.addPicture(prompt, 0);
        const qint32 second = study.addPicture(prompt, 0);
        study.setScore(0, first, prompt, 2);
        study.setScore(0, second, prompt, 1);
        analysis::PairTally pair;
        pair.first = first;
        pair.second = second;
        pair.prompt = prompt;
        pair.firstVotes = 2;
        analysis::PairTally against = pair;
        against.firstVotes = 0;
        against.secondVotes = 1;
        analysis::PairTally undecided = pair;
        undecided.secondVotes = 2;
        const auto rows = analysis::selectionAgreement(study.snapshot, {pair, against, undecided}, base::Progress());
        QCOMPARE(rows.size(), 2U);
        QCOMPARE(rows[0].decided, 2);
        QCOMPARE(rows[0].agreeing, 1);
        QCOMPARE(rows[1].decided, 0); // has no scores
    }

    void publishedValuesAreThoseOfThePaper()
    {
        QCOMPARE(*analysis::publishedAccuracy(QStringLiteral("hps-v3")), 0.381);
        QCOMPARE(*analysis::publishedAccuracy(QStringLiteral("import:hps-v3")), 0.381);
        QVERIFY(!analysis::publishedAccuracy(QStringLiteral("contrast")));
    }
};

QTEST_APPLESS_MAIN(SelectionAgreementTest)
#include "tst_selectionagreement.moc"
