#include "core/reward/modelfolder.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "core/reward/checkpointnames.h"
#include "core/reward/clipnames.h"
#include "core/reward/mappedfile.h"
#include "core/reward/sha256.h"
#include "core/reward/tensorfile.h"

namespace reward {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t maxFactsBytes = 1 << 20;
constexpr std::size_t hashDigits = 64;
constexpr std::string_view indexSuffix = ".index.json";
constexpr const char *networkScorer = "clip-l"; ///< whose network the heads sit on

/// A file that belongs to a model.
struct Candidate
{
    fs::path path;
    std::string sha256;   ///< empty: not known yet
    bool isNamed = false; ///< by the user: a file of weights whatever it is called
};

bool hasWeightsName(const fs::path &path)
{
    const std::string suffix = path.extension().string();
    return suffix == ".safetensors" || suffix == ".pt" || suffix == ".pth" || suffix == ".bin" || suffix == ".ckpt";
}

bool isIndex(const fs::path &path)
{
    return path.filename().string().ends_with(indexSuffix);
}

std::string textAt(const Json &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::int64_t> integerAt(const Json &json, const char *key)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_integer())
        return {};
    return found->get<std::int64_t>();
}

/// Compares a file with its entry of model.json.
Result<Candidate> checkEntry(const Json &entry, const fs::path &folder)
{
    const fs::path facts = folder / "model.json";
    if (!entry.is_object())
        return fail("weights.read", facts.string() + ": \"files\" holds something that is no file");
    const std::string name = textAt(entry, "name");
    const std::string elsewhere = textAt(entry, "path");
    Candidate file{elsewhere.empty() ? folder / name : fs::path(elsewhere), textAt(entry, "sha256"), false};
    const std::optional<std::int64_t> bytes = integerAt(entry, "bytes");
    const bool isPlain = !name.empty() && name.find('/') == std::string::npos && name != "." && name != "..";
    if (!isPlain || !bytes || file.sha256.size() != hashDigits || (!elsewhere.empty() && !file.path.is_absolute()))
        return fail("weights.read", facts.string() + ": the entry of file " + quotedName(name) + " is broken");
    struct stat found = {};
    if (::stat(file.path.c_str(), &found) != 0)
        return fail("weights.read", file.path.string() + ": the file is missing; install the weights again");
    constexpr std::int64_t thousand = 1000;
    constexpr std::int64_t million = 1'000'000;
    const std::int64_t modifiedMs = found.st_mtim.tv_sec * thousand + found.st_mtim.tv_nsec / million;
    if (found.st_size != *bytes || (!elsewhere.empty() && modifiedMs != integerAt(entry, "modified_ms").value_or(-1)))
        return fail("weights.changed",
                    file.path.string() + ": the file has changed since it was installed; install the weights again");
    return file;
}

Result<std::vector<Candidate>> installedFiles(const fs::path &folder, const std::string &scorer)
{
    const fs::path path = folder / "model.json";
    std::error_code problem;
    if (!fs::exists(path, problem))
        return fail("scorer.notinstalled", "the weights of " + scorer + " are not installed");
    const auto map = MappedFile::open(path);
    if (!map)
        return tl::make_unexpected(map.error());
    const std::span<const std::byte> bytes = (*map)->bytes();
    const auto *const text = reinterpret_cast<const char *>(bytes.data());
    Json document;
    if (bytes.size() <= maxFactsBytes)
        document = Json::parse(text, text + bytes.size(), nullptr, false);
    const auto files = document.is_object() ? document.find("files") : document.end();
    if (!document.is_object() || textAt(document, "scorer") != scorer || files == document.end() || !files->is_array())
        return fail("weights.read",
                    path.string() + ": this does not describe the weights of " + scorer + "; install them again");
    std::vector<Candidate> candidates;
    for (const Json &entry : *files) {
        Result<Candidate> file = checkEntry(entry, folder);
        if (!file)
            return tl::make_unexpected(file.error());
        candidates.push_back(std::move(*file));
    }
    return candidates;
}

