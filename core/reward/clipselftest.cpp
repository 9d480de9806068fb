#include "core/reward/clipselftest.h"

#include <array>
#include <cmath>
#include <cstring>
#include <optional>

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include "core/reward/clipnetworks.h"
#include "core/reward/cliptokenizer.h"
#include "core/reward/goldenclip.h"
#include "core/reward/preprocess.h"

namespace reward {

namespace {

/// Cosines of the small network in single precision against the reference's; measured 2e-7.
constexpr double tolerance = 1e-5;
/// How much more the weights may differ from what they gave before in bf16 or fp16, where devices round otherwise:
/// 8e-3, as of a cosine between CUDA and the CPU.
constexpr double sixteenBits = 800;

void add(SelfTestResult &result, const std::string &name, double expected, double got, double scale = 1)
{
    result.maxError = worse(result.maxError, std::abs(got - expected) / scale);
    result.details.push_back({name, expected, got});
    ++result.cases;
}

/// Ids of texts as the reference tokenizers give them; the number that differs is the error.
void testTokenizer(SelfTestResult &result)
{
    struct Known
    {
        const char *text;
        ClipTextStyle style;
        std::vector<std::int32_t> ids;
    };
    const std::array<Known, 4> known{
        Known{"hello world, it's 2024", ClipTextStyle::OpenAi, {3306, 1002, 267, 585, 568, 273, 271, 273, 275}},
        Known{"&lt;b&gt; &amp;amp; x", ClipTextStyle::OpenClip, {283, 321, 285, 261, 343}},
        Known{"&lt;b&gt; &amp;amp; x",
              ClipTextStyle::HuggingFace,
              {261, 3333, 282, 321, 261, 4725, 282, 261, 6259, 282, 6259, 282, 343}},
        Known{"你好", ClipTextStyle::OpenAi, {47466, 254, 29290, 377}}};
    int differing = 0;
    for (const Known &one : known)
        differing += ClipTokenizer::shared().ids(one.text, one.style) == one.ids ? 0 : 1;
    add(result, "texts that the tokenizer reads otherwise", 0, differing);
}

/// The golden picture through resize and crop: the bytes' checksum, and HPSv2's floats.
void testPreparation(SelfTestResult &result)
{
    constexpr int size = 224;
    constexpr std::array<double, 3> mean{0.48145466, 0.4578275, 0.40821073};
    constexpr std::array<double, 3> deviation{0.26862954, 0.26130258, 0.27577711};
    constexpr std::size_t plane = std::size_t(size) * size;
    const Picture picture = goldenPicture("pattern", 400, 300);
    std::vector<float> pixels(3 * plane);
    clipShortSide(picture, size, ClipCrop::Torchvision, pixels.data());
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i < plane; ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            bytes.push_back(std::uint8_t(std::lround((double(pixels[c * plane + i]) * deviation[c] + mean[c]) * 255)));
    }
    add(result, "checksum of the resized picture", 0xa3337424,
        double(crc32(crc32(0, nullptr, 0), bytes.data(), uInt(bytes.size()))));
    if (!hpsLongSide(picture, size, FloatResize::Antialias, pixels.data()))
        std::fill(pixels.begin(), pixels.end(), NAN);
    const std::size_t place = (28 + 80) * size + 57;
    add(result, "HPSv2's resize", 0.242498, double(pixels[place]) * deviation[0] + mean[0]);
}

void testNetwork(SelfTestResult &result, bool quickGelu, const std::string &device)
{
    const std::array<double, 4> expected =
        quickGelu ? std::array<double, 4>{-0.0020354725, -0.0705865622, -0.0079394393, 0.0291301049}
                  : std::array<double, 4>{0.0791358501, 0.0767833814, 0.2453008443, 0.1679535108};
    std::array<double, 4> got{NAN, NAN, NAN, NAN};
    try {
        const c10::InferenceMode inference;
        const Placement placement{device, "fp32"};
        const GoldenClip clip(quickGelu ? 128 : 160, quickGelu);
        const auto unit = [](const at::Tensor &x) { return x / x.norm(2, {-1}, true); };
        const at::Device where(device);
        const at::Tensor images = ClipImageNetwork(clip, placement)(GoldenClip::pixels().to(where));
        const at::Tensor texts =
            ClipTextNetwork(clip, placement)(GoldenClip::ids().to(where), GoldenClip::ends().to(where));
        const at::Tensor cosines = unit(images).matmul(unit(texts).t()).to(at::kCPU, at::kDouble).contiguous();
        std::copy_n(cosines.const_data_ptr<double>(), got.size(), got.begin());
    } catch (const std::exception &error) {
        const std::string reason = error.what();
        result.reason = "libtorch failed on " + device + ": " + reason.substr(0, reason.find('\n'));
    } catch (const Error &error) {
        result.reason = error.message;
    }
    for (std::size_t i = 0; i < got.size(); ++i)
        add(result, "small network, pair " + std::to_string(i + 1), expected[i], got[i]);
}

bool isShort(const std::string &dtype)
{
    return dtype == "bf16" || dtype == "fp16";
}

/// A picture, and a text where one is needed, through the weights that are installed. Gives the value; NaN when there
/// is none.
double testWeights(SelfTestResult &result, const Scorer &scorer, const std::optional<double> &before)
{
    const std::atomic<bool> cancelled{false};
    const Picture picture = goldenPicture("gradient", 300, 260);
    const Picture *pictures[] = {&picture};
    const std::string texts[] = {"a photo of a cat"};
    const auto seen = scorer.pictureTower().embed(pictures, cancelled);
    std::vector<Result<TextFeatures>> read;
    if (scorer.textTower())
        read = scorer.textTower()->embed(texts, cancelled);
    double value = NAN;
    if (!seen.front()) {
        result.reason = seen.front().error().message;
    } else if (!read.empty() && !read.front()) {
        result.reason = read.front().error().message;
    } else {
        const FeaturePair pairs[] = {{&*seen.front(), read.empty() ? nullptr : &*read.front()}};
        if (const auto scored = scorer.combine(pairs).front())
            value = scored->value;
    }
    const bool isThere = std::isfinite(value);
    add(result, "installed weights give a number (1)", 1, isThere ? 1 : NAN);
    if (before)
        add(result, "golden picture and text, as first tested", *before, value,
            std::max(1.0, std::abs(*before)) * (isShort(scorer.info().dtype) ? sixteenBits : 1));
    return value;
}

/// Values of the published heads for vectors by formula, measured with the authors' code.
struct HeadCase
{
    const char *sha256;
    std::array<double, 4> expected; ///< of the vectors below
};

constexpr std::array<HeadCase, 2> heads{HeadCase{"2cd4e60f4f24ae3bcd57b847b13c1f3ba27edc28cc1a7f9ce74ee9f421243cba",
                                                 {2.6156309348, 1.9185242561, 1.5131297060, 5.4020922184}},
                                        HeadCase{"21dd590f3ccdc646f0d53120778b296013b096a035a2718c9cb0d511bff0f1e0",
                                                 {5.2193411031, 4.2159483502, 4.8832848607, 4.5450524006}}};

void testPublishedHead(SelfTestResult &result, const Scorer &scorer)
{
    const nlohmann::json covers = nlohmann::json::parse(scorer.info().covers);
    const std::string hash = covers.at("weights").value("head", "");
    const auto *known =
        std::find_if(heads.begin(), heads.end(), [&](const HeadCase &one) { return hash == one.sha256; });
    if (known == heads.end())
        return;
    constexpr std::size_t length = 768;
    const std::array<double (*)(std::size_t), 4> vectors{[](std::size_t i) { return std::sin(0.1 * double(i + 1)); },
                                                         [](std::size_t i) { return (double(i) - 383.5) / 768; },
                                                         [](std::size_t) { return 1.0; },
                                                         [](std::size_t i) { return i == 0 ? 1.0 : 0.0; }};
    for (std::size_t v = 0; v < vectors.size(); ++v) {
        double norm = 0;
        for (std::size_t i = 0; i < length; ++i)
            norm += vectors[v](i) * vectors[v](i);
        PictureFeatures features;
        features.tower = scorer.pictureTower().fingerprint();
        features.dtype = "fp32";
        features.shape = {std::int64_t(length)};
        features.bytes.resize(length * sizeof(float));
        for (std::size_t i = 0; i < length; ++i) {
            const auto number = float(vectors[v](i) / std::sqrt(norm));
            std::memcpy(features.bytes.data() + i * sizeof number, &number, sizeof number);
        }
        const FeaturePair pairs[] = {{&features, nullptr}};
        const auto value = scorer.combine(pairs).front();
        add(result, "published head, vector " + std::to_string(v + 1), known->expected[v], value ? value->value : NAN,
            std::abs(known->expected[v]));
    }
}

} // namespace

SelfTestResult testClip(const Scorer &scorer, const std::string &device, const StoredPair &stored)
{
    SelfTestResult result{.scorer = scorer.info().id, .tolerance = tolerance, .reason = {}, .details = {}};
    const bool quickGelu = scorer.info().covers.find("quick_gelu") != std::string::npos;
    testTokenizer(result);
    testPreparation(result);
    testNetwork(result, quickGelu, device);
    const std::optional<double> before = stored.value();
    const double value = testWeights(result, scorer, before);
    testPublishedHead(result, scorer);
    result.passed = result.maxError <= result.tolerance;
    if (result.passed && !before)
        stored.keep(value);
    return result;
}

} // namespace reward
