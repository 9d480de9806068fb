#include "core/statistics/reliability.h"

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::Binning;
using statistics::Forecast;

class ReliabilityTest : public QObject
{
    Q_OBJECT

    static std::vector<Forecast> forecastsOf(const QJsonValue &golden)
    {
        const auto p = parity::numbers(golden[QLatin1String("p")]);
        const auto y = parity::numbers(golden[QLatin1String("y")]);
        std::vector<Forecast> forecasts;
        for (size_t i = 0; i < p.size(); ++i)
            forecasts.push_back({p[i], y[i] == 1});
        return forecasts;
    }

private Q_SLOTS:
    void matchesScikitLearn()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("reliability")) {
            const auto forecasts = forecastsOf(golden);
            const int bins = golden[QLatin1String("bins")].toInt();
            COMPARE_WITH(statistics::brierScore(forecasts), golden[QLatin1String("brier")], parity::closed);
            COMPARE_WITH(statistics::expectedCalibrationError(forecasts, bins), golden[QLatin1String("ece")],
                         parity::closed);
            for (const auto &[name, binning] :
                 {std::pair("uniform", Binning::EqualWidth), {"quantile", Binning::Quantiles}}) {
                const auto curve = statistics::reliabilityCurve(forecasts, bins, binning, 0.95);
                const QJsonValue expected = golden[QLatin1String(name)];
                QCOMPARE(bool(curve), !forecasts.empty());
                if (!curve)
                    continue;
                QCOMPARE(qsizetype(curve->size()), expected[QLatin1String("share")].toArray().size());
                for (qsizetype b = 0; b < qsizetype(curve->size()); ++b) {
                    const auto &bin = (*curve)[size_t(b)];
                    COMPARE_WITH(statistics::Number(bin.share()), expected[QLatin1String("share")][b], parity::closed);
                    COMPARE_WITH(statistics::Number(bin.meanProbability), expected[QLatin1String("mean")][b],
                                 parity::closed);
                    QVERIFY(bin.interval.low <= bin.share() && bin.share() <= bin.interval.high);
                }
            }
            ++index;
        }
        QVERIFY(index >= 9);
    }

    void swappingTheOutcomesChangesNothing()
    {
        const std::vector<Forecast> forecasts{{0.9, true}, {0.3, true}, {0.2, false}};
        std::vector<Forecast> swapped;
        for (const Forecast &forecast : forecasts)
            swapped.push_back({1 - forecast.probability, !forecast.happened});
        QVERIFY(parity::isClose(*statistics::brierScore(swapped), *statistics::brierScore(forecasts), 1e-14));
    }

    void refusesWhatIsNoProbability()
    {
        for (const double p : {-0.1, 1.1, std::nan("")}) {
            const std::vector<Forecast> forecasts{{p, true}};
            QVERIFY(!statistics::brierScore(forecasts));
            QVERIFY(!statistics::expectedCalibrationError(forecasts, 10));
            QCOMPARE(statistics::reliabilityCurve(forecasts, 10, Binning::EqualWidth, 0.95).reason(),
                     QLatin1String("a probability is outside of 0 to 1"));
        }
        QCOMPARE(statistics::brierScore({}).reason(), QLatin1String("no forecasts"));
    }
};

QTEST_APPLESS_MAIN(ReliabilityTest)
#include "tst_reliability.moc"
