#pragma once

#include <optional>

#include <QString>

namespace analysis {

/// What the paper "Universal Aesthetic Alignment Narrows Artistic Expression" (arXiv 2512.11883, table of reward models
/// picking the wide-spectrum picture) reports for a scorer: share of pairs on which it picks the picture that fits the
/// wide-spectrum prompt. Comparable only with pairs of kind "distorted/original". "import:ID" counts as ID.
std::optional<double> publishedAccuracy(const QString &scorer);

} // namespace analysis
