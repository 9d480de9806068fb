#include "core/analysis/publishedaccuracy.h"

#include <QTest>

using analysis::publishedAccuracy;

class TestPublishedAccuracy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesOfThePaper_data()
    {
        QTest::addColumn<double>("accuracy");
        QTest::newRow("hps-v1") << 0.835;
        QTest::newRow("mps") << 0.706;
        QTest::newRow("pickscore") << 0.851;
        QTest::newRow("imagereward") << 0.762;
        QTest::newRow("hps-v2.1") << 0.565;
        QTest::newRow("hps-v3") << 0.381;
        QTest::newRow("clip-l") << 0.913;
        QTest::newRow("blip-itm") << 0.965;
    }
    void valuesOfThePaper()
    {
        QFETCH(double, accuracy);
        const QString scorer = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(publishedAccuracy(scorer), std::optional(accuracy));
        QCOMPARE(publishedAccuracy(QStringLiteral("import:") + scorer), std::optional(accuracy));
    }

    void othersHaveNone()
    {
        for (const char *scorer : {"contrast", "", "import:", "HPS-V3", "hps-v2"})
            QVERIFY(!publishedAccuracy(QString::fromLatin1(scorer)));
    }
};

QTEST_GUILESS_MAIN(TestPublishedAccuracy)
#include "tst_publishedaccuracy.moc"
