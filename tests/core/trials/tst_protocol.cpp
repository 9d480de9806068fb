#include "core/trials/protocol.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "core/base/canonicaljson.h"
#include "core/base/hash.h"

using trials::Protocol;

namespace {

/// A protocol file with every key of the contract, none at its default where another value is possible.
const QByteArray fullFile = R"({"version": 1, "title": "Aperture", "instructions": "Look *twice*.", "seed": 7,
 "pairs": {"design": "variants", "prompt_variant": "distorted", "generators": ["Flux", "Krea"], "per_annotator": 12,
           "repeats": 0.25, "practice": 2, "selection": "balanced", "random_share": 0.5},
 "questions": [{"id": "taste", "kind": "choice", "text": "Which?", "answers": ["left","right","tie"], "strength": 3, "allow_skip": false},
               {"id": "mood", "kind": "labels", "set": "artemis", "per": "picture", "multiple": false, "intensity": 3},
               {"id": "quality", "kind": "ratings", "set": "visionreward", "per": "picture"}],
 "passes": "separate", "gold": [{"prompt_group": "boat", "better": "p1", "worse": "p2"}], "gold_share": 0.1,
 "break_minutes": 20, "too_fast_ms": 300, "minimum_window": [800, 600], "picture_size": "fixed", "surround": "#777777",
 "consent": "I agree.", "background_questions": ["How old are you?", {"id": "art", "text": "Trained?", "answers": ["yes", "no"]}]})";

QByteArray withPairs(const char *pairs)
{
    return QByteArray(R"({"version":1,"pairs":{)") + pairs + "}}";
}
QByteArray withQuestion(const char *question)
{
    return QByteArray(R"({"version":1,"questions":[{"kind":"choice"},)") + question + "]}";
}

} // namespace

class TestProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void everyKeyIsKept();
    void canonicalForm();
    void contentWarning();
    void everyKeyButVersionMayBeLeftOut();
    void wrongFiles_data();
    void wrongFiles();
    void furtherFindingsAreDetails();
    void notJsonNamesTheLine();
    void deeplyNested();
};

void TestProtocol::defaults()
{
    const Protocol protocol = trials::defaultProtocol();
    QCOMPARE(protocol.seed, 42);
    QCOMPARE(protocol.pairs.design, trials::Design::Generators);
    QCOMPARE(protocol.pairs.promptVariant, QStringLiteral("original"));
    QCOMPARE(protocol.pairs.perAnnotator, 100);
    QCOMPARE(protocol.pairs.repeats, 0.05);
    QCOMPARE(protocol.pairs.practice, 5);
    QCOMPARE(protocol.questions.size(), 3);
    QCOMPARE(protocol.questions.at(0).answers.size(), 5);
    QCOMPARE(protocol.questions.at(0).strength, 2);
    QVERIFY(protocol.questions.at(0).allowSkip);
    QCOMPARE(protocol.questions.at(1).set, QStringLiteral("paper"));
    QCOMPARE(protocol.questions.at(2).set, QStringLiteral("visionreward"));
    QCOMPARE(protocol.tooFastMs, 400);
    QCOMPARE(protocol.surround, QStringLiteral("#808080"));
}

void TestProtocol::everyKeyIsKept()
{
    const auto protocol = trials::parseProtocol(fullFile);
    QVERIFY2(protocol, protocol ? "" : qPrintable(protocol.error().toLine()));
    QCOMPARE(protocol->pairs.generators, (QStringList{QStringLiteral("Flux"), QStringLiteral("Krea")}));
    QCOMPARE(protocol->questions.at(0).strength, 3);
    QVERIFY(!protocol->questions.at(0).allowSkip);
    QVERIFY(!protocol->questions.at(1).multiple);
    QCOMPARE(protocol->gold.at(0).worse, QStringLiteral("p2"));
    QCOMPARE(protocol->minimumWindow, QSize(800, 600));
    QCOMPARE(protocol->backgroundQuestions.at(1).answers.size(), 2);
    // A file that leaves nothing out is its own form with defaults filled in.
    QCOMPARE(trials::toJson(*protocol), QJsonDocument::fromJson(fullFile).object());
    const auto again = trials::parseProtocol(trials::canonicalBody(*protocol));
    QVERIFY(again);
    QCOMPARE(*again, *protocol);
}

