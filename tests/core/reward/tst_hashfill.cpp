#include "core/reward/hashfill.h"

#include <QTest>

class TestHashFill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownValues_data();
    void knownValues();
};

void TestHashFill::knownValues_data()
{
    QTest::addColumn<quint32>("element");
    QTest::addColumn<quint32>("tensor");
    QTest::addColumn<double>("value");
    // Published check values of h = x / 2^32 − 0.5, to ten decimals.
    QTest::newRow("0 0") << 0u << 0u << -0.31782235368;
    QTest::newRow("1 0") << 1u << 0u << -0.33301764890;
    QTest::newRow("0 1") << 0u << 1u << 0.16576376511;
    QTest::newRow("5 7") << 5u << 7u << -0.09071342484;
}

void TestHashFill::knownValues()
{
    QFETCH(quint32, element);
    QFETCH(quint32, tensor);
    QFETCH(double, value);
    QVERIFY(qAbs(reward::hashFill(element, tensor) / 4294967296.0 - 0.5 - value) < 1e-10);
}

QTEST_APPLESS_MAIN(TestHashFill)
#include "tst_hashfill.moc"
