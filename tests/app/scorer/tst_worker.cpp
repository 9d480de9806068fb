// dissensus-scorer as a stranger sees it: bytes in, bytes out.

#include <QCborArray>
#include <QCborValue>
#include <QElapsedTimer>
#include <QProcess>
#include <QtEndian>
#include <QTest>

#include "core/base/hash.h"
#include "core/scoring/frames.h"
#include "core/scoring/messages.h"
#include "tests/app/scorer/talk.h"
#include "tests/support/paths.h"
#include "tests/support/pictures.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"

namespace {

QString code(const QCborMap &answer)
{
    return answer.value(QLatin1String("type")).toString() == QLatin1String("error")
               ? answer.value(QLatin1String("code")).toString()
               : QString();
}

QCborMap withData(const char *key, const QByteArray &data)
{
    return {{QLatin1String("key"), QLatin1String(key)}, {QLatin1String("data"), data}};
}

QCborMap score(const QCborArray &pictures,
               const QCborArray &scorers = {QLatin1String("contrast"), QLatin1String("exposure")})
{
    return {{QLatin1String("type"), QLatin1String("score")},
            {QLatin1String("id"), 5},
            {QLatin1String("scorers"), scorers},
            {QLatin1String("pictures"), pictures}};
}

QByteArray whitePng()
{
    QImage image(8, 8, QImage::Format_RGB888);
    image.fill(Qt::white);
    return support::encoded(image, "png");
}

} // namespace

class TestWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rubbishIn_data();
    void rubbishIn();
    void badRequests_data();
    void badRequests();
    void helloComesFirst();
    void scoresBytes();
    void readsPathsOnlyWithTheirHash();
    void probeProvesTheSameFiles();
    void partsGiveWhatTheWholeGives();
    void foreignFeatures();
    void cancelledRequestsAreAnswered_data();
    void cancelledRequestsAreAnswered();
    void severalAtOnceAreAnsweredInOrder();
    void endsInOrder();
    void selfTestAndStatus();
    void options();
};

void TestWorker::rubbishIn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray magic("\x89"
                           "DSF",
                           4);
    const auto framed = [&](const QByteArray &body) {
        QByteArray head = magic + QByteArray(4, '\0');
        qToLittleEndian(quint32(body.size()), head.data() + 4);
        return head + body;
    };
    QTest::newRow("text") << QByteArray("hello, scorer\n");
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("half a head") << magic + "ab";
    QTest::newRow("half a frame") << framed(QByteArray(100, 'x')).left(50);
    QTest::newRow("4 GB") << magic + QByteArray("\xff\xff\xff\xff", 4);
    QTest::newRow("empty") << framed({});
    QTest::newRow("no map") << framed(QByteArray("\x05", 1));
    QTest::newRow("map with number keys") << framed(QByteArray("\xa1\x01\x02", 3));
    QTest::newRow("cut off inside") << framed(QByteArray("\xa1\x64type", 6));
    QTest::newRow("text of 2^60 bytes") << framed(QByteArray("\xa1\x7b\x10\0\0\0\0\0\0\0", 10));
    QTest::newRow("array of 2^60 entries") << framed(QByteArray("\xa1\x61x\x9b\x10\0\0\0\0\0\0\0", 12));
    QTest::newRow("a million levels") << framed(QByteArray(1000000, '\x81'));
    QTest::newRow("indefinite length") << framed(QByteArray("\xbf\xff", 2));
    QTest::newRow("tag") << framed(QByteArray("\xa1\x61x\xc1\x01", 5));
    QTest::newRow("bytes after the message") << framed(QByteArray("\xa0\xa0", 2));
    QTest::newRow("reserved") << framed(QByteArray("\xa1\x61x\x1c", 4));
}

void TestWorker::rubbishIn()
{
    QFETCH(QByteArray, bytes);
    Talk talk;
    talk.sendBytes(bytes);
    const int exit = talk.finish();
    QCOMPARE(code(talk.answer()), QStringLiteral("message.form"));
    QCOMPARE(exit, 1);
    const QByteArray error = talk.standardError();
    QVERIFY2(error.startsWith("dissensus-scorer: ") && error.count('\n') == 1, error.constData());
}

