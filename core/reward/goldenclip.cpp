#include "core/reward/goldenclip.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/reward/hashfill.h"

namespace reward {

namespace {

constexpr std::int64_t textWidth = 64;
constexpr std::int64_t embed = 24;

/// Tensor number `number` by formula, plus `offset`.
void fill(const at::Tensor &tensor, std::uint32_t number, double amplitude, float offset = 0)
{
    auto *values = tensor.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        const double h = double(hashFill(std::uint32_t(i), number)) / 4294967296.0 - 0.5;
        values[i] = offset + float(amplitude * h);
    }
}

} // namespace

GoldenClip::GoldenClip(int visionWidth, bool quickGelu)
    : m_config{.imageSize = 56,
               .patch = 14,
               .visionWidth = visionWidth,
               .visionLayers = 2,
               .visionHeads = 2,
               .visionMlp = 4 * visionWidth,
               .textWidth = textWidth,
               .textLayers = 2,
               .textHeads = 2,
               .textMlp = 4 * textWidth,
               .embed = embed,
               .vocabulary = 1000,
               .context = 77,
               .quickGelu = quickGelu}
{
    const std::int64_t width = visionWidth;
    m_tensors = {{"positional_embedding", at::empty({77, textWidth})},
                 {"text_projection", at::empty({textWidth, embed})},
                 {"logit_scale", at::empty({})},
                 {"token_embedding.weight", at::empty({1000, textWidth})},
                 {"visual.class_embedding", at::empty({width})},
                 {"visual.positional_embedding", at::empty({17, width})},
                 {"visual.proj", at::empty({width, embed})},
                 {"visual.conv1.weight", at::empty({width, 3, 14, 14})}};
    addNorm("ln_final", textWidth);
    addNorm("visual.ln_pre", width);
    addNorm("visual.ln_post", width);
    addBlocks("transformer.resblocks.", textWidth);
    addBlocks("visual.transformer.resblocks.", width);
    std::uint32_t number = 0; // in the order of the names, which std::map keeps
    for (const auto &[name, tensor] : m_tensors)
        fill(tensor, number++, 0.3, tensor.dim() == 1 && name.ends_with(".weight") ? 1 : 0);
    m_tensors["logit_scale"].fill_(4.0);
}

at::Tensor GoldenClip::pixels()
{
    at::Tensor tensor = at::empty({2, 3, 56, 56});
    fill(tensor, 1000, 4);
    return tensor;
}

at::Tensor GoldenClip::ids()
{
    at::Tensor ids = at::zeros({2, 77}, at::kLong);
    const std::vector<std::int64_t> first{998, 5, 17, 300, 999};
    const std::vector<std::int64_t> second{998, 42, 7, 7, 801, 3, 250, 999};
    auto *row = ids.mutable_data_ptr<std::int64_t>();
    std::copy(first.begin(), first.end(), row);
    std::copy(second.begin(), second.end(), row + ids.size(1));
    return ids;
}

at::Tensor GoldenClip::ends()
{
    return ids().argmax(1);
}

void GoldenClip::addNorm(const std::string &name, std::int64_t width)
{
    m_tensors[name + ".weight"] = at::empty({width});
    m_tensors[name + ".bias"] = at::empty({width});
}

void GoldenClip::addLinear(const std::string &weight, const std::string &bias, std::int64_t out, std::int64_t in)
{
    m_tensors[weight] = at::empty({out, in});
    m_tensors[bias] = at::empty({out});
}

void GoldenClip::addBlocks(const std::string &prefix, std::int64_t width)
{
    for (const char *number : {"0", "1"}) {
        const std::string block = prefix + number + '.';
        addNorm(block + "ln_1", width);
        addNorm(block + "ln_2", width);
        addLinear(block + "attn.in_proj_weight", block + "attn.in_proj_bias", 3 * width, width);
        addLinear(block + "attn.out_proj.weight", block + "attn.out_proj.bias", width, width);
        addLinear(block + "mlp.c_fc.weight", block + "mlp.c_fc.bias", 4 * width, width);
        addLinear(block + "mlp.c_proj.weight", block + "mlp.c_proj.bias", width, 4 * width);
    }
}

} // namespace reward
