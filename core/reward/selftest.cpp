#include "core/reward/selftest.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/reward/attentionblock.h"
#include "core/reward/clipselftest.h"
#include "core/reward/goldendata.h"
#include "core/reward/hashfill.h"
#include "core/reward/storedpair.h"

namespace reward {

namespace {

/// fp32 against float64 through two normalisations and six products of 32 to 64 terms; measured 5e-7.
constexpr double libtorchTolerance = 1e-5;
/// Exact sums against float64 sums over up to 1.2 million pixels.
constexpr double sumTolerance = 1e-9;
/// OpenCV averages areas in single precision; measured 2e-7.
constexpr double sharpnessTolerance = 1e-5;

void compare(SelfTestResult &result, double value, double golden)
{
    result.maxError = worse(result.maxError, std::abs(value - golden) / std::max(1.0, std::abs(golden)));
    ++result.cases;
}

SelfTestResult testLibtorch(const std::string &device)
{
    SelfTestResult result{.scorer = libtorchTest, .tolerance = libtorchTolerance, .reason = {}, .details = {}};
    const Result<std::vector<float>> values = attentionBlock(device);
    if (!values) {
        result.reason = values.error().message;
        return result;
    }
    std::size_t i = 0;
    for (const nlohmann::json &row : nlohmann::json::parse(attentionBlockJson())) {
        for (const nlohmann::json &golden : row) {
            compare(result, i < values->size() ? double((*values)[i]) : NAN, golden);
            ++i;
        }
    }
    result.passed = i == values->size() && result.maxError <= result.tolerance;
    return result;
}

std::string caseName(const nlohmann::json &golden)
{
    return golden.at("kind").get<std::string>() + ", " + std::to_string(golden.at("width").get<int>()) + " x "
           + std::to_string(golden.at("height").get<int>());
}

SelfTestResult testStatistic(const Scorer &scorer)
{
    const std::string &id = scorer.info().id;
    SelfTestResult result{
        .scorer = id, .tolerance = id == "sharpness" ? sharpnessTolerance : sumTolerance, .reason = {}, .details = {}};
    bool undefinedAgree = true;
    const std::atomic<bool> cancelled{false};
    for (const nlohmann::json &golden : nlohmann::json::parse(pictureStatisticsJson())) {
        const Picture picture = goldenPicture(golden.at("kind"), golden.at("width"), golden.at("height"));
        const Picture *pictures[] = {&picture};
        const auto features = scorer.pictureTower().embed(pictures, cancelled);
        const FeaturePair pairs[] = {{&*features.front(), nullptr}};
        const Result<ScoreValue> value = scorer.combine(pairs).front();
        const nlohmann::json &expected = golden.at(id);
        if (expected.is_null() || !value)
            undefinedAgree = undefinedAgree && expected.is_null() && !value;
        else
            compare(result, value->value, expected);
        if (!expected.is_null())
            result.details.push_back({caseName(golden), expected.get<double>(), value ? value->value : NAN});
    }
    result.passed = undefinedAgree && result.cases > 0 && result.maxError <= result.tolerance;
    return result;
}

/// Value 0 to 255 of channel c at (x, y).
int goldenValue(const std::string &kind, int width, int height, int x, int y, int c)
{
    if (kind == "pattern")
        return (7 * x + 13 * y + 29 * c + 3 * ((x * y) % 31)) & 255;
    if (kind == "gradient")
        return c == 0 ? x * 255 / std::max(width - 1, 1) : c == 1 ? y * 255 / std::max(height - 1, 1) : 128;
    if (kind == "noise")
        return int(hashFill(std::uint32_t((y * width + x) * 3 + c), 0) >> 24);
    if (kind == "orange")
        return c == 0 ? 240 : c == 1 ? 120 : 7;
    return kind == "white" ? 255 : 0;
}

} // namespace

Picture goldenPicture(const std::string &kind, int width, int height)
{
    Picture picture{.width = width, .height = height, .rgb = {}};
    picture.rgb.reserve(std::size_t(width) * std::size_t(height) * 3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int c = 0; c < 3; ++c)
                picture.rgb.push_back(std::uint8_t(goldenValue(kind, width, height, x, y, c)));
        }
    }
    return picture;
}

Result<SelfTestResult> selfTest(const Registry &registry, const std::string &id, const std::string &device)
{
    if (id == libtorchTest)
        return testLibtorch(device);
    const Result<const Scorer *> scorer = registry.scorer(id);
    if (!scorer)
        return tl::make_unexpected(scorer.error());
    if ((*scorer)->info().weightsBytes == 0)
        return testStatistic(**scorer);
    return testClip(**scorer, device, StoredPair(registry.installedFolder(id), (*scorer)->info().fingerprint));
}

} // namespace reward
