#pragma once

#include <filesystem>

#include "core/reward/clipcheckpoint.h"
#include "core/reward/result.h"

namespace reward {

/// Completes `config`, whose sizes come from the tensors, by heads and activation: from the config.json in `folder`,
/// with the defaults of the transformers library for keys that are left out (it leaves out what is a default), or
/// without one from the published networks and `defaults`. A config.json that contradicts the tensors is an error for
/// files in Hugging Face's layout; beside other files it belongs to something else and is passed over. Error:
/// "weights.layout" with path and key.
Result<void> completeClipConfig(const std::filesystem::path &folder, ClipLayout layout, const ClipDefaults &defaults,
                                ClipConfig &config);

} // namespace reward
