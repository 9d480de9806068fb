#include "core/statistics/multipletesting.h"

#include <QTest>

#include "tests/core/statistics/parity.h"

class MultipleTestingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesStatsmodelsAndSciPy()
    {
        int index = 0;
        for (const QJsonValue &golden : parity::cases("many_tests")) {
            const auto p = parity::numbers(golden[QLatin1String("p")]);
            const auto holm = statistics::holm(p);
            const auto bh = statistics::benjaminiHochberg(p);
            QVERIFY(holm && bh);
            QCOMPARE(holm->size(), p.size());
            for (size_t i = 0; i < p.size(); ++i) {
                COMPARE_WITH(statistics::Number((*holm)[i]), golden[QLatin1String("holm")][qsizetype(i)],
                             parity::closed);
                COMPARE_WITH(statistics::Number((*bh)[i]), golden[QLatin1String("bh")][qsizetype(i)], parity::closed);
            }
            ++index;
        }
        QVERIFY(index >= 8);
    }

    void refusesWhatIsNoProbability()
    {
        for (const double p : {-0.1, 1.1, std::nan("")}) {
            const std::vector<double> values{0.5, p};
            QCOMPARE(statistics::holm(values).reason(), QLatin1String("a p is outside of 0 to 1"));
            QVERIFY(!statistics::benjaminiHochberg(values));
        }
    }
};

QTEST_APPLESS_MAIN(MultipleTestingTest)
#include "tst_multipletesting.moc"
