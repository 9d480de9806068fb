#include "core/reward/linearstackcheckpoint.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "core/reward/checkpointnames.h"

namespace reward {

namespace {

constexpr std::int64_t widest = 1 << 20;
constexpr int reluStep = 3; ///< linear, ReLU, dropout

/// The numbers N of "layers.N.weight", ascending.
std::vector<int> layerNumbers(const TensorFile::Tensors &tensors, const std::string &prefix)
{
    std::vector<int> numbers;
    const std::string start = prefix + "layers.";
    for (const auto &[name, entry] : tensors) {
        if (!name.starts_with(start))
            continue;
        int number = 0;
        const char *const first = name.data() + start.size();
        const auto [end, problem] = std::from_chars(first, name.data() + name.size(), number);
        if (problem == std::errc() && number >= 0 && std::string_view(end) == ".weight")
            numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace

Result<LinearStackCheckpoint> openLinearStack(const std::filesystem::path &path)
{
    Result<TensorFile> file = TensorFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    const TensorFile::Tensors &tensors = file->tensors();
    const auto wrong = [&](const std::string &what) {
        return fail("weights.layout", file->files().front().string() + ": " + what);
    };

    std::vector<std::string> names;
    bool relu = false;
    std::optional<std::string> prefix = wrapperPrefix(tensors, "layers.0.weight");
    if (prefix) {
        const std::vector<int> numbers = layerNumbers(tensors, *prefix);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            names.push_back("layers." + std::to_string(numbers[i]));
            relu = relu || (i > 0 && numbers[i] - numbers[i - 1] == reluStep);
        }
    } else {
        prefix = wrapperPrefix(tensors, "weight");
        names.emplace_back();
    }
    if (!prefix)
        return wrong("this is no head of linear layers: it has neither \"weight\" nor \"layers.0.weight\"");

    StrictReader reader(tensors, *prefix);
    std::vector<LinearLayer> layers;
    std::vector<std::int64_t> widths;
    for (const std::string &name : names) {
        const std::string dot = name.empty() ? "" : ".";
        const auto weight = tensors.find(*prefix + name + dot + "weight");
        const std::vector<std::int64_t> &shape = weight->second.shape;
        const bool isMatrix =
            shape.size() == 2 && shape[0] >= 1 && shape[0] <= widest && shape[1] >= 1 && shape[1] <= widest;
        if (!isMatrix || (!widths.empty() && shape[1] != widths.back()))
            return wrong("tensor " + quotedName(weight->first) + " has the shape " + shapeText(shape)
                         + ", which does not follow the layer before it");
        if (widths.empty())
            widths.push_back(shape[1]);
        widths.push_back(shape[0]);
        layers.push_back({reader.take(name + dot + "weight", shape), reader.take(name + dot + "bias", {shape[0]})});
    }
    if (const std::string problem = reader.finish([](const std::string &) { return false; }); !problem.empty())
        return wrong(problem);
    if (widths.back() != 1)
        return wrong("its last layer has " + std::to_string(widths.back()) + " outputs instead of one");
    return LinearStackCheckpoint{std::move(*file), std::move(layers), relu, int(widths.front())};
}

} // namespace reward
