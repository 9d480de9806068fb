#include "core/reward/features.h"

namespace reward {

std::size_t elementSize(const std::string &dtype)
{
    if (dtype == "f64")
        return 8;
    if (dtype == "fp32")
        return 4;
    if (dtype == "fp16" || dtype == "bf16")
        return 2;
    return 0;
}

bool isConsistent(const Features &features, const std::string &tower)
{
    constexpr std::size_t mostExtents = 8;
    std::size_t expected = elementSize(features.dtype);
    if (features.tower != tower || expected == 0 || features.shape.empty() || features.shape.size() > mostExtents)
        return false;
    for (const std::int64_t extent : features.shape) {
        // Divided, not multiplied: shapes come from messages and files.
        if (extent <= 0 || static_cast<std::size_t>(extent) > features.bytes.size() / expected)
            return false;
        expected *= static_cast<std::size_t>(extent);
    }
    return expected == features.bytes.size();
}

} // namespace reward
