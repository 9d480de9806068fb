#include "core/statistics/calibration.h"

#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "tests/support/golden.h"

using statistics::JudgedDifference;

class CalibrationTest : public QObject
{
    Q_OBJECT

    static QJsonArray cases()
    {
        return support::goldenFile(QStringLiteral("disagreement_golden.json"))[QLatin1String("calibration")].toArray();
    }

    static std::vector<JudgedDifference> unitsOf(const QJsonValue &golden)
    {
        const auto differences = support::numbers(golden[QLatin1String("difference")]);
        const auto first = support::numbers(golden[QLatin1String("first")]);
        const auto votes = support::numbers(golden[QLatin1String("votes")]);
        std::vector<JudgedDifference> units;
        for (size_t i = 0; i < differences.size(); ++i)
            units.push_back({differences[i], qint64(first[i]), qint64(votes[i])});
        return units;
    }

private Q_SLOTS:
    void stretchesMatchNumPyAndSciPy()
    {
        QVERIFY(cases().size() >= 4);
        for (const QJsonValue &golden : cases()) {
            const auto bins = statistics::calibration(unitsOf(golden), golden[QLatin1String("bins")].toInt(), 0.95);
            const QJsonArray expected = golden[QLatin1String("stretches")].toArray();
            QCOMPARE(qsizetype(bins.size()), expected.size());
            for (size_t i = 0; i < bins.size(); ++i) {
                const QJsonValue stretch = expected[qsizetype(i)];
                const auto units = support::numbers(stretch[QLatin1String("units")]);
                QCOMPARE(bins[i].units, std::vector<size_t>(units.begin(), units.end()));
                QCOMPARE(bins[i].first, stretch[QLatin1String("first")].toInteger());
                QCOMPARE(bins[i].votes, stretch[QLatin1String("votes")].toInteger());
                QVERIFY(std::abs(bins[i].meanDifference - stretch[QLatin1String("mean")].toDouble()) < 1e-12);
                const auto wilson = support::numbers(stretch[QLatin1String("wilson")]);
                QVERIFY(std::abs(bins[i].interval.low - wilson[0]) < 1e-12);
                QVERIFY(std::abs(bins[i].interval.high - wilson[1]) < 1e-12);
            }
        }
    }

    void theLineMatchesSciPy()
    {
        for (const QJsonValue &golden : cases()) {
            const auto line = statistics::logisticFit(unitsOf(golden));
            QVERIFY(line);
            // SciPy's BFGS stops at a gradient of 1e-10 at best; its own error is larger than ours.
            QVERIFY(std::abs(line->intercept - golden[QLatin1String("intercept")].toDouble()) < 1e-6);
            QVERIFY(std::abs(line->slope - golden[QLatin1String("slope")].toDouble()) < 1e-6);
        }
    }

    void unitsWithoutVotesAreLeftOut()
    {
        const std::vector<JudgedDifference> units{{1, 0, 0}, {2, 3, 4}};
        const auto bins = statistics::calibration(units, 5, 0.95);
        QCOMPARE(bins.size(), 1U);
        QCOMPARE(bins[0].units, std::vector<size_t>{1});
        QCOMPARE(bins[0].share(), 0.75);
        QVERIFY(statistics::calibration({}, 5, 0.95).empty());
    }

    void equalDifferencesStayTogether()
    {
        const std::vector<JudgedDifference> units{{0, 1, 1}, {0, 0, 1}, {0, 1, 1}, {1, 1, 1}};
        const auto bins = statistics::calibration(units, 4, 0.95);
        QCOMPARE(bins.size(), 2U);
        QCOMPARE(bins[0].votes, 3);
    }

    void separatedOrConstantVotesHaveNoLine()
    {
        QVERIFY(!statistics::logisticFit(std::vector<JudgedDifference>{{-1, 0, 3}, {1, 3, 3}}));
        QVERIFY(!statistics::logisticFit(std::vector<JudgedDifference>{{-1, 3, 3}, {1, 3, 3}}));
        QVERIFY(!statistics::logisticFit(std::vector<JudgedDifference>{{2, 1, 3}, {2, 2, 3}}));
        QCOMPARE(statistics::logisticFit({}).reason(), QLatin1String("no votes"));
        QCOMPARE(statistics::logisticFit(std::vector<JudgedDifference>{{std::nan(""), 1, 3}, {2, 2, 3}}).reason(),
                 QLatin1String("a difference is not finite"));
    }

    void theLineIsAProbability()
    {
        const statistics::LogisticLine line{-1, 2};
        QCOMPARE(line.at(0.5), 0.5);
        QVERIFY(line.at(10) > 0.999);
    }
};

QTEST_APPLESS_MAIN(CalibrationTest)
#include "tst_calibration.moc"
