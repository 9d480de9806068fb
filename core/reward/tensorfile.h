#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/reward/result.h"

namespace reward {

class MappedFile;

/// A view of one tensor in mapped memory; valid while the TensorFile lives. Every element that shape and strides
/// reach lies inside the file. `data` need not be aligned: copy out, or use unaligned loads.
struct TensorEntry
{
    std::string dtype;                 ///< "F64" "F32" "F16" "BF16" "I64" "I32" "I16" "I8" "U8" "BOOL" …
    std::vector<std::int64_t> shape;   ///< empty: one number
    std::vector<std::int64_t> strides; ///< in elements, as many as `shape`; none is negative
    const std::byte *data = nullptr;   ///< the first element; little-endian

    /// Product of the shape; it fits into memory that is there.
    std::int64_t elementCount() const;
    /// Row-major without gaps (sizes of 1 may have any stride).
    bool isContiguous() const;
};

/// Bytes of one element of a number type as safetensors spells it; 0: not a type that is known here.
std::size_t elementBytes(const std::string &dtype);

/// How many elements are NaN or infinite; 0 for whole numbers. Reads all of the tensor once.
std::int64_t nonFiniteCount(const TensorEntry &tensor);

/// "[768, 1024]"
std::string shapeText(const std::vector<std::int64_t> &shape);
/// A name from a file, in quotation marks, printable and cut to a length that fits a line.
std::string quotedName(std::string_view name);
/// The strides of a row-major tensor without gaps.
std::vector<std::int64_t> contiguousStrides(const std::vector<std::int64_t> &shape);

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
