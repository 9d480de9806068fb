#include "ui/widgets/numbers.h"

#include <QTest>

using namespace widgets;

class TestNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scores_data()
    {
        QTest::addColumn<QString>("scorer");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("score");
        QTest::addColumn<QString>("difference");
        QTest::newRow("clip") << "clip-l" << 0.28744 << "0.2874"
                              << "+0.2874";
        QTest::newRow("hps v3") << "hps-v3" << -4.3665 << "−4.37"
                                << "−4.37";
        QTest::newRow("imported") << "import:hps-v3" << 12.08 << "12.08"
                                  << "+12.08";
        QTest::newRow("imagereward") << "imagereward" << 1.2144 << "1.214"
                                     << "+1.214";
        QTest::newRow("sharpness") << "sharpness" << 812.4 << "812"
                                   << "+812";
        QTest::newRow("colorfulness") << "colorfulness" << 41.26 << "41.3"
                                      << "+41.3";
        QTest::newRow("own scorer") << "mine" << 0.0123456 << "0.01235"
                                    << "+0.01235";
        QTest::newRow("zero has no sign") << "hps-v3" << -0.001 << "0.00"
                                          << "0.00";
    }

    void scores()
    {
        QFETCH(QString, scorer);
        QFETCH(double, value);
        QTEST(formatScore(scorer, value), "score");
        QTEST(formatDifference(scorer, value), "difference");
    }

    void importedValuesKeepTheirPrint()
    {
        QCOMPARE(formatScore(QStringLiteral("import:hps-v3"), -4.0, QStringLiteral("-4.0")), QStringLiteral("−4.0"));
    }

    void shares()
    {
        QCOMPARE(formatShare(0.643, 999), QStringLiteral("64 %"));
        QCOMPARE(formatShare(0.643, 1000), QStringLiteral("64.3 %"));
    }

    void probabilities()
    {
        QCOMPARE(formatP(0.0123), QStringLiteral("0.012"));
        QCOMPARE(formatP(0.001), QStringLiteral("0.001"));
        QCOMPARE(formatP(2.34e-11), QStringLiteral("2.3 × 10⁻¹¹"));
    }

    void intervals() { QCOMPARE(formatInterval(0.4194, 0.4621), QStringLiteral("0.419 to 0.462")); }

    void estimates()
    {
        QCOMPARE(formatEstimate(2, 10, 100), QString());
        QCOMPARE(formatEstimate(10, 20, 100), QStringLiteral("about 40 s"));
        QCOMPARE(formatEstimate(60, 25, 100), QStringLiteral("about 3 min"));
        QCOMPARE(formatEstimate(3600, 1, 3), QStringLiteral("about 2 h"));
        QCOMPARE(formatEstimate(60, 0, 100), QString());
    }
};

QTEST_APPLESS_MAIN(TestNumbers)
#include "tst_numbers.moc"
