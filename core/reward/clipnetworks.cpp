#include "core/reward/clipnetworks.h"

#include <ATen/ATen.h>

namespace reward {

namespace {

LayerNorm norm(WeightPlacer &placer, const std::string &name)
{
    return {placer.place(name + ".weight", at::kFloat), placer.place(name + ".bias", at::kFloat)};
}

Linear linear(WeightPlacer &placer, const std::string &weight, const std::string &bias, at::ScalarType dtype)
{
    return {placer.place(weight, dtype), placer.place(bias, dtype)};
}

/// A projection is stored as [in, out] and has no bias.
Linear projection(WeightPlacer &placer, const std::string &name, at::ScalarType dtype)
{
    return {placer.place(name, dtype).t(), {}};
}

std::vector<BlockWeights> blocks(WeightPlacer &placer, const std::string &prefix, int count, at::ScalarType dtype)
{
    std::vector<BlockWeights> all;
    for (int i = 0; i < count; ++i) {
        const std::string block = prefix + "transformer.resblocks." + std::to_string(i) + '.';
        all.push_back({.norm1 = norm(placer, block + "ln_1"),
                       .qkv = linear(placer, block + "attn.in_proj_weight", block + "attn.in_proj_bias", dtype),
                       .out = linear(placer, block + "attn.out_proj.weight", block + "attn.out_proj.bias", dtype),
                       .norm2 = norm(placer, block + "ln_2"),
                       .up = linear(placer, block + "mlp.c_fc.weight", block + "mlp.c_fc.bias", dtype),
                       .down = linear(placer, block + "mlp.c_proj.weight", block + "mlp.c_proj.bias", dtype)});
    }
    return all;
}

/// All blocks; of the last one only the tokens at `rows`. [batch, tokens, width] → [batch, width]
at::Tensor run(at::Tensor x, const std::vector<BlockWeights> &blocks, const BlockKind &kind, const at::Tensor &rows)
{
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i)
        transformerBlock(x, blocks[i], kind);
    return transformerBlockAt(x, rows, blocks.back(), kind);
}

BlockKind kindOf(const ClipConfig &config, int heads, bool causal)
{
    return {.heads = heads,
            .activation = config.quickGelu ? Activation::QuickGelu : Activation::Gelu,
            .causal = causal};
}

} // namespace

at::ScalarType scalarTypeOf(const Placement &placement)
{
    return placement.dtype == "bf16" ? at::kBFloat16 : placement.dtype == "fp16" ? at::kHalf : at::kFloat;
}

ClipImageNetwork::ClipImageNetwork(const ClipWeights &weights, const Placement &placement)
    : m_patch(weights.config().patch)
    , m_kind(kindOf(weights.config(), weights.config().visionHeads, false))
{
    WeightPlacer placer(weights, at::Device(placement.device));
    const at::ScalarType dtype = scalarTypeOf(placement);
    m_conv = placer.place("visual.conv1.weight", dtype).contiguous(at::MemoryFormat::ChannelsLast);
    const at::Tensor position = placer.place("visual.positional_embedding", at::kFloat);
    m_first = placer.place("visual.class_embedding", at::kFloat) + position[0];
    m_position = position.slice(0, 1);
    m_normBefore = norm(placer, "visual.ln_pre");
    m_blocks = blocks(placer, "visual.", weights.config().visionLayers, dtype);
    m_normAfter = norm(placer, "visual.ln_post");
    m_projection = projection(placer, "visual.proj", dtype);
    m_bytes = placer.bytes();
}

at::Tensor ClipImageNetwork::operator()(const at::Tensor &pixels) const
{
    const std::int64_t batch = pixels.size(0);
    const at::Tensor patches = at::conv2d(pixels.to(m_conv.scalar_type()).contiguous(at::MemoryFormat::ChannelsLast),
                                          m_conv, {}, {m_patch, m_patch});
    const std::int64_t width = patches.size(1);
    at::Tensor x = at::empty({batch, 1 + m_position.size(0), width}, m_position.options());
    x.select(1, 0).copy_(m_first.expand({batch, width}));
    at::Tensor rest = x.slice(1, 1);
    rest.copy_(patches.flatten(2).transpose(1, 2)).add_(m_position);
    const at::Tensor rows = at::zeros({batch}, x.options().dtype(at::kLong));
    const at::Tensor first = m_normAfter(run(m_normBefore(x), m_blocks, m_kind, rows));
    return m_projection(first.to(m_projection.dtype())).to(at::kFloat);
}

ClipTextNetwork::ClipTextNetwork(const ClipWeights &weights, const Placement &placement)
    : m_kind(kindOf(weights.config(), weights.config().textHeads, true))
{
    WeightPlacer placer(weights, at::Device(placement.device));
    const at::ScalarType dtype = scalarTypeOf(placement);
    m_tokens = placer.placeAsStored("token_embedding.weight");
    m_position = placer.place("positional_embedding", at::kFloat);
    m_blocks = blocks(placer, "", weights.config().textLayers, dtype);
    m_normAfter = norm(placer, "ln_final");
    m_projection = projection(placer, "text_projection", dtype);
    m_bytes = placer.bytes();
}

at::Tensor ClipTextNetwork::operator()(const at::Tensor &ids, const at::Tensor &ends) const
{
    at::Tensor x = at::embedding(m_tokens, ids).to(at::kFloat) + m_position.slice(0, 0, ids.size(1));
    const at::Tensor end = m_normAfter(run(std::move(x), m_blocks, m_kind, ends));
    return m_projection(end.to(m_projection.dtype())).to(at::kFloat);
}

} // namespace reward
