#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>

#include "core/reward/result.h"
#include "core/reward/tensorfile.h"

namespace reward {

/// The tensors of a whole zip file that PyTorch (torch.save since 1.6, or TorchScript) wrote; the entries point into
/// `file`. A dictionary's own keys are the names, below 'state_dict' or 'model' where there is one; in a module a name
/// is the path of attributes, as in its state dict. Strides and shared storage are kept as they are. Errors, without
/// the path: "weights.format", "weights.unsafe".
Result<std::map<std::string, TensorEntry>> readTorchArchive(std::span<const std::byte> file);

/// Whether bytes begin like a file that torch.save wrote before PyTorch 1.6, which is not a zip file.
bool isLegacyTorchFile(std::span<const std::byte> file);

} // namespace reward
