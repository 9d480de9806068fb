#include "core/reward/clipcheckpoint.h"

#include <cmath>
#include <optional>

#include "core/reward/checkpointnames.h"
#include "core/reward/clipconfigfile.h"
#include "core/reward/clipnames.h"

namespace reward {

namespace {

/// No published network comes near; what is beyond is no size.
constexpr std::int64_t largestSize = 1 << 24;
constexpr int largestPatch = 1024;

struct Found
{
    ClipLayout layout = ClipLayout::OpenAi;
    std::string prefix;
};

std::optional<Found> findNetwork(const TensorFile::Tensors &tensors)
{
    for (const ClipLayout layout : {ClipLayout::OpenAi, ClipLayout::HuggingFace}) {
        if (const auto prefix = wrapperPrefix(tensors, patchTensorName(layout)))
            return Found{layout, *prefix};
    }
    return {};
}

/// Reads sizes from shapes; the first failure is kept.
class Sizes
{
public:
    Sizes(const TensorFile::Tensors &tensors, const Found &found)
        : m_tensors(tensors)
        , m_found(found)
    {
    }

    const std::string &problem() const { return m_problem; }

    /// Length of one dimension of a tensor that has `dimensions` of them.
    int size(const char *openAi, const char *huggingFace, std::size_t dimensions, std::size_t index)
    {
        const std::string name = m_found.prefix + (m_found.layout == ClipLayout::OpenAi ? openAi : huggingFace);
        const auto entry = m_tensors.find(name);
        if (entry == m_tensors.end())
            return keep("it lacks the tensor " + quotedName(name));
        const std::vector<std::int64_t> &shape = entry->second.shape;
        if (shape.size() != dimensions || shape[index] < 1 || shape[index] > largestSize)
            return keep("tensor " + quotedName(name) + " has the shape " + shapeText(shape));
        return int(shape[index]);
    }

    /// How many blocks follow each other without a gap.
    int layers(const char *openAi, const char *huggingFace) const
    {
        for (int layer = 0;; ++layer) {
            const bool isOpenAi = m_found.layout == ClipLayout::OpenAi;
            const std::string name = m_found.prefix + (isOpenAi ? openAi : huggingFace) + std::to_string(layer)
                                     + (isOpenAi ? ".ln_1.weight" : ".layer_norm1.weight");
            if (m_tensors.find(name) == m_tensors.end())
                return layer;
        }
    }

private:
    int keep(std::string problem)
    {
        if (m_problem.empty())
            m_problem = std::move(problem);
        return 1;
    }

    const TensorFile::Tensors &m_tensors;
    const Found &m_found;
    std::string m_problem;
};

tl::expected<ClipConfig, std::string> sizesOf(const TensorFile::Tensors &tensors, const Found &found)
{
    Sizes sizes(tensors, found);
    ClipConfig config;
    const char *const patches = "vision_model.embeddings.patch_embedding.weight";
    config.visionWidth = sizes.size("visual.conv1.weight", patches, 4, 0);
    config.patch = sizes.size("visual.conv1.weight", patches, 4, 2);
    const int positions =
        sizes.size("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight", 2, 0);
    config.visionMlp =
        sizes.size("visual.transformer.resblocks.0.mlp.c_fc.bias", "vision_model.encoder.layers.0.mlp.fc1.bias", 1, 0);
    config.visionLayers = sizes.layers("visual.transformer.resblocks.", "vision_model.encoder.layers.");
    const char *const tokens = "text_model.embeddings.token_embedding.weight";
    config.vocabulary = sizes.size("token_embedding.weight", tokens, 2, 0);
    config.textWidth = sizes.size("token_embedding.weight", tokens, 2, 1);
    config.context = sizes.size("positional_embedding", "text_model.embeddings.position_embedding.weight", 2, 0);
    config.textMlp =
        sizes.size("transformer.resblocks.0.mlp.c_fc.bias", "text_model.encoder.layers.0.mlp.fc1.bias", 1, 0);
    config.textLayers = sizes.layers("transformer.resblocks.", "text_model.encoder.layers.");
    config.embed = sizes.size("visual.proj", "visual_projection.weight", 2, found.layout == ClipLayout::OpenAi ? 1 : 0);
    if (!sizes.problem().empty())
        return tl::make_unexpected(sizes.problem());
    const int grid = int(std::lround(std::sqrt(double(positions - 1))));
    if (grid < 1 || grid * grid != positions - 1)
        return tl::make_unexpected("its picture has " + std::to_string(positions) + " positions, not a square and one");
    if (config.patch > largestPatch)
        return tl::make_unexpected("its patches have " + std::to_string(config.patch) + " pixels");
    config.imageSize = grid * config.patch;
    return config;
}

} // namespace

Result<ClipCheckpoint> openClipCheckpoint(const std::filesystem::path &path, const ClipDefaults &defaults)
{
    Result<TensorFile> file = TensorFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    const TensorFile::Tensors &tensors = file->tensors();
    const std::string weights = file->files().front().string();
    const auto wrong = [&](const std::string &what) { return fail("weights.layout", weights + ": " + what); };

    const std::optional<Found> found = findNetwork(tensors);
    if (!found)
        return wrong(std::string("this is no CLIP network: it has neither ") + patchTensorName(ClipLayout::OpenAi)
                     + " nor " + patchTensorName(ClipLayout::HuggingFace) + ", but for example "
                     + (tensors.empty() ? "nothing" : quotedName(tensors.begin()->first)));
    const auto sizes = sizesOf(tensors, *found);
    if (!sizes)
        return wrong(sizes.error());

    ClipConfig config = *sizes;
    if (const Result<void> completed = completeClipConfig(file->folder(), found->layout, defaults, config); !completed)
        return tl::make_unexpected(completed.error());
    StrictReader reader(tensors, found->prefix);
    std::map<std::string, ClipParameter> parameters;
    for (const ClipName &name : clipNames(found->layout, config)) {
        ClipParameter parameter{{}, name.transposed};
        for (const std::string &part : name.parts)
            parameter.parts.push_back(reader.take(part, name.shape));
        parameters.emplace(name.parameter, std::move(parameter));
    }
    if (const std::string problem = reader.finish(isIgnoredClipName); !problem.empty())
        return wrong(problem);
    return ClipCheckpoint{std::move(*file), found->layout, config, std::move(parameters)};
}

} // namespace reward
