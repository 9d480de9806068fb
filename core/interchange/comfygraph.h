#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "core/interchange/generationdata.h"

namespace interchange {

/// Prompt, seed and model of a ComfyUI graph: from the node that saves the picture back to a sampler, and from there
/// to the text, the seed and the model that feed it. `graph` is the graph that ran (node id → class_type and inputs).
/// The model is named as its node does, with folder and suffix.
std::optional<GenerationData> dataOfGraph(const nlohmann::json &graph);

/// The graph on the screen (nodes and links) as one that ran; values of nodes that it does not know are missing.
nlohmann::json graphOfWorkflow(const nlohmann::json &workflow);

/// A number or a text as it was written; empty for anything else.
QString plainText(const nlohmann::json &value);

} // namespace interchange
