#pragma once
// stand-in until the reader of checkpoints is there
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>
#include "core/reward/tensorfile.h"
namespace reward {
enum class ClipLayout { OpenAi, HuggingFace };
struct ClipConfig { int imageSize, patch, visionWidth, visionLayers, visionHeads, visionMlp, textWidth, textLayers, textHeads, textMlp, embed, vocabulary, context; bool quickGelu; };
struct ClipParameter { std::vector<const TensorEntry *> parts; bool transposed; };
struct ClipCheckpoint { TensorFile file; ClipConfig config; std::map<std::string, ClipParameter> parameters; };
}
