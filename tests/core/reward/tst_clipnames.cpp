#include "core/reward/clipnames.h"

#include <algorithm>
#include <set>

#include <QTest>

#include "tests/core/reward/publishedclip.h"

using reward::ClipLayout;
using reward::ClipName;
using Shape = std::vector<std::int64_t>;

namespace {

/// Numbers of all tensors that are read.
std::int64_t parameters(const std::vector<ClipName> &names)
{
    std::int64_t sum = 0;
    for (const ClipName &name : names) {
        std::int64_t count = std::int64_t(name.parts.size());
        for (const std::int64_t extent : name.shape)
            count *= extent;
        sum += count;
    }
    return sum;
}

std::size_t tensors(const std::vector<ClipName> &names)
{
    std::set<std::string> parts;
    for (const ClipName &name : names)
        parts.insert(name.parts.begin(), name.parts.end());
    return parts.size();
}

ClipName nameOf(ClipLayout layout, const std::string &parameter)
{
    const std::vector<ClipName> names = reward::clipNames(layout, publishedclip::vitL14());
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const ClipName &name) { return name.parameter == parameter; });
    return found == names.end() ? ClipName() : *found;
}

} // namespace

class TestClipNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Counted in the published networks.
    void publishedNetworks()
    {
        for (const ClipLayout layout : {ClipLayout::OpenAi, ClipLayout::HuggingFace}) {
            QCOMPARE(parameters(reward::clipNames(layout, publishedclip::vitL14())), 427'616'513);
            QCOMPARE(parameters(reward::clipNames(layout, publishedclip::vitH14())), 986'109'441);
            QCOMPARE(reward::clipNames(layout, publishedclip::vitL14()).size(), std::size_t(446));
            QCOMPARE(reward::clipNames(layout, publishedclip::vitH14()).size(), std::size_t(686));
        }
        QCOMPARE(tensors(reward::clipNames(ClipLayout::OpenAi, publishedclip::vitL14())), std::size_t(446));
        // Weight and bias of queries, keys and values are six tensors instead of two in each block.
        QCOMPARE(tensors(reward::clipNames(ClipLayout::HuggingFace, publishedclip::vitL14())),
                 std::size_t(446 + 4 * (24 + 12)));
        QCOMPARE(tensors(reward::clipNames(ClipLayout::HuggingFace, publishedclip::vitH14())),
                 std::size_t(686 + 4 * (32 + 24)));
    }

    /// The table of transformers' conversion script.
    void huggingFaceNames_data()
    {
        QTest::addColumn<std::string>("openAi");
        QTest::addColumn<std::string>("huggingFace");
        QTest::addColumn<Shape>("shape"); ///< of OpenAI's tensor
        QTest::addColumn<bool>("isTransposed");
        const auto row = [](const char *openAi, const char *huggingFace, const Shape &shape,
                            bool isTransposed = false) {
            QTest::newRow(openAi) << std::string(openAi) << std::string(huggingFace) << shape << isTransposed;
        };
        row("visual.class_embedding", "vision_model.embeddings.class_embedding", {1024});
        row("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight", {257, 1024});
        row("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight", {1024, 3, 14, 14});
        row("visual.ln_pre.weight", "vision_model.pre_layrnorm.weight", {1024});
        row("visual.ln_post.bias", "vision_model.post_layernorm.bias", {1024});
        row("visual.proj", "visual_projection.weight", {1024, 768}, true);
        row("visual.transformer.resblocks.23.attn.out_proj.weight",
            "vision_model.encoder.layers.23.self_attn.out_proj.weight", {1024, 1024});
        row("visual.transformer.resblocks.10.ln_1.bias", "vision_model.encoder.layers.10.layer_norm1.bias", {1024});
        row("visual.transformer.resblocks.0.ln_2.weight", "vision_model.encoder.layers.0.layer_norm2.weight", {1024});
        row("transformer.resblocks.0.mlp.c_fc.weight", "text_model.encoder.layers.0.mlp.fc1.weight", {3072, 768});
        row("transformer.resblocks.11.mlp.c_proj.weight", "text_model.encoder.layers.11.mlp.fc2.weight", {768, 3072});
        row("transformer.resblocks.11.mlp.c_proj.bias", "text_model.encoder.layers.11.mlp.fc2.bias", {768});
        row("token_embedding.weight", "text_model.embeddings.token_embedding.weight", {49408, 768});
        row("positional_embedding", "text_model.embeddings.position_embedding.weight", {77, 768});
        row("ln_final.weight", "text_model.final_layer_norm.weight", {768});
        row("text_projection", "text_projection.weight", {768, 768}, true);
        row("logit_scale", "logit_scale", {});
    }

    void huggingFaceNames()
    {
        QFETCH(std::string, openAi);
        QFETCH(std::string, huggingFace);
        QFETCH(Shape, shape);
        QFETCH(bool, isTransposed);
        const ClipName ours = nameOf(ClipLayout::OpenAi, openAi);
        QCOMPARE(ours.parts, std::vector<std::string>{openAi});
        QCOMPARE(ours.shape, shape);
        QVERIFY(!ours.transposed);
        const ClipName theirs = nameOf(ClipLayout::HuggingFace, openAi);
        QCOMPARE(theirs.parts, std::vector<std::string>{huggingFace});
        QCOMPARE(theirs.transposed, isTransposed);
        if (isTransposed)
            std::swap(shape[0], shape[1]);
        QCOMPARE(theirs.shape, shape);
    }

    void queriesKeysAndValuesAreJoined()
    {
        const ClipName ours = nameOf(ClipLayout::OpenAi, "transformer.resblocks.7.attn.in_proj_weight");
        QCOMPARE(ours.shape, (Shape{3 * 768, 768}));
        const ClipName weight = nameOf(ClipLayout::HuggingFace, "transformer.resblocks.7.attn.in_proj_weight");
        const std::string attention = "text_model.encoder.layers.7.self_attn.";
        QCOMPARE(weight.parts, (std::vector<std::string>{attention + "q_proj.weight", attention + "k_proj.weight",
                                                         attention + "v_proj.weight"}));
        QCOMPARE(weight.shape, (Shape{768, 768}));
        const ClipName bias = nameOf(ClipLayout::HuggingFace, "transformer.resblocks.7.attn.in_proj_bias");
        QCOMPARE(bias.parts, (std::vector<std::string>{attention + "q_proj.bias", attention + "k_proj.bias",
                                                       attention + "v_proj.bias"}));
        QCOMPARE(bias.shape, (Shape{768}));
    }

    void bothLayoutsGiveTheSameParameters()
    {
        std::set<std::string> ours;
        std::set<std::string> theirs;
        for (const ClipName &name : reward::clipNames(ClipLayout::OpenAi, publishedclip::vitH14()))
            ours.insert(name.parameter);
        for (const ClipName &name : reward::clipNames(ClipLayout::HuggingFace, publishedclip::vitH14()))
            theirs.insert(name.parameter);
        QCOMPARE(ours, theirs);
        QCOMPARE(ours.size(), std::size_t(686));
    }

    void theFirstTensorTellsTheLayout()
    {
        for (const ClipLayout layout : {ClipLayout::OpenAi, ClipLayout::HuggingFace})
            QCOMPARE(nameOf(layout, "visual.conv1.weight").parts.front(), std::string(reward::patchTensorName(layout)));
    }

    void whatLiesBesideTheNetwork()
    {
        for (const char *const name : {"input_resolution", "context_length", "vocab_size", "attn_mask",
                                       "transformer.resblocks.3.attn_mask", "text_model.embeddings.position_ids",
                                       "vision_model.embeddings.position_ids", "optimizer.state.0.exp_avg"})
            QVERIFY2(reward::isIgnoredClipName(name), name);
        for (const char *const name : {"visual.proj", "logit_scale", "logit_bias", "position_ids", "my.vocab_size"})
            QVERIFY2(!reward::isIgnoredClipName(name), name);
    }
};

QTEST_APPLESS_MAIN(TestClipNames)
#include "tst_clipnames.moc"