void TestWorker::badRequests_data()
{
    QTest::addColumn<QCborMap>("request");
    QTest::addColumn<QString>("expected");
    const QString form = QStringLiteral("message.form");
    const QByteArray png = whitePng();
    QCborMap request = score({withData("a", png)});
    const auto with = [&](QLatin1String key, const QCborValue &value) {
        QCborMap changed = request;
        changed[key] = value;
        return changed;
    };
    QTest::newRow("no type") << QCborMap{{QLatin1String("id"), 1}} << form;
    QTest::newRow("type is a number") << with(QLatin1String("type"), 5) << form;
    QTest::newRow("unknown type") << with(QLatin1String("type"), QLatin1String("train")) << form;
    QTest::newRow("id is a text") << with(QLatin1String("id"), QLatin1String("5")) << form;
    QTest::newRow("scorers is a text") << with(QLatin1String("scorers"), QLatin1String("contrast")) << form;
    QTest::newRow("unknown scorer") << with(QLatin1String("scorers"), QCborArray{QLatin1String("beauty")})
                                    << QStringLiteral("scorer.unknown");
    QTest::newRow("scorer without its weights")
        << with(QLatin1String("scorers"), QCborArray{QLatin1String("mps")}) << QStringLiteral("scorer.notinstalled");
    QTest::newRow("pictures is a map") << with(QLatin1String("pictures"), QCborMap()) << form;
    QTest::newRow("picture is a number") << with(QLatin1String("pictures"), QCborArray{3}) << form;
    QTest::newRow("picture without bytes or path")
        << score({QCborMap{{QLatin1String("key"), QLatin1String("a")}}}) << form;
    QTest::newRow("data is a text") << score(
        {QCborMap{{QLatin1String("key"), QLatin1String("a")}, {QLatin1String("data"), QLatin1String("x")}}})
                                    << form;
    QTest::newRow("one key twice") << score({withData("a", png), withData("a", png)}) << form;
    QTest::newRow("pair beyond the pictures") << with(QLatin1String("pairs"), QCborArray{QCborArray{1, 0}}) << form;
    QTest::newRow("pair of a negative index") << with(QLatin1String("pairs"), QCborArray{QCborArray{-1, 0}}) << form;
    QTest::newRow("pair is no pair") << with(QLatin1String("pairs"), QCborArray{QCborArray{0}}) << form;
    QTest::newRow("combine without a scorer")
        << QCborMap{{QLatin1String("type"), QLatin1String("combine")}, {QLatin1String("id"), 1}} << form;
}

void TestWorker::badRequests()
{
    QFETCH(QCborMap, request);
    QFETCH(QString, expected);
    Talk talk;
    talk.hello();
    QCOMPARE(code(talk.ask(request)), expected);
    // The conversation goes on.
    const auto scores = scoring::scoresFrom(talk.ask(score({withData("a", whitePng())})));
    SUPPORT_OK(scores);
    QCOMPARE(scores->size(), 2);
    QCOMPARE(talk.finish(), 0);
}

void TestWorker::helloComesFirst()
{
    Talk talk;
    QCOMPARE(code(talk.ask(score({}))), QStringLiteral("message.form"));
    QCOMPARE(code(talk.hello(2)), QStringLiteral("protocol.version"));
    QCOMPARE(code(talk.hello(1, QStringLiteral("toaster"))), QStringLiteral("device.form"));
    QCOMPARE(code(talk.hello(1, QStringLiteral("cuda:99"))), QStringLiteral("device.missing"));
    const auto facts = scoring::factsFrom(talk.hello());
    SUPPORT_OK(facts);
    QCOMPARE(facts->device, QStringLiteral("cpu"));
    QCOMPARE(facts->threads, 2);
    QCOMPARE(facts->version, QStringLiteral(DISSENSUS_VERSION));
    for (const scoring::ScorerInfo &info : facts->scorers) {
        if (info.installed)
            QCOMPARE(base::sha256(info.fingerprintCovers.toUtf8()), info.fingerprint);
    }
}

