#include "core/reward/clipcheckpoint.h"

#include <cmath>

#include <QDir>
#include <QtCore/qfloat16.h>
#include <QTest>

#include "core/reward/hashfill.h"
#include "tests/support/checkpointbytes.h"
#include "tests/support/paths.h"
#include "tests/support/studies.h"

using reward::ClipLayout;

namespace {

using Shape = std::vector<std::int64_t>;
using Shapes = std::map<std::string, Shape>;

struct Sizes
{
    std::int64_t vision = 64;
    std::int64_t text = 128;
};

constexpr std::int64_t embed = 8;
constexpr std::int64_t words = 10;
constexpr std::int64_t context = 5;

/// The keys as they stand in the published files, for one block per tower, pictures of 4 pixels and patches of 2.
Shapes openAi(const Sizes &sizes = {})
{
    const std::int64_t v = sizes.vision;
    const std::int64_t t = sizes.text;
    Shapes keys{{"positional_embedding", {context, t}},
                {"text_projection", {t, embed}},
                {"logit_scale", {}},
                {"token_embedding.weight", {words, t}},
                {"ln_final.weight", {t}},
                {"ln_final.bias", {t}},
                {"visual.class_embedding", {v}},
                {"visual.positional_embedding", {5, v}},
                {"visual.proj", {v, embed}},
                {"visual.conv1.weight", {v, 3, 2, 2}}};
    for (const char *const norm : {"ln_pre", "ln_post"}) {
        keys[std::string("visual.") + norm + ".weight"] = {v};
        keys[std::string("visual.") + norm + ".bias"] = {v};
    }
    for (const std::string tower : {"visual.", ""}) {
        const std::int64_t w = tower.empty() ? t : v;
        const std::string block = tower + "transformer.resblocks.0.";
        keys[block + "attn.in_proj_weight"] = {3 * w, w};
        keys[block + "attn.in_proj_bias"] = {3 * w};
        keys[block + "attn.out_proj.weight"] = {w, w};
        keys[block + "mlp.c_fc.weight"] = {2 * w, w};
        keys[block + "mlp.c_fc.bias"] = {2 * w};
        keys[block + "mlp.c_proj.weight"] = {w, 2 * w};
        for (const char *const vector :
             {"attn.out_proj.bias", "mlp.c_proj.bias", "ln_1.weight", "ln_1.bias", "ln_2.weight", "ln_2.bias"})
            keys[block + vector] = {w};
    }
    return keys;
}

Shapes huggingFace(const Sizes &sizes = {})
{
    const std::int64_t v = sizes.vision;
    const std::int64_t t = sizes.text;
    Shapes keys{{"logit_scale", {}},
                {"visual_projection.weight", {embed, v}},
                {"text_projection.weight", {embed, t}},
                {"vision_model.embeddings.class_embedding", {v}},
                {"vision_model.embeddings.position_embedding.weight", {5, v}},
                {"vision_model.embeddings.patch_embedding.weight", {v, 3, 2, 2}},
                {"text_model.embeddings.token_embedding.weight", {words, t}},
                {"text_model.embeddings.position_embedding.weight", {context, t}},
                {"text_model.embeddings.position_ids", {1, context}},
                {"vision_model.embeddings.position_ids", {1, 5}}};
    for (const char *const norm :
         {"vision_model.pre_layrnorm", "vision_model.post_layernorm", "text_model.final_layer_norm"}) {
        const std::int64_t w = norm[0] == 't' ? t : v;
        keys[std::string(norm) + ".weight"] = {w};
        keys[std::string(norm) + ".bias"] = {w};
    }
    for (const std::string tower : {"vision_model", "text_model"}) {
        const std::int64_t w = tower[0] == 't' ? t : v;
        const std::string layer = tower + ".encoder.layers.0.";
        for (const char *const linear :
             {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.out_proj"}) {
            keys[layer + linear + ".weight"] = {w, w};
            keys[layer + linear + ".bias"] = {w};
        }
        keys[layer + "mlp.fc1.weight"] = {2 * w, w};
        keys[layer + "mlp.fc1.bias"] = {2 * w};
        keys[layer + "mlp.fc2.weight"] = {w, 2 * w};
        keys[layer + "mlp.fc2.bias"] = {w};
        for (const char *const norm :
             {"layer_norm1.weight", "layer_norm1.bias", "layer_norm2.weight", "layer_norm2.bias"})
            keys[layer + norm] = {w};
    }
    return keys;
}

std::int64_t product(const Shape &shape)
{
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return count;
}

/// A file of zeros with these keys behind a prefix; position_ids are integers.
std::string fileOf(const Shapes &keys, const std::string &prefix = {})
{
    support::SafetensorsBytes file;
    for (const auto &[name, shape] : keys) {
        if (name.ends_with("position_ids"))
            file.add(prefix + name, "I64", shape, std::string(std::size_t(product(shape)) * 8, '\0'));
        else
            file.add(prefix + name, "F16", shape, std::string(std::size_t(product(shape)) * 2, '\0'));
    }
    return file.bytes();
}

} // namespace

class TestClipCheckpoint : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    int m_files = 0;

