#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/reward/result.h"
#include "core/reward/tensorfile.h"

namespace reward {

/// How the tensors of a CLIP file are named. open_clip uses OpenAI's names.
enum class ClipLayout { OpenAi, HuggingFace };

/// The sizes of a CLIP network with two transformers. Widths in numbers, images and patches in pixels.
struct ClipConfig
{
    int imageSize = 0;
    int patch = 0;
    int visionWidth = 0;
    int visionLayers = 0;
    int visionHeads = 0;
    int visionMlp = 0;
    int textWidth = 0;
    int textLayers = 0;
    int textHeads = 0;
    int textMlp = 0;
    int embed = 0;      ///< width of the common space
    int vocabulary = 0; ///< tokens
    int context = 0;    ///< positions
    bool quickGelu = false;
};

/// What is not to be seen from the tensors, for files without a config.json.
struct ClipDefaults
{
    bool quickGelu = false;
};

/// One parameter of the network from one tensor or several.
struct ClipParameter
{
    std::vector<const TensorEntry *> parts; ///< one, or q, k, v: to be joined along the first dimension
    bool transposed = false;                ///< a matrix whose rows are the columns of the parameter
};

/// An open CLIP checkpoint. `parameters` has the names of OpenAI's state dict, whatever the layout of the file.
struct ClipCheckpoint
{
    TensorFile file;
    ClipLayout layout = ClipLayout::OpenAi;
    ClipConfig config;
    std::map<std::string, ClipParameter> parameters;
};

/// Opens a file or folder (TensorFile::open) that holds a CLIP network in either layout, its names bare or behind
/// "module." or "model.". Sizes come from the tensors; heads, activation from the config.json beside them, without one
/// from the published networks: 16 heads at a width of 1280 (ViT-H), else one per 64, and `defaults`. Strict: every
/// tensor of the network is there with the right shape and a number type of 16 bits or more, and nothing else but
/// position_ids, attn_mask, input_resolution, context_length, vocab_size and the state of an optimizer. Errors: those
/// of TensorFile::open; "weights.layout" with the path and the names of tensors or keys.
Result<ClipCheckpoint> openClipCheckpoint(const std::filesystem::path &path, const ClipDefaults &defaults);

} // namespace reward
