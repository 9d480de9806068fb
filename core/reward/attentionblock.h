#pragma once

#include <vector>

#include "core/reward/result.h"

namespace reward {

/// Output of one pre-norm transformer block (causal attention of 4 heads, erf GELU) on a fixed input with fixed
/// weights, 2 × 6 × 32 values, row-major: what the whole of libtorch's set-up is proven with.
/// `device` as Runtime::device gives it. Errors: "torch.failed" with libtorch's reason.
Result<std::vector<float>> attentionBlock(const std::string &device);

} // namespace reward