Result<std::string> hashOf(const fs::path &path)
{
    const auto map = MappedFile::open(path);
    if (!map)
        return tl::make_unexpected(map.error());
    return sha256((*map)->bytes());
}

/// Adds the hashes of a file or of the shards of an index.
Result<void> addHashes(const fs::path &path, const std::vector<Candidate> &known, const std::string &role,
                       ModelWeights &weights)
{
    std::vector<fs::path> files{path};
    if (isIndex(path)) {
        const Result<TensorFile> file = TensorFile::open(path);
        if (!file)
            return tl::make_unexpected(file.error());
        files.assign(file->files().begin() + 1, file->files().end());
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto found = std::find_if(known.begin(), known.end(), [&](const Candidate &candidate) {
            return candidate.path == files[i] && !candidate.sha256.empty();
        });
        const Result<std::string> hash = found != known.end() ? Result<std::string>(found->sha256) : hashOf(files[i]);
        if (!hash)
            return tl::make_unexpected(hash.error());
        weights.hashes[files.size() == 1 ? role : role + ' ' + std::to_string(i + 1)] = *hash;
    }
    return {};
}

Result<bool> holdsNetwork(const fs::path &path)
{
    const Result<TensorFile> file = TensorFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    return wrapperPrefix(file->tensors(), patchTensorName(ClipLayout::OpenAi)).has_value()
           || wrapperPrefix(file->tensors(), patchTensorName(ClipLayout::HuggingFace)).has_value();
}

/// What can be opened by itself: an index instead of its shards, else every file of weights; of several formats of the
/// same network the safest.
std::vector<fs::path> openable(const std::vector<Candidate> &files)
{
    std::vector<fs::path> weights;
    for (const Candidate &file : files) {
        if (isIndex(file.path))
            return {file.path};
        if (file.isNamed || hasWeightsName(file.path))
            weights.push_back(file.path);
    }
    const auto isNamed = [](const char *name) {
        return [name](const fs::path &path) { return path.filename() == name; };
    };
    if (std::any_of(weights.begin(), weights.end(), isNamed("model.safetensors")))
        weights.erase(std::remove_if(weights.begin(), weights.end(), isNamed("pytorch_model.bin")), weights.end());
    return weights;
}

/// Tells network and head apart by what they hold.
Result<ModelWeights> sorted(const std::string &scorer, const std::vector<Candidate> &files, const fs::path &where)
{
    ModelWeights weights;
    weights.scorer = scorer;
    std::vector<fs::path> found = openable(files);
    if (!hasHead(scorer)) {
        if (found.size() != 1)
            return fail("weights.layout", where.string()
                                              + (found.empty() ? ": there is no file of weights"
                                                               : ": there are several files of weights; name one"));
        weights.network = found.front();
    }
    for (const fs::path &path : hasHead(scorer) ? found : std::vector<fs::path>()) {
        const Result<bool> network = holdsNetwork(path);
        if (!network)
            return tl::make_unexpected(network.error());
        fs::path &place = *network ? weights.network : weights.head;
        if (!place.empty())
            return fail("weights.layout", where.string() + ": there are two " + (*network ? "CLIP networks" : "heads")
                                              + ", " + place.filename().string() + " and " + path.filename().string());
        place = path;
    }
    if (hasHead(scorer) && weights.head.empty())
        return fail("weights.layout", where.string() + ": the head of " + scorer + " is missing");
    for (const auto &[path, role] : {std::pair(weights.network, "network"), std::pair(weights.head, "head")}) {
        if (path.empty())
            continue;
        if (const Result<void> added = addHashes(path, files, role, weights); !added)
            return tl::make_unexpected(added.error());
    }
    return weights;
}