    /// A folder of its own for every checkpoint, with a config.json where one is given.
    std::string write(const std::string &bytes, const QByteArray &config = {})
    {
        const QString folder = QString::number(++m_files);
        QDir(m_folder.path()).mkdir(folder);
        if (!config.isNull())
            m_folder.write(folder + QStringLiteral("/config.json"), config);
        return m_folder.write(folder + QStringLiteral("/m.safetensors"), QByteArray::fromStdString(bytes))
            .toStdString();
    }

    std::string messageOf(const std::string &bytes, const QByteArray &config = {})
    {
        const auto checkpoint = reward::openClipCheckpoint(write(bytes, config), {});
        return checkpoint ? "no error" : checkpoint.error().code + ": " + checkpoint.error().message;
    }

    /// One number of a tensor of 16 or 32 bits.
    static float numberAt(const reward::TensorEntry &tensor, const std::vector<std::int64_t> &position)
    {
        std::int64_t offset = 0;
        for (std::size_t i = 0; i < position.size(); ++i)
            offset += position[i] * tensor.strides[i];
        if (tensor.dtype == "F16") {
            qfloat16 half;
            std::memcpy(&half, tensor.data + offset * 2, sizeof half);
            return half;
        }
        float number = 0;
        std::memcpy(&number, tensor.data + offset * 4, sizeof number);
        return number;
    }

