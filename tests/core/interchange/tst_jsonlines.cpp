#include "core/interchange/jsonlines.h"

#include <QBuffer>
#include <QtTest>

using namespace interchange;

class TestJsonLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersKeepTheirPrint()
    {
        const auto value = parseJsonKeepingNumbers(
            "{\"a\": 12.80, \"b\": [-1e5, 0.0], \"c\": \"7 \\\" 8\", \"d\": 12345678901234567890, \"e\": true}");
        QVERIFY(value);
        const QJsonObject object = value->toObject();
        QCOMPARE(object[QLatin1String("a")].toString(), QStringLiteral("12.80"));
        QCOMPARE(object[QLatin1String("b")][0].toString(), QStringLiteral("-1e5"));
        QCOMPARE(object[QLatin1String("b")][1].toString(), QStringLiteral("0.0"));
        QCOMPARE(object[QLatin1String("c")].toString(), QStringLiteral("7 \" 8"));
        QCOMPARE(object[QLatin1String("d")].toString(), QStringLiteral("12345678901234567890"));
        QCOMPARE(object[QLatin1String("e")].toBool(), true);
    }

    void refusesWhatIsNoJson()
    {
        for (const char *text : {"{", "{\"a\":}", "", "[1,2", "\"\\"})
            QVERIFY2(!parseJsonKeepingNumbers(text), text);
        const auto encoding = parseJsonKeepingNumbers("{\"a\": \"\xff\"}");
        QVERIFY(!encoding);
        QVERIFY(encoding.error().message.contains(QStringLiteral("UTF-8")));
    }

    void refusesDeepNesting()
    {
        QVERIFY(parseJsonKeepingNumbers(QByteArray(maxJsonDepth, '[') + QByteArray(maxJsonDepth, ']')));
        const auto deep = parseJsonKeepingNumbers(QByteArray(100000, '['));
        QVERIFY(!deep);
        QCOMPARE(deep.error().code, QStringLiteral("json.depth"));
    }

    void readsLinesAndGoesOnBehindBadOnes()
    {
        QBuffer buffer;
        buffer.setData("\xef\xbb\xbf{\"a\":1}\n\n[1]\n{\"a\":2}");
        buffer.open(QIODevice::ReadOnly);
        JsonLinesReader reader(buffer);
        QJsonObject object;
        QVERIFY(*reader.next(object));
        QCOMPARE(object[QLatin1String("a")].toString(), QStringLiteral("1"));
        const auto bad = reader.next(object);
        QVERIFY(!bad);
        QCOMPARE(bad.error().line, 3);
        QVERIFY(*reader.next(object));
        QCOMPARE(object[QLatin1String("a")].toString(), QStringLiteral("2"));
        QCOMPARE(reader.line(), 4);
        QVERIFY(!*reader.next(object));
    }
};

QTEST_GUILESS_MAIN(TestJsonLines)
#include "tst_jsonlines.moc"
