#pragma once

#include <memory>

#include "core/reward/picturestatistics.h"
#include "core/reward/scorer.h"

namespace reward {

/// The tower of colorfulness alone: one number as "f64" {1}, for which a third of the work of all five suffices.
class ColourTower : public PictureTower
{
public:
    ColourTower();

    const std::string &fingerprint() const override { return m_fingerprint; }
    bool isForOnePicture() const override { return true; }
    std::vector<Result<PictureFeatures>> embed(std::span<const Picture *const> pictures,
                                               const std::atomic<bool> &cancelled) const override;

private:
    std::string m_fingerprint;
};

/// The tower of the other scorers without weights: five numbers of a picture as "f64" {5}, in the order of
/// PictureStatistics; NaN where a number is undefined.
class StatisticsTower : public PictureTower
{
public:
    StatisticsTower();

    const std::string &fingerprint() const override { return m_fingerprint; }
    bool isForOnePicture() const override { return true; }
    std::vector<Result<PictureFeatures>> embed(std::span<const Picture *const> pictures,
                                               const std::atomic<bool> &cancelled) const override;

    /// The tower beside it that has the scorer's number in the fewest steps.
    const PictureTower &towerOf(const std::string &scorer) const;

private:
    std::string m_fingerprint;
    ColourTower m_colour;
};

/// One of the five numbers.
class StatisticScorer : public Scorer
{
public:
    /// `info.id` is "colorfulness", "sharpness", "contrast", "exposure" or "saturation"; null for any other. Fills
    /// `installed`, version and fingerprint of `info`.
    static std::unique_ptr<StatisticScorer> create(ScorerInfo info, std::shared_ptr<const StatisticsTower> tower);

    const ScorerInfo &info() const override { return m_info; }
    const PictureTower &pictureTower() const override { return m_tower->towerOf(m_info.id); }
    const PictureTower *widerPictureTower() const override { return m_tower.get(); }
    const TextTower *textTower() const override { return nullptr; }
    std::vector<Result<ScoreValue>> combine(std::span<const FeaturePair> pairs) const override;

private:
    StatisticScorer(ScorerInfo info, std::shared_ptr<const StatisticsTower> tower, std::size_t index);

    ScorerInfo m_info;
    std::shared_ptr<const StatisticsTower> m_tower;
    std::size_t m_index; ///< which of the five numbers; a tower of one has the first alone
};

} // namespace reward