    /// The same number of a parameter, put together from its parts. `index` counts row by row.
    static float numberAt(const reward::ClipParameter &parameter, std::int64_t index)
    {
        std::vector<std::int64_t> shape = parameter.parts.front()->shape;
        if (parameter.transposed)
            std::swap(shape[0], shape[1]);
        std::vector<std::int64_t> position(shape.size());
        for (std::size_t i = shape.size(); i-- > 0;) {
            const std::int64_t size = i == 0 ? shape[0] * std::int64_t(parameter.parts.size()) : shape[i];
            position[i] = index % size;
            index /= size;
        }
        const reward::TensorEntry *part = parameter.parts.front();
        if (parameter.parts.size() > 1) {
            part = parameter.parts[std::size_t(position[0] / shape[0])];
            position[0] %= shape[0];
        }
        if (parameter.transposed)
            std::swap(position[0], position[1]);
        return numberAt(*part, position);
    }

private Q_SLOTS:
    /// Files of the authors' packages (tests/reference/checkpoint_files.py), each number of which follows a rule.
    void everyNumberIsFound_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("huggingFace");
        QTest::addColumn<bool>("quickGelu");
        QTest::newRow("training state") << QStringLiteral("training.pt") << false << true;
        QTest::newRow("16 bits") << QStringLiteral("half.pt") << false << true;
        QTest::newRow("TorchScript, mixed") << QStringLiteral("script.pt") << false << true;
        QTest::newRow("hub, safetensors") << QStringLiteral("hub") << true << false;
        QTest::newRow("hub, PyTorch") << QStringLiteral("hub.bin") << true << true;
    }

    void everyNumberIsFound()
    {
        QFETCH(QString, file);
        QFETCH(bool, huggingFace);
        QFETCH(bool, quickGelu);
        const auto checkpoint = reward::openClipCheckpoint(
            (support::dataFolder() + QStringLiteral("/checkpoints/") + file).toStdString(), {false});
        QVERIFY2(checkpoint, checkpoint ? "" : checkpoint.error().message.c_str());
        QCOMPARE(checkpoint->layout == ClipLayout::HuggingFace, huggingFace);
        QCOMPARE(checkpoint->config.quickGelu, quickGelu);
        QCOMPARE(checkpoint->config.visionHeads, 2);
        QCOMPARE(checkpoint->config.textHeads, 2);
        QCOMPARE(checkpoint->config.imageSize, 4);
        QCOMPARE(checkpoint->config.context, 5);
        std::uint32_t key = 0;
        for (const auto &[name, parameter] : checkpoint->parameters) {
            std::int64_t count = 0;
            for (const reward::TensorEntry *const part : parameter.parts) {
                count += part->elementCount();
                QCOMPARE(reward::nonFiniteCount(*part), std::int64_t(0));
            }
            const std::vector<std::int64_t> &shape = parameter.parts.front()->shape;
            const double shift = shape.size() == 1 && name.ends_with(".weight") ? 1 : 0;
            for (std::int64_t i = 0; i < count; ++i) {
                const double expected = 0.3 * (reward::hashFill(std::uint32_t(i), key) / 4294967296.0 - 0.5) + shift;
                const double found = numberAt(parameter, i);
                // Numbers of 16 bits have 11 binary digits.
                const bool isHalf = parameter.parts.front()->dtype == "F16";
                const double tolerance = isHalf ? std::fabs(expected) / 2048 + 1e-7 : 1e-7;
                QVERIFY2(std::fabs(found - expected) <= tolerance,
                         (name + ' ' + std::to_string(i) + ": " + std::to_string(found) + ", expected "
                          + std::to_string(expected))
                             .c_str());
            }
            ++key;
        }
    }

    void bothLayoutsAreTheSameNetwork()
    {
        const auto ours = reward::openClipCheckpoint(write(fileOf(openAi())), {true});
        QVERIFY2(ours, ours ? "" : ours.error().message.c_str());
        const auto theirs = reward::openClipCheckpoint(write(fileOf(huggingFace())), {false});
        QVERIFY2(theirs, theirs ? "" : theirs.error().message.c_str());
        QVERIFY(ours->layout == ClipLayout::OpenAi);
        QVERIFY(theirs->layout == ClipLayout::HuggingFace);
        for (const reward::ClipConfig &config : {ours->config, theirs->config}) {
            QCOMPARE(config.imageSize, 4);
            QCOMPARE(config.patch, 2);
            QCOMPARE(config.visionWidth, 64);
            QCOMPARE(config.visionLayers, 1);
            QCOMPARE(config.visionHeads, 1);
            QCOMPARE(config.visionMlp, 128);
            QCOMPARE(config.textWidth, 128);
            QCOMPARE(config.textLayers, 1);
            QCOMPARE(config.textHeads, 2);
            QCOMPARE(config.textMlp, 256);
            QCOMPARE(config.embed, 8);
            QCOMPARE(config.vocabulary, 10);
            QCOMPARE(config.context, 5);
        }
        QVERIFY(ours->config.quickGelu);
        QVERIFY(!theirs->config.quickGelu);

        QCOMPARE(ours->parameters.size(), openAi().size());
        QCOMPARE(theirs->parameters.size(), ours->parameters.size());
        for (const auto &[name, parameter] : ours->parameters) {
            const reward::ClipParameter &other = theirs->parameters.at(name);
            QCOMPARE(parameter.parts.size(), std::size_t(1));
            QVERIFY(!parameter.transposed);
            QCOMPARE(other.parts.size(), std::size_t(name.find("in_proj") == std::string::npos ? 1 : 3));
            QCOMPARE(other.transposed, name == "visual.proj" || name == "text_projection");
            // Joined and turned, the other layout has the same shape.
            Shape shape = other.parts.front()->shape;
            if (other.parts.size() == 3)
                shape.front() *= 3;
            if (other.transposed)
                std::swap(shape[0], shape[1]);
            QCOMPARE(shape, parameter.parts.front()->shape);
        }
        const auto &parts = theirs->parameters.at("visual.transformer.resblocks.0.attn.in_proj_bias").parts;
        const auto &tensors = theirs->file.tensors();
        QCOMPARE(parts[0]->data, tensors.at("vision_model.encoder.layers.0.self_attn.q_proj.bias").data);
        QCOMPARE(parts[1]->data, tensors.at("vision_model.encoder.layers.0.self_attn.k_proj.bias").data);
        QCOMPARE(parts[2]->data, tensors.at("vision_model.encoder.layers.0.self_attn.v_proj.bias").data);
    }

    void wrappersAreSeenThrough()
    {
        for (const char *const prefix : {"module.", "model.", "module.model.", "_orig_mod."}) {
            QCOMPARE(messageOf(fileOf(openAi(), prefix)), std::string("no error"));
            QCOMPARE(messageOf(fileOf(huggingFace(), prefix)), std::string("no error"));
        }
        QVERIFY(messageOf(fileOf(openAi(), "other.")).find("this is no CLIP network") != std::string::npos);
    }

    void whatIsKnownToLieBesideIsIgnored()
    {
        Shapes keys = openAi();
        for (const char *const name :
             {"input_resolution", "context_length", "vocab_size", "transformer.resblocks.0.attn_mask"})
            keys[name] = {};
        QCOMPARE(messageOf(fileOf(keys)), std::string("no error"));
        QCOMPARE(messageOf(fileOf(keys, "module.")), std::string("no error"));
        Shapes number = openAi();
        number["logit_scale"] = {1};
        QCOMPARE(messageOf(fileOf(number)), std::string("no error"));
    }

    void strictAboutTheRest_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("shape"); ///< "-": removed
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("missing") << QByteArray("ln_final.bias") << QByteArray("-")
                                 << QByteArray("it lacks the tensor \"ln_final.bias\"");
        QTest::newRow("a size is missing")
            << QByteArray("visual.proj") << QByteArray("-") << QByteArray("it lacks the tensor \"visual.proj\"");
        QTest::newRow("misshapen") << QByteArray("text_projection") << QByteArray("128,9")
                                   << QByteArray("\"text_projection\" has the shape [128, 9], [128, 8] is needed");
        QTest::newRow("flat") << QByteArray("visual.conv1.weight") << QByteArray("64,12")
                              << QByteArray("\"visual.conv1.weight\" has the shape [64, 12]");
        QTest::newRow("empty") << QByteArray("token_embedding.weight") << QByteArray("0,128")
                               << QByteArray("\"token_embedding.weight\" has the shape [0, 128]");
        QTest::newRow("no square") << QByteArray("visual.positional_embedding") << QByteArray("6,64")
                                   << QByteArray("6 positions, not a square and one");
        QTest::newRow("unexpected") << QByteArray("visual.extra") << QByteArray("2")
                                    << QByteArray("it holds the tensor \"visual.extra\", which the network does not");
        QTest::newRow("another block") << QByteArray("transformer.resblocks.2.ln_1.weight") << QByteArray("128")
                                       << QByteArray("\"transformer.resblocks.2.ln_1.weight\"");
        QTest::newRow("half a block") << QByteArray("transformer.resblocks.1.ln_1.weight") << QByteArray("128")
                                      << QByteArray("it lacks 11 tensors, the first of them "
                                                    "\"transformer.resblocks.1.attn.in_proj_weight\"");
    }

    void strictAboutTheRest()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, shape);
        QFETCH(QByteArray, message);
        Shapes keys = openAi();
        Shape sizes;
        for (const QByteArray &size : shape.split(','))
            sizes.push_back(size.toLongLong());
        if (shape == "-")
            keys.erase(key.toStdString());
        else
            keys[key.toStdString()] = sizes;
        const std::string found = messageOf(fileOf(keys));
        QVERIFY2(found.starts_with("weights.layout: "), found.c_str());
        QVERIFY2(QByteArray::fromStdString(found).contains(message), found.c_str());
        QVERIFY(found.find("m.safetensors: ") != std::string::npos);
    }

    void integersAreNoWeights()
    {
        Shapes keys = openAi();
        keys.erase("ln_final.bias");
        support::SafetensorsBytes file;
        for (const auto &[name, shape] : keys)
            file.add(name, "F32", shape, std::string(std::size_t(product(shape)) * 4, '\0'));
        file.add("ln_final.bias", "I32", {128}, std::string(512, '\0'));
        QVERIFY(messageOf(file.bytes()).find("\"ln_final.bias\" has the number type I32") != std::string::npos);
    }

    void configGivesHeadsAndActivation()
    {
        const Sizes narrow{24, 16};
        const QByteArray config(
            R"({"vision_config":{"hidden_size":24,"intermediate_size":48,"num_hidden_layers":1,"num_attention_heads":4,"hidden_act":"gelu"},
                "text_config":{"hidden_size":16,"intermediate_size":32,"num_hidden_layers":1,"hidden_act":"gelu","layer_norm_eps":1e-05}})");
        for (const Shapes &keys : {huggingFace(narrow), openAi(narrow)}) {
            const auto checkpoint = reward::openClipCheckpoint(write(fileOf(keys), config), {true});
            QVERIFY2(checkpoint, checkpoint ? "" : checkpoint.error().message.c_str());
            QCOMPARE(checkpoint->config.visionHeads, 4);
            QCOMPARE(checkpoint->config.textHeads, 8); // what transformers leaves out because it is its default
            QVERIFY(!checkpoint->config.quickGelu);
        }
        QVERIFY(messageOf(fileOf(openAi(narrow))).find("heads at the widths 24 and 16") != std::string::npos);
        // The published huge tower has heads of 80.
        const auto huge = reward::openClipCheckpoint(write(fileOf(openAi({1280, 64}))), {});
        QVERIFY(huge);
        QCOMPARE(huge->config.visionHeads, 16);
    }

    void configsThatContradictAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("width") << QByteArray("64") << QByteArray("65")
                               << QByteArray("vision_config.hidden_size is 65, the tensors have 64");
        QTest::newRow("heads") << QByteArray("heads\":4") << QByteArray("heads\":7")
                               << QByteArray("does not divide the width 64");
        QTest::newRow("no heads") << QByteArray("heads\":4") << QByteArray("heads\":0")
                                  << QByteArray("vision_config.num_attention_heads is no size");
        QTest::newRow("heads beyond 64 bits") << QByteArray("heads\":4") << QByteArray("heads\":18446744073709551615")
                                              << QByteArray("vision_config.num_attention_heads is no size");
        QTest::newRow("activation") << QByteArray("\"gelu\"") << QByteArray("\"relu\"")
                                    << QByteArray("vision_config.hidden_act is neither");
        QTest::newRow("two activations") << QByteArray("\"gelu\"") << QByteArray("\"quick_gelu\"")
                                         << QByteArray("hidden_act of the two towers differs");
        QTest::newRow("eps") << QByteArray("1e-5") << QByteArray("1e-6") << QByteArray("layer_norm_eps is not 1e-5");
        QTest::newRow("no JSON") << QByteArray("}}") << QByteArray("}") << QByteArray("this is no JSON object");
    }

    void configsThatContradictAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, message);
        QByteArray config(
            R"({"vision_config":{"hidden_size":64,"intermediate_size":128,"num_hidden_layers":1,"num_attention_heads":4,"hidden_act":"gelu","layer_norm_eps":1e-5},
                "text_config":{"hidden_size":128,"intermediate_size":256,"num_hidden_layers":1,"num_attention_heads":2,"hidden_act": "gelu"}})");
        QCOMPARE(messageOf(fileOf(huggingFace()), config), std::string("no error"));
        config.replace(config.indexOf(from), from.size(), to);
        const std::string found = messageOf(fileOf(huggingFace()), config);
        QVERIFY2(found.starts_with("weights.layout: "), found.c_str());
        QVERIFY2(QByteArray::fromStdString(found).contains(message), found.c_str());
        QVERIFY(found.find("config.json: ") != std::string::npos);
        // Beside a file in OpenAI's layout it is somebody else's.
        QCOMPARE(messageOf(fileOf(openAi()), config), std::string("no error"));
    }
};

QTEST_APPLESS_MAIN(TestClipCheckpoint)
#include "tst_clipcheckpoint.moc"
