#include "core/statistics/labelerrors.h"

#include <QTest>

#include "core/statistics/descriptive.h"
#include "tests/core/statistics/parity.h"

class LabelErrorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesScikitLearn()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("label_errors")) {
            auto predicted = parity::numbers(golden[QLatin1String("predicted")]);
            const auto labels = parity::numbers(golden[QLatin1String("labels")]);
            COMPARE_WITH(statistics::meanAbsoluteError(predicted, labels), golden[QLatin1String("mae")],
                         parity::closed);
            COMPARE_WITH(statistics::balancedMeanAbsoluteError(predicted, labels),
                         golden[QLatin1String("balanced_mae")], parity::closed);
            COMPARE_WITH(statistics::standardDeviation(predicted, statistics::Divisor::Population),
                         golden[QLatin1String("sd")], parity::closed);
            COMPARE_WITH(statistics::standardDeviation(predicted, statistics::Divisor::Sample),
                         golden[QLatin1String("sample_sd")], parity::closed);
            for (double &value : predicted)
                value = statistics::roundHalfToEven(value);
            COMPARE_WITH(statistics::weightedF1(predicted, labels), golden[QLatin1String("weighted_f1")],
                         parity::closed);
            ++index;
        }
        QVERIFY(index >= 4);
    }

    void halvesGoToTheEvenNumber()
    {
        QCOMPARE(statistics::roundHalfToEven(0.5), 0.0);
        QCOMPARE(statistics::roundHalfToEven(1.5), 2.0);
        QCOMPARE(statistics::roundHalfToEven(-0.5), 0.0);
        QCOMPARE(statistics::roundHalfToEven(-1.5), -2.0);
        QCOMPARE(statistics::roundHalfToEven(0.49999999999999994), 0.0);
    }

    void saysWhyItIsUndefined()
    {
        QCOMPARE(statistics::meanAbsoluteError({}, {}).reason(), QLatin1String("no values"));
        const std::vector<double> broken{std::nan("")};
        const std::vector<double> labels{1};
        QVERIFY(!statistics::weightedF1(broken, labels));
        QVERIFY(!statistics::balancedMeanAbsoluteError(labels, broken));
    }
};

QTEST_APPLESS_MAIN(LabelErrorsTest)
#include "tst_labelerrors.moc"
