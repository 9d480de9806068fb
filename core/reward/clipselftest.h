#pragma once

#include "core/reward/scorer.h"
#include "core/reward/selftest.h"

namespace reward {

/// Tests a scorer that stands on CLIP: the tokenizer on known texts, the preparation of a known picture, a small
/// network with known results on `device`, the installed weights on a picture (a finite value), and published heads on
/// known vectors. One case each; the largest error counts.
SelfTestResult testClip(const Scorer &scorer, const std::string &device);

} // namespace reward
