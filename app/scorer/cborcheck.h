#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace scorer {

/// The deepest nesting of arrays and maps in a message.
inline constexpr std::size_t maxDepth = 16;

/// What is wrong with bytes that should be one CBOR value of definite lengths and at most `maxDepth` levels; empty when
/// nothing is. The parser that follows recurses, so depth is bounded before it runs.
std::string cborProblem(std::span<const std::byte> bytes);

} // namespace scorer
