#include "app/cli/progressline.h"

#include <QtTest>

class TestProgressLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noEstimateInTheFirstThreeSeconds()
    {
        QCOMPARE(cli::estimate({QString(), 10, 100, 2.9}), QString());
        QCOMPARE(cli::estimate({QString(), 10, 100, 4.0}), QStringLiteral("about 36 s"));
    }

    void estimateGrowsInUnits()
    {
        QCOMPARE(cli::estimate({QString(), 10, 190, 10.0}), QStringLiteral("about 3 min"));
        QCOMPARE(cli::estimate({QString(), 10, 7210, 10.0}), QStringLiteral("about 2 h"));
        QCOMPARE(cli::estimate({QString(), 10, 0, 10.0}), QString());
        QCOMPARE(cli::estimate({QString(), 0, 10, 10.0}), QString());
    }

    void barFitsTheTerminal()
    {
        for (const int width : {20, 40, 80, 200}) {
            const QString bar = cli::progressBar({QStringLiteral("importing pictures"), 812, 2100, 30}, width);
            QVERIFY2(bar.size() < width, qPrintable(bar));
        }
        QVERIFY(cli::progressBar({QStringLiteral("hashing"), 1, 2, 10}, 120)
                    .contains(QLatin1String("[====================    ")));
    }

    void lineNamesDoneAndTotal()
    {
        QCOMPARE(cli::progressLine({QStringLiteral("scoring"), 812, 2100, 4}),
                 QStringLiteral("scoring: 812 of 2100 (38 %), about 6 s left"));
        QCOMPARE(cli::progressLine({QStringLiteral("reading"), 5, 0, 4}), QStringLiteral("reading: 5"));
    }
};

QTEST_APPLESS_MAIN(TestProgressLine)
#include "tst_progressline.moc"
