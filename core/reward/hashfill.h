#pragma once

#include <cstddef>
#include <cstdint>

namespace reward {

/// A number in [0, 2^32) from the index of an element and the number of its tensor: fills golden tensors and pictures
/// with the same values here and in the reference scripts.
std::uint32_t hashFill(std::uint32_t element, std::uint32_t tensor);

} // namespace reward
