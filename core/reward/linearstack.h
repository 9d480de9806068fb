#pragma once

#include <span>
#include <vector>

#include "core/reward/result.h"

namespace reward {

/// A list of linear layers, optionally with ReLU between them, in double precision on the CPU: the heads of the
/// aesthetic predictors. Layers without anything between them are one affine map, and are kept as one.
class LinearStack
{
public:
    struct Layer
    {
        std::size_t in = 0;
        std::size_t out = 0;
        std::vector<double> weight; ///< [out, in], row-major
        std::vector<double> bias;   ///< [out]
    };

    /// Errors: "weights.shape" when a layer does not take what the one before gives, or has other sizes than it says.
    static Result<LinearStack> create(std::vector<Layer> layers, bool relu);

    std::size_t inputs() const { return m_layers.front().in; }
    std::size_t outputs() const { return m_layers.back().out; }
    /// `x` of inputs() numbers.
    std::vector<double> operator()(std::span<const float> x) const;

private:
    std::vector<Layer> m_layers;
    bool m_relu = false;
};

} // namespace reward
