// Pictures as the programs write them, made here byte by byte: every layout in every container.

#include "core/interchange/generationdata.h"

#include <QTest>

#include "tests/support/interchangestudy.h"
#include "tests/support/picturetexts.h"

using interchange::GenerationData;
using interchange::generationData;
using support::exifText;
using support::jpegWithExif;
using support::littleEndian;
using support::pngText;
using support::pngWith;
using support::unicodeComment;
using support::webpWithExif;

namespace {

const char *const parameters =
    "a castle, (red:1.2)\nat dawn\nNegative prompt: blurry,\nugly\nSteps: 20, Sampler: Euler a, CFG "
    "scale: 7, Seed: 18446744073709551615, Size: 512x512, Model hash: 6ce0161689, Model: "
    "sd_xl_base_1.0, Lora hashes: \"a: 1, b: 2\", Version: v1.9.0";

/// The graph that ran: text behind a combination, seed behind a primitive, NaN as ComfyUI writes it.
const char *const apiGraph = R"({"3":{"class_type":"KSampler","is_changed":[NaN],"inputs":{"seed":["20",0],"steps":20,
  "model":["14",0],"positive":["12",0],"negative":["7",0],"latent_image":["5",0]}},
 "4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"xl\\juggernaut.safetensors"}},
 "14":{"class_type":"LoraLoader","inputs":{"model":["4",0],"clip":["4",1],"lora_name":"x"}},
 "6":{"class_type":"CLIPTextEncode","inputs":{"text":["21",0],"clip":["14",1]}},
 "21":{"class_type":"PrimitiveStringMultiline","inputs":{"value":"a fox in snow"}},
 "7":{"class_type":"CLIPTextEncode","inputs":{"text":"blurry","clip":["14",1]}},
 "12":{"class_type":"ConditioningCombine","inputs":{"conditioning_1":["6",0],"conditioning_2":["7",0]}},
 "20":{"class_type":"Seed","inputs":{"seed":12345678901234567890}},
 "8":{"class_type":"VAEDecode","inputs":{"samples":["3",0],"vae":["4",2]}},
 "9":{"class_type":"SaveImage","inputs":{"images":["8",0]}}})";

const char *const fluxGraph =
    R"({"1":{"class_type":"SamplerCustomAdvanced","inputs":{"noise":["2",0],"guider":["3",0]}},
 "2":{"class_type":"RandomNoise","inputs":{"noise_seed":99}},
 "3":{"class_type":"BasicGuider","inputs":{"model":["4",0],"conditioning":["5",0]}},
 "4":{"class_type":"UNETLoader","inputs":{"unet_name":"flux1-dev.sft"}},
 "5":{"class_type":"FluxGuidance","inputs":{"guidance":3.5,"conditioning":["6",0]}},
 "6":{"class_type":"CLIPTextEncodeFlux","inputs":{"clip_l":"a fox","t5xxl":"a fox in snow"}},
 "9":{"class_type":"SaveImage","inputs":{"images":["1",0]}}})";

const char *const uiGraph = R"({"last_node_id":9,"nodes":[
 {"id":3,"type":"KSampler","inputs":[{"name":"model","link":1},{"name":"positive","link":4},{"name":"negative","link":6}],
  "widgets_values":[777,"randomize",20,8,"euler","normal",1]},
 {"id":4,"type":"CheckpointLoaderSimple","widgets_values":["dreamshaper_8.safetensors"]},
 {"id":6,"type":"CLIPTextEncode","inputs":[{"name":"clip","link":3}],"widgets_values":["a fox in snow"]},
 {"id":7,"type":"CLIPTextEncode","inputs":[{"name":"clip","link":5}],"widgets_values":["blurry"]},
 {"id":9,"type":"SaveImage","inputs":[{"name":"images","link":9}],"widgets_values":["ComfyUI"]},
 {"id":8,"type":"VAEDecode","inputs":[{"name":"samples","link":7}]}],
 "links":[[1,4,0,3,0,"MODEL"],[3,4,1,6,0,"CLIP"],[4,6,0,3,1,"CONDITIONING"],[5,4,1,7,0,"CLIP"],[6,7,0,3,2,"CONDITIONING"],
  [7,3,0,8,0,"LATENT"],[9,8,0,9,0,"IMAGE"]]})";

const char *const invoke = R"({"app_version":"4.2.0","positive_prompt":"a fox in snow","negative_prompt":"blurry",
 "seed":4242,"model":{"key":"k","name":"sdxl-base","base":"sdxl"}})";
const char *const oldInvoke = R"({"model_weights":"stable-diffusion-1.5","image":{"prompt":[{"prompt":"a fox in snow",
 "weight":1}],"seed":7}})";
