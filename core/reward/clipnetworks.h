#pragma once

#include <vector>

#include "core/reward/clipweights.h"
#include "core/reward/placement.h"
#include "core/reward/transformerblock.h"

namespace reward {

/// CLIP's image tower. Weights are placed by the constructor, which throws reward::Error when one is not finite.
class ClipImageNetwork
{
public:
    ClipImageNetwork(const ClipWeights &weights, const Placement &placement);

    /// `pixels` [batch, 3, size, size], fp32, normalised, on the device → [batch, embed], fp32, as the projection gives
    /// them, not normalised.
    at::Tensor operator()(const at::Tensor &pixels) const;
    std::int64_t bytes() const { return m_bytes; }

private:
    at::Tensor m_conv; ///< [width, 3, patch, patch], channels last
    std::int64_t m_patch = 0;
    at::Tensor m_first;    ///< class embedding with its position, [width]
    at::Tensor m_position; ///< of the patches, [patches, width]
    LayerNorm m_normBefore;
    std::vector<BlockWeights> m_blocks;
    LayerNorm m_normAfter;
    Linear m_projection;
    BlockKind m_kind;
    std::int64_t m_bytes = 0;
};

/// CLIP's text tower; as the image tower.
class ClipTextNetwork
{
public:
    ClipTextNetwork(const ClipWeights &weights, const Placement &placement);

    /// `ids` [batch, tokens ≤ context] and `ends` [batch], where each text's first end token is, both int64 on the
    /// device → [batch, embed], fp32, not normalised. Ids after the end do not matter.
    at::Tensor operator()(const at::Tensor &ids, const at::Tensor &ends) const;
    std::int64_t bytes() const { return m_bytes; }

private:
    at::Tensor m_tokens; ///< [vocabulary, width], in the file's number type: few rows are read
    at::Tensor m_position;
    std::vector<BlockWeights> m_blocks;
    LayerNorm m_normAfter;
    Linear m_projection;
    BlockKind m_kind;
    std::int64_t m_bytes = 0;
};

/// The number type of a placement.
at::ScalarType scalarTypeOf(const Placement &placement);

} // namespace reward
