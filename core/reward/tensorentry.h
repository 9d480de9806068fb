#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reward {

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

} // namespace reward