const char *const swarm = R"({"sui_image_params":{"prompt":"a fox in snow","negativeprompt":"blurry",
 "model":"OfficialStableDiffusion/sd_xl_base_1.0","seed":31,"steps":20,"swarm_version":"0.9.3"},"sui_extra_data":{}})";

} // namespace

class TestGenerationData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layouts_data();
    void layouts();
    void nothingToRead_data();
    void nothingToRead();
    void everyCutIsHarmless();
    void folderWithoutPromptFiles();
    void looseFolderNamesModels();
};

void TestGenerationData::layouts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("expected"); // program, prompt, negative, seed, model
    const QStringList fox{QStringLiteral("a fox in snow"), QStringLiteral("blurry")};
    const auto data = [&fox](const char *program, const char *seed, const char *model, bool hasNegative = true) {
        return QStringList{QLatin1String(program), fox[0], hasNegative ? fox[1] : QString(), QLatin1String(seed),
                           QLatin1String(model)};
    };
    const QStringList a1111{QStringLiteral("A1111"), QStringLiteral("a castle, (red:1.2)\nat dawn"),
                            QStringLiteral("blurry,\nugly"), QStringLiteral("18446744073709551615"),
                            QStringLiteral("sd_xl_base_1.0")};
    const QString words = QString::fromUtf8(parameters);
    QTest::newRow("A1111 PNG") << pngText("parameters", parameters) << a1111;
    QTest::newRow("A1111 PNG iTXt") << pngWith("iTXt", QByteArray("parameters\0\0\0\0\0", 15) + parameters) << a1111;
    QTest::newRow("A1111 PNG zTXt") << pngWith("zTXt", QByteArray("parameters\0\0", 12) + qCompress(parameters).mid(4))
                                    << a1111;
    QTest::newRow("A1111 JPEG") << jpegWithExif(exifText(0x9286, unicodeComment(words, true))) << a1111;
    QTest::newRow("Forge WebP") << webpWithExif(exifText(0x9286, unicodeComment(words, false))) << a1111;
    QTest::newRow("A1111 JPEG, ASCII") << jpegWithExif(exifText(0x9286, QByteArray("ASCII\0\0\0", 8) + parameters))
                                       << a1111;
    const QStringList comfy = data("ComfyUI", "12345678901234567890", "juggernaut");
    QTest::newRow("ComfyUI PNG, UI graph") << pngText("workflow", uiGraph) << data("ComfyUI", "777", "dreamshaper_8");
    // The graph on the screen comes first; the one that ran counts.
    const QByteArray ran = pngText("prompt", apiGraph);
    const qsizetype plain = support::encoded(support::texture(8, 8, 1), "png").size();
    QTest::newRow("ComfyUI PNG, both graphs")
        << ran.first(33) + pngText("workflow", uiGraph).mid(33, pngText("workflow", uiGraph).size() - plain)
               + ran.mid(33)
        << comfy;
    QTest::newRow("ComfyUI PNG, API graph") << pngText("prompt", apiGraph) << comfy;
    QTest::newRow("ComfyUI PNG, Flux") << pngText("prompt", fluxGraph) << data("ComfyUI", "99", "flux1-dev", false);
    QTest::newRow("ComfyUI WebP, API graph")
        << webpWithExif(exifText(0x0110, QByteArray("prompt:") + apiGraph)) << comfy;
    QTest::newRow("ComfyUI WebP, UI graph")
        << webpWithExif(exifText(0x010f, QByteArray("workflow:") + uiGraph)) << data("ComfyUI", "777", "dreamshaper_8");
    QTest::newRow("ComfyUI JPEG") << jpegWithExif(exifText(0x010e, QByteArray("Prompt:") + apiGraph)) << comfy;
    QTest::newRow("InvokeAI PNG") << pngText("invokeai_metadata", invoke) << data("InvokeAI", "4242", "sdxl-base");
    QTest::newRow("InvokeAI 2 PNG") << pngText("sd-metadata", oldInvoke)
                                    << data("InvokeAI", "7", "stable-diffusion-1.5", false);
    QTest::newRow("InvokeAI WebP") << webpWithExif(exifText(0x010e, QByteArray("invokeai_metadata:") + invoke))
                                   << data("InvokeAI", "4242", "sdxl-base");
    const QStringList swarmData = data("SwarmUI", "31", "sd_xl_base_1.0");
    QTest::newRow("SwarmUI PNG") << pngText("parameters", swarm) << swarmData;
    QTest::newRow("SwarmUI JPEG") << jpegWithExif(exifText(0x9286, unicodeComment(QString::fromUtf8(swarm), false)))
                                  << swarmData;
    QTest::newRow("SwarmUI WebP") << webpWithExif(exifText(0x9286, unicodeComment(QString::fromUtf8(swarm), true)))
                                  << swarmData;
}

