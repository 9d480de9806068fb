#pragma once

#include <map>

#include <ATen/ATen.h>

#include "core/reward/clipweights.h"
#include "core/reward/hashfill.h"

/// A small CLIP whose parameters are made by formula: the same here and in the reference implementations.
class GoldenClip : public reward::ClipWeights
{
public:
    /// Image 56 by patches of 14, text of 77 of 1000 ids, two layers and two heads each, 24 dimensions.
    GoldenClip(int visionWidth, bool quickGelu)
        : m_config{.imageSize = 56,
                   .patch = 14,
                   .visionWidth = visionWidth,
                   .visionLayers = 2,
                   .visionHeads = 2,
                   .visionMlp = 4 * visionWidth,
                   .textWidth = 64,
                   .textLayers = 2,
                   .textHeads = 2,
                   .textMlp = 256,
                   .embed = 24,
                   .vocabulary = 1000,
                   .context = 77,
                   .quickGelu = quickGelu}
    {
        const std::int64_t width = visionWidth;
        m_tensors = {{"positional_embedding", at::empty({77, 64})},
                     {"text_projection", at::empty({64, 24})},
                     {"logit_scale", at::empty({})},
                     {"token_embedding.weight", at::empty({1000, 64})},
                     {"visual.class_embedding", at::empty({width})},
                     {"visual.positional_embedding", at::empty({17, width})},
                     {"visual.proj", at::empty({width, 24})},
                     {"visual.conv1.weight", at::empty({width, 3, 14, 14})}};
        addNorm("ln_final", 64);
        addNorm("visual.ln_pre", width);
        addNorm("visual.ln_post", width);
        addBlocks("transformer.resblocks.", 64);
        addBlocks("visual.transformer.resblocks.", width);
        std::uint32_t number = 0;
        for (auto &[name, tensor] : m_tensors)
            fill(tensor, number++, 0.3, tensor.dim() == 1 && name.ends_with(".weight") ? 1 : 0);
        m_tensors["logit_scale"].fill_(4.0);
    }

    const reward::ClipConfig &config() const override { return m_config; }
    at::Tensor tensor(const std::string &name) const override { return m_tensors.at(name); }
    void release(const std::string &name) const override { released.push_back(name); }

    /// Tensor number `number` by formula, plus `offset`.
    static void fill(at::Tensor &tensor, std::uint32_t number, double amplitude, float offset = 0)
    {
        auto *values = tensor.mutable_data_ptr<float>();
        for (std::int64_t i = 0; i < tensor.numel(); ++i) {
            const double h = double(reward::hashFill(std::uint32_t(i), number)) / 4294967296.0 - 0.5;
            values[i] = offset + float(amplitude * h);
        }
    }
    static at::Tensor pixels()
    {
        at::Tensor tensor = at::empty({2, 3, 56, 56});
        fill(tensor, 1000, 4);
        return tensor;
    }
    std::map<std::string, at::Tensor> &tensors() { return m_tensors; }

    mutable std::vector<std::string> released;

private:
    void addNorm(const std::string &name, std::int64_t width)
    {
        m_tensors[name + ".weight"] = at::empty({width});
        m_tensors[name + ".bias"] = at::empty({width});
    }
    void addLinear(const std::string &weight, const std::string &bias, std::int64_t out, std::int64_t in)
    {
        m_tensors[weight] = at::empty({out, in});
        m_tensors[bias] = at::empty({out});
    }
    void addBlocks(const std::string &prefix, std::int64_t width)
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

    reward::ClipConfig m_config;
    std::map<std::string, at::Tensor> m_tensors;
};
