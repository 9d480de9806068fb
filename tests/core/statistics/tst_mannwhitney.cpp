#include "core/statistics/mannwhitney.h"

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::mannWhitneyU;
using statistics::PMethod;

class MannWhitneyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("mann_whitney")) {
            const auto x = parity::numbers(golden[QLatin1String("x")]);
            const auto y = parity::numbers(golden[QLatin1String("y")]);
            for (const QJsonValue &normal : golden[QLatin1String("normal")].toArray()) {
                const auto test = mannWhitneyU(x, y, {PMethod::Normal, normal[QLatin1String("correction")].toBool()});
                COMPARE_WITH(test.u, golden[QLatin1String("u")], parity::closed);
                COMPARE_WITH(test.pTwoSided, normal[QLatin1String("two_sided")], parity::closed);
                COMPARE_WITH(test.pGreater, normal[QLatin1String("greater")], parity::closed);
                COMPARE_WITH(test.pLess, normal[QLatin1String("less")], parity::closed);
            }
            const QJsonValue exact = golden[QLatin1String("exact")];
            const auto test = mannWhitneyU(x, y, {PMethod::Exact});
            COMPARE_WITH(test.pTwoSided, exact[QLatin1String("two_sided")], parity::closed);
            COMPARE_WITH(test.pGreater, exact[QLatin1String("greater")], parity::closed);
            COMPARE_WITH(test.pLess, exact[QLatin1String("less")], parity::closed);
            ++index;
        }
        QVERIFY(index >= 15);
    }

    void swappingTheSamplesMirrors()
    {
        const std::vector<double> x{1, 4, 4, 7};
        const std::vector<double> y{2, 4, 9, 11, 12};
        const auto test = mannWhitneyU(x, y);
        const auto mirror = mannWhitneyU(y, x);
        QCOMPARE(*mirror.u, 20 - *test.u);
        QCOMPARE(*mirror.z, -*test.z);
        QCOMPARE(*mirror.rankBiserial, -*test.rankBiserial);
        QCOMPARE(*mirror.pGreater, *test.pLess);
        QCOMPARE(*mirror.pTwoSided, *test.pTwoSided);
        QCOMPARE(*test.commonLanguage, *test.u / 20);
    }

    void aMonotoneScaleDoesNotMatter()
    {
        const std::vector<double> x{1, 4, 5, 7};
        const std::vector<double> y{2, 4, 9};
        const std::vector<double> cubedX{1, 64, 125, 343};
        const std::vector<double> cubedY{8, 64, 729};
        QCOMPARE(*mannWhitneyU(cubedX, cubedY).pTwoSided, *mannWhitneyU(x, y).pTwoSided);
    }

    void saysWhyItIsUndefined()
    {
        const std::vector<double> equal{1, 1};
        const std::vector<double> broken{1, std::nan("")};
        QCOMPARE(mannWhitneyU({}, equal).u.reason(), QLatin1String("one sample is empty"));
        QCOMPARE(mannWhitneyU(equal, equal).pLess.reason(), QLatin1String("all values are equal"));
        QCOMPARE(*mannWhitneyU(equal, equal).u, 2.0);
        QCOMPARE(mannWhitneyU(equal, broken).u.reason(), QLatin1String("a value is not a number"));
    }
};

QTEST_APPLESS_MAIN(MannWhitneyTest)
#include "tst_mannwhitney.moc"
