#include "core/analysis/scoretable.h"

#include <QTest>

class ScoreTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsByAssetAndByPicture()
    {
        analysis::ScoreTable table(QStringLiteral("hps-v3"));
        table.setForAsset(study::AssetId(5), 3, 1.5);
        table.setForPicture(study::PictureId(7), 3, 2.5);
        QCOMPARE(*table.value(study::PictureId(1), study::AssetId(5), 3), 1.5);
        QCOMPARE(*table.value(study::PictureId(7), study::AssetId(), 3), 2.5);
        QVERIFY(!table.value(study::PictureId(1), study::AssetId(5), 4));
        QVERIFY(!table.value(study::PictureId(8), study::AssetId(), 3));
        QCOMPARE(table.size(), 2);
    }

    void aScoreWithoutPromptCountsUnderEveryPrompt()
    {
        analysis::ScoreTable table(QStringLiteral("contrast"));
        table.setForAsset(study::AssetId(5), 0, 0.25);
        QCOMPARE(*table.value(study::PictureId(1), study::AssetId(5), 9), 0.25);
    }

    void aLaterValueReplacesAnEarlierOne()
    {
        analysis::ScoreTable table(QStringLiteral("hps-v3"));
        table.setForAsset(study::AssetId(5), 3, 1.5);
        table.setForAsset(study::AssetId(5), 3, 1.75);
        QCOMPARE(*table.value(study::PictureId(1), study::AssetId(5), 3), 1.75);
        QCOMPARE(table.size(), 1);
    }

    void assetsAndPicturesOfTheSameNumberAreApart()
    {
        analysis::ScoreTable table(QStringLiteral("hps-v3"));
        table.setForAsset(study::AssetId(5), 3, 1.5);
        QVERIFY(!table.value(study::PictureId(5), study::AssetId(6), 3));
    }

    void knowsImportedScorers()
    {
        QVERIFY(analysis::isImportedScorer(QStringLiteral("import:hps-v3")));
        QVERIFY(analysis::isImportedScorer(QStringLiteral("judge:x")));
        QVERIFY(analysis::isImportedScorer(QStringLiteral("rating:ava")));
        QVERIFY(!analysis::isImportedScorer(QStringLiteral("hps-v3")));
    }
};

QTEST_APPLESS_MAIN(ScoreTableTest)
#include "tst_scoretable.moc"
