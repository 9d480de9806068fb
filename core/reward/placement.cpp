#include "core/reward/placement.h"

namespace reward {

Result<void> checkDtype(const std::string &dtype)
{
    if (dtype == "fp32" || dtype == "bf16" || dtype == "fp16")
        return {};
    return fail("dtype.form", "\"" + dtype + "\" is no number type; it is fp32, bf16 or fp16");
}

} // namespace reward
