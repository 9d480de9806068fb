#include "core/reward/tensorfile.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include <nlohmann/json.hpp>

#include "core/reward/mappedfile.h"
#include "core/reward/safetensors.h"
#include "core/reward/torcharchive.h"
#include "core/reward/ziparchive.h"

namespace reward {

namespace {

namespace fs = std::filesystem;

/// Indices of published models have a few hundred KB.
constexpr std::size_t maxIndexBytes = 4 << 20;
constexpr std::size_t maxShards = 1000;
constexpr std::string_view indexSuffix = ".index.json";

tl::unexpected<Error> formatError(const fs::path &path, const std::string &message)
{
    return fail("weights.format", path.string() + ": " + message);
}

/// The error of a reader, which knows no path.
tl::unexpected<Error> at(const fs::path &path, const Error &error)
{
    return fail(error.code, path.string() + ": " + error.message);
}

Result<fs::path> weightsIn(const fs::path &folder)
{
    static constexpr std::array<const char *, 6> published{
        "model.safetensors.index.json", "model.safetensors",
        "pytorch_model.bin.index.json", "pytorch_model.bin",
        "open_clip_model.safetensors",  "open_clip_pytorch_model.bin"};
    std::error_code problem;
    for (const char *const name : published) {
        if (fs::exists(folder / name, problem))
            return folder / name;
    }
    static const std::set<std::string> suffixes{".safetensors", ".pt", ".pth", ".bin", ".ckpt"};
    std::vector<fs::path> found;
    for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end; entry.increment(problem)) {
        if (suffixes.count(entry->path().extension().string()) != 0)
            found.push_back(entry->path());
    }
    if (problem)
        return fail("weights.read", folder.string() + ": " + problem.message());
    if (found.size() == 1)
        return found.front();
    return fail("weights.read",
                folder.string()
                    + (found.empty() ? ": the folder holds no file of weights"
                                     : ": the folder holds several files of weights; name one of them"));
}

/// File name by tensor name.
Result<std::map<std::string, std::string>> readIndex(const fs::path &path, std::span<const std::byte> bytes)
{
    if (bytes.size() > maxIndexBytes)
        return formatError(path, "an index of " + std::to_string(bytes.size()) + " bytes is not read");
    const auto *const text = reinterpret_cast<const char *>(bytes.data());
    const nlohmann::json document = nlohmann::json::parse(text, text + bytes.size(), nullptr, false);
    const auto map = document.is_object() ? document.find("weight_map") : document.end();
    if (map == document.end() || !map->is_object() || map->empty())
        return formatError(path, "this is no index of shards: it lacks \"weight_map\"");
    std::map<std::string, std::string> files;
    for (const auto &[tensor, file] : map->items()) {
        const std::string name = file.is_string() ? file.get<std::string>() : std::string();
        if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos
            || name.find('\0') != std::string::npos)
            return formatError(path, "tensor " + quotedName(tensor) + " names " + quotedName(name)
                                         + " as its file; only a file beside the index can be read");
        files.emplace(tensor, name);
    }
    return files;
}

} // namespace

TensorFile::TensorFile() = default;
TensorFile::TensorFile(TensorFile &&) noexcept = default;
TensorFile &TensorFile::operator=(TensorFile &&) noexcept = default;
TensorFile::~TensorFile() = default;

Result<TensorFile> TensorFile::open(const fs::path &path)
{
    TensorFile file;
    fs::path weights = path;
    std::error_code problem;
    if (fs::is_directory(path, problem)) {
        const Result<fs::path> found = weightsIn(path);
        if (!found)
            return tl::make_unexpected(found.error());
        weights = *found;
    }
    const bool isIndex = weights.filename().string().ends_with(indexSuffix);
    if (const Result<void> opened = isIndex ? file.openIndex(weights) : file.openOne(weights); !opened)
        return tl::make_unexpected(opened.error());
    return file;
}

Result<void> TensorFile::openOne(const fs::path &path)
{
    Result<std::unique_ptr<MappedFile>> map = MappedFile::open(path);
    if (!map)
        return tl::make_unexpected(map.error());
    const std::span<const std::byte> bytes = (*map)->bytes();
    if (isLegacyTorchFile(bytes))
        return formatError(path, "this file is from before PyTorch 1.6, whose format is not read; convert it with "
                                 "python3 -c \"import torch; torch.save(torch.load('OLD.pth', map_location='cpu', "
                                 "weights_only=True), 'NEW.pth')\"");
    if (!isZip(bytes) && !isSafetensors(bytes))
        return formatError(path, "this is neither a safetensors nor a PyTorch file");
    Result<Tensors> tensors = isZip(bytes) ? readTorchArchive(bytes) : readSafetensors(bytes);
    if (!tensors)
        return at(path, tensors.error());
    m_files.push_back(path);
    m_maps.push_back(std::move(*map));
    m_tensors = std::move(*tensors);
    return {};
}

Result<void> TensorFile::openIndex(const fs::path &path)
{
    const Result<std::unique_ptr<MappedFile>> map = MappedFile::open(path);
    if (!map)
        return tl::make_unexpected(map.error());
    const auto index = readIndex(path, (*map)->bytes());
    if (!index)
        return tl::make_unexpected(index.error());
    m_files.push_back(path);
    std::map<std::string, TensorFile> shards;
    for (const auto &[tensor, name] : *index) {
        auto shard = shards.find(name);
        if (shard == shards.end()) {
            if (shards.size() == maxShards)
                return formatError(path, "it names more than " + std::to_string(maxShards) + " files");
            shard = shards.emplace(name, TensorFile()).first;
            if (const Result<void> opened = shard->second.openOne(path.parent_path() / name); !opened)
                return opened;
        }
        const auto entry = shard->second.m_tensors.find(tensor);
        if (entry == shard->second.m_tensors.end())
            return formatError(path, "tensor " + quotedName(tensor) + " is not in " + name + ", which should hold it");
        m_tensors.emplace(tensor, entry->second);
    }
    for (auto &[name, shard] : shards) {
        m_files.push_back(shard.m_files.front());
        std::move(shard.m_maps.begin(), shard.m_maps.end(), std::back_inserter(m_maps));
    }
    return {};
}

} // namespace reward