void TestProtocol::canonicalForm()
{
    const auto protocol = trials::parseProtocol(fullFile);
    const QByteArray body = base::toCanonicalJson(QJsonDocument::fromJson(fullFile).object());
    QCOMPARE(trials::canonicalBody(*protocol), body);
    QCOMPARE(trials::protocolHash(*protocol), base::sha256(body));
    // Written defaults and left-out defaults are the same protocol.
    const auto written = trials::parseProtocol(R"({"version":1,"seed":42,"pairs":{"repeats":0.05}})");
    QCOMPARE(trials::protocolHash(*written), trials::protocolHash(trials::defaultProtocol()));
    QVERIFY(trials::protocolHash(*written) != trials::protocolHash(*protocol));
}

void TestProtocol::contentWarning()
{
    const auto with = trials::parseProtocol(
        R"({"version":1,"content_warning":{"labels":["fear","mood.gore"],"text":"Blood is shown."}})");
    QVERIFY(with);
    QCOMPARE(with->contentWarning.labels, (QStringList{QStringLiteral("fear"), QStringLiteral("mood.gore")}));
    QCOMPARE(trials::parseProtocol(trials::canonicalBody(*with))->contentWarning, with->contentWarning);
    // Protocols without one keep the hash that they had before there was such a key.
    QVERIFY(!trials::canonicalBody(trials::defaultProtocol()).contains("content_warning"));
    const auto wrong = trials::parseProtocol(R"({"version":1,"content_warning":{"label":["fear"]}})");
    QVERIFY(!wrong);
    QVERIFY(wrong.error().message.contains(QStringLiteral("$.content_warning.label")));
}

void TestProtocol::everyKeyButVersionMayBeLeftOut()
{
    const QJsonObject full = QJsonDocument::fromJson(fullFile).object();
    for (const QString &key : full.keys()) {
        QJsonObject less = full;
        less.remove(key);
        const auto protocol = trials::parseProtocol(QJsonDocument(less).toJson());
        QCOMPARE(protocol.has_value(), key != QLatin1String("version"));
    }
    QVERIFY(trials::parseProtocol(withPairs("")));
    QVERIFY(trials::parseProtocol(R"({"version":1,"questions":[{}]})"));
}