void TestWorker::scoresBytes()
{
    Talk talk;
    talk.hello();
    const auto scores = scoring::scoresFrom(talk.ask(
        score({withData("white", whitePng()), withData("text", "no picture"), withData("cut", whitePng().left(60))})));
    SUPPORT_OK(scores);
    QCOMPARE(scores->size(), 6);
    for (const scoring::ScoreAnswer &one : *scores) {
        if (one.picture == QLatin1String("white"))
            QCOMPARE(one.value, one.scorer == QLatin1String("exposure") ? 1.0 : 0.0);
        else
            QCOMPARE(one.errorCode, one.picture == QLatin1String("cut") ? QStringLiteral("picture.damaged")
                                                                        : QStringLiteral("picture.format"));
        QVERIFY(one.text.isEmpty());
    }
}

void TestWorker::readsPathsOnlyWithTheirHash()
{
    const support::TestFolder folder;
    const QByteArray png = whitePng();
    const QString path = folder.write(QStringLiteral("white.png"), png);
    const auto withPath = [&](const QString &at, const QString &hash) {
        return score({QCborMap{{QLatin1String("key"), QLatin1String("a")},
                               {QLatin1String("path"), at},
                               {QLatin1String("sha256"), hash}}},
                     {QLatin1String("exposure")});
    };
    Talk talk;
    talk.hello();
    const auto good = scoring::scoresFrom(talk.ask(withPath(path, base::sha256(png))));
    SUPPORT_OK(good);
    QCOMPARE(good->first().value, 1.0);
    const auto changed = scoring::scoresFrom(talk.ask(withPath(path, base::sha256("other"))));
    QCOMPARE(changed->first().errorCode, QStringLiteral("picture.changed"));
    const auto missing =
        scoring::scoresFrom(talk.ask(withPath(folder.file(QStringLiteral("none.png")), base::sha256(png))));
    QCOMPARE(missing->first().errorCode, QStringLiteral("picture.missing"));
    const auto directory = scoring::scoresFrom(talk.ask(withPath(folder.path(), base::sha256(png))));
    QVERIFY(!directory->first().errorCode.isEmpty());

    // Several at once: each picture gets its own answer.
    QCborArray pictures;
    for (int i = 0; i < 12; ++i)
        pictures.append(QCborMap{{QLatin1String("key"), QString::number(i)},
                                 {QLatin1String("path"), i % 3 == 1 ? folder.file(QStringLiteral("none.png")) : path},
                                 {QLatin1String("sha256"), i % 3 == 2 ? base::sha256("other") : base::sha256(png)}});
    const auto several = scoring::scoresFrom(talk.ask(score(pictures, {QLatin1String("exposure")})));
    SUPPORT_OK(several);
    QCOMPARE(several->size(), 12);
    const QString codes[]{QString(), QStringLiteral("picture.missing"), QStringLiteral("picture.changed")};
    for (const scoring::ScoreAnswer &answer : *several)
        QCOMPARE(answer.errorCode, codes[answer.picture.toInt() % 3]);
}

void TestWorker::probeProvesTheSameFiles()
{
    const support::TestFolder folder;
    const QString path = folder.write(QStringLiteral("probe"), "proof");
    Talk talk;
    QCOMPARE(scoring::factsFrom(talk.hello(1, QStringLiteral("cpu"), path))->probe, base::sha256("proof"));
    QVERIFY(
        scoring::factsFrom(talk.hello(1, QStringLiteral("cpu"), folder.file(QStringLiteral("none"))))->probe.isEmpty());
}

