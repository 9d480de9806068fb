#include "core/analysis/statswarnings.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

class StatsWarningsTest : public QObject
{
    Q_OBJECT

    /// Twelve prompts; generator B has A's scores in the first `equal` of them.
    static SmallStudy makeStudy(int equal)
    {
        SmallStudy study;
        const int scorer = study.addScorer(QStringLiteral("hps-v3"));
        const qint32 a = study.addGenerator(QStringLiteral("A"));
        const qint32 b = study.addGenerator(QStringLiteral("B"));
        for (int i = 0; i < 12; ++i) {
            const qint32 prompt = study.addPrompt(study.addGroup(QString::number(i)), QStringLiteral("original"));
            study.setScore(scorer, study.addPicture(prompt, a), prompt, i);
            study.setScore(scorer, study.addPicture(prompt, b), prompt, i < equal ? i : -1);
        }
        return study;
    }

private Q_SLOTS:
    void equalScoresInMostPlacesAreADuplicate()
    {
        QStringList warnings = analysis::statsWarnings(makeStudy(12).snapshot, {0});
        QCOMPARE(warnings.size(), 1);
        QVERIFY(warnings[0].startsWith(QLatin1String("duplicated block: the pictures of A and B")));
        QCOMPARE(analysis::statsWarnings(makeStudy(11).snapshot, {0}).size(), 1);
        QVERIFY(analysis::statsWarnings(makeStudy(10).snapshot, {0}).isEmpty()); // less than nine tenths
        QVERIFY(analysis::statsWarnings(makeStudy(12).snapshot, {}).isEmpty());  // nothing known
    }

    void anotherFileForTheSameSeedWasMadeAnew()
    {
        SmallStudy study;
        const qint32 generator = study.addGenerator(QStringLiteral("A"));
        const qint32 prompt = study.addPrompt(study.addGroup(QStringLiteral("g")), QStringLiteral("original"));
        for (int i = 0; i < 2; ++i)
            study.snapshot.pictures[study.addPicture(prompt, generator)].seed = QStringLiteral("42");
        const QStringList warnings = analysis::statsWarnings(study.snapshot, {});
        QCOMPARE(warnings.size(), 1);
        QVERIFY(warnings[0].contains(QLatin1String("stale")));
        study.snapshot.pictures[1].seed = QStringLiteral("43");
        QVERIFY(analysis::statsWarnings(study.snapshot, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(StatsWarningsTest)
#include "tst_statswarnings.moc"
