#include "core/statistics/distributions.h"

#include <cmath>

#include <QTest>

#include "tests/core/statistics/parity.h"

using namespace statistics;

/// Numbers of tests/data/statistics_golden.json, written by tests/reference/statistics_golden.py.
class DistributionsTest : public QObject
{
    Q_OBJECT

    static QJsonArray cases(const char *name)
    {
        static const QJsonObject document = support::goldenFile(QStringLiteral("statistics_golden.json"));
        return document[QLatin1String("distributions")][QLatin1String(name)].toArray();
    }

    /// Relative, however small: a tail has no other digits.
    static bool isSame(double ours, const QJsonValue &theirs)
    {
        const double expected = theirs.toDouble();
        return ours == expected || std::abs(ours - expected) <= parity::closed * std::abs(expected);
    }

private Q_SLOTS:
    void normalTails()
    {
        const QJsonArray all = cases("normal");
        QVERIFY(all.size() >= 10);
        for (const QJsonValue &golden : all) {
            const double z = golden[QLatin1String("z")].toDouble();
            QVERIFY2(isSame(normalTwoSidedP(z), golden[QLatin1String("two_sided")]), qPrintable(QString::number(z)));
            QVERIFY2(isSame(normalUpperP(z), golden[QLatin1String("upper")]), qPrintable(QString::number(z)));
        }
        QVERIFY(normalUpperP(37) > 0); // where 1 − Φ is 0 in doubles
    }

    void studentTails()
    {
        const QJsonArray all = cases("student");
        QVERIFY(all.size() >= 60);
        for (const QJsonValue &golden : all) {
            const double t = golden[QLatin1String("t")].toDouble();
            const double freedom = golden[QLatin1String("df")].toDouble();
            const QString what = QStringLiteral("t %1, %2 degrees").arg(t).arg(freedom);
            QVERIFY2(isSame(studentTwoSidedP(t, freedom), golden[QLatin1String("two_sided")]), qPrintable(what));
            QVERIFY2(isSame(studentUpperP(t, freedom), golden[QLatin1String("upper")]), qPrintable(what));
        }
        QCOMPARE(studentUpperP(INFINITY, 3), 0.0);
        QCOMPARE(studentUpperP(-INFINITY, 3), 1.0);
        QCOMPARE(studentTwoSidedP(-INFINITY, 3), 0.0);
    }

    void chiSquaredTails()
    {
        const QJsonArray all = cases("chi_squared");
        QVERIFY(all.size() >= 30);
        for (const QJsonValue &golden : all) {
            const double x = golden[QLatin1String("x")].toDouble();
            const double freedom = golden[QLatin1String("df")].toDouble();
            QVERIFY2(isSame(chiSquaredUpperP(x, freedom), golden[QLatin1String("upper")]),
                     qPrintable(QStringLiteral("x %1, %2 degrees").arg(x).arg(freedom)));
        }
    }

    void quantilesAndIntervals()
    {
        const QJsonArray all = cases("quantiles");
        QVERIFY(all.size() >= 5);
        for (const QJsonValue &golden : all) {
            const double level = golden[QLatin1String("level")].toDouble();
            QVERIFY2(isSame(normalQuantile(level), golden[QLatin1String("normal")]),
                     qPrintable(QString::number(level)));
            const Interval normal = normalInterval(0, 2, level);
            QCOMPARE(normal.high, 2 * normalQuantile(level));
            QCOMPARE(normal.low, -normal.high);
            for (const QJsonValue &student : golden[QLatin1String("student")].toArray()) {
                const Interval interval = studentInterval(0, 1, student[0].toDouble(), level);
                QVERIFY2(isSame(interval.high, student[1]),
                         qPrintable(QStringLiteral("%1, %2 degrees").arg(level).arg(student[0].toDouble())));
                QCOMPARE(interval.low, -interval.high);
            }
        }
        QCOMPARE(normalInterval(3, 0, 0.95).low, 3.0);
        QCOMPARE(studentInterval(3, 0, 2, 0.95).high, 3.0);
    }
};

QTEST_APPLESS_MAIN(DistributionsTest)
#include "tst_distributions.moc"