void TestWorker::partsGiveWhatTheWholeGives()
{
    Talk talk;
    talk.hello();
    const QByteArray png = support::encoded(support::texture(), "png");
    const auto whole = scoring::scoresFrom(talk.ask(score({withData("a", png)}, {QLatin1String("sharpness")})));
    SUPPORT_OK(whole);
    QCborMap embed = score({withData("a", png)}, {QLatin1String("sharpness"), QLatin1String("contrast")});
    embed[QLatin1String("type")] = QLatin1String("embed_pictures");
    const QCborArray embeddings = talk.ask(embed).value(QLatin1String("items")).toArray();
    QCOMPARE(embeddings.size(), 1); // two scorers, one tower
    const QCborMap combine{{QLatin1String("type"), QLatin1String("combine")},
                           {QLatin1String("id"), 8},
                           {QLatin1String("scorer"), QLatin1String("sharpness")},
                           {QLatin1String("pictures"), QCborArray{embeddings[0][QLatin1String("features")]}}};
    const QCborMap values = talk.ask(combine);
    QCOMPARE(values.value(QLatin1String("items"))[0][QLatin1String("value")].toDouble(), whole->first().value);

    QCborMap texts{{QLatin1String("type"), QLatin1String("embed_texts")},
                   {QLatin1String("id"), 9},
                   {QLatin1String("scorers"), QCborArray{QLatin1String("sharpness")}},
                   {QLatin1String("texts"), QCborArray{QCborMap{{QLatin1String("key"), QLatin1String("t")},
                                                                {QLatin1String("text"), QLatin1String("x")}}}}};
    QVERIFY(talk.ask(texts).value(QLatin1String("items")).toArray().isEmpty()); // no scorer here reads texts
}

void TestWorker::foreignFeatures()
{
    Talk talk;
    talk.hello();
    const QCborMap features{{QLatin1String("tower"), QLatin1String("another")},
                            {QLatin1String("dtype"), QLatin1String("f64")},
                            {QLatin1String("shape"), QCborArray{5}},
                            {QLatin1String("data"), QByteArray(40, '\0')}};
    QCborMap combine{{QLatin1String("type"), QLatin1String("combine")},
                     {QLatin1String("id"), 8},
                     {QLatin1String("scorer"), QLatin1String("contrast")},
                     {QLatin1String("pictures"), QCborArray{features}}};
    const QCborMap answer = talk.ask(combine);
    QCOMPARE(answer.value(QLatin1String("items"))[0][QLatin1String("error")][QLatin1String("code")].toString(),
             QStringLiteral("scorer.features"));
    QCborMap broken = features;
    broken[QLatin1String("shape")] = QCborArray{-5};
    combine[QLatin1String("pictures")] = QCborArray{broken};
    QCOMPARE(code(talk.ask(combine)), QStringLiteral("message.form"));
}

void TestWorker::cancelledRequestsAreAnswered_data()
{
    QTest::addColumn<int>("atOnce");
    QTest::newRow("one at a time") << 1;
    QTest::newRow("two at once") << 2;
}

void TestWorker::cancelledRequestsAreAnswered()
{
    QFETCH(const int, atOnce);
    Talk talk(atOnce);
    talk.hello();
    QCborArray pictures;
    const QByteArray png = support::encoded(support::texture(1500, 1500), "png");
    for (int i = 0; i < 20; ++i)
        pictures.append(QCborMap{{QLatin1String("key"), QString::number(i)}, {QLatin1String("data"), png}});
    QCborMap first = score(pictures);
    QCborMap second = score(pictures);
    second[QLatin1String("id")] = 6;
    talk.send(first);
    talk.send(second);
    talk.send(scoring::cancelMessage(6));
    talk.send(scoring::cancelMessage(5));
    for (int id : {5, 6}) { // in order; whether the first was done in time is left to the machine
        const QCborMap answer = talk.answer();
        QCOMPARE(scoring::answeredId(answer), id);
        const QString type = answer.value(QLatin1String("type")).toString();
        QVERIFY(type == QLatin1String("cancelled") || type == QLatin1String("scores"));
    }
    QCOMPARE(scoring::scoresFrom(talk.ask(score({withData("a", whitePng())})))->size(), 2);
}

