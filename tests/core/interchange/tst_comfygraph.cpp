#include "core/interchange/comfygraph.h"

#include <QTest>

using interchange::dataOfGraph;
using nlohmann::json;

class TestComfyGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheSavedPicture()
    {
        // Two samplers: the one that is saved counts, not the one with the lower number.
        const json graph = json::parse(R"({
            "1": {"class_type": "KSampler", "inputs": {"seed": 1, "positive": ["3", 0], "model": ["5", 0]}},
            "2": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "positive": ["4", 0], "model": ["5", 0]}},
            "3": {"class_type": "CLIPTextEncode", "inputs": {"text": "a draft"}},
            "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "a lighthouse"}},
            "5": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "models/sdxl.safetensors"}},
            "6": {"class_type": "VAEDecode", "inputs": {"samples": ["2", 0]}},
            "7": {"class_type": "SaveImage", "inputs": {"images": ["6", 0]}}})");
        const auto data = dataOfGraph(graph);
        QVERIFY(data);
        QCOMPARE(data->prompt, QStringLiteral("a lighthouse"));
        QCOMPARE(data->seed, QStringLiteral("18446744073709551615"));
        QCOMPARE(data->model, QStringLiteral("models/sdxl.safetensors")); // generationData() shortens it
    }

    void graphsThatRunInCirclesEnd()
    {
        const json graph = json::parse(R"({
            "1": {"class_type": "KSampler", "inputs": {"seed": ["2", 0], "positive": ["2", 0], "latent_image": ["3", 0]}},
            "2": {"class_type": "ConditioningCombine", "inputs": {"conditioning_1": ["2", 0], "conditioning_2": ["1", 0]}},
            "3": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}}})");
        QVERIFY(!dataOfGraph(graph));
    }

    void whatIsNoGraphIsNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"null", "[]", "{}", "7", R"({"1": 3})", R"({"1": {"inputs": []}})",
                                 R"({"1": {"class_type": 4, "inputs": {"images": [[], {}]}}})"})
            QTest::newRow(text) << QByteArray(text);
    }
    void whatIsNoGraphIsNothing()
    {
        QFETCH(QByteArray, text);
        const json graph = json::parse(text.toStdString());
        QVERIFY(!dataOfGraph(graph));
        QVERIFY(!dataOfGraph(interchange::graphOfWorkflow(graph)));
    }

    void plainTexts()
    {
        QCOMPARE(interchange::plainText(json("words")), QStringLiteral("words"));
        QCOMPARE(interchange::plainText(json(18446744073709551615ULL)), QStringLiteral("18446744073709551615"));
        QVERIFY(interchange::plainText(json::array({1})).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestComfyGraph)
#include "tst_comfygraph.moc"
