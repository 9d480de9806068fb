#pragma once

#include <optional>
#include <span>
#include <vector>

#include <QByteArray>
#include <QString>

namespace analysis {

/// Longest vector that is read: no embedding of a picture or a text as a whole is longer.
inline constexpr int longestEmbedding = 1 << 14;

/// A stored embedding as a vector of length 1. `dtype` "f64", "fp32", "fp16" or "bf16", little-endian. `shape` must
/// name one extent ("768"): token-wise features say nothing about similarity. Nothing for another shape, a number of
/// bytes that does not fit, a component that is not finite, or a vector of length 0.
std::optional<std::vector<float>> unitVector(const QString &dtype, const QString &shape, const QByteArray &data);

/// The product of two vectors of equal size; of unit vectors the cosine between them.
float dotProduct(std::span<const float> a, std::span<const float> b);

} // namespace analysis
