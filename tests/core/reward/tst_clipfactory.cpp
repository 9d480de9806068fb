#include "core/reward/clipfactory.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include "tests/core/reward/tinyclip.h"
#include "tests/support/checkpointbytes.h"
#include "tests/support/golden.h"
#include "tests/support/studies.h"

using reward::ClipFactory;
using reward::ModelWeights;
using reward::Scorer;
using Options = std::map<std::string, std::string>;

class TestClipFactory : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    /// A checkpoint of tests/data/clip with hashes by hand.
    static ModelWeights weights(const char *network, const std::filesystem::path &head = {})
    {
        ModelWeights made;
        made.network = tinyclip::path(network);
        made.head = head;
        made.hashes["network"] = std::string("hash of ") + network;
        if (!head.empty())
            made.hashes["head"] = "hash of " + head.filename().string();
        return made;
    }

    static reward::Result<std::unique_ptr<Scorer>> make(ClipFactory &factory, const std::string &id,
                                                        const ModelWeights &weights, const Options &options = {})
    {
        reward::ScorerInfo info;
        info.id = id;
        return factory.make(info, weights, options);
    }

    static std::string codeOf(const reward::Result<std::unique_ptr<Scorer>> &scorer)
    {
        return scorer ? "no error" : scorer.error().code;
    }

    static QJsonObject covers(const Scorer &scorer)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(scorer.info().covers)).object();
    }

    std::filesystem::path writeHead(const char *name, const std::vector<float> &weight)
    {
        support::SafetensorsBytes bytes;
        bytes.add("weight", {1, std::int64_t(weight.size())}, weight);
        bytes.add("bias", {1}, {1.0F});
        return m_folder.write(QLatin1String(name), QByteArray::fromStdString(bytes.bytes())).toStdString();
    }

