#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "tests/support/program.h"

class TestScorersBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measures();
};

void TestScorersBench::measures()
{
    const support::Run run =
        support::runCli({QStringLiteral("scorers"), QStringLiteral("bench"), QStringLiteral("contrast"),
                         QStringLiteral("exposure"), QStringLiteral("--json")},
                        {}, 110000);
    QCOMPARE(run.exitCode, 0);
    const QJsonArray rows = run.json().array();
    QCOMPARE(rows.size(), 3); // each alone, then both
    QCOMPARE(rows[0][QLatin1String("scorer")].toString(), QStringLiteral("contrast"));
    QCOMPARE(rows[2][QLatin1String("scorer")].toString(), QStringLiteral("contrast,exposure"));
    for (const QJsonValue &row : rows)
        QVERIFY(row[QLatin1String("pictures_per_second")].toDouble() > 0);
}

QTEST_GUILESS_MAIN(TestScorersBench)
#include "tst_scorersbench.moc"
