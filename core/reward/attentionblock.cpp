#include "core/reward/attentionblock.h"

#include <array>

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include "core/reward/hashfill.h"

namespace reward {

namespace {

constexpr std::int64_t batch = 2;
constexpr std::int64_t tokens = 6;
constexpr std::int64_t width = 32;
constexpr std::int64_t heads = 4;
constexpr std::int64_t hidden = 64;

/// Tensor number `t` in [−amplitude/2, amplitude/2), rounded to float once.
at::Tensor fill(std::uint32_t t, at::IntArrayRef shape, const at::Device &device, double amplitude = 0.3)
{
    at::Tensor tensor = at::empty(shape, at::kFloat);
    float *values = tensor.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        values[i] = float(amplitude * (double(hashFill(std::uint32_t(i), t)) / 4294967296.0 - 0.5));
    return tensor.to(device);
}

at::Tensor linear(const at::Tensor &x, std::uint32_t weight, std::uint32_t bias, std::int64_t out,
                  const at::Device &device)
{
    return at::linear(x, fill(weight, {out, x.size(-1)}, device), fill(bias, {out}, device));
}

at::Tensor norm(const at::Tensor &x, std::uint32_t weight, const at::Device &device)
{
    return at::layer_norm(x, {width}, 1 + fill(weight, {width}, device), fill(weight + 1, {width}, device), 1e-5);
}

at::Tensor splitHeads(const at::Tensor &x)
{
    return x.view({batch, tokens, heads, width / heads}).transpose(1, 2);
}

at::Tensor block(at::Tensor x, const at::Device &device)
{
    const at::Tensor y = norm(x, 0, device);
    const at::Tensor attention = at::scaled_dot_product_attention(
        splitHeads(linear(y, 2, 5, width, device)), splitHeads(linear(y, 3, 6, width, device)),
        splitHeads(linear(y, 4, 7, width, device)), {}, 0.0, true);
    const at::Tensor joined = attention.transpose(1, 2).reshape({batch, tokens, width});
    x = x + linear(joined, 8, 9, width, device);
    return x + linear(at::gelu(linear(norm(x, 10, device), 12, 13, hidden, device)), 14, 15, width, device);
}

} // namespace

Result<std::vector<float>> attentionBlock(const std::string &device)
{
    try {
        const c10::InferenceMode inference;
        const at::Device where(device);
        const at::Tensor out = block(fill(1000, {batch, tokens, width}, where, 4), where).to(at::kCPU).contiguous();
        return std::vector<float>(out.const_data_ptr<float>(), out.const_data_ptr<float>() + out.numel());
    } catch (const std::exception &error) {
        const std::string reason = error.what();
        return fail("torch.failed", "libtorch failed on " + device + ": " + reason.substr(0, reason.find('\n')));
    }
}

} // namespace reward
