#include "core/reward/linearstack.h"

#include <algorithm>

namespace reward {

namespace {

std::vector<double> affine(const LinearStack::Layer &layer, const std::vector<double> &x)
{
    std::vector<double> y = layer.bias;
    for (std::size_t row = 0; row < layer.out; ++row) {
        for (std::size_t i = 0; i < layer.in; ++i)
            y[row] += layer.weight[row * layer.in + i] * x[i];
    }
    return y;
}

/// second ∘ first.
LinearStack::Layer composed(const LinearStack::Layer &second, const LinearStack::Layer &first)
{
    LinearStack::Layer both{
        first.in, second.out, std::vector<double>(second.out * first.in), affine(second, first.bias)};
    for (std::size_t row = 0; row < second.out; ++row) {
        for (std::size_t k = 0; k < second.in; ++k) {
            const double factor = second.weight[row * second.in + k];
            for (std::size_t i = 0; i < first.in; ++i)
                both.weight[row * first.in + i] += factor * first.weight[k * first.in + i];
        }
    }
    return both;
}

} // namespace

Result<LinearStack> LinearStack::create(std::vector<Layer> layers, bool relu)
{
    if (layers.empty())
        return fail("weights.shape", "there is no layer");
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Layer &layer = layers[i];
        if (layer.in == 0 || layer.out == 0 || layer.weight.size() != layer.in * layer.out
            || layer.bias.size() != layer.out || (i > 0 && layer.in != layers[i - 1].out))
            return fail("weights.shape", "linear layer " + std::to_string(i) + " does not fit the one before it");
    }
    LinearStack stack;
    stack.m_relu = relu;
    if (relu) {
        stack.m_layers = std::move(layers);
        return stack;
    }
    // From the last layer on: its few rows make every product small.
    Layer all = std::move(layers.back());
    for (std::size_t i = layers.size() - 1; i-- > 0;)
        all = composed(all, layers[i]);
    stack.m_layers.push_back(std::move(all));
    return stack;
}

std::vector<double> LinearStack::operator()(std::span<const float> x) const
{
    std::vector<double> values(x.begin(), x.end());
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        values = affine(m_layers[i], values);
        if (m_relu && i + 1 < m_layers.size())
            std::ranges::for_each(values, [](double &value) { value = std::max(value, 0.0); });
    }
    return values;
}

} // namespace reward
