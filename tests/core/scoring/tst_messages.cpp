#include "core/scoring/messages.h"

#include <QCborArray>
#include <QCborValue>
#include <QTest>

#include "tests/support/studies.h"

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helloAndScore();
    void facts();
    void badFacts_data();
    void badFacts();
    void scores();
    void badScores_data();
    void badScores();
    void selfTests();
};

namespace {

QCborMap item()
{
    return {{QLatin1String("picture"), QLatin1String("p")},
            {QLatin1String("scorer"), QLatin1String("s")},
            {QLatin1String("text"), nullptr},
            {QLatin1String("value"), 1.5}};
}

QCborMap answer(const QCborArray &items)
{
    return {
        {QLatin1String("type"), QLatin1String("scores")}, {QLatin1String("id"), 4}, {QLatin1String("items"), items}};
}

QCborMap scorer()
{
    return {{QLatin1String("scorer"), QLatin1String("s")},
            {QLatin1String("installed"), true},
            {QLatin1String("fingerprint"), QString(64, QLatin1Char('0'))}};
}

QCborMap hello(const QCborMap &one = scorer())
{
    return {{QLatin1String("type"), QLatin1String("hello")},
            {QLatin1String("protocol"), 1},
            {QLatin1String("version"), QLatin1String("1.2")},
            {QLatin1String("device"), QLatin1String("cpu")},
            {QLatin1String("scorers"), QCborArray{one}}};
}

} // namespace

void TestMessages::helloAndScore()
{
    const QCborMap greeting = scoring::helloMessage(3, QStringLiteral("cuda:1"), QStringLiteral("/a b"));
    QCOMPARE(greeting.value(QLatin1String("id")).toInteger(), 3);
    QCOMPARE(greeting.value(QLatin1String("probe")).toString(), QStringLiteral("/a b"));
    QVERIFY(!scoring::helloMessage(3, QStringLiteral("cpu"), {}).contains(QLatin1String("probe")));
    const scoring::ModelChoice models{
        QStringLiteral("bf16"),
        {{QStringLiteral("clip-l"), QStringLiteral("/w")}},
        {{QStringLiteral("hps-v2"), {{QStringLiteral("resize"), QStringLiteral("plain")}}}}};
    const QCborMap chosen = scoring::helloMessage(3, QStringLiteral("cpu"), {}, models);
    QCOMPARE(chosen[QLatin1String("dtype")].toString(), QStringLiteral("bf16"));
    QCOMPARE(chosen[QLatin1String("weights")][QLatin1String("clip-l")].toString(), QStringLiteral("/w"));
    QCOMPARE(chosen[QLatin1String("options")][QLatin1String("hps-v2")][QLatin1String("resize")].toString(),
             QStringLiteral("plain"));

    scoring::ScoreMessage message;
    message.scorers = {QStringLiteral("s")};
    message.pictures = {{QStringLiteral("a"), "bytes", {}, {}},
                        {QStringLiteral("b"), {}, QStringLiteral("/b"), QStringLiteral("hash")}};
    message.texts = {{QStringLiteral("t"), QStringLiteral("words")}};
    message.pairs = {{1, 0}};
    const QCborMap map = scoring::toMessage(9, message);
    const QCborArray pictures = map.value(QLatin1String("pictures")).toArray();
    QCOMPARE(pictures[0][QLatin1String("data")].toByteArray(), QByteArray("bytes"));
    QVERIFY(!pictures[0].toMap().contains(QLatin1String("path")));
    QCOMPARE(pictures[1][QLatin1String("path")].toString(), QStringLiteral("/b"));
    QCOMPARE(pictures[1][QLatin1String("sha256")].toString(), QStringLiteral("hash"));
    QCOMPARE(map.value(QLatin1String("pairs")).toArray(), (QCborArray{QCborArray{1, 0}}));
}

void TestMessages::facts()
{
    const auto facts = scoring::factsFrom(hello());
    SUPPORT_OK(facts);
    QCOMPARE(facts->version, QStringLiteral("1.2"));
    QVERIFY(facts->find(QStringLiteral("s")));
    QVERIFY(!facts->find(QStringLiteral("t")));
}

