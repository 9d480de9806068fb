#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace reward {

/// What a tower made of one picture or one text: a dense little-endian array in plain memory, which outlives the tower,
/// travels in a message and can be stored.
struct Features
{
    std::string tower;               ///< fingerprint of the tower; features of another tower are refused
    std::string dtype;               ///< "f64", "fp32", "fp16", "bf16"
    std::vector<std::int64_t> shape; ///< {768}, {577, 1024}
    std::vector<std::byte> bytes;    ///< row-major, shape × size of dtype
    bool keepable = true;            ///< small enough to be stored in the study; token maps stay in memory
};

/// Result of the picture part of a scorer.
struct PictureFeatures : Features
{
};

/// Result of the text part of a scorer.
struct TextFeatures : Features
{
};

/// Bytes of one element; 0 for an unknown dtype.
std::size_t elementSize(const std::string &dtype);

/// Whether shape, dtype and number of bytes agree and `tower` made them. `shape` is of at most 8 positive extents.
bool isConsistent(const Features &features, const std::string &tower);

} // namespace reward
