#include "app/cli/statscells.h"

#include <QTest>

class StatsCellsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesBreakAtSpaces()
    {
        QCOMPARE(cli::wrapped(QStringLiteral("one two three"), 9, QStringLiteral("  ")),
                 (QStringList{QStringLiteral("  one two"), QStringLiteral("  three")}));
        QVERIFY(cli::wrapped({}, 9, {}).isEmpty());
    }

    void numbersAsPeopleReadThem()
    {
        QCOMPARE(cli::fixed(0.12345), QStringLiteral("0.123"));
        QCOMPARE(cli::fixed(QJsonValue()), QStringLiteral("-"));
        QCOMPARE(cli::whole(1234567.0), QStringLiteral("1234567"));
        QCOMPARE(cli::pText(0.04), QStringLiteral("0.0400"));
        QCOMPARE(cli::pText(9.98e-45), QStringLiteral("9.98e-45"));
        QCOMPARE(cli::pText(0.0), QStringLiteral("0.0000"));
        QCOMPARE(cli::withInterval(0.5, 0.25, 0.75), QStringLiteral("0.500 [0.250, 0.750]"));
        QCOMPARE(cli::withInterval(0.5, QJsonValue(), QJsonValue()), QStringLiteral("0.500 [-]"));
        QCOMPARE(cli::withInterval(QJsonValue(), 0.25, 0.75), QStringLiteral("-"));
    }

    void longNamesKeepBothEnds()
    {
        QCOMPARE(cli::shortened(QStringLiteral("short"), 5), QStringLiteral("short"));
        const QString name = cli::shortened(QStringLiteral("import:hps-v2.1-before-regeneration"), 20);
        QCOMPARE(name.size(), 20);
        QVERIFY(name.startsWith(QStringLiteral("import:hps")) && name.endsWith(QStringLiteral("eneration")));
    }
};

QTEST_GUILESS_MAIN(StatsCellsTest)
#include "tst_statscells.moc"