void TestWorker::severalAtOnceAreAnsweredInOrder()
{
    // Long and short in turn, so that whoever is quick would be early; a hello and a status must find the others done.
    Talk talk(3);
    talk.hello();
    const QByteArray large = support::encoded(support::texture(1200, 1200), "png");
    QList<QCborMap> requests;
    for (int i = 0; i < 12; ++i) {
        QCborMap request = score({withData("a", i % 2 == 0 ? large : whitePng())});
        if (i == 5)
            request = scoring::helloMessage(1, QStringLiteral("cpu"), {});
        else if (i == 8)
            request = {{QLatin1String("type"), QLatin1String("status")}};
        request[QLatin1String("id")] = 100 + i;
        requests += request;
    }
    // No more on the way than the worker takes: its input is not read meanwhile, and neither is its output.
    const auto alone = [](const QCborMap &request) {
        Talk other(1);
        other.hello();
        return other.ask(request);
    };
    const QCborMap expected[] = {alone(requests[0]), alone(requests[1])};
    for (qsizetype i = 0; i < requests.size() + 4; ++i) {
        if (i < requests.size())
            talk.send(requests[i]);
        if (i < 4)
            continue;
        const qsizetype answered = i - 4;
        const QCborMap answer = talk.answer();
        QCOMPARE(scoring::answeredId(answer), 100 + answered);
        if (answered == 5)
            QCOMPARE(answer.value(QLatin1String("type")).toString(), QLatin1String("hello"));
        else if (answered == 8)
            QCOMPARE(answer.value(QLatin1String("type")).toString(), QLatin1String("status"));
        else
            QCOMPARE(answer.value(QLatin1String("items")), expected[answered % 2].value(QLatin1String("items")));
    }
    QCOMPARE(talk.finish(), 0);
}

void TestWorker::endsInOrder()
{
    Talk early;
    QCOMPARE(early.finish(), 0);
    Talk said;
    said.hello();
    said.send(scoring::byeMessage());
    QCOMPARE(said.finish(), 0);
    Talk piped; // what was asked before the end of input is answered
    piped.send(scoring::helloMessage(1, QStringLiteral("cpu"), {}));
    piped.send(score({withData("a", whitePng())}));
    QCOMPARE(piped.finish(), 0);
    piped.answer();
    QCOMPARE(scoring::scoresFrom(piped.answer())->size(), 2);
}

void TestWorker::selfTestAndStatus()
{
    Talk talk;
    talk.hello();
    const auto tests = scoring::selfTestsFrom(
        talk.ask(scoring::selfTestMessage(3, {QStringLiteral("libtorch"), QStringLiteral("sharpness")})));
    SUPPORT_OK(tests);
    QCOMPARE(tests->size(), 2);
    for (const scoring::SelfTestAnswer &test : *tests)
        QVERIFY(test.passed && test.cases > 0 && test.maxError && *test.maxError <= test.tolerance);
    QCOMPARE(code(talk.ask(scoring::selfTestMessage(4, {QStringLiteral("nonsense")}))),
             QStringLiteral("scorer.unknown"));
    const QCborMap status = talk.ask({{QLatin1String("type"), QLatin1String("status")}, {QLatin1String("id"), 5}});
    QVERIFY(status.value(QLatin1String("memory_bytes")).toInteger() > 10'000'000);
    QCOMPARE(status.value(QLatin1String("threads")).toInteger(), 2);
}

void TestWorker::options()
{
    const auto run = [](const QStringList &words) { return support::run(QStringLiteral("dissensus-scorer"), words); };
    const support::Run version = run({QStringLiteral("--version")});
    QCOMPARE(version.exitCode, 0);
    for (const char *line : {"dissensus-scorer " DISSENSUS_VERSION, "libtorch 2.11.0", "threads ", "cuda "})
        QVERIFY2(version.out.contains(line), line);
    QCOMPARE(run({QStringLiteral("--help")}).exitCode, 0);
    const support::Run test = run({QStringLiteral("--self-test")});
    QCOMPARE(test.exitCode, 0);
    QVERIFY(test.out.contains("libtorch") && !test.out.contains("FAILED"));
    for (const QStringList &words :
         {QStringList{QStringLiteral("--nonsense")}, QStringList{QStringLiteral("--threads")},
          QStringList{QStringLiteral("--threads"), QStringLiteral("-3")}}) {
        const support::Run wrong = run(words);
        QCOMPARE(wrong.exitCode, 2);
        QCOMPARE(wrong.err.count('\n'), 1);
    }
}

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"
