#include "core/reward/clipconfigfile.h"

#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/reward/mappedfile.h"

namespace reward {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t maxConfigBytes = 1 << 20;
constexpr double layerNormEps = 1e-5;

/// What one tower's part of a config.json says; keys that are left out have the defaults of transformers' CLIPConfig.
struct Tower
{
    const char *name;
    int hiddenSize;
    int intermediateSize;
    int layers;
    int heads;
};

constexpr Tower visionDefaults{"vision_config", 768, 3072, 12, 12};
constexpr Tower textDefaults{"text_config", 512, 2048, 12, 8};

tl::unexpected<Error> layoutError(const fs::path &path, const std::string &message)
{
    return fail("weights.layout", path.string() + ": " + message);
}

/// Null: there is no such file, or it describes no CLIP network; else what is wrong.
tl::expected<Json, std::string> readConfig(const fs::path &path)
{
    std::error_code problem;
    if (!fs::exists(path, problem))
        return Json();
    const auto map = MappedFile::open(path);
    if (!map)
        return tl::make_unexpected(std::string("the file cannot be read"));
    if ((*map)->bytes().size() > maxConfigBytes)
        return tl::make_unexpected(std::string("the file is too large"));
    const auto *const text = reinterpret_cast<const char *>((*map)->bytes().data());
    Json document = Json::parse(text, text + (*map)->bytes().size(), nullptr, false);
    if (!document.is_object())
        return tl::make_unexpected(std::string("this is no JSON object"));
    const auto vision = document.find("vision_config");
    if (vision == document.end() || !vision->is_object())
        return Json();
    return document;
}

/// The integer at `key` of a tower, its default where it is left out, or nothing where it is something else.
std::optional<int> integerAt(const Json &document, const Tower &tower, const char *key, int otherwise)
{
    const auto part = document.find(tower.name);
    if (part == document.end() || !part->is_object() || !part->contains(key))
        return otherwise;
    const Json &value = (*part)[key];
    constexpr std::int64_t largest = 1 << 24;
    if (!value.is_number_integer() || value.get<std::int64_t>() < 1 || value.get<std::int64_t>() > largest)
        return {};
    return value.get<int>();
}

/// Heads of a tower, after a check of its sizes against those of the tensors; else what is wrong.
tl::expected<int, std::string> headsOf(const Json &document, const Tower &tower, int width, int layers, int mlp)
{
    const struct
    {
        const char *key;
        int otherwise;
        int expected; ///< 0: anything
    } sizes[] = {{"hidden_size", tower.hiddenSize, width},
                 {"intermediate_size", tower.intermediateSize, mlp},
                 {"num_hidden_layers", tower.layers, layers},
                 {"num_attention_heads", tower.heads, 0}};
    int heads = 0;
    for (const auto &size : sizes) {
        const auto value = integerAt(document, tower, size.key, size.otherwise);
        const std::string key = std::string(tower.name) + '.' + size.key;
        if (!value)
            return tl::make_unexpected(key + " is no size");
        if (size.expected != 0 && *value != size.expected)
            return tl::make_unexpected(key + " is " + std::to_string(*value) + ", the tensors have "
                                       + std::to_string(size.expected));
        heads = *value;
    }
    if (width % heads != 0)
        return tl::make_unexpected(std::string(tower.name) + ".num_attention_heads is " + std::to_string(heads)
                                   + ", which does not divide the width " + std::to_string(width));
    return heads;
}

/// Whether a tower has QuickGELU, or what is wrong.
tl::expected<bool, std::string> quickGeluOf(const Json &document, const Tower &tower)
{
    const auto part = document.find(tower.name);
    if (part == document.end() || !part->is_object())
        return true;
    const auto eps = part->find("layer_norm_eps");
    if (eps != part->end() && (!eps->is_number() || std::fabs(eps->get<double>() - layerNormEps) > 1e-9))
        return tl::make_unexpected(std::string(tower.name) + ".layer_norm_eps is not 1e-5");
    const auto activation = part->find("hidden_act");
    if (activation == part->end() || *activation == "quick_gelu")
        return true;
    if (*activation == "gelu")
        return false;
    return tl::make_unexpected(std::string(tower.name) + ".hidden_act is neither \"gelu\" nor \"quick_gelu\"");
}

tl::expected<void, std::string> takeConfig(const Json &document, ClipConfig &config)
{
    const auto vision = headsOf(document, visionDefaults, config.visionWidth, config.visionLayers, config.visionMlp);
    if (!vision)
        return tl::make_unexpected(vision.error());
    const auto text = headsOf(document, textDefaults, config.textWidth, config.textLayers, config.textMlp);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto visionQuick = quickGeluOf(document, visionDefaults);
    if (!visionQuick)
        return tl::make_unexpected(visionQuick.error());
    const auto textQuick = quickGeluOf(document, textDefaults);
    if (!textQuick)
        return tl::make_unexpected(textQuick.error());
    if (*visionQuick != *textQuick)
        return tl::make_unexpected(std::string("hidden_act of the two towers differs"));
    config.visionHeads = *vision;
    config.textHeads = *text;
    config.quickGelu = *visionQuick;
    return {};
}

/// As published: ViT-H has 16 heads of 80, all other towers heads of 64. 0: not to be told.
int usualHeads(int width)
{
    constexpr int hugeWidth = 1280;
    constexpr int hugeHeads = 16;
    constexpr int headWidth = 64;
    if (width == hugeWidth)
        return hugeHeads;
    return width % headWidth == 0 ? width / headWidth : 0;
}

} // namespace

Result<void> completeClipConfig(const fs::path &folder, ClipLayout layout, const ClipDefaults &defaults,
                                ClipConfig &config)
{
    const fs::path path = folder / "config.json";
    const auto document = readConfig(path);
    std::string problem = document ? std::string() : document.error();
    if (document && !document->is_null()) {
        const auto taken = takeConfig(*document, config);
        if (taken)
            return {};
        problem = taken.error();
    }
    if (!problem.empty() && layout == ClipLayout::HuggingFace)
        return layoutError(path, problem);
    config.quickGelu = defaults.quickGelu;
    config.visionHeads = usualHeads(config.visionWidth);
    config.textHeads = usualHeads(config.textWidth);
    if (config.visionHeads == 0 || config.textHeads == 0)
        return layoutError(path, "the number of heads at the widths " + std::to_string(config.visionWidth) + " and "
                                     + std::to_string(config.textWidth)
                                     + " is not to be told from the tensors; the model's config.json must lie here");
    return {};
}

} // namespace reward
