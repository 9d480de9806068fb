#pragma once

#include <map>

#include "core/reward/clipweights.h"

namespace reward {

/// A small CLIP whose parameters are made by formula: the same here and in the reference implementations, of which
/// golden vectors are known. Image 56 by patches of 14, text of 77 of 1000 ids, two layers and two heads in each tower,
/// 24 dimensions, logit_scale 4.
class GoldenClip : public ClipWeights
{
public:
    /// Width 128 with QuickGELU is openai/CLIP's golden case, 160 without is open_clip's.
    GoldenClip(int visionWidth, bool quickGelu);

    const ClipConfig &config() const override { return m_config; }
    at::Tensor tensor(const std::string &name) const override { return m_tensors.at(name); }
    void release(const std::string &name) const override { m_released.push_back(name); }

    std::map<std::string, at::Tensor> &tensors() { return m_tensors; }
    const std::vector<std::string> &released() const { return m_released; }

    /// The two pictures of the golden cases, [2, 3, 56, 56].
    static at::Tensor pixels();
    /// The two texts, [2, 77], and where each ends, [2].
    static at::Tensor ids();
    static at::Tensor ends();

private:
    void addNorm(const std::string &name, std::int64_t width);
    void addLinear(const std::string &weight, const std::string &bias, std::int64_t out, std::int64_t in);
    void addBlocks(const std::string &prefix, std::int64_t width);

    ClipConfig m_config;
    std::map<std::string, at::Tensor> m_tensors;
    mutable std::vector<std::string> m_released;
};

} // namespace reward
