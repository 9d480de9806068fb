#include "core/reward/clipfactory.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/reward/clipscorers.h"
#include "core/reward/clipweights.h"
#include "core/reward/fingerprint.h"
#include "core/reward/linearstackcheckpoint.h"
#include "core/reward/mappedfile.h"
#include "core/reward/preprocess.h"
#include "core/reward/sha256.h"

namespace reward {

namespace {

namespace fs = std::filesystem;

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
    Recipe{"clip-l", true, Way::ByLayout, Score::Cosine},    Recipe{"hps-v1", true, Way::OpenAi, Score::Cosine},
    Recipe{"hps-v2", false, Way::Hps, Score::Cosine},        Recipe{"hps-v2.1", false, Way::Hps, Score::Cosine},
    Recipe{"pickscore", false, Way::HuggingFace, Score::ScaledCosine},
    Recipe{"laion-v1", true, Way::ByLayout, Score::Head},    Recipe{"laion-v2", true, Way::ByLayout, Score::Head},
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
        return fail("scorer.option",
                    std::string(recipe.id) + " has no option \"" + options.begin()->first + '"');
    return choices;
}

Result<Facts> hashes(const std::vector<fs::path> &files, const std::string &role, const ModelSource &source)
{
    Facts facts;
    for (const fs::path &file : files) {
        const std::string name = file.filename().string();
        const auto known = source.sha256.find(name);
        std::string hash = known != source.sha256.end() ? known->second : std::string();
        if (hash.empty()) {
            const auto mapped = MappedFile::open(file);
            if (!mapped)
                return tl::make_unexpected(mapped.error());
            hash = sha256((*mapped)->bytes());
        }
        facts[files.size() == 1 ? role : role + '/' + name] = hash;
    }
    return facts;
}

Facts merged(Facts first, const Facts &second)
{
    first.insert(second.begin(), second.end());
    return first;
}

bool isWeights(const fs::path &path)
{
    static const std::array<std::string_view, 5> suffixes{".safetensors", ".pt", ".pth", ".bin", ".ckpt"};
    return std::find(suffixes.begin(), suffixes.end(), path.extension().string()) != suffixes.end();
}

/// A head is kilobytes; a network of this size would still be read whole to find that it is none.
constexpr std::uintmax_t largestHead = 64u << 20;

/// Which file of `path` is the head, and what else holds weights there.
struct HeadFiles
{
    fs::path headPath;
    LinearStackCheckpoint head;
    fs::path clip; ///< file or folder; empty: none is there
};

Result<HeadFiles> findHead(const std::string &scorer, const fs::path &path)
{
    std::vector<fs::path> files;
    std::error_code problem;
    if (fs::is_directory(path, problem)) {
        for (const fs::directory_entry &entry : fs::directory_iterator(path, problem)) {
            if (entry.is_regular_file() && isWeights(entry.path()))
                files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
    } else {
        files.push_back(path);
    }
    Error why{"weights.missing", path.string() + " holds no head of " + scorer};
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (fs::file_size(files[i], problem) > largestHead && files.size() > 1)
            continue;
        auto head = openLinearStack(files[i]);
        if (!head) {
            if (files.size() == 1)
                why = head.error();
            continue;
        }
        HeadFiles found{files[i], *std::move(head), {}};
        files.erase(files.begin() + std::ptrdiff_t(i));
        if (files.size() == 1)
            found.clip = files.front();
        else if (!files.empty())
            found.clip = path;
        return found;
    }
    return tl::make_unexpected(why);
}

Result<LinearStack> headOf(const HeadFiles &files)
{
    std::vector<LinearStack::Layer> layers;
    for (const LinearLayer &layer : files.head.layers) {
        if (nonFiniteCount(*layer.weight) + nonFiniteCount(*layer.bias) > 0)
            return fail("weights.nan", files.headPath.string() + ": the head holds numbers that are not finite");
        layers.push_back({std::size_t(layer.weight->shape.at(1)), std::size_t(layer.weight->shape.at(0)),
                          toDoubles(*layer.weight), toDoubles(*layer.bias)});
    }
    return LinearStack::create(std::move(layers), files.head.relu);
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

Result<std::shared_ptr<const ClipFactory::Clip>> ClipFactory::openClip(const fs::path &path, const ModelSource &source,
                                                                       bool quickGelu)
{
    auto checkpoint = openClipCheckpoint(path, {.quickGelu = quickGelu});
    if (!checkpoint)
        return tl::make_unexpected(checkpoint.error());
    auto weights = hashes(checkpoint->file.files(), "clip", source);
    if (!weights)
        return tl::make_unexpected(weights.error());
    auto clip = std::make_shared<Clip>();
    const ClipConfig &config = checkpoint->config;
    clip->layout = checkpoint->layout;
    clip->weights = *std::move(weights);
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

Result<std::unique_ptr<Scorer>> ClipFactory::make(ScorerInfo info, const ModelSource &source,
                                                  const std::optional<ModelSource> &clipSource)
{
    const Recipe &recipe = *recipeOf(info.id);
    const auto choices = choicesOf(recipe, source.options, m_placement.dtype);
    if (!choices)
        return tl::make_unexpected(choices.error());

    std::optional<HeadFiles> head;
    fs::path clipPath = source.path;
    const ModelSource *clipFrom = &source;
    if (recipe.score == Score::Head) {
        auto found = findHead(info.id, source.path);
        if (!found)
            return tl::make_unexpected(found.error());
        head = *std::move(found);
        clipPath = head->clip;
        if (clipPath.empty()) {
            if (!clipSource)
                return fail("weights.missing", head->headPath.string()
                                                   + " is a head alone; put the CLIP-L file into the same folder, or "
                                                     "install clip-l");
            clipFrom = &*clipSource;
            clipPath = clipSource->path;
        }
    }
    const auto opened = openClip(clipPath, *clipFrom, recipe.quickGelu);
    if (!opened)
        return tl::make_unexpected(opened.error());
    const Clip &clip = **opened;
    const Way way = wayOf(recipe, clip.layout);
    const PicturePreparation preparation =
        way == Way::Hps ? choices->resize == FloatResize::Plain ? PicturePreparation::HpsPlain
                                                                : PicturePreparation::HpsAntialias
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
    if (head) {
        auto stack = headOf(*head);
        auto headHash = hashes({head->headPath}, "head", source);
        if (!stack || !headHash)
            return tl::make_unexpected(stack ? headHash.error() : stack.error());
        if (int(stack->inputs()) != clip.model->config().embed)
            return fail("weights.shape", head->headPath.string() + " is a head for embeddings of "
                                             + std::to_string(stack->inputs()) + " numbers, this CLIP gives "
                                             + std::to_string(clip.model->config().embed));
        facts.weights = merged(facts.weights, *headHash);
        facts.arithmetic["score"] = "linear layers in fp64 on the embedding of unit length";
        sign();
        return std::make_unique<HeadScorer>(std::move(info), pictures, *std::move(stack));
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
