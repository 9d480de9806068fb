#pragma once

#include <memory>

#include "core/reward/picturestatistics.h"
#include "core/reward/scorer.h"

namespace reward {

/// The tower of all scorers without weights: five numbers of a picture as "f64" {5}, in the order of PictureStatistics;
/// NaN where a number is undefined. Pictures are shared out over the threads of Runtime.
class StatisticsTower : public PictureTower
{
public:
    StatisticsTower();

    const std::string &fingerprint() const override { return m_fingerprint; }
    std::vector<Result<PictureFeatures>> embed(std::span<const Picture *const> pictures,
                                               const std::atomic<bool> &cancelled) const override;

private:
    std::string m_fingerprint;
};

/// One of the five numbers.
class StatisticScorer : public Scorer
{
public:
    /// `info.id` is "colorfulness", "sharpness", "contrast", "exposure" or "saturation"; null for any other. Fills
    /// `installed`, version and fingerprint of `info`.
    static std::unique_ptr<StatisticScorer> create(ScorerInfo info, std::shared_ptr<const StatisticsTower> tower);

    const ScorerInfo &info() const override { return m_info; }
    const PictureTower &pictureTower() const override { return *m_tower; }
    const TextTower *textTower() const override { return nullptr; }
    std::vector<Result<ScoreValue>> combine(std::span<const FeaturePair> pairs) const override;

private:
    StatisticScorer(ScorerInfo info, std::shared_ptr<const StatisticsTower> tower, std::size_t index);

    ScorerInfo m_info;
    std::shared_ptr<const StatisticsTower> m_tower;
    std::size_t m_index; ///< which of the tower's numbers
};

} // namespace reward