/// Completes a head by the network of the installed clip-l.
Result<ModelWeights> withNetwork(ModelWeights weights, const ModelFolder &folder)
{
    if (!weights.network.empty())
        return weights;
    const Result<ModelWeights> network = folder.find(networkScorer);
    if (!network)
        return fail(network.error().code, weights.scorer + " needs the weights of clip-l: " + network.error().message);
    weights.network = network->network;
    weights.hashes.insert(network->hashes.begin(), network->hashes.end());
    return weights;
}

} // namespace

bool hasHead(const std::string &scorer)
{
    return scorer == "laion-v1" || scorer == "laion-v2";
}

fs::path ModelFolder::defaultFolder()
{
    const auto variable = [](const char *name) {
        const char *const value = std::getenv(name);
        return std::string(value ? value : "");
    };
    if (const std::string chosen = variable("DISSENSUS_MODELS"); !chosen.empty())
        return chosen;
    // As the base directory specification of freedesktop.org says: a relative path counts as none.
    const fs::path data = variable("XDG_DATA_HOME");
    return (data.is_absolute() ? data : fs::path(variable("HOME")) / ".local/share") / "dissensus/models";
}

Result<ModelWeights> ModelFolder::find(const std::string &scorer) const
{
    const fs::path folder = m_folder / scorer;
    const Result<std::vector<Candidate>> files = installedFiles(folder, scorer);
    if (!files)
        return tl::make_unexpected(files.error());
    Result<ModelWeights> weights = sorted(scorer, *files, folder);
    return weights ? withNetwork(std::move(*weights), *this) : weights;
}

Result<ModelWeights> ModelFolder::explicitWeights(const std::string &scorer, const fs::path &path) const
{
    std::error_code problem;
    std::vector<Candidate> files;
    if (fs::is_directory(path, problem)) {
        for (fs::directory_iterator entry(path, problem), end; !problem && entry != end; entry.increment(problem))
            files.push_back({entry->path(), {}, false});
        std::sort(files.begin(), files.end(), [](const Candidate &a, const Candidate &b) { return a.path < b.path; });
    } else {
        files.push_back({path, {}, true});
    }
    Result<ModelWeights> weights = sorted(scorer, files, path);
    return weights ? withNetwork(std::move(*weights), *this) : weights;
}

std::filesystem::path modelsFolder()
{
    namespace fs = std::filesystem;
    const auto variable = [](const char *name) {
        const char *value = std::getenv(name);
        return value ? fs::path(value) : fs::path();
    };
    if (const fs::path named = variable("DISSENSUS_MODELS"); !named.empty())
        return named;
    if (const fs::path data = variable("XDG_DATA_HOME"); data.is_absolute())
        return data / "dissensus" / "models";
    const fs::path home = variable("HOME");
    return home.empty() ? fs::path() : home / ".local" / "share" / "dissensus" / "models";
}

std::map<std::string, ModelSource> installedModels(const std::filesystem::path &folder)
{
    namespace fs = std::filesystem;
    std::map<std::string, ModelSource> models;
    std::error_code problem;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, problem)) {
        std::ifstream file(entry.path() / "model.json");
        const nlohmann::json facts = nlohmann::json::parse(file, nullptr, false);
        if (!facts.is_object() || facts.value("scorer", "") != entry.path().filename().string())
            continue;
        ModelSource source{.path = entry.path(), .sha256 = {}, .options = {}};
        for (const nlohmann::json &one : facts.value("files", nlohmann::json::array())) {
            if (one.is_object() && one.contains("name") && one.contains("sha256") && one["name"].is_string()
                && one["sha256"].is_string())
                source.sha256[one["name"]] = one["sha256"];
        }
        const nlohmann::json options = facts.value("options", nlohmann::json::object());
        for (const auto &one : options.items()) {
            if (one.value().is_string())
                source.options[one.key()] = one.value();
        }
        models[entry.path().filename().string()] = std::move(source);
    }
    return models;
}

} // namespace reward
