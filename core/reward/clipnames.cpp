#include "core/reward/clipnames.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace reward {

namespace {

using Shape = std::vector<std::int64_t>;

/// A tower's names before "resblocks.N." and "layers.N.".
struct TowerNames
{
    const char *openAi;
    const char *huggingFace;
};

class Names
{
public:
    explicit Names(ClipLayout layout)
        : m_layout(layout)
    {
    }

    std::vector<ClipName> take() { return std::move(m_names); }

    void add(const std::string &openAi, const std::string &huggingFace, Shape shape)
    {
        m_names.push_back({openAi, {isOpenAi() ? openAi : huggingFace}, std::move(shape), false});
    }

    /// A matrix that Hugging Face keeps as the weight of a Linear, that is transposed.
    void addProjection(const std::string &openAi, const std::string &huggingFace, std::int64_t rows,
                       std::int64_t columns)
    {
        if (isOpenAi())
            m_names.push_back({openAi, {openAi}, {rows, columns}, false});
        else
            m_names.push_back({openAi, {huggingFace}, {columns, rows}, true});
    }

    void addWithBias(const std::string &openAi, const std::string &huggingFace, Shape weight)
    {
        const std::int64_t outputs = weight.front();
        add(openAi + ".weight", huggingFace + ".weight", std::move(weight));
        add(openAi + ".bias", huggingFace + ".bias", {outputs});
    }

    void addBlocks(const TowerNames &tower, int layers, std::int64_t width, std::int64_t mlp)
    {
        for (int i = 0; i < layers; ++i) {
            const std::string ours = tower.openAi + std::string("resblocks.") + std::to_string(i);
            const std::string theirs = tower.huggingFace + std::string("layers.") + std::to_string(i);
            addAttention(ours + ".attn", theirs + ".self_attn", width);
            addWithBias(ours + ".ln_1", theirs + ".layer_norm1", {width});
            addWithBias(ours + ".ln_2", theirs + ".layer_norm2", {width});
            addWithBias(ours + ".mlp.c_fc", theirs + ".mlp.fc1", {mlp, width});
            addWithBias(ours + ".mlp.c_proj", theirs + ".mlp.fc2", {width, mlp});
        }
    }

private:
    bool isOpenAi() const { return m_layout == ClipLayout::OpenAi; }

    void addAttention(const std::string &ours, const std::string &theirs, std::int64_t width)
    {
        if (isOpenAi()) {
            add(ours + ".in_proj_weight", {}, {3 * width, width});
            add(ours + ".in_proj_bias", {}, {3 * width});
        } else {
            const auto three = [&](const char *what) {
                return std::vector<std::string>{theirs + ".q_proj" + what, theirs + ".k_proj" + what,
                                                theirs + ".v_proj" + what};
            };
            m_names.push_back({ours + ".in_proj_weight", three(".weight"), {width, width}, false});
            m_names.push_back({ours + ".in_proj_bias", three(".bias"), {width}, false});
        }
        addWithBias(ours + ".out_proj", theirs + ".out_proj", {width, width});
    }

    ClipLayout m_layout;
    std::vector<ClipName> m_names;
};

} // namespace

std::vector<ClipName> clipNames(ClipLayout layout, const ClipConfig &config)
{
    const std::int64_t width = config.visionWidth;
    const std::int64_t textWidth = config.textWidth;
    const std::int64_t grid = config.imageSize / config.patch;
    Names names(layout);
    names.add("visual.class_embedding", "vision_model.embeddings.class_embedding", {width});
    names.add("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight",
              {grid * grid + 1, width});
    names.add("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight",
              {width, 3, config.patch, config.patch});
    names.addWithBias("visual.ln_pre", "vision_model.pre_layrnorm", {width}); // misspelt so
    names.addWithBias("visual.ln_post", "vision_model.post_layernorm", {width});
    names.addProjection("visual.proj", "visual_projection.weight", width, config.embed);
    names.addBlocks({"visual.transformer.", "vision_model.encoder."}, config.visionLayers, width, config.visionMlp);
    names.add("token_embedding.weight", "text_model.embeddings.token_embedding.weight", {config.vocabulary, textWidth});
    names.add("positional_embedding", "text_model.embeddings.position_embedding.weight", {config.context, textWidth});
    names.addWithBias("ln_final", "text_model.final_layer_norm", {textWidth});
    names.addProjection("text_projection", "text_projection.weight", textWidth, config.embed);
    names.addBlocks({"transformer.", "text_model.encoder."}, config.textLayers, textWidth, config.textMlp);
    names.add("logit_scale", "logit_scale", {});
    return names.take();
}

const char *patchTensorName(ClipLayout layout)
{
    return layout == ClipLayout::OpenAi ? "visual.conv1.weight" : "vision_model.embeddings.patch_embedding.weight";
}

bool isIgnoredClipName(const std::string &name)
{
    static constexpr std::array<std::string_view, 6> ignored{"input_resolution",
                                                             "context_length",
                                                             "vocab_size",
                                                             "attn_mask",
                                                             "text_model.embeddings.position_ids",
                                                             "vision_model.embeddings.position_ids"};
    // The mask of the text blocks is an attribute of each in TorchScript files; some trainers flatten their optimizer.
    return std::find(ignored.begin(), ignored.end(), name) != ignored.end() || name.ends_with(".attn_mask")
           || name.starts_with("optimizer.");
}

} // namespace reward