void TestProtocol::wrongFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *path, const QByteArray &json) {
        QTest::addRow("%s %s", path, json.constData()) << json << QString::fromLatin1(path);
    };
    row("$ ", "[]");
    row("$.version ", "{}");
    row("$.version ", R"({"version":2})");
    row("$.colour ", R"({"version":1,"colour":1})");
    row("$.seed ", R"({"version":1,"seed":1.5})");
    row("$.seed ", R"({"version":1,"seed":"42"})");
    row("$.title ", R"({"version":1,"title":7})");
    row("$.pairs ", R"({"version":1,"pairs":[]})");
    row("$.pairs.repeat ", withPairs(R"("repeat":0.1)"));
    row("$.pairs.repeats ", withPairs(R"("repeats":1.5)"));
    row("$.pairs.repeats ", withPairs(R"("repeats":"5 %")"));
    row("$.pairs.design ", withPairs(R"("design":"triples")"));
    row("$.pairs.selection ", withPairs(R"("selection":"all")"));
    row("$.pairs.per_annotator ", withPairs(R"("per_annotator":0)"));
    row("$.pairs.per_annotator ", withPairs(R"("per_annotator":2.5)"));
    row("$.pairs.practice ", withPairs(R"("practice":-1)"));
    row("$.pairs.generators[1] ", withPairs(R"("generators":["a","a"])"));
    row("$.pairs.generators[0] ", withPairs(R"("generators":[3])"));
    row("$.pairs.prompt_variant ", withPairs(R"("prompt_variant":"")"));
    row("$.questions ", R"({"version":1,"questions":[]})");
    row("$.questions ", R"({"version":1,"questions":[{"kind":"labels"}]})");
    row("$.questions[0] ", R"({"version":1,"questions":["preference"]})");
    row("$.questions[0].answers ", R"({"version":1,"questions":[{"answers":["left","tie"]}]})");
    row("$.questions[0].answers ", R"({"version":1,"questions":[{"answers":["left","right","maybe"]}]})");
    row("$.questions[0].strength ", R"({"version":1,"questions":[{"strength":1}]})");
    row("$.questions[0].strength ", R"({"version":1,"questions":[{"strength":4}]})");
    row("$.questions[0].allow_skip ", R"({"version":1,"questions":[{"allow_skip":1}]})");
    row("$.questions[1].id ", withQuestion(R"({"kind":"choice"})"));
    row("$.questions[1].id ", withQuestion(R"({"id":"a b","kind":"labels"})"));
    row("$.questions[1].set ", withQuestion(R"({"kind":"labels","set":"moods"})"));
    row("$.questions[1].set ", withQuestion(R"({"kind":"labels","set":"visionreward"})"));
    row("$.questions[1].set ", withQuestion(R"({"kind":"ratings","set":"paper"})"));
    row("$.questions[1].per ", withQuestion(R"({"kind":"labels","per":"pair"})"));
    row("$.questions[1].intensity ", withQuestion(R"({"kind":"labels","intensity":-1})"));
    row("$.questions[1].strength ", withQuestion(R"({"kind":"labels","strength":2})"));
    row("$.passes ", R"({"version":1,"passes":"both"})");
    row("$.gold[0].worse ", R"({"version":1,"gold":[{"prompt_group":"g","better":"a","worse":"a"}]})");
    row("$.gold[0].better ", R"({"version":1,"gold":[{"prompt_group":"g","worse":"a"}]})");
    row("$.gold_share ", R"({"version":1,"gold_share":2})");
    row("$.break_minutes ", R"({"version":1,"break_minutes":-1})");
    row("$.minimum_window ", R"({"version":1,"minimum_window":[1024]})");
    row("$.minimum_window ", R"({"version":1,"minimum_window":"1024x700"})");
    row("$.picture_size ", R"({"version":1,"picture_size":"big"})");
    row("$.surround ", R"({"version":1,"surround":"grey"})");
    row("$.background_questions[0].text ", R"({"version":1,"background_questions":[{}]})");
}

void TestProtocol::wrongFiles()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto protocol = trials::parseProtocol(json, QStringLiteral("p.json"));
    QVERIFY(!protocol);
    QVERIFY2(protocol.error().message.startsWith(path), qPrintable(protocol.error().message));
    QCOMPARE(protocol.error().file, QStringLiteral("p.json"));
}

void TestProtocol::furtherFindingsAreDetails()
{
    const auto protocol = trials::parseProtocol(R"({"version":1,"seed":"a","passes":"b"})");
    QVERIFY(!protocol);
    QCOMPARE(protocol.error().code, QStringLiteral("protocol.value"));
    QCOMPARE(protocol.error().details.size(), 1);
    QVERIFY(protocol.error().details.constFirst().startsWith(QLatin1String("$.passes")));
}

void TestProtocol::notJsonNamesTheLine()
{
    const auto protocol = trials::parseProtocol("{\"version\": 1,\n \"seed\": ,\n}", QStringLiteral("p.json"));
    QVERIFY(!protocol);
    QCOMPARE(protocol.error().line, 2);
}

void TestProtocol::deeplyNested()
{
    const QByteArray deep = R"({"version":1,"title":)" + QByteArray(100000, '[') + QByteArray(100000, ']') + "}";
    QVERIFY(!trials::parseProtocol(deep));
    QVERIFY(!trials::parseProtocol(QByteArray(5 * 1024 * 1024, ' ')));
}

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
