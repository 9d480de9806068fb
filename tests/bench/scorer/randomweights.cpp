#include "tests/bench/scorer/randomweights.h"

#include <cmath>
#include <utility>

#include <ATen/ATen.h>

RandomWeights::RandomWeights(const reward::ClipConfig &config)
    : m_config(config)
    , m_noise(at::randn({1 << 24}))
{
    const std::int64_t w = config.textWidth;
    const std::int64_t v = config.visionWidth;
    const int side = config.imageSize / config.patch;
    add("positional_embedding", {config.context, w}, 0.01);
    add("text_projection", {w, config.embed}, 1 / std::sqrt(double(w)));
    add("token_embedding.weight", {config.vocabulary, w}, 0.02);
    m_tensors["logit_scale"] = at::full({}, std::log(100.0F));
    add("visual.class_embedding", {v}, 0.05);
    add("visual.positional_embedding", {side * side + 1, v}, 0.05);
    add("visual.proj", {v, config.embed}, 1 / std::sqrt(double(v)));
    add("visual.conv1.weight", {v, 3, config.patch, config.patch}, 0.02);
    for (const auto &[name, width] : {std::pair("ln_final", w), {"visual.ln_pre", v}, {"visual.ln_post", v}})
        addNorm(name, width);
    addBlocks("transformer.resblocks.", config.textLayers, w, config.textMlp);
    addBlocks("visual.transformer.resblocks.", config.visionLayers, v, config.visionMlp);
    m_noise.reset();
}

void RandomWeights::add(const std::string &name, const std::vector<std::int64_t> &shape, double scale)
{
    at::Tensor tensor = at::empty(shape);
    const at::Tensor flat = tensor.view(-1);
    // Cut out of one long piece of noise at changing places: making 10⁹ random numbers would take half a minute.
    for (std::int64_t done = 0; done < flat.numel();) {
        const std::int64_t from = (m_from += 1'000'003) % (m_noise.numel() / 2);
        const std::int64_t length = std::min(flat.numel() - done, m_noise.numel() - from);
        flat.narrow(0, done, length).copy_(m_noise.narrow(0, from, length));
        done += length;
    }
    m_tensors[name] = tensor.mul_(scale);
}

void RandomWeights::addNorm(const std::string &name, std::int64_t width)
{
    add(name + ".weight", {width}, 0.1);
    m_tensors[name + ".weight"].add_(1);
    add(name + ".bias", {width}, 0.1);
}

void RandomWeights::addBlocks(const std::string &prefix, int count, std::int64_t width, std::int64_t hidden)
{
    const double deep = 1 / std::sqrt(2.0 * count);
    for (int i = 0; i < count; ++i) {
        const std::string block = prefix + std::to_string(i) + '.';
        addNorm(block + "ln_1", width);
        addNorm(block + "ln_2", width);
        add(block + "attn.in_proj_weight", {3 * width, width}, 1 / std::sqrt(double(width)));
        add(block + "attn.in_proj_bias", {3 * width}, 0.01);
        add(block + "attn.out_proj.weight", {width, width}, deep / std::sqrt(double(width)));
        add(block + "attn.out_proj.bias", {width}, 0.01);
        add(block + "mlp.c_fc.weight", {hidden, width}, 1 / std::sqrt(double(width)));
        add(block + "mlp.c_fc.bias", {hidden}, 0.01);
        add(block + "mlp.c_proj.weight", {width, hidden}, deep / std::sqrt(double(hidden)));
        add(block + "mlp.c_proj.bias", {width}, 0.01);
    }
}
