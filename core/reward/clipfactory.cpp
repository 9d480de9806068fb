#include "core/reward/clipfactory.h"

#include <algorithm>
#include <array>

#include "core/reward/clipscorers.h"
#include "core/reward/clipweights.h"
#include "core/reward/fingerprint.h"
#include "core/reward/linearstackcheckpoint.h"
#include "core/reward/preprocess.h"

namespace reward {

namespace {

enum class Score {
    Cosine,
    ScaledCosine, ///< times exp(logit_scale)
    Head
};

/// Whose way of preparing pictures and texts is followed.
enum class Way {
    ByLayout, ///< OpenAI's or Hugging Face's, as the file is named: each has its reference
    OpenAi,
    HuggingFace,
    Hps
};

struct Recipe
{
    std::string_view id;
    bool quickGelu; ///< unless config.json says otherwise
    Way way;
    Score score;
};

constexpr std::array recipes{
    Recipe{"clip-l", true, Way::ByLayout, Score::Cosine},
    Recipe{"hps-v1", true, Way::OpenAi, Score::Cosine},
    Recipe{"hps-v2", false, Way::Hps, Score::Cosine},
    Recipe{"hps-v2.1", false, Way::Hps, Score::Cosine},
    Recipe{"pickscore", false, Way::HuggingFace, Score::ScaledCosine},
    Recipe{"laion-v1", true, Way::ByLayout, Score::Head},
    Recipe{"laion-v2", true, Way::ByLayout, Score::Head},
};

const Recipe *recipeOf(const std::string &id)
{
    const auto *found = std::find_if(recipes.begin(), recipes.end(), [&](const Recipe &one) { return one.id == id; });
    return found == recipes.end() ? nullptr : found;
}

/// The way of a recipe that follows the file.
Way wayOf(const Recipe &recipe, ClipLayout layout)
{
    if (recipe.way != Way::ByLayout)
        return recipe.way;
    return layout == ClipLayout::HuggingFace ? Way::HuggingFace : Way::OpenAi;
}

using Facts = std::map<std::string, std::string>;

/// What is asked for under `name`, one of `allowed`; the first of them when nothing is.
Result<std::string> option(Facts &options, const std::string &name, const std::vector<std::string> &allowed)
{
    const auto found = options.find(name);
    if (found == options.end())
        return allowed.front();
    const std::string value = found->second;
    options.erase(found);
    if (std::find(allowed.begin(), allowed.end(), value) != allowed.end())
        return value;
    std::string list;
    for (const std::string &one : allowed)
        list += (list.empty() ? "" : " or ") + one;
    return fail("scorer.option", "\"" + value + "\" is no value of the option " + name + "; it is " + list);
}

/// The options of a scorer that are in force.
struct Choices
{
    FloatResize resize = FloatResize::Antialias;
    bool halfProduct = false;
};

Result<Choices> choicesOf(const Recipe &recipe, Facts options, const std::string &dtype)
{
    Choices choices;
    if (recipe.way == Way::Hps) {
        const auto resize = option(options, "resize", {"antialias", "plain"});
        // The authors run under CUDA's autocast: with fp16 products their last one is fp16, too.
        const auto product = dtype == "fp16" ? option(options, "product", {"fp16", "fp32"})
                                             : option(options, "product", {"fp32", "fp16"});
        if (!resize || !product)
            return tl::make_unexpected(resize ? product.error() : resize.error());
        choices.resize = *resize == "plain" ? FloatResize::Plain : FloatResize::Antialias;
        choices.halfProduct = *product == "fp16";
    }
    if (!options.empty())
        return fail("scorer.option", std::string(recipe.id) + " has no option \"" + options.begin()->first + '"');
    return choices;
}

Facts merged(Facts first, const Facts &second)
{
    first.insert(second.begin(), second.end());
    return first;
}

Result<LinearStack> openHead(const std::filesystem::path &path)
{
    const auto checkpoint = openLinearStack(path);
    if (!checkpoint)
        return tl::make_unexpected(checkpoint.error());
    std::vector<LinearStack::Layer> layers;
    for (const LinearLayer &layer : checkpoint->layers) {
        if (nonFiniteCount(*layer.weight) + nonFiniteCount(*layer.bias) > 0)
            return fail("weights.nan", path.string() + ": the head holds numbers that are not finite");
        layers.push_back({std::size_t(layer.weight->shape.at(1)), std::size_t(layer.weight->shape.at(0)),
                          toDoubles(*layer.weight), toDoubles(*layer.bias)});
    }
    return LinearStack::create(std::move(layers), checkpoint->relu);
}

/// The hashes of a model's files without that of the head, which no tower depends on.
Facts networkHashes(const ModelWeights &weights)
{
    Facts hashes = weights.hashes;
    hashes.erase("head");
    return hashes;
}

} // namespace

/// An open checkpoint, its network and what fingerprints say of it.
struct ClipFactory::Clip
{
    std::shared_ptr<const ClipModel> model;
    ClipLayout layout = ClipLayout::OpenAi;
    Facts weights;
    Facts arithmetic;
};

bool ClipFactory::makes(const std::string &scorer)
{
    return recipeOf(scorer) != nullptr;
}

Result<std::shared_ptr<const ClipFactory::Clip>> ClipFactory::openClip(const ModelWeights &weights, bool quickGelu)
{
    auto checkpoint = openClipCheckpoint(weights.network, {.quickGelu = quickGelu});
    if (!checkpoint)
        return tl::make_unexpected(checkpoint.error());
    auto clip = std::make_shared<Clip>();
    const ClipConfig &config = checkpoint->config;
    clip->layout = checkpoint->layout;
    clip->weights = networkHashes(weights);
    clip->arithmetic = {{"activation", config.quickGelu ? "quick_gelu" : "gelu"},
                        {"heads", std::to_string(config.visionHeads) + " " + std::to_string(config.textHeads)},
                        {"residual, norms, softmax", "fp32"}};
    std::string key;
    for (const auto &[name, value] : merged(clip->weights, clip->arithmetic))
        key += name + '=' + value + ';';
    std::shared_ptr<const Clip> &known = m_clips[key];
    if (!known) {
        clip->model = std::make_shared<const ClipModel>(
            std::make_shared<const CheckpointWeights>(*std::move(checkpoint)), m_placement, m_devices);
        known = std::move(clip);
    }
    return known;
}

std::int64_t ClipFactory::loadedBytes() const
{
    std::int64_t bytes = 0;
    for (const auto &[key, clip] : m_clips)
        bytes += clip->model->loadedBytes();
    return bytes;
}

std::shared_ptr<const ClipPictureTower> ClipFactory::pictureTower(const Clip &clip, PicturePreparation preparation)
{
    const std::string print = fingerprint({.name = "clip picture tower",
                                           .version = 1,
                                           .weights = clip.weights,
                                           .preprocessing = describe(preparation, clip.model->config().imageSize),
                                           .arithmetic = clip.arithmetic,
                                           .dtype = m_placement.dtype});
    auto &tower = m_pictureTowers[print];
    if (!tower)
        tower = std::make_shared<const ClipPictureTower>(clip.model, preparation, print);
    return tower;
}

std::shared_ptr<const ClipTextTower> ClipFactory::textTower(const Clip &clip, ClipTextStyle style)
{
    const std::string print = fingerprint({.name = "clip text tower",
                                           .version = 1,
                                           .weights = clip.weights,
                                           .preprocessing = describe(style, clip.model->config().context),
                                           .arithmetic = clip.arithmetic,
                                           .dtype = m_placement.dtype});
    auto &tower = m_textTowers[print];
    if (!tower)
        tower = std::make_shared<const ClipTextTower>(clip.model, style, print);
    return tower;
}

Result<std::unique_ptr<Scorer>> ClipFactory::make(ScorerInfo info, const ModelWeights &weights, const Facts &options)
{
    const Recipe &recipe = *recipeOf(info.id);
    const auto choices = choicesOf(recipe, options, m_placement.dtype);
    if (!choices)
        return tl::make_unexpected(choices.error());
    const auto opened = openClip(weights, recipe.quickGelu);
    if (!opened)
        return tl::make_unexpected(opened.error());
    const Clip &clip = **opened;
    const Way way = wayOf(recipe, clip.layout);
    const PicturePreparation preparation =
        way == Way::Hps
            ? choices->resize == FloatResize::Plain ? PicturePreparation::HpsPlain : PicturePreparation::HpsAntialias
        : way == Way::HuggingFace ? PicturePreparation::HuggingFace
                                  : PicturePreparation::Torchvision;
    const ClipTextStyle style = way == Way::Hps           ? ClipTextStyle::OpenClip
                                : way == Way::HuggingFace ? ClipTextStyle::HuggingFace
                                                          : ClipTextStyle::OpenAi;

    FingerprintFacts facts{.name = info.id,
                           .version = 1,
                           .weights = clip.weights,
                           .preprocessing = describe(preparation, clip.model->config().imageSize),
                           .arithmetic = clip.arithmetic,
                           .dtype = m_placement.dtype};
    const auto pictures = pictureTower(clip, preparation);
    info.installed = true;
    info.version = facts.version;
    info.dtype = m_placement.dtype;
    info.pictureTower = pictures->fingerprint();
    const auto sign = [&] {
        info.covers = canonicalJson(facts);
        info.fingerprint = fingerprint(facts);
    };
    if (recipe.score == Score::Head) {
        auto head = openHead(weights.head);
        if (!head)
            return tl::make_unexpected(head.error());
        if (int(head->inputs()) != clip.model->config().embed)
            return fail("weights.shape", weights.head.string() + " is a head for embeddings of "
                                             + std::to_string(head->inputs()) + " numbers, this CLIP gives "
                                             + std::to_string(clip.model->config().embed));
        facts.weights = weights.hashes;
        facts.arithmetic["score"] = "linear layers in fp64 on the embedding of unit length";
        sign();
        return std::make_unique<HeadScorer>(std::move(info), pictures, *std::move(head));
    }
    const auto texts = textTower(clip, style);
    info.textTower = texts->fingerprint();
    CosineScore score{.scale = recipe.score == Score::ScaledCosine ? clip.model->scale() : 1,
                      .halfPrecision = choices->halfProduct};
    facts.preprocessing = merged(facts.preprocessing, describe(style, clip.model->config().context));
    facts.arithmetic["score"] = recipe.score == Score::ScaledCosine ? "exp(logit_scale) * cosine" : "cosine";
    facts.arithmetic["product"] = choices->halfProduct ? "fp16" : "fp64";
    sign();
    return std::make_unique<CosineScorer>(std::move(info), pictures, texts, score);
}

} // namespace reward
