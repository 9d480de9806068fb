#include "core/interchange/comfygraph.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <vector>

namespace interchange {

namespace {

using Json = nlohmann::json;
using Names = std::initializer_list<const char *>;

const Json &inputsOf(const Json &graph, const std::string &id)
{
    static const Json none = Json::object();
    const auto node = graph.find(id);
    if (node == graph.end() || !node->is_object())
        return none;
    const auto inputs = node->find("inputs");
    return inputs != node->end() && inputs->is_object() ? *inputs : none;
}

/// The node that an input comes from: ["4", 0]. Nothing when it is a value.
std::optional<std::string> linkedNode(const Json &input)
{
    if (!input.is_array() || input.size() != 2)
        return std::nullopt;
    if (input[0].is_string())
        return input[0].get<std::string>();
    if (input[0].is_number_integer())
        return std::to_string(input[0].get<long long>());
    return std::nullopt;
}

/// The first value under one of `values` at the node or, following `links`, at one before it. Depth first, in the order
/// of the names: of two prompts that are combined the first one is meant.
QString nearest(const Json &graph, const std::string &start, Names values, Names links)
{
    std::vector<std::string> waiting{start};
    std::set<std::string> seen;
    while (!waiting.empty()) {
        const std::string id = waiting.back();
        waiting.pop_back();
        if (!seen.insert(id).second)
            continue;
        const Json &inputs = inputsOf(graph, id);
        for (const char *name : values)
            if (const auto value = inputs.find(name); value != inputs.end())
                if (const QString text = plainText(*value); !text.trimmed().isEmpty())
                    return text;
        std::vector<std::string> next;
        for (const Names &names : {values, links})
            for (const char *name : names)
                if (const auto link = inputs.find(name); link != inputs.end())
                    if (const auto node = linkedNode(*link))
                        next.push_back(*node);
        waiting.insert(waiting.end(), next.rbegin(), next.rend());
    }
    return {};
}

bool isSampler(const Json &inputs)
{
    return inputs.contains("positive") || inputs.contains("guider");
}

/// The sampler nearest to where pictures are saved.
std::optional<std::string> findSampler(const Json &graph)
{
    std::deque<std::string> waiting;
    for (const auto &[id, node] : graph.items())
        if (node.is_object() && node.contains("class_type") && node["class_type"].is_string()
            && (node["class_type"].get<std::string>().find("SaveImage") != std::string::npos
                || node["class_type"].get<std::string>().find("PreviewImage") != std::string::npos))
            waiting.push_back(id);
    if (waiting.empty()) // saved by a node of somebody's own
        for (const auto &[id, node] : graph.items())
            waiting.push_back(id);
    std::set<std::string> seen;
    while (!waiting.empty()) {
        const std::string id = waiting.front();
        waiting.pop_front();
        if (!seen.insert(id).second)
            continue;
        const Json &inputs = inputsOf(graph, id);
        // A control net passes prompts on but has no seed.
        if (isSampler(inputs) && (inputs.contains("seed") || inputs.contains("noise_seed") || inputs.contains("noise")))
            return id;
        for (const auto &[name, input] : inputs.items())
            if (const auto node = linkedNode(input))
                waiting.push_back(*node);
    }
    return std::nullopt;
}

/// What the widgets of a node are called, in their order on the screen.
std::vector<const char *> widgetNames(const std::string &type)
{
    if (type == "KSampler")
        return {"seed"};
    if (type == "KSamplerAdvanced")
        return {"add_noise", "noise_seed"};
    if (type == "RandomNoise")
        return {"noise_seed"};
    if (type == "CheckpointLoaderSimple" || type == "CheckpointLoader")
        return {"ckpt_name"};
    if (type == "UNETLoader")
        return {"unet_name"};
    if (type.rfind("CLIPTextEncode", 0) == 0)
        return {"text"};
    if (type.rfind("Primitive", 0) == 0 || type.find("String") != std::string::npos)
        return {"value"};
    return {};
}

} // namespace

QString plainText(const Json &value)
{
    if (value.is_string())
        return QString::fromStdString(value.get<std::string>());
    if (value.is_number_unsigned())
        return QString::number(value.get<quint64>());
    if (value.is_number_integer())
        return QString::number(value.get<qint64>());
    return {};
}

std::optional<GenerationData> dataOfGraph(const Json &graph)
{
    if (!graph.is_object())
        return std::nullopt;
    const auto sampler = findSampler(graph);
    if (!sampler)
        return std::nullopt;
    const Names texts{"text", "text_g", "t5xxl", "clip_l", "prompt", "string", "value", "wildcard_text"};
    const Names ways{"conditioning", "positive", "conditioning_1", "conditioning_2", "guider"};
    GenerationData data;
    data.program = QStringLiteral("ComfyUI");
    const Json &inputs = inputsOf(graph, *sampler);
    for (const char *side : {"positive", "guider"})
        if (const auto link = inputs.find(side); link != inputs.end() && data.prompt.isEmpty())
            if (const auto node = linkedNode(*link))
                data.prompt = nearest(graph, *node, texts, ways).trimmed();
    if (const auto link = inputs.find("negative"); link != inputs.end())
        if (const auto node = linkedNode(*link))
            data.negativePrompt = nearest(graph, *node, texts, {"conditioning", "negative"}).trimmed();
    data.seed = nearest(graph, *sampler, {"seed", "noise_seed", "value"}, {"noise"});
    data.model = nearest(graph, *sampler, {"ckpt_name", "unet_name", "model_name"}, {"model", "guider", "base_model"});
    if (data.prompt.isEmpty())
        return std::nullopt;
    return data;
}

Json graphOfWorkflow(const Json &workflow)
{
    Json graph = Json::object();
    const auto nodes = workflow.is_object() ? workflow.find("nodes") : workflow.end();
    if (!workflow.is_object() || nodes == workflow.end() || !nodes->is_array())
        return graph;
    // link id → the node it comes from; a link is [id, from, slot, to, slot, type]
    std::map<long long, Json> from;
    if (const auto links = workflow.find("links"); links != workflow.end() && links->is_array())
        for (const Json &link : *links)
            if (link.is_array() && link.size() >= 3 && link[0].is_number_integer() && link[1].is_number_integer())
                from[link[0].get<long long>()] = link[1];
    for (const Json &node : *nodes) {
        if (!node.is_object() || !node.contains("id") || !node["id"].is_number_integer())
            continue;
        const Json type = node.value("type", Json());
        Json inputs = Json::object();
        const std::string typeName = type.is_string() ? type.get<std::string>() : std::string();
        const auto widgets = node.find("widgets_values");
        const std::vector<const char *> names = widgetNames(typeName);
        if (widgets != node.end() && widgets->is_array())
            for (size_t i = 0; i < std::min(names.size(), widgets->size()); ++i)
                inputs[names[i]] = (*widgets)[i];
        if (const auto linked = node.find("inputs"); linked != node.end() && linked->is_array())
            for (const Json &input : *linked) {
                if (!input.is_object() || !input.contains("name") || !input["name"].is_string()
                    || !input.contains("link") || !input["link"].is_number_integer())
                    continue;
                const auto source = from.find(input["link"].get<long long>());
                if (source != from.end())
                    inputs[input["name"].get<std::string>()] =
                        Json::array({std::to_string(source->second.get<long long>()), 0});
            }
        graph[std::to_string(node["id"].get<long long>())] = {{"class_type", typeName}, {"inputs", inputs}};
    }
    return graph;
}

} // namespace interchange
