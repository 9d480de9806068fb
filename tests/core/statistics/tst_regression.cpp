#include "core/statistics/regression.h"

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::linearRegression;

class RegressionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // SciPy gives r = 0 for a constant y and errors of 0 for two points; neither says anything, both are undefined
    // here.
    void matchesSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("correlation")) {
            const auto fit = linearRegression(parity::numbers(golden[QLatin1String("x")]),
                                              parity::numbers(golden[QLatin1String("y")]));
            const QJsonValue line = golden[QLatin1String("line")];
            COMPARE_WITH(fit.slope.value, line[QLatin1String("slope")], parity::closed);
            COMPARE_WITH(fit.intercept.value, line[QLatin1String("intercept")], parity::closed);
            COMPARE_WITH(fit.r, line[QLatin1String("r")], parity::closed);
            COMPARE_WITH(fit.p, line[QLatin1String("p")], parity::closed);
            // A constant y lies on its line without residual.
            COMPARE_WITH(fit.slope.standardError, line[QLatin1String("slope_error")], parity::closed);
            COMPARE_WITH(fit.intercept.standardError, line[QLatin1String("intercept_error")], parity::closed);
            ++index;
        }
        QVERIFY(index >= 20);
    }

    void aConstantMovesTheInterceptAlone()
    {
        const std::vector<double> x{1, 2, 4, 7};
        const std::vector<double> y{2, 1, 5, 6};
        const std::vector<double> moved{10, 9, 13, 14};
        const auto fit = linearRegression(x, y);
        const auto other = linearRegression(x, moved);
        QVERIFY(parity::isClose(*other.slope.value, *fit.slope.value, 1e-12));
        QVERIFY(parity::isClose(*other.intercept.value, *fit.intercept.value + 8, 1e-12));
        QVERIFY(parity::isClose(*other.p, *fit.p, 1e-12));
        QCOMPARE(*fit.rSquared, *fit.r * *fit.r);
        QVERIFY(fit.slope.interval->low < *fit.slope.value && *fit.slope.value < fit.slope.interval->high);
    }

    void saysWhyItIsUndefined()
    {
        const std::vector<double> one{1};
        const std::vector<double> constant{2, 2, 2};
        const std::vector<double> y{1, 2, 3};
        QCOMPARE(linearRegression(one, one).slope.value.reason(), QLatin1String("fewer than two points"));
        QCOMPARE(linearRegression(constant, y).slope.value.reason(), QLatin1String("x does not vary"));
        QCOMPARE(*linearRegression(y, constant).slope.value, 0.0);
        QVERIFY(!linearRegression(y, constant).r);
    }
};

QTEST_APPLESS_MAIN(RegressionTest)
#include "tst_regression.moc"
