#include "core/statistics/cohenkappa.h"

#include <QTest>

#include "tests/core/statistics/parity.h"

using statistics::AgreementWeights;
using statistics::cohenKappa;
using statistics::CrossTable;

class CohenKappaTest : public QObject
{
    Q_OBJECT

    static CrossTable sample() { return {3, {10, 4, 1, 2, 8, 3, 0, 5, 12}}; }

private Q_SLOTS:
    void matchesScikitLearnAndStatsmodels()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("cohen")) {
            CrossTable table;
            for (const QJsonValue &row : golden[QLatin1String("table")].toArray()) {
                ++table.categories;
                for (const QJsonValue &count : row.toArray())
                    table.counts.push_back(count.toInteger());
            }
            for (const auto &[name, weights] : {std::pair("none", AgreementWeights::None),
                                                {"linear", AgreementWeights::Linear},
                                                {"quadratic", AgreementWeights::Quadratic}}) {
                const auto kappa = cohenKappa(table, weights, 0.95);
                const QJsonValue expected = golden[QLatin1String(name)];
                COMPARE_WITH(kappa.value, expected[QLatin1String("value")], parity::closed);
                COMPARE_WITH(kappa.standardError, expected[QLatin1String("se")], parity::closed);
            }
            ++index;
        }
        QVERIFY(index >= 13);
    }

    void swappingRatersOrLabelsChangesNothing()
    {
        const CrossTable swapped{3, {10, 2, 0, 4, 8, 5, 1, 3, 12}};
        const CrossTable relabelled{3, {12, 5, 0, 3, 8, 2, 1, 4, 10}}; // 0 ↔ 2, which keeps all distances
        for (const auto weights : {AgreementWeights::None, AgreementWeights::Linear, AgreementWeights::Quadratic}) {
            const auto kappa = cohenKappa(sample(), weights, 0.95);
            for (const CrossTable &other : {swapped, relabelled}) {
                QVERIFY(parity::isClose(*cohenKappa(other, weights, 0.95).value, *kappa.value, 1e-12));
                QVERIFY(parity::isClose(*cohenKappa(other, weights, 0.95).standardError, *kappa.standardError, 1e-12));
            }
            QVERIFY(kappa.interval->low < *kappa.value && *kappa.value < kappa.interval->high);
        }
    }

    void tablesOfAnswers()
    {
        const std::vector<int> first{0, 1, 1, -1, 0};
        const std::vector<int> second{0, 1, 0, 1, -1};
        QCOMPARE(CrossTable::of(first, second, 2).counts, (std::vector<qint64>{1, 0, 1, 1}));
        const std::vector<std::uint32_t> weights{3, 0, 2, 1, 1};
        QCOMPARE(CrossTable::of(first, second, 2, weights).counts, (std::vector<qint64>{3, 0, 2, 0}));
    }

    void saysWhyItIsUndefined()
    {
        QCOMPARE(cohenKappa({2, {0, 0, 0, 0}}, AgreementWeights::None, 0.95).value.reason(),
                 QLatin1String("no unit was judged by both"));
        QCOMPARE(cohenKappa({2, {5, 0, 0, 0}}, AgreementWeights::None, 0.95).value.reason(),
                 QLatin1String("both chose a single category"));
        QCOMPARE(cohenKappa({2, {5, 0, 0, 5}}, AgreementWeights::None, 0.95).interval.reason(),
                 QLatin1String("full agreement has no spread"));
        QCOMPARE(*cohenKappa({2, {5, 0, 0, 5}}, AgreementWeights::None, 0.95).value, 1.0);
        QVERIFY(!cohenKappa({1, {5}}, AgreementWeights::Linear, 0.95).value);
        QVERIFY(!cohenKappa({0, {}}, AgreementWeights::Linear, 0.95).value);
    }
};

QTEST_APPLESS_MAIN(CohenKappaTest)
#include "tst_cohenkappa.moc"
