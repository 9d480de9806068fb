// Scorers with weights as a stranger to dissensus-scorer sees them: small checkpoints of tests/data/clip.

#include <QCborArray>
#include <QFile>
#include <QTest>

#include "tests/app/scorer/talk.h"
#include "tests/support/paths.h"
#include "tests/support/studies.h"

class TestClipWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsWhenAsked();
    void givesOutAndTakesBackFeatures();
    void towersAreShared();
    void badHellos_data();
    void badHellos();
    void strangeFeatures();
    void selfTest();
};

namespace {

scoring::ModelChoice weights(const QStringList &scorers = {QStringLiteral("clip-l")}, const QString &dtype = {})
{
    scoring::ModelChoice models;
    models.dtype = dtype;
    for (const QString &scorer : scorers)
        models.weights.insert(scorer, support::dataFolder() + QStringLiteral("/clip/openai"));
    return models;
}

QCborMap picture(const char *name)
{
    QFile file(support::dataFolder() + QStringLiteral("/clip/pictures/%1.png").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return {{QLatin1String("key"), QLatin1String(name)}, {QLatin1String("data"), file.readAll()}};
}

QCborMap text(const char *words)
{
    return {{QLatin1String("key"), QLatin1String(words)}, {QLatin1String("text"), QLatin1String(words)}};
}

QCborMap score(const QCborArray &pictures, const QCborArray &texts,
               const QCborArray &scorers = {QLatin1String("clip-l")})
{
    return {{QLatin1String("type"), QLatin1String("score")},
            {QLatin1String("id"), 7},
            {QLatin1String("scorers"), scorers},
            {QLatin1String("pictures"), pictures},
            {QLatin1String("texts"), texts},
            {QLatin1String("embeddings"), true}};
}

QCborMap status()
{
    return {{QLatin1String("type"), QLatin1String("status")}, {QLatin1String("id"), 8}};
}

QCborArray items(const QCborMap &answer)
{
    return answer.value(QLatin1String("items")).toArray();
}

QCborArray embeddings(const QCborMap &answer)
{
    return answer.value(QLatin1String("embeddings")).toArray();
}

/// The item with the features that came back for its key, and nothing else that tells what it is.
QCborMap known(QCborMap item, const QCborMap &answer, QLatin1String kind)
{
    item.remove(QLatin1String("data"));
    const QCborArray list = embeddings(answer);
    for (const QCborValue &one : list) {
        if (one[kind] == item[QLatin1String("key")])
            item[QLatin1String("features")] = QCborArray{one[QLatin1String("features")]};
    }
    return item;
}

} // namespace

void TestClipWorker::loadsWhenAsked()
{
    Talk talk;
    const QCborMap hello = talk.hello(weights());
    const auto facts = scoring::factsFrom(hello);
    SUPPORT_OK(facts);
    const auto info = facts->find(QStringLiteral("clip-l"));
    QVERIFY(info && info->installed);
    QCOMPARE(info->dtype, QStringLiteral("fp32"));
    QCOMPARE(info->pictureTower.size(), 64);
    QCOMPARE(info->textTower.size(), 64);
    QVERIFY(info->pictureTower != info->textTower);
    const QCborMap before = talk.ask(status());
    QCOMPARE(before[QLatin1String("loaded")].toArray().size(), 0);
    QCOMPARE(before[QLatin1String("weights_bytes")].toInteger(), 0);
    talk.ask(score({picture("small")}, {text("a cat")}));
    const QCborMap after = talk.ask(status());
    QCOMPARE(after[QLatin1String("loaded")].toArray(), QCborArray{QLatin1String("clip-l")});
    QVERIFY(after[QLatin1String("weights_bytes")].toInteger() > 500000);
}

void TestClipWorker::givesOutAndTakesBackFeatures()
{
    Talk talk;
    talk.hello(weights());
    const QCborMap first = talk.ask(score({picture("small"), picture("alpha")}, {text("a cat"), text("a dog")}));
    QCOMPARE(items(first).size(), 4);
    QCOMPARE(embeddings(first).size(), 4); // two pictures, two texts

    // The same question with what is known gives the same numbers, and nothing is made.
    const QCborMap second = talk.ask(score(
        {known(picture("small"), first, QLatin1String("picture")),
         known(picture("alpha"), first, QLatin1String("picture"))},
        {known(text("a cat"), first, QLatin1String("text")), known(text("a dog"), first, QLatin1String("text"))}));
    QCOMPARE(items(second), items(first));
    QCOMPARE(embeddings(second).size(), 0);
}

void TestClipWorker::towersAreShared()
{
    Talk talk;
    const auto facts = scoring::factsFrom(talk.hello(weights({QStringLiteral("clip-l"), QStringLiteral("hps-v1")})));
    SUPPORT_OK(facts);
    const auto clip = facts->find(QStringLiteral("clip-l"));
    const auto hps = facts->find(QStringLiteral("hps-v1"));
    QCOMPARE(clip->pictureTower, hps->pictureTower);
    QCOMPARE(clip->textTower, hps->textTower);
    QVERIFY(clip->fingerprint != hps->fingerprint);
    const QCborMap answer =
        talk.ask(score({picture("small")}, {text("a cat")}, {QLatin1String("clip-l"), QLatin1String("hps-v1")}));
    QCOMPARE(items(answer).size(), 2);
    QCOMPARE(embeddings(answer).size(), 2);
    const auto rough = scoring::factsFrom(Talk().hello(weights({QStringLiteral("clip-l")}, QStringLiteral("bf16"))));
    SUPPORT_OK(rough);
    QVERIFY(rough->find(QStringLiteral("clip-l"))->pictureTower != clip->pictureTower);
    QCOMPARE(rough->find(QStringLiteral("clip-l"))->dtype, QStringLiteral("bf16"));
    QCOMPARE(rough->find(QStringLiteral("sharpness"))->fingerprint,
             facts->find(QStringLiteral("sharpness"))->fingerprint);
}

void TestClipWorker::badHellos_data()
{
    QTest::addColumn<QCborMap>("more");
    QTest::addColumn<QString>("code");
    const auto map = [](const char *key, const QCborValue &value) { return QCborMap{{QLatin1String(key), value}}; };
    QTest::newRow("number type") << map("dtype", QLatin1String("fp8")) << QStringLiteral("dtype.form");
    QTest::newRow("weights are no map") << map("weights", 5) << QStringLiteral("message.form");
    QTest::newRow("a path is no text") << map("weights", QCborMap{{QLatin1String("clip-l"), 5}})
                                       << QStringLiteral("message.form");
    QTest::newRow("nothing there") << map("weights", QCborMap{{QLatin1String("clip-l"), QLatin1String("/no/file")}})
                                   << QStringLiteral("weights.read");
    QTest::newRow("no scorer") << map("weights", QCborMap{{QLatin1String("nonsense"), QLatin1String("/no/file")}})
                               << QStringLiteral("scorer.unknown");
    QTest::newRow("has none") << map("weights", QCborMap{{QLatin1String("contrast"), QLatin1String("/no/file")}})
                              << QStringLiteral("scorer.weights");
    QTest::newRow("no network yet") << map("weights", QCborMap{{QLatin1String("mps"), QLatin1String("/no/file")}})
                                    << QStringLiteral("scorer.notinstalled");
    QTest::newRow("options are no map") << map("options", QCborMap{{QLatin1String("hps-v2"), 1}})
                                        << QStringLiteral("message.form");
}

void TestClipWorker::badHellos()
{
    QFETCH(QCborMap, more);
    QFETCH(QString, code);
    Talk talk;
    QCborMap message = scoring::helloMessage(1, QStringLiteral("cpu"), {});
    for (const auto &[key, value] : std::as_const(more))
        message.insert(key, value);
    QCOMPARE(talk.ask(message).value(QLatin1String("code")).toString(), code);
    QCOMPARE(talk.hello().value(QLatin1String("type")).toString(), QStringLiteral("hello")); // it lives on
}

void TestClipWorker::strangeFeatures()
{
    Talk talk;
    talk.hello(weights());
    const QCborMap good = talk.ask(score({picture("small")}, {text("a cat")}));
    QCborMap item = known(picture("small"), good, QLatin1String("picture"));
    QCborMap features = item[QLatin1String("features")].toArray().at(0).toMap();
    features[QLatin1String("shape")] = QCborArray{3};
    item[QLatin1String("features")] = QCborArray{features};
    const QCborArray wrong = items(talk.ask(score({item}, {text("a cat")})));
    QCOMPARE(wrong.at(0)[QLatin1String("error")][QLatin1String("code")].toString(), QStringLiteral("scorer.features"));
    item[QLatin1String("features")] = 7;
    QCOMPARE(talk.ask(score({item}, {text("a cat")})).value(QLatin1String("code")).toString(),
             QStringLiteral("message.form"));
}

void TestClipWorker::selfTest()
{
    Talk talk;
    talk.hello(weights({QStringLiteral("clip-l"), QStringLiteral("hps-v2")}));
    const auto tests = scoring::selfTestsFrom(
        talk.ask(scoring::selfTestMessage(9, {QStringLiteral("clip-l"), QStringLiteral("hps-v2")})));
    SUPPORT_OK(tests);
    QCOMPARE(tests->size(), 2);
    for (const scoring::SelfTestAnswer &test : *tests) {
        QString cases;
        for (const scoring::SelfTestCase &one : test.details)
            cases += QStringLiteral("%1: %2 %3\n").arg(one.name).arg(one.expected).arg(one.got.value_or(NAN));
        QVERIFY2(test.passed, qPrintable(test.reason + cases));
        QCOMPARE(test.cases, 8);
    }
}

QTEST_GUILESS_MAIN(TestClipWorker)
#include "tst_clipworker.moc"
