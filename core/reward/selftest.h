#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "core/reward/registry.h"

namespace reward {

/// A picture of the golden cases, made by formula: kind "pattern", "gradient", "noise", "black", "white", "orange".
/// The reference script makes the same ones.
Picture goldenPicture(const std::string &kind, int width, int height);

/// One golden value beside what this machine computes; NaN when it computes none.
struct SelfTestCase
{
    std::string name; ///< "pattern, 400 x 300"
    double expected = 0;
    double got = 0;
};

/// What came of comparing a scorer with its golden values.
struct SelfTestResult
{
    std::string scorer; ///< a scorer's id, or "libtorch"
    bool passed = false;
    double maxError = 0; ///< largest |value − golden| / max(1, |golden|)
    double tolerance = 0;
    int cases = 0;
    std::string reason;                ///< why it could not run at all; else empty
    std::vector<SelfTestCase> details; ///< of scorers; libtorch's own test compares an array and lists nothing
};

/// The name under which libtorch's own set-up is tested.
inline constexpr const char *libtorchTest = "libtorch";

/// The worse of two errors. NaN, which compares with nothing, is the worst of all, whatever comes before or after it.
inline double worse(double a, double b)
{
    return std::isnan(a) || b <= a ? a : b;
}

/// Tests an installed scorer, or "libtorch" on `device`. Errors: as Registry::scorer.
Result<SelfTestResult> selfTest(const Registry &registry, const std::string &id, const std::string &device);

} // namespace reward
