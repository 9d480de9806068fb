#pragma once

#include <string>

#include "core/reward/result.h"

namespace reward {

/// Where a network computes, and in what.
struct Placement
{
    std::string device = "cpu"; ///< as Runtime::device gives it
    std::string dtype = "fp32"; ///< "fp32", "bf16", "fp16": of matrix products; sums along the network, normalisation
                                ///< and softmax are fp32 in all three

    auto operator<=>(const Placement &) const = default;
};

/// Errors: "dtype.form" for anything but the three.
Result<void> checkDtype(const std::string &dtype);

} // namespace reward
