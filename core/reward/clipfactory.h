#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/reward/cliptowers.h"
#include "core/reward/modelsource.h"
#include "core/reward/scorer.h"

namespace reward {

/// Makes the scorers that stand on CLIP: clip-l, hps-v1, hps-v2, hps-v2.1, pickscore, laion-v1, laion-v2. Files are
/// opened and checked, weights are read when a tower is first asked. Scorers with the same file, preparation and
/// number type share a tower.
class ClipFactory
{
public:
    ClipFactory(Placement placement, Devices &devices)
        : m_placement(std::move(placement))
        , m_devices(devices)
    {
    }

    static bool makes(const std::string &scorer);
    /// `info.id` is one of those; the rest of `info` that depends on the weights is filled in. `clip`: where clip-l's
    /// file is, for heads that come without one. Options: "resize" = "antialias" (default) or "plain", "product" =
    /// "fp32" or "fp16" (default under the number type fp16), both for hps-v2 and hps-v2.1.
    /// Errors: those of openClipCheckpoint and openLinearStack, "weights.missing", "weights.shape", "scorer.option".
    Result<std::unique_ptr<Scorer>> make(ScorerInfo info, const ModelSource &source,
                                         const std::optional<ModelSource> &clip);
    /// Bytes of weights in memory now.
    std::int64_t loadedBytes() const;

private:
    struct Clip;

    Result<std::shared_ptr<const Clip>> openClip(const std::filesystem::path &path, const ModelSource &source,
                                                 bool quickGelu);
    std::shared_ptr<const ClipPictureTower> pictureTower(const Clip &clip, PicturePreparation preparation);
    std::shared_ptr<const ClipTextTower> textTower(const Clip &clip, ClipTextStyle style);

    Placement m_placement;
    Devices &m_devices;
    std::map<std::string, std::shared_ptr<const Clip>> m_clips; ///< by the hashes of their files
    std::map<std::string, std::shared_ptr<const ClipPictureTower>> m_pictureTowers; ///< by fingerprint
    std::map<std::string, std::shared_ptr<const ClipTextTower>> m_textTowers;
};

} // namespace reward