void TestGenerationData::layouts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, expected);
    const auto data = generationData(imaging::pictureTexts(bytes));
    QVERIFY(data);
    QCOMPARE((QStringList{data->program, data->prompt, data->negativePrompt, data->seed, data->model}), expected);
}

void TestGenerationData::nothingToRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no texts") << support::encoded(support::texture(8, 8, 1), "png");
    QTest::newRow("another program's comment") << pngText("Software", "Krita");
    QTest::newRow("words without settings") << pngText("parameters", "a castle");
    QTest::newRow("camera") << jpegWithExif(exifText(0x010f, "Canon"));
    QTest::newRow("JSON of somebody") << pngText("prompt", R"({"a":1})");
    QTest::newRow("graph that runs in circles")
        << pngText("prompt", R"({"1":{"class_type":"SaveImage","inputs":{"images":["2",0]}},
             "2":{"class_type":"X","inputs":{"a":["1",0],"seed":1,"positive":["2",0]}}})");
    QTest::newRow("100,000 levels") << pngText("prompt",
                                               "{\"a\":" + QByteArray(100000, '[') + QByteArray(100000, ']') + "}");
    QTest::newRow("100,000 open brackets") << pngText("prompt", "{\"a\":" + QByteArray(100000, '['));
    QTest::newRow("wrong types") << pngText("prompt",
                                            R"({"3":{"class_type":7,"inputs":{"positive":[1,2,3],"seed":{}}}})");
    QTest::newRow("wrong workflow") << pngText("workflow",
                                               R"({"nodes":[1,{"id":"x"},{"id":1,"inputs":7}],"links":[[],{}]})");
    QTest::newRow("bomb") << pngWith("zTXt",
                                     QByteArray("parameters\0\0", 12) + qCompress(QByteArray(64 << 20, 'a'), 9).mid(4));
    QByteArray loop = exifText(0x9286, "ASCII\0\0\0x");
    loop.replace(18, 4, littleEndian(8, 4)); // the EXIF directory is the first one again
    QTest::newRow("EXIF that points at itself") << jpegWithExif(loop);
}

void TestGenerationData::nothingToRead()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!generationData(imaging::pictureTexts(bytes)));
}

void TestGenerationData::everyCutIsHarmless()
{
    for (const QByteArray &whole : {pngText("parameters", parameters),
                                    jpegWithExif(exifText(0x9286, unicodeComment(QString::fromUtf8(parameters), true))),
                                    webpWithExif(exifText(0x0110, QByteArray("prompt:") + apiGraph))})
        for (qsizetype length = 0; length < whole.size(); ++length) {
            const auto data = generationData(imaging::pictureTexts(whole.first(length)));
            QVERIFY(!data || !data->prompt.isEmpty());
        }
}

void TestGenerationData::folderWithoutPromptFiles()
{
    support::InterchangeStudy study;
    study.folder().write(QStringLiteral("out/forge/1.png"), pngText("parameters", parameters));
    study.folder().write(QStringLiteral("out/comfy/1.png"), pngText("prompt", apiGraph));
    const auto report = study.importPath(study.folder().file(QStringLiteral("out")));
    SUPPORT_OK(report);
    QCOMPARE(report->kind, QStringLiteral("folder"));
    QCOMPARE(report->pictures, 2);
    QCOMPARE(study.text("SELECT group_concat(name) FROM (SELECT name FROM generator ORDER BY name)"),
             QStringLiteral("comfy,forge"));
    QCOMPARE(study.text("SELECT seed FROM picture ORDER BY seed DESC"), QStringLiteral("18446744073709551615"));
    // One that tells nothing is an error of its row.
    study.folder().write(QStringLiteral("out/comfy/2.png"), support::encoded(support::texture(8, 8, 3), "png"));
    const auto refused = study.importPath(study.folder().file(QStringLiteral("out")));
    SUPPORT_FAILS(refused, "import.row");
    QVERIFY(refused.error().file.endsWith(QStringLiteral("comfy/2.png")));
}

void TestGenerationData::looseFolderNamesModels()
{
    support::InterchangeStudy study;
    study.folder().write(QStringLiteral("loose/a.png"), pngText("parameters", swarm));
    study.folder().write(QStringLiteral("loose/b.jpg"),
                         jpegWithExif(exifText(0x010e, QByteArray("Prompt:") + apiGraph)));
    const auto report = study.importPath(study.folder().file(QStringLiteral("loose")));
    SUPPORT_OK(report);
    QCOMPARE(study.text("SELECT group_concat(name) FROM (SELECT name FROM generator ORDER BY name)"),
             QStringLiteral("juggernaut,sd_xl_base_1.0"));
    QCOMPARE(report->prompts, 1); // both say the same words
}

QTEST_GUILESS_MAIN(TestGenerationData)
#include "tst_generationdata.moc"
