#include "core/reward/transformerblock.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

namespace reward {

namespace {

constexpr double normEps = 1e-5;
constexpr double quickGelu = 1.702;

/// oneDNN's order of a bf16 weight for AMX and AVX-512; undefined where libtorch was built without oneDNN.
at::Tensor packed(const at::Tensor &weight)
{
    if (weight.is_cuda() || weight.scalar_type() != at::kBFloat16 || !at::globalContext().userEnabledMkldnn()
        || !at::hasMKLDNN())
        return {};
    static const auto reorder = c10::Dispatcher::singleton().findSchema({"mkldnn::_reorder_linear_weight", ""});
    if (!reorder)
        return {};
    return reorder->typed<at::Tensor(const at::Tensor &, std::optional<std::int64_t>)>().call(
        weight.contiguous(), std::nullopt);
}

at::Tensor packedLinear(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &bias)
{
    using Signature = at::Tensor(const at::Tensor &, const at::Tensor &, const std::optional<at::Tensor> &,
                                 std::string_view, c10::List<std::optional<at::Scalar>>,
                                 std::optional<std::string_view>);
    static const auto product =
        c10::Dispatcher::singleton().findSchemaOrThrow("mkldnn::_linear_pointwise", "").typed<Signature>();
    return product.call(x, weight, bias.defined() ? std::optional(bias) : std::nullopt, "none",
                        c10::List<std::optional<at::Scalar>>(), std::nullopt);
}

/// In place: three passes without memory of their own.
void activate(at::Tensor &x, Activation activation)
{
    if (activation == Activation::Gelu)
        at::gelu_(x, "none");
    else
        at::silu_(x.mul_(quickGelu)).mul_(1 / quickGelu); // x·σ(ax) = silu(ax)/a
}

/// [batch, tokens, n · width] → [batch, heads, tokens, width / heads] of part `i`, without a copy.
at::Tensor headsOf(const at::Tensor &x, std::int64_t i, std::int64_t width, std::int64_t heads)
{
    return x.narrow(-1, i * width, width).unflatten(-1, {heads, width / heads}).transpose(1, 2);
}

at::Tensor mlp(const at::Tensor &normed, const BlockWeights &weights, Activation activation)
{
    at::Tensor hidden = weights.up(normed);
    activate(hidden, activation);
    return hidden;
}

} // namespace

Linear::Linear(at::Tensor weight, at::Tensor bias)
    : m_weight(std::move(weight))
    , m_bias(std::move(bias))
    , m_packed(packed(m_weight))
    , m_dtype(m_weight.scalar_type())
{
    if (m_packed.defined())
        m_weight.reset();
}

at::Tensor Linear::operator()(const at::Tensor &x) const
{
    return m_packed.defined() ? packedLinear(x, m_packed, m_bias) : at::linear(x, m_weight, m_bias);
}

void Linear::addTo(at::Tensor &x, const at::Tensor &y) const
{
    if (m_dtype != at::kFloat || m_packed.defined()) {
        x.add_((*this)(y));
        return;
    }
    // The product is added while it is made: one pass over x less.
    at::Tensor rows = x.view({-1, x.size(-1)});
    if (m_bias.defined())
        rows.add_(m_bias);
    rows.addmm_(y.reshape({-1, y.size(-1)}), m_weight.t());
}

at::Tensor LayerNorm::operator()(const at::Tensor &x) const
{
    return at::layer_norm(x, {x.size(-1)}, weight, bias, normEps);
}

void transformerBlock(at::Tensor &x, const BlockWeights &weights, const BlockKind &kind)
{
    const std::int64_t width = x.size(-1);
    const at::ScalarType dtype = weights.qkv.dtype();
    {
        const at::Tensor qkv = weights.qkv(weights.norm1(x).to(dtype));
        const at::Tensor seen = at::scaled_dot_product_attention(
            headsOf(qkv, 0, width, kind.heads), headsOf(qkv, 1, width, kind.heads), headsOf(qkv, 2, width, kind.heads),
            {}, 0.0, kind.causal);
        weights.out.addTo(x, seen.transpose(1, 2).flatten(2));
    }
    weights.down.addTo(x, mlp(weights.norm2(x).to(dtype), weights, kind.activation));
}

at::Tensor transformerBlockAt(const at::Tensor &x, const at::Tensor &rows, const BlockWeights &weights,
                              const BlockKind &kind)
{
    const std::int64_t batch = x.size(0);
    const std::int64_t tokens = x.size(1);
    const std::int64_t width = x.size(2);
    const at::ScalarType dtype = weights.qkv.dtype();
    const auto pick = [&](const at::Tensor &from) { // [batch, tokens, n] → [batch, 1, n]
        return from.gather(1, rows.view({batch, 1, 1}).expand({batch, 1, from.size(-1)}));
    };
    at::Tensor one = pick(x);
    // Queries of the other tokens are made too: the weight is one matrix, and a twelfth of one block is little.
    const at::Tensor qkv = weights.qkv(weights.norm1(x).to(dtype));
    at::Tensor mask;
    if (kind.causal)
        mask = (at::arange(tokens, rows.options()).view({1, 1, 1, tokens}) <= rows.view({batch, 1, 1, 1}));
    const at::Tensor seen = at::scaled_dot_product_attention(
        headsOf(pick(qkv.narrow(-1, 0, width)), 0, width, kind.heads), headsOf(qkv, 1, width, kind.heads),
        headsOf(qkv, 2, width, kind.heads), mask.defined() ? std::optional(mask) : std::nullopt);
    weights.out.addTo(one, seen.transpose(1, 2).flatten(2));
    weights.down.addTo(one, mlp(weights.norm2(one).to(dtype), weights, kind.activation));
    return one.squeeze(1);
}

} // namespace reward
