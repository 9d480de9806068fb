#include "core/analysis/embeddingvector.h"

#include <cmath>
#include <limits>

#include <QtEndian>
#include <QTest>

using analysis::unitVector;

class TestEmbeddingVector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The vector 3, 4 in four number types; by hand from IEEE 754.
    void readsNumberTypes_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("f64") << QByteArray::fromHex("0000000000000840"
                                                    "0000000000001040");
        QTest::newRow("fp32") << QByteArray::fromHex("00004040"
                                                     "00008040");
        QTest::newRow("fp16") << QByteArray::fromHex("0042"
                                                     "0044");
        QTest::newRow("bf16") << QByteArray::fromHex("4040"
                                                     "8040");
    }

    void readsNumberTypes()
    {
        QFETCH(QByteArray, data);
        const auto vector = unitVector(QString::fromLatin1(QTest::currentDataTag()), QStringLiteral("2"), data);
        QVERIFY(vector);
        QCOMPARE(*vector, (std::vector<float>{0.6F, 0.8F}));
    }

    void refusesOthers_data()
    {
        QTest::addColumn<QString>("dtype");
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QByteArray>("data");
        const QByteArray good = QByteArray::fromHex("00004040"
                                                    "00008040");
        const QString fp32 = QStringLiteral("fp32");
        QTest::newRow("tokens") << fp32 << QStringLiteral("1x2") << good;
        QTest::newRow("too short") << fp32 << QStringLiteral("2") << good.chopped(1);
        QTest::newRow("too long") << fp32 << QStringLiteral("1") << good;
        QTest::newRow("no shape") << fp32 << QString() << good;
        QTest::newRow("negative") << fp32 << QStringLiteral("-2") << good;
        QTest::newRow("huge") << fp32 << QStringLiteral("2000000000") << good;
        QTest::newRow("unknown type") << QStringLiteral("i8") << QStringLiteral("4") << good;
        QTest::newRow("zero") << fp32 << QStringLiteral("2") << QByteArray(8, '\0');
        QTest::newRow("NaN") << fp32 << QStringLiteral("2")
                             << QByteArray::fromHex("0000c07f"
                                                    "00008040");
        QTest::newRow("infinite") << fp32 << QStringLiteral("2")
                                  << QByteArray::fromHex("0000807f"
                                                         "00008040");
    }

    void refusesOthers()
    {
        QFETCH(QString, dtype);
        QFETCH(QString, shape);
        QFETCH(QByteArray, data);
        QVERIFY(!unitVector(dtype, shape, data));
    }

    void multiplies()
    {
        QCOMPARE(analysis::dotProduct(std::vector<float>{1, 2, 3}, std::vector<float>{4, -5, 6}), 12.0F);
    }
};

QTEST_GUILESS_MAIN(TestEmbeddingVector)
#include "tst_embeddingvector.moc"
