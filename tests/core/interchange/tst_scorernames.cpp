#include "core/interchange/scorernames.h"

#include <QtTest>

using namespace interchange;

class TestScorerNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importedValuesNeverPassForComputed()
    {
        QCOMPARE(importedScorerName(QStringLiteral("hps-v3")), QStringLiteral("import:hps-v3"));
        QCOMPARE(importedScorerName(QStringLiteral("mine")), QStringLiteral("import:mine"));
        QCOMPARE(importedScorerName(QStringLiteral("judge:gpt")), QStringLiteral("judge:gpt"));
        QCOMPARE(importedScorerName(QStringLiteral("rating:ava")), QStringLiteral("rating:ava"));
        QVERIFY(!isImportedScorer(QStringLiteral("colorfulness")));
    }

    void someNeedNoPrompt()
    {
        QVERIFY(isPromptless(QStringLiteral("import:sharpness")));
        QVERIFY(isPromptless(QStringLiteral("rating:ava")));
        QVERIFY(!isPromptless(QStringLiteral("import:hps-v3")));
    }

    void readsThePapersColumns()
    {
        QCOMPARE(*paperScorerName(QStringLiteral("hpsv2_oiop")), QStringLiteral("import:hps-v2.1"));
        QCOMPARE(*paperScorerName(QStringLiteral("image_reward")), QStringLiteral("import:imagereward"));
        QVERIFY(!paperScorerName(QStringLiteral("blip_score")));
        const auto cell = paperCell(QStringLiteral("hpsv3_oidp"));
        QVERIFY(cell);
        QCOMPARE(cell->scorer, QStringLiteral("import:hps-v3"));
        QVERIFY(!cell->distortedPicture); // image first, prompt second
        QVERIFY(cell->distortedPrompt);
        QVERIFY(paperCell(QStringLiteral("image_reward_diop"))->distortedPicture);
        for (const char *other : {"hpsv3", "hpsv3_second", "hpsv3_xiop", "row", "hpsv3_oipo"})
            QVERIFY2(!paperCell(QLatin1String(other)), other);
    }
};

QTEST_GUILESS_MAIN(TestScorerNames)
#include "tst_scorernames.moc"
