#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/reward/clipcheckpoint.h"
#include "core/reward/devices.h"
#include "core/reward/placement.h"

namespace reward {

class ClipWeights;

/// An embedding of unit length.
using Embedding = std::vector<float>;

/// CLIP's two towers from one checkpoint, on one device. The weights of a tower are placed when it is first asked.
class ClipModel
{
public:
    ClipModel(std::shared_ptr<const ClipWeights> weights, Placement placement, Devices &devices);
    ~ClipModel();
    ClipModel(const ClipModel &) = delete;
    ClipModel &operator=(const ClipModel &) = delete;

    const ClipConfig &config() const;
    /// exp(logit_scale), as stored.
    double scale() const;

    /// Writes picture `item` as 3 × size × size normalised floats; called from several threads. Must not throw; what it
    /// fails on it remembers itself.
    using FillPixels = std::function<void(std::size_t item, float *pixels)>;
    /// Image embeddings of items 0 … count − 1. While a GPU computes a batch, the next one is filled.
    /// Errors (of all items): "weights.nan", "device.memory", "scorer.failed", "cancelled".
    Result<std::vector<Embedding>> embedPictures(std::size_t count, const FillPixels &fill,
                                                 const std::atomic<bool> &cancelled) const;

    /// Text embeddings of token sequences (start … end …), each cut after its first end token before it is encoded: no
    /// token sees a later one. Errors: as above.
    Result<std::vector<Embedding>> embedTexts(std::span<const std::vector<std::int32_t>> sequences,
                                              const std::atomic<bool> &cancelled) const;

    /// Bytes of weights that are placed now.
    std::int64_t loadedBytes() const;
    /// Of pictures.
    BatchLimit batchLimit() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace reward
