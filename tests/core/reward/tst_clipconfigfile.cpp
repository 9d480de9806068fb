#include "core/reward/clipconfigfile.h"

#include <QDir>
#include <QTest>

#include "tests/support/studies.h"

using reward::ClipConfig;
using reward::ClipLayout;

namespace {

/// Sizes as they are seen from the tensors of a file; heads and activation are not.
ClipConfig sizes(int visionWidth, int visionLayers, int textWidth, int textLayers)
{
    ClipConfig config;
    config.visionWidth = visionWidth;
    config.visionLayers = visionLayers;
    config.visionMlp = 4 * visionWidth;
    config.textWidth = textWidth;
    config.textLayers = textLayers;
    config.textMlp = 4 * textWidth;
    return config;
}

/// Those that transformers' CLIPConfig has by default: a ViT-B/32.
ClipConfig defaultSizes()
{
    return sizes(768, 12, 512, 12);
}

} // namespace

class TestClipConfigFile : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    int m_folders = 0;

    /// A folder of its own, with this config.json unless it is null.
    std::string folder(const QByteArray &config)
    {
        const QString name = QString::number(++m_folders);
        QDir(m_folder.path()).mkdir(name);
        if (!config.isNull())
            m_folder.write(name + QStringLiteral("/config.json"), config);
        return m_folder.file(name).toStdString();
    }

    QString problem(const QByteArray &text, ClipConfig config = defaultSizes(),
                    ClipLayout layout = ClipLayout::HuggingFace)
    {
        const auto completed = reward::completeClipConfig(folder(text), layout, {}, config);
        if (completed)
            return {};
        return QString::fromStdString(completed.error().code + ": " + completed.error().message);
    }