private Q_SLOTS:
    void initTestCase() { reward::Runtime::start(2); }

    void makesWhatStandsOnClip()
    {
        for (const char *const id : {"clip-l", "hps-v1", "hps-v2", "hps-v2.1", "pickscore", "laion-v1", "laion-v2"})
            QVERIFY2(ClipFactory::makes(id), id);
        for (const char *const id : {"mps", "imagereward", "hps-v3", "contrast", "clip", ""})
            QVERIFY2(!ClipFactory::makes(id), id);
    }

    /// Whose preparation, tokenizer and product each published model is used with.
    void waysOfThePublishedModels_data()
    {
        QTest::addColumn<QString>("scorer");
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("fit");
        QTest::addColumn<QString>("tokenizer");
        QTest::addColumn<QString>("score");
        const auto row = [](const char *scorer, const char *network, const char *fit, const char *tokenizer,
                            const char *score) {
            QTest::addRow("%s, %s", scorer, network)
                << QString::fromLatin1(scorer) << QString::fromLatin1(network) << QString::fromLatin1(fit)
                << QString::fromLatin1(tokenizer) << QString::fromLatin1(score);
        };
        row("clip-l", "openai", "centre crop, torchvision", "CLIP, OpenAI", "cosine");
        row("clip-l", "hf", "centre crop, Hugging Face", "CLIP, Hugging Face fast", "cosine");
        row("hps-v1", "openai", "centre crop, torchvision", "CLIP, OpenAI", "cosine");
        row("hps-v1", "hf", "centre crop, torchvision", "CLIP, OpenAI", "cosine");
        row("hps-v2", "openai", "black padding", "CLIP, HPSv2", "cosine");
        row("hps-v2.1", "hf", "black padding", "CLIP, HPSv2", "cosine");
        row("pickscore", "openai", "centre crop, Hugging Face", "CLIP, Hugging Face fast", "exp(logit_scale) * cosine");
        row("pickscore", "hf", "centre crop, Hugging Face", "CLIP, Hugging Face fast", "exp(logit_scale) * cosine");
    }

    void waysOfThePublishedModels()
    {
        QFETCH(QString, scorer);
        QFETCH(QString, network);
        ClipFactory factory({}, reward::Runtime::devices());
        const auto made = make(factory, scorer.toStdString(), weights(network.toLatin1().constData()));
        QCOMPARE(codeOf(made), std::string("no error"));
        const QJsonObject facts = covers(**made);
        QTEST(facts[QLatin1String("preprocessing")][QLatin1String("fit")].toString(), "fit");
        QTEST(facts[QLatin1String("preprocessing")][QLatin1String("tokenizer")].toString(), "tokenizer");
        QTEST(facts[QLatin1String("arithmetic")][QLatin1String("score")].toString(), "score");
        QCOMPARE(facts[QLatin1String("name")].toString(), scorer);
        QCOMPARE(facts[QLatin1String("preprocessing")][QLatin1String("size")].toString(), QStringLiteral("56"));
        // config.json goes before what the scorer usually has.
        QCOMPARE(facts[QLatin1String("arithmetic")][QLatin1String("activation")].toString(),
                 network == QLatin1String("openai") ? QStringLiteral("quick_gelu") : QStringLiteral("gelu"));
        const reward::ScorerInfo &info = (*made)->info();
        QVERIFY(info.installed);
        QCOMPARE(info.dtype, std::string("fp32"));
        QCOMPARE(info.pictureTower, (*made)->pictureTower().fingerprint());
        QCOMPARE(info.textTower, (*made)->textTower()->fingerprint());
        QCOMPARE(info.fingerprint.size(), std::size_t(64));
    }

    void towersAreShared()
    {
        ClipFactory factory({}, reward::Runtime::devices());
        const ModelWeights openAi = weights("openai");
        const auto clip = make(factory, "clip-l", openAi);
        const auto first = make(factory, "hps-v1", openAi);
        const auto second = make(factory, "hps-v2", openAi);
        const auto newer = make(factory, "hps-v2.1", openAi);
        const auto picked = make(factory, "pickscore", openAi);
        const auto head = make(factory, "laion-v2", weights("openai", tinyclip::path("laion-v2.pth")));
        for (const auto *const made : {&clip, &first, &second, &newer, &picked, &head})
            QCOMPARE(codeOf(*made), std::string("no error"));
        const auto pictures = [](const auto &scorer) { return &(*scorer)->pictureTower(); };
        const auto texts = [](const auto &scorer) { return (*scorer)->textTower(); };
        QCOMPARE(pictures(clip), pictures(first));
        QCOMPARE(pictures(clip), pictures(head)); // a head is no part of what its tower computes
        QCOMPARE(pictures(second), pictures(newer));
        QVERIFY(pictures(clip) != pictures(second));
        QVERIFY(pictures(clip) != pictures(picked));
        QCOMPARE(texts(clip), texts(first));
        QCOMPARE(texts(second), texts(newer));
        QVERIFY(texts(clip) != texts(second));
        QVERIFY(texts(clip) != texts(picked));
        QVERIFY(!texts(head));

        // One network for all of them: its text tower is placed once, its picture tower once.
        QCOMPARE(factory.loadedBytes(), 0);
        const std::atomic<bool> cancelled{false};
        const std::string text[]{"a cat"};
        QVERIFY(texts(clip)->embed(text, cancelled).front());
        const std::int64_t bytes = factory.loadedBytes();
        QVERIFY(bytes > 0);
        QVERIFY(texts(picked)->embed(text, cancelled).front());
        QCOMPARE(factory.loadedBytes(), bytes);
        QCOMPARE((*head)->loadedBytes(), bytes);
    }

    void otherFilesHaveTowersOfTheirOwn()
    {
        ClipFactory factory({}, reward::Runtime::devices());
        const auto one = make(factory, "clip-l", weights("openai"));
        ModelWeights changed = weights("openai");
        changed.hashes["network"] = "another hash";
        const auto other = make(factory, "hps-v1", changed);
        QVERIFY(one && other);
        QVERIFY((*one)->info().pictureTower != (*other)->info().pictureTower);
        QVERIFY((*one)->info().textTower != (*other)->info().textTower);
    }

    /// A fingerprint is kept in studies: everything that changes a value changes it, and nothing else does.
    void fingerprintsCoverWhatCounts()
    {
        const auto infoOf = [](const char *id, const ModelWeights &weights, const Options &options = {},
                               const char *dtype = "fp32") {
            ClipFactory factory({"cpu", dtype}, reward::Runtime::devices());
            return (*make(factory, id, weights, options))->info();
        };
        const auto print = [&](auto... what) { return infoOf(what...).fingerprint; };
        const ModelWeights openAi = weights("openai");
        const std::string plain = print("hps-v2", openAi);
        QCOMPARE(print("hps-v2", openAi), plain);
        QCOMPARE(print("hps-v2", openAi, Options{{"resize", "antialias"}, {"product", "fp32"}}), plain); // the defaults
        ModelWeights changed = openAi;
        changed.hashes["network"] = "another hash";
        QSet<QString> prints;
        for (const std::string &one :
             {plain, print("hps-v2.1", openAi), print("hps-v2", changed), print("hps-v2", openAi, Options(), "bf16"),
              print("hps-v2", openAi, Options(), "fp16"), print("hps-v2", openAi, Options{{"resize", "plain"}}),
              print("hps-v2", openAi, Options{{"product", "fp16"}})})
            prints.insert(QString::fromStdString(one));
        QCOMPARE(prints.size(), 7);

        const auto first = infoOf("laion-v2", weights("openai", tinyclip::path("laion-v1.pth")));
        const auto second = infoOf("laion-v2", weights("openai", tinyclip::path("laion-v2.pth")));
        QVERIFY(first.fingerprint != second.fingerprint);
        QCOMPARE(first.pictureTower, second.pictureTower);
        // The product is no part of a tower; the resize is.
        QCOMPARE(infoOf("hps-v2", openAi, {{"product", "fp16"}}).pictureTower, infoOf("hps-v2", openAi).pictureTower);
        QVERIFY(infoOf("hps-v2", openAi, {{"resize", "plain"}}).pictureTower != infoOf("hps-v2", openAi).pictureTower);
        QCOMPARE(infoOf("hps-v2", openAi, {{"resize", "plain"}}).textTower, infoOf("hps-v2", openAi).textTower);
    }

    void halfPrecisionProductsFollowTheNumberType()
    {
        const auto product = [](const char *dtype, const Options &options) {
            ClipFactory factory({"cpu", dtype}, reward::Runtime::devices());
            return covers(**make(factory, "hps-v2", weights("openai"),
                                 options))[QLatin1String("arithmetic")][QLatin1String("product")]
                .toString();
        };
        QCOMPARE(product("fp32", {}), QStringLiteral("fp64"));
        QCOMPARE(product("bf16", {}), QStringLiteral("fp64"));
        QCOMPARE(product("fp16", {}), QStringLiteral("fp16"));
        QCOMPARE(product("fp16", {{"product", "fp32"}}), QStringLiteral("fp64"));
        QCOMPARE(product("fp32", {{"product", "fp16"}}), QStringLiteral("fp16"));
    }

    void strangeOptions()
    {
        ClipFactory factory({}, reward::Runtime::devices());
        const auto messageOf = [&](const char *id, const Options &options) {
            const auto made = make(factory, id, weights("openai"), options);
            return made ? "no error" : made.error().code + ": " + made.error().message;
        };
        QCOMPARE(messageOf("hps-v2", {{"resize", "cubic"}}),
                 std::string("scorer.option: \"cubic\" is no value of the option resize; it is antialias or plain"));
        QCOMPARE(messageOf("hps-v2", {{"product", ""}}),
                 std::string("scorer.option: \"\" is no value of the option product; it is fp32 or fp16"));
        QCOMPARE(messageOf("hps-v2", {{"size", "224"}}), std::string("scorer.option: hps-v2 has no option \"size\""));
        QCOMPARE(messageOf("clip-l", {{"resize", "plain"}}),
                 std::string("scorer.option: clip-l has no option \"resize\""));
    }

    void filesThatCannotBeUsed()
    {
        ClipFactory factory({}, reward::Runtime::devices());
        QCOMPARE(codeOf(make(factory, "clip-l", weights("laion-v1.pth"))), std::string("weights.layout"));
        QCOMPARE(codeOf(make(factory, "clip-l", weights("no such file"))), std::string("weights.read"));
        // The network's embeddings have 24 numbers, those of hf 16.
        const auto narrow = make(factory, "laion-v1", weights("hf", tinyclip::path("laion-v1.pth")));
        QCOMPARE(codeOf(narrow), std::string("weights.shape"));
        QVERIFY(narrow.error().message.ends_with(
            "laion-v1.pth is a head for embeddings of 24 numbers, this CLIP gives 16"));
        std::vector<float> row(24, 0.5F);
        QCOMPARE(codeOf(make(factory, "laion-v1", weights("openai", writeHead("good.safetensors", row)))),
                 std::string("no error"));
        row[7] = NAN;
        const auto nan = make(factory, "laion-v1", weights("openai", writeHead("nan.safetensors", row)));
        QCOMPARE(codeOf(nan), std::string("weights.nan"));
        QVERIFY(nan.error().message.find("nan.safetensors") != std::string::npos);
    }

    void scaledCosinesAreScaledByTheFile()
    {
        const QJsonObject golden = support::goldenFile(QStringLiteral("clip/scores.json"));
        ClipFactory factory({}, reward::Runtime::devices());
        const auto scaled = make(factory, "pickscore", weights("hf"));
        const auto plain = make(factory, "clip-l", weights("hf"));
        QVERIFY(scaled && plain);
        QCOMPARE(&(*scaled)->pictureTower(), &(*plain)->pictureTower());
        const std::atomic<bool> cancelled{false};
        const std::string texts[]{golden[QLatin1String("prompts")][0].toString().toStdString()};
        const auto text = (*plain)->textTower()->embed(texts, cancelled).front();
        const reward::Picture picture = tinyclip::picture(qPrintable(golden[QLatin1String("pictures")][0].toString()));
        const reward::Picture *pictures[]{&picture};
        const auto seen = (*plain)->pictureTower().embed(pictures, cancelled).front();
        QVERIFY(text && seen);
        const reward::FeaturePair pairs[]{{&*seen, &*text}};
        const QJsonValue scores = golden[QLatin1String("scores")];
        const double cosine = (*plain)->combine(pairs).front()->value;
        QVERIFY(std::abs(cosine - scores[QLatin1String("clip-l hf")][0][0].toDouble(NAN)) < 1e-5);
        const double score = (*scaled)->combine(pairs).front()->value;
        QVERIFY(std::abs(score - scores[QLatin1String("pickscore hf")][0][0].toDouble(NAN)) < 1e-3);
    }
};

QTEST_GUILESS_MAIN(TestClipFactory)
#include "tst_clipfactory.moc"
