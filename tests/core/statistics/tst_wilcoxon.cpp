#include "core/statistics/wilcoxon.h"

#include <algorithm>

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::PMethod;
using statistics::wilcoxonSignedRank;
using statistics::Zeros;

class WilcoxonTest : public QObject
{
    Q_OBJECT

    static Zeros zerosOf(const QString &name)
    {
        return name == QLatin1String("pratt") ? Zeros::Pratt : Zeros::Wilcoxon;
    }

    static std::vector<double> sample() { return {1.5, -2, 0, 3, 3, -1, 4, 0.5, 0, 2}; }

private Q_SLOTS:
    void normalApproximationMatchesSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("wilcoxon")) {
            const auto d = parity::numbers(golden[QLatin1String("d")]);
            for (const QJsonValue &variant : golden[QLatin1String("normal")].toArray()) {
                const QString zeros = variant[QLatin1String("zeros")].toString();
                const auto test = wilcoxonSignedRank(
                    d, {zerosOf(zeros), PMethod::Normal, variant[QLatin1String("correction")].toBool()});
                QCOMPARE(test.n, golden[QLatin1String("n")].toInteger());
                QCOMPARE(test.zeros, golden[QLatin1String("zeros")].toInteger());
                COMPARE_WITH(test.wPlus, golden[QLatin1String("sums")][zeros][0], parity::closed);
                COMPARE_WITH(test.wMinus, golden[QLatin1String("sums")][zeros][1], parity::closed);
                COMPARE_WITH(test.z, variant[QLatin1String("z")], parity::closed);
                COMPARE_WITH(test.r, variant[QLatin1String("r")], parity::closed);
                COMPARE_WITH(test.pTwoSided, variant[QLatin1String("two_sided")], parity::closed);
                COMPARE_WITH(test.pGreater, variant[QLatin1String("greater")], parity::closed);
                COMPARE_WITH(test.pLess, variant[QLatin1String("less")], parity::closed);
            }
            ++index;
        }
        QVERIFY(index >= 30);
    }

    // SciPy's exact method uses the distribution without ties even where there are some: all signs are counted instead.
    void exactDistributionMatchesCountingAllSigns()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("wilcoxon")) {
            const auto d = parity::numbers(golden[QLatin1String("d")]);
            const QJsonObject exact = golden[QLatin1String("exact")].toObject();
            for (auto variant = exact.begin(); variant != exact.end(); ++variant) {
                const auto test = wilcoxonSignedRank(d, {zerosOf(variant.key()), PMethod::Exact});
                COMPARE_WITH(test.pTwoSided, variant.value()[QLatin1String("two_sided")], parity::closed);
                COMPARE_WITH(test.pGreater, variant.value()[QLatin1String("greater")], parity::closed);
                COMPARE_WITH(test.pLess, variant.value()[QLatin1String("less")], parity::closed);
            }
            ++index;
        }
    }

    void exactAndNormalMeetInLargeSamples()
    {
        std::vector<double> d;
        for (int i = 1; i <= 400; ++i)
            d.push_back(i % 9 < 5 ? i : -i); // 5 of 9 positive, every size once
        const auto exact = wilcoxonSignedRank(d, {Zeros::Wilcoxon, PMethod::Exact});
        const auto normal = wilcoxonSignedRank(d, {Zeros::Wilcoxon, PMethod::Normal, true});
        QVERIFY(*exact.pTwoSided > 0 && *exact.pTwoSided < 1);
        QVERIFY(std::abs(*exact.pTwoSided - *normal.pTwoSided) < 0.001);
        QCOMPARE(*exact.z, *wilcoxonSignedRank(d).z);
    }

    void swappingTheSidesMirrors()
    {
        std::vector<double> mirrored = sample();
        for (double &d : mirrored)
            d = -d;
        for (const PMethod method : {PMethod::Normal, PMethod::Exact}) {
            for (const Zeros zeros : {Zeros::Wilcoxon, Zeros::Pratt}) {
                const auto test = wilcoxonSignedRank(sample(), {zeros, method, true});
                const auto mirror = wilcoxonSignedRank(mirrored, {zeros, method, true});
                QCOMPARE(*mirror.wPlus, *test.wMinus);
                QCOMPARE(*mirror.z, -*test.z);
                QCOMPARE(*mirror.rankBiserial, -*test.rankBiserial);
                QCOMPARE(*mirror.pTwoSided, *test.pTwoSided);
                QCOMPARE(*mirror.pGreater, *test.pLess);
            }
        }
    }

    void scaleAndOrderDoNotMatter()
    {
        std::vector<double> scaled = sample();
        std::reverse(scaled.begin(), scaled.end());
        for (double &d : scaled)
            d *= 1024;
        QCOMPARE(*wilcoxonSignedRank(scaled).z, *wilcoxonSignedRank(sample()).z);
        QCOMPARE(*wilcoxonSignedRank(scaled).pTwoSided, *wilcoxonSignedRank(sample()).pTwoSided);
    }

    void aDifferenceAndItsMirrorCancel()
    {
        std::vector<double> both = sample();
        for (const double d : sample())
            both.push_back(-d);
        const auto test = wilcoxonSignedRank(both);
        QCOMPARE(*test.wPlus, *test.wMinus);
        QCOMPARE(*test.z, 0.0);
        QCOMPARE(*test.rankBiserial, 0.0);
        QCOMPARE(*test.pTwoSided, 1.0);
    }

    void saysWhyItIsUndefined()
    {
        QCOMPARE(wilcoxonSignedRank({}).z.reason(), QLatin1String("no differences"));
        const std::vector<double> zeros{0, 0};
        QCOMPARE(wilcoxonSignedRank(zeros).pTwoSided.reason(), QLatin1String("every difference is 0"));
        QCOMPARE(*wilcoxonSignedRank(zeros).wPlus, 0.0);
        const std::vector<double> broken{1, std::nan("")};
        QCOMPARE(wilcoxonSignedRank(broken).wPlus.reason(), QLatin1String("a difference is not a number"));
        const std::vector<double> many(size_t(statistics::mostExactDifferences) + 1, 1.0);
        QVERIFY(!wilcoxonSignedRank(many, {Zeros::Wilcoxon, PMethod::Exact}).pTwoSided);
        QVERIFY(wilcoxonSignedRank(many, {Zeros::Wilcoxon, PMethod::Exact}).z);
        std::vector<double> mostlyZeros(1'000'000, 0.0); // Pratt's ranks would need an array of the size of their sum
        mostlyZeros.push_back(1);
        mostlyZeros.push_back(2);
        QVERIFY(!wilcoxonSignedRank(mostlyZeros, {Zeros::Pratt, PMethod::Exact}).pTwoSided);
    }
};

QTEST_APPLESS_MAIN(WilcoxonTest)
#include "tst_wilcoxon.moc"
