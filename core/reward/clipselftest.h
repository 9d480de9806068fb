#pragma once

#include "core/reward/scorer.h"
#include "core/reward/selftest.h"
#include "core/reward/storedpair.h"

namespace reward {

/// Tests a scorer that stands on CLIP: the tokenizer on known texts, the preparation of a known picture, a small
/// network with known results on `device`, the installed weights on a picture and a text (a finite value, and the one
/// that is stored, if any; the first test that passes stores it), and published heads on known vectors. One case each;
/// the largest error counts.
SelfTestResult testClip(const Scorer &scorer, const std::string &device, const StoredPair &stored = {{}, {}});

} // namespace reward
