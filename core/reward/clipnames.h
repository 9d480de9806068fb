#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/reward/clipcheckpoint.h"

namespace reward {

/// Where a parameter of the network is found in a layout, and how it must look there.
struct ClipName
{
    std::string parameter;           ///< OpenAI's name
    std::vector<std::string> parts;  ///< names in the file; several are joined along the first dimension
    std::vector<std::int64_t> shape; ///< of each part, as in the file
    bool transposed = false;
};

/// All parameters of a network of these sizes (section "keys" of the published state dicts).
std::vector<ClipName> clipNames(ClipLayout layout, const ClipConfig &config);

/// The tensor that tells a layout: the convolution that makes patches.
const char *patchTensorName(ClipLayout layout);

/// Names that files hold beside the network.
bool isIgnoredClipName(const std::string &name);

} // namespace reward
