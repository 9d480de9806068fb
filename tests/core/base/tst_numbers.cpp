#include "core/base/numbers.h"

#include <cmath>
#include <limits>

#include <QtTest>

class TestNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textReadsBackAsTheSameDouble_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("tenth") << 0.1 << QStringLiteral("0.1");
        QTest::newRow("integer") << 1024.0 << QStringLiteral("1024");
        QTest::newRow("negative zero") << -0.0 << QStringLiteral("0");
        QTest::newRow("third") << 1.0 / 3 << QStringLiteral("0.3333333333333333");
        QTest::newRow("published score") << 16.04705238342285 << QStringLiteral("16.04705238342285");
        QTest::newRow("largest") << std::numeric_limits<double>::max() << QStringLiteral("1.7976931348623157e+308");
    }
    void textReadsBackAsTheSameDouble()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(base::toShortest(value), text);
        const auto back = base::toFiniteDouble(text);
        QVERIFY(back && *back == value);
    }

    void undefinedHasNoText() { QVERIFY(base::toShortest(std::nan("")).isEmpty()); }

    void onlyWholeFiniteNumbersAreRead()
    {
        for (const QString &text :
             {QStringLiteral(""), QStringLiteral("n/a"), QStringLiteral("1,5"), QStringLiteral("nan"),
              QStringLiteral("inf"), QStringLiteral("1e999"), QStringLiteral("1 "), QStringLiteral("0x10")})
            QVERIFY2(!base::toFiniteDouble(text), qPrintable(text));
        QCOMPARE(base::toFiniteDouble(QStringLiteral("+1.5")), 1.5);
    }
};

QTEST_APPLESS_MAIN(TestNumbers)
#include "tst_numbers.moc"
