#pragma once

#include <ATen/core/Tensor.h>

namespace reward {

enum class Activation {
    QuickGelu, ///< x · sigmoid(1.702 x)
    Gelu       ///< 0.5 x (1 + erf(x / √2))
};

/// y = x Wᵀ + b in the weight's number type. On the CPU a bf16 weight is kept in the order that the matrix unit reads,
/// which saves sorting it again for every product.
class Linear
{
public:
    Linear() = default;
    /// `weight` [out, in], on its device and in its number type; `bias` [out] of the same, or undefined.
    Linear(at::Tensor weight, at::Tensor bias);

    /// `x` [..., in] of the weight's number type; gives [..., out].
    at::Tensor operator()(const at::Tensor &x) const;
    /// x += operator()(y) for fp32 `x` [..., out] without gaps.
    void addTo(at::Tensor &x, const at::Tensor &y) const;
    at::ScalarType dtype() const { return m_dtype; }

private:
    at::Tensor m_weight;
    at::Tensor m_bias;
    at::Tensor m_packed; ///< the weight in the matrix unit's order; undefined where that is not used
    at::ScalarType m_dtype = at::kFloat;
};

/// Layer normalisation over the last dimension, eps 1e-5, in fp32.
struct LayerNorm
{
    at::Tensor weight; ///< [width], fp32
    at::Tensor bias;   ///< [width], fp32

    at::Tensor operator()(const at::Tensor &x) const;
};

/// The weights of one pre-norm block.
struct BlockWeights
{
    LayerNorm norm1;
    Linear qkv; ///< [3 width, width]: queries, keys, values in that order
    Linear out;
    LayerNorm norm2;
    Linear up;
    Linear down;
};

/// What is the same in every block of a tower.
struct BlockKind
{
    std::int64_t heads = 1;
    Activation activation = Activation::Gelu;
    bool causal = false; ///< a token sees itself and those before it
};

/// x += attention(norm1(x)); x += mlp(norm2(x)), in place. `x` [batch, tokens, width], fp32.
void transformerBlock(at::Tensor &x, const BlockWeights &weights, const BlockKind &kind);

/// The same for one token of each item, `rows` [batch] (int64): what the last block of a tower is asked for when only
/// that token goes on. With `causal`, no token after the last of `rows` may matter. Gives [batch, width].
at::Tensor transformerBlockAt(const at::Tensor &x, const at::Tensor &rows, const BlockWeights &weights,
                              const BlockKind &kind);

} // namespace reward
