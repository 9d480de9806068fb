#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>

#include "core/reward/result.h"
#include "core/reward/tensorfile.h"

namespace reward {

/// Whether bytes begin like a safetensors file: the length of a header, then "{".
bool isSafetensors(std::span<const std::byte> file);

/// The tensors of a whole safetensors file; the entries point into `file`. Checked as the format demands: the tensors
/// fill the file without gap or overlap, each as large as its shape and type say. Error: "weights.format", without the
/// path.
Result<std::map<std::string, TensorEntry>> readSafetensors(std::span<const std::byte> file);

} // namespace reward
