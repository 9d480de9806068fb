#include "core/base/canonicaljson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

class TestCanonicalJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exampleOfTheStandard() // RFC 8785, section 3.2.2 and 3.2.3
    {
        const QByteArray input =
            R"({"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],)"
            R"("string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]})";
        const QByteArray expected = "{\"literals\":[null,true,false],"
                                    "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                                    "\"string\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        QCOMPARE(base::toCanonicalJson(QJsonDocument::fromJson(input).object()), expected);
    }

    void numbers_data() // RFC 8785, appendix B
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("zero") << 0.0 << QByteArray("0");
        QTest::newRow("max safe") << 9007199254740991.0 << QByteArray("9007199254740991");
        QTest::newRow("1e21") << 1e21 << QByteArray("1e+21");
        QTest::newRow("999999999999999900000") << 999999999999999900000.0 << QByteArray("999999999999999900000");
        QTest::newRow("1e-6") << 0.000001 << QByteArray("0.000001");
        QTest::newRow("1e-7") << 1e-7 << QByteArray("1e-7");
        QTest::newRow("third") << -1.0 / 3 << QByteArray("-0.3333333333333333");
        QTest::newRow("5e-324") << 5e-324 << QByteArray("5e-324");
    }
    void numbers()
    {
        QFETCH(double, value);
        QFETCH(QByteArray, text);
        QCOMPARE(base::toCanonicalJson(QJsonValue(value)), text);
    }

    void keyOrderOfTheInputDoesNotMatter()
    {
        QCOMPARE(base::toCanonicalJson(QJsonDocument::fromJson(R"({"b":1,"a":{"d":2,"c":[]}})").object()),
                 QByteArray(R"({"a":{"c":[],"d":2},"b":1})"));
    }
};

QTEST_APPLESS_MAIN(TestCanonicalJson)
#include "tst_canonicaljson.moc"