void TestMessages::badFacts_data()
{
    QTest::addColumn<QCborMap>("message");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QCborMap() << QStringLiteral("scorer.protocol");
    QTest::newRow("another type") << answer({}) << QStringLiteral("scorer.protocol");
    QCborMap newer = hello();
    newer[QLatin1String("protocol")] = 2;
    QTest::newRow("another protocol") << newer << QStringLiteral("scorer.version");
    QCborMap none = scorer();
    none.remove(QLatin1String("fingerprint"));
    QTest::newRow("installed without a fingerprint") << hello(none) << QStringLiteral("scorer.protocol");
    QCborMap odd = scorer();
    odd[QLatin1String("fingerprint")] = QString(64, QLatin1Char('Z'));
    QTest::newRow("no hexadecimal digits") << hello(odd) << QStringLiteral("scorer.protocol");
    QCborMap nameless = scorer();
    nameless[QLatin1String("scorer")] = 5;
    QTest::newRow("no name") << hello(nameless) << QStringLiteral("scorer.protocol");
    const QCborMap error{{QLatin1String("type"), QLatin1String("error")},
                         {QLatin1String("code"), QLatin1String("device.missing")},
                         {QLatin1String("message"), QLatin1String("no")}};
    QTest::newRow("error") << error << QStringLiteral("device.missing");
}

void TestMessages::badFacts()
{
    QFETCH(QCborMap, message);
    QFETCH(QString, code);
    const auto facts = scoring::factsFrom(message);
    QVERIFY(!facts);
    QCOMPARE(facts.error().code, code);
}

void TestMessages::scores()
{
    QCborMap second = item();
    second[QLatin1String("value")] = 3; // a whole number is a number
    second[QLatin1String("second")] = -4.5;
    second[QLatin1String("text")] = QLatin1String("t");
    QCborMap failed = item();
    failed.remove(QLatin1String("value"));
    failed[QLatin1String("error")] =
        QCborMap{{QLatin1String("code"), QLatin1String("c")}, {QLatin1String("message"), QLatin1String("m")}};
    const auto scores = scoring::scoresFrom(answer({item(), second, failed}));
    SUPPORT_OK(scores);
    QCOMPARE(scores->size(), 3);
    QCOMPARE((*scores)[0].value, 1.5);
    QVERIFY(!(*scores)[0].second);
    QCOMPARE((*scores)[1].value, 3.0);
    QCOMPARE((*scores)[1].second, std::optional(-4.5));
    QCOMPARE((*scores)[1].text, QStringLiteral("t"));
    QCOMPARE((*scores)[2].errorCode, QStringLiteral("c"));
    QCOMPARE(scoring::answeredId(answer({})), 4);
    QCOMPARE(scoring::answeredId({}), -1);
}

void TestMessages::badScores_data()
{
    QTest::addColumn<QCborMap>("message");
    const auto with = [](QLatin1String key, const QCborValue &value) {
        QCborMap one = item();
        one[key] = value;
        return answer({one});
    };
    QTest::newRow("nothing") << QCborMap();
    QTest::newRow("items no list") << QCborMap{{QLatin1String("type"), QLatin1String("scores")},
                                               {QLatin1String("items"), 3}};
    QTest::newRow("item no map") << answer({5});
    QTest::newRow("NaN") << with(QLatin1String("value"), qQNaN());
    QTest::newRow("infinite") << with(QLatin1String("value"), qInf());
    QTest::newRow("text as value") << with(QLatin1String("value"), QLatin1String("1.5"));
    QTest::newRow("error without code") << with(QLatin1String("error"), QCborMap());
}

void TestMessages::badScores()
{
    QFETCH(QCborMap, message);
    SUPPORT_FAILS(scoring::scoresFrom(message), "scorer.protocol");
}

void TestMessages::selfTests()
{
    const QCborMap one{{QLatin1String("scorer"), QLatin1String("s")},
                       {QLatin1String("passed"), true},
                       {QLatin1String("max_error"), 0.25},
                       {QLatin1String("tolerance"), 0.5},
                       {QLatin1String("cases"), 3},
                       {QLatin1String("details"), QCborArray{QCborMap{{QLatin1String("case"), QLatin1String("flat")},
                                                                      {QLatin1String("expected"), 2},
                                                                      {QLatin1String("got"), 2.5}},
                                                             QCborMap{{QLatin1String("case"), QLatin1String("none")},
                                                                      {QLatin1String("expected"), 2},
                                                                      {QLatin1String("got"), nullptr}}}}};
    const auto tests = scoring::selfTestsFrom(
        {{QLatin1String("type"), QLatin1String("self_test")}, {QLatin1String("items"), QCborArray{one}}});
    SUPPORT_OK(tests);
    QCOMPARE(tests->size(), 1);
    QVERIFY(tests->first().passed);
    QCOMPARE(tests->first().maxError, std::optional(0.25));
    QCOMPARE(tests->first().cases, 3);
    QCOMPARE(tests->first().details.size(), 2);
    QCOMPARE(tests->first().details[0].name, QStringLiteral("flat"));
    QCOMPARE(tests->first().details[0].got, std::optional(2.5));
    QVERIFY(!tests->first().details[1].got);
}

QTEST_APPLESS_MAIN(TestMessages)
#include "tst_messages.moc"