private Q_SLOTS:
    /// The table of the published networks; head widths are 64, but 80 in the huge picture tower.
    void publishedNetworksNeedNoFile_data()
    {
        QTest::addColumn<int>("visionWidth");
        QTest::addColumn<int>("textWidth");
        QTest::addColumn<int>("visionHeads");
        QTest::addColumn<int>("textHeads");
        QTest::newRow("ViT-B") << 768 << 512 << 12 << 8;
        QTest::newRow("ViT-L") << 1024 << 768 << 16 << 12;
        QTest::newRow("ViT-H") << 1280 << 1024 << 16 << 16;
    }

    void publishedNetworksNeedNoFile()
    {
        QFETCH(int, visionWidth);
        QFETCH(int, textWidth);
        for (const bool quickGelu : {true, false}) {
            for (const ClipLayout layout : {ClipLayout::OpenAi, ClipLayout::HuggingFace}) {
                ClipConfig config = sizes(visionWidth, 24, textWidth, 12);
                QVERIFY(reward::completeClipConfig(folder({}), layout, {quickGelu}, config));
                QTEST(config.visionHeads, "visionHeads");
                QTEST(config.textHeads, "textHeads");
                QCOMPARE(config.quickGelu, quickGelu);
            }
        }
    }

    void oddWidthsNeedTheFile()
    {
        const QString found = problem({}, sizes(100, 2, 64, 2));
        QVERIFY2(found.startsWith(QLatin1String("weights.layout: ")), qPrintable(found));
        QVERIFY2(found.contains(QLatin1String("heads at the widths 100 and 64")), qPrintable(found));
        QVERIFY2(found.contains(QLatin1String("/config.json: ")), qPrintable(found));
        QVERIFY(!problem({}, sizes(64, 2, 100, 2)).isEmpty());
    }

    /// transformers writes only what differs from CLIPConfig's defaults.
    void whatIsLeftOutIsTheDefault_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing said") << QByteArray(R"({"vision_config":{}})");
        QTest::newRow("both towers") << QByteArray(R"({"vision_config":{},"text_config":{}})");
        QTest::newRow("other keys") << QByteArray(
            R"({"vision_config":{"dropout":0.0},"text_config":{"x":[1]},"y":{}})");
        QTest::newRow("no text tower's part") << QByteArray(R"({"vision_config":{},"text_config":null})");
    }

    void whatIsLeftOutIsTheDefault()
    {
        QFETCH(QByteArray, text);
        ClipConfig config = defaultSizes();
        QVERIFY(reward::completeClipConfig(folder(text), ClipLayout::HuggingFace, {false}, config));
        QCOMPARE(config.visionHeads, 12);
        QCOMPARE(config.textHeads, 8);
        QVERIFY(config.quickGelu); // CLIPConfig's hidden_act, whatever the scorer usually has
        // The sizes by default must be those of the tensors, too.
        const QString layers = problem(text, sizes(768, 12, 512, 11));
        QVERIFY2(layers.contains(QLatin1String("text_config.num_hidden_layers is 12, the tensors have 11")),
                 qPrintable(layers));
        const QString width = problem(text, sizes(1024, 12, 512, 12));
        QVERIFY2(width.contains(QLatin1String("vision_config.hidden_size is 768, the tensors have 1024")),
                 qPrintable(width));
    }

    void theFileGoesBeforeTheUsual()
    {
        const QByteArray text(
            R"({"vision_config":{"num_attention_heads":6,"hidden_act":"gelu"},
                "text_config":{"num_attention_heads":16,"hidden_act":"gelu","layer_norm_eps":0.00001}})");
        for (const ClipLayout layout : {ClipLayout::OpenAi, ClipLayout::HuggingFace}) {
            ClipConfig config = defaultSizes();
            QVERIFY(reward::completeClipConfig(folder(text), layout, {true}, config));
            QCOMPARE(config.visionHeads, 6);
            QCOMPARE(config.textHeads, 16);
            QVERIFY(!config.quickGelu);
        }
    }

    /// config.json is a common name: without a "vision_config" it tells of something else.
    void filesOfOtherThingsArePassedOver()
    {
        for (const char *const text : {"{}", R"({"vision_config":5})", R"({"model":"bert"})"}) {
            ClipConfig config = defaultSizes();
            QVERIFY(reward::completeClipConfig(folder(text), ClipLayout::HuggingFace, {false}, config));
            QCOMPARE(config.visionHeads, 12);
            QVERIFY(!config.quickGelu);
        }
    }

    void brokenFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QByteArray &text, const char *message) {
            QTest::newRow(name) << text << QString::fromLatin1(message);
        };
        row("cut off", R"({"vision_config":{)", "this is no JSON object");
        row("a list", "[1]", "this is no JSON object");
        row("empty", "", "the file cannot be read");
        row("too large", '{' + QByteArray(1 << 20, ' ') + '}', "the file is too large");
        row("a size as text", R"({"vision_config":{"hidden_size":"768"}})", "vision_config.hidden_size is no size");
        row("half a head", R"({"vision_config":{"num_attention_heads":1.5}})",
            "vision_config.num_attention_heads is no size");
        row("no head", R"({"vision_config":{"num_attention_heads":0}})",
            "vision_config.num_attention_heads is no size");
        row("heads below zero", R"({"vision_config":{},"text_config":{"num_attention_heads":-8}})",
            "text_config.num_attention_heads is no size");
        row("heads that do not divide", R"({"vision_config":{},"text_config":{"num_attention_heads":7}})",
            "text_config.num_attention_heads is 7, which does not divide the width 512");
        row("another MLP", R"({"vision_config":{"intermediate_size":3071}})",
            "vision_config.intermediate_size is 3071, the tensors have 3072");
        row("eps", R"({"vision_config":{},"text_config":{"layer_norm_eps":1e-6}})",
            "text_config.layer_norm_eps is not 1e-5");
        row("eps as text", R"({"vision_config":{"layer_norm_eps":"1e-5"}})",
            "vision_config.layer_norm_eps is not 1e-5");
        row("activation", R"({"vision_config":{"hidden_act":"gelu_new"}})",
            R"(vision_config.hidden_act is neither "gelu" nor "quick_gelu")");
        row("towers that differ", R"({"vision_config":{"hidden_act":"gelu"},"text_config":{}})",
            "hidden_act of the two towers differs");
    }

    void brokenFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const QString found = problem(text);
        QVERIFY2(found.startsWith(QLatin1String("weights.layout: ")), qPrintable(found));
        QVERIFY2(found.endsWith(QLatin1String("/config.json: ") + message), qPrintable(found));
        // Beside a file in OpenAI's layout it belongs to something else.
        QCOMPARE(problem(text, defaultSizes(), ClipLayout::OpenAi), QString());
    }

    void aRefusedFileChangesNothing()
    {
        ClipConfig config = defaultSizes();
        const auto completed = reward::completeClipConfig(
            folder(R"({"vision_config":{"num_attention_heads":6},"text_config":{"num_attention_heads":7}})"),
            ClipLayout::HuggingFace, {}, config);
        QVERIFY(!completed);
        QCOMPARE(config.visionHeads, 0);
        QCOMPARE(config.textHeads, 0);
    }
};

QTEST_APPLESS_MAIN(TestClipConfigFile)
#include "tst_clipconfigfile.moc"
