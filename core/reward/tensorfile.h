#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/reward/result.h"
#include "core/reward/tensorentry.h"

namespace reward {

class MappedFile;

/// The tensors of a checkpoint, read from memory-mapped files: nothing is copied, nothing is executed. Readable are
/// safetensors (one file, or an index with its shards) and the zip files of PyTorch 1.6 and later, TorchScript
/// included.
class TensorFile
{
public:
    using Tensors = std::map<std::string, TensorEntry>;

    /// `path` is a file, or a folder that holds one under its published name (model.safetensors,
    /// pytorch_model.bin, … or a single file of weights). Errors, each with path and key: "weights.read" (cannot be
    /// opened), "weights.format" (not such a file, or a broken one), "weights.unsafe" (it asks for code).
    static Result<TensorFile> open(const std::filesystem::path &path);

    TensorFile(TensorFile &&) noexcept;
    TensorFile &operator=(TensorFile &&) noexcept;
    ~TensorFile();

    /// By flat name: dictionaries 'state_dict' and 'model' are unwrapped, modules are walked along their attributes.
    const Tensors &tensors() const { return m_tensors; }
    /// The files that the tensors lie in: one, or the index and its shards.
    const std::vector<std::filesystem::path> &files() const { return m_files; }
    /// The folder in which config.json and the like lie beside the weights.
    std::filesystem::path folder() const { return m_files.front().parent_path(); }

private:
    TensorFile();
    Result<void> openOne(const std::filesystem::path &path);
    Result<void> openIndex(const std::filesystem::path &path);

    std::vector<std::filesystem::path> m_files;
    std::vector<std::unique_ptr<MappedFile>> m_maps;
    Tensors m_tensors;
};

} // namespace reward
