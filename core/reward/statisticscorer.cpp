#include "core/reward/statisticscorer.h"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/reward/fingerprint.h"

namespace reward {

namespace {

using Numbers = std::array<double, 5>;

/// In the order of PictureStatistics.
constexpr std::array<std::string_view, 5> names{"colorfulness", "sharpness", "contrast", "exposure", "saturation"};

FingerprintFacts facts(std::string name)
{
    return {.name = std::move(name),
            .version = 1,
            .weights = {},
            .preprocessing = {{"alpha", "dropped"},
                              {"colour", "stored values taken as sRGB"},
                              {"samples", "8 bit RGB"},
                              {"sharpness", "255Y averaged over areas to a long side of 512 when longer"},
                              {"size", "own"}},
            .arithmetic = {{"sums", "exact"}},
            .dtype = "u8"};
}

PictureFeatures toFeatures(std::span<const double> numbers, const std::string &tower)
{
    PictureFeatures features;
    features.tower = tower;
    features.dtype = "f64";
    features.shape = {std::int64_t(numbers.size())};
    features.bytes.resize(numbers.size_bytes());
    std::memcpy(features.bytes.data(), numbers.data(), numbers.size_bytes());
    return features;
}

Numbers allNumbers(const Picture &picture)
{
    const PictureStatistics statistics = pictureStatistics(picture);
    return {statistics.colorfulness, statistics.sharpness.value_or(std::numeric_limits<double>::quiet_NaN()),
            statistics.contrast, statistics.exposure, statistics.saturation};
}

template <typename NumbersOf>
std::vector<Result<PictureFeatures>> embedEach(std::span<const Picture *const> pictures,
                                               const std::atomic<bool> &cancelled, const std::string &tower,
                                               const NumbersOf &numbersOf)
{
    std::vector<Result<PictureFeatures>> results;
    for (const Picture *picture : pictures) {
        if (cancelled) {
            results.push_back(fail("cancelled", "cancelled"));
            continue;
        }
        try {
            results.push_back(toFeatures(numbersOf(*picture), tower));
        } catch (const std::exception &) {
            results.push_back(fail("picture.size", "there is not enough memory for the picture"));
        }
    }
    return results;
}

} // namespace

ColourTower::ColourTower()
    : m_fingerprint(reward::fingerprint(facts("picture-colour")))
{
}

std::vector<Result<PictureFeatures>> ColourTower::embed(std::span<const Picture *const> pictures,
                                                        const std::atomic<bool> &cancelled) const
{
    return embedEach(pictures, cancelled, m_fingerprint,
                     [](const Picture &picture) { return std::array{colorfulness(picture)}; });
}

StatisticsTower::StatisticsTower()
    : m_fingerprint(reward::fingerprint(facts("picture-statistics")))
{
}

std::vector<Result<PictureFeatures>> StatisticsTower::embed(std::span<const Picture *const> pictures,
                                                            const std::atomic<bool> &cancelled) const
{
    return embedEach(pictures, cancelled, m_fingerprint, allNumbers);
}

const PictureTower &StatisticsTower::towerOf(const std::string &scorer) const
{
    static_assert(names.front() == "colorfulness"); // the number that a tower of one has
    if (scorer == names.front())
        return m_colour;
    return *this;
}

std::unique_ptr<StatisticScorer> StatisticScorer::create(ScorerInfo info, std::shared_ptr<const StatisticsTower> tower)
{
    const auto name = std::find(names.begin(), names.end(), info.id);
    if (name == names.end())
        return nullptr;
    const FingerprintFacts covered = facts(info.id);
    info.installed = true;
    info.version = covered.version;
    info.covers = canonicalJson(covered);
    info.fingerprint = reward::fingerprint(covered);
    return std::unique_ptr<StatisticScorer>(
        new StatisticScorer(std::move(info), std::move(tower), std::size_t(name - names.begin())));
}

StatisticScorer::StatisticScorer(ScorerInfo info, std::shared_ptr<const StatisticsTower> tower, std::size_t index)
    : m_info(std::move(info))
    , m_tower(std::move(tower))
    , m_index(index)
{
}

std::vector<Result<ScoreValue>> StatisticScorer::combine(std::span<const FeaturePair> pairs) const
{
    std::vector<Result<ScoreValue>> results;
    results.reserve(pairs.size());
    for (const FeaturePair &pair : pairs) {
        Numbers numbers;
        const bool isWide = pair.picture && pair.picture->tower == m_tower->fingerprint();
        const std::size_t expected = isWide ? sizeof numbers : sizeof numbers[0];
        const PictureTower &tower = isWide ? *m_tower : pictureTower();
        if (!pair.picture || !isConsistent(*pair.picture, tower.fingerprint())
            || pair.picture->bytes.size() != expected) {
            results.push_back(fail("scorer.features", "the features are not those of " + m_info.id + "'s tower"));
            continue;
        }
        std::memcpy(numbers.data(), pair.picture->bytes.data(), expected);
        const double value = numbers[m_index];
        if (std::isfinite(value))
            results.push_back(ScoreValue{value, std::nullopt});
        else
            results.push_back(
                fail("picture.size", m_info.id + " is undefined for a picture of fewer than 3 × 3 pixels"));
    }
    return results;
}

} // namespace reward
