#include "core/reward/tensorentry.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <numeric>
#include <utility>

namespace reward {

namespace {

constexpr std::size_t longestName = 120;

/// Numbers whose exponent bits are all set: NaN and infinite ones. `Bits` is the unsigned type of the element.
template <typename Bits>
std::int64_t nonFiniteIn(const std::byte *data, std::int64_t count, std::int64_t stride, Bits exponent)
{
    std::int64_t found = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        Bits bits = 0;
        std::memcpy(&bits, data + i * stride * std::int64_t(sizeof(Bits)), sizeof(Bits));
        found += (bits & exponent) == exponent;
    }
    return found;
}

template <typename Bits>
std::int64_t nonFinite(const TensorEntry &tensor, Bits exponent)
{
    if (tensor.isContiguous())
        return nonFiniteIn(tensor.data, tensor.elementCount(), 1, exponent);
    // Row by row along the last dimension; the position counts through the others.
    const std::size_t last = tensor.shape.size() - 1;
    std::vector<std::int64_t> position(last, 0);
    std::int64_t offset = 0;
    std::int64_t found = 0;
    for (;;) {
        found += nonFiniteIn(tensor.data + offset * std::int64_t(sizeof(Bits)), tensor.shape[last],
                             tensor.strides[last], exponent);
        std::size_t dimension = last;
        while (dimension > 0) {
            --dimension;
            offset += tensor.strides[dimension];
            if (++position[dimension] < tensor.shape[dimension])
                break;
            offset -= position[dimension] * tensor.strides[dimension];
            position[dimension] = 0;
            if (dimension == 0)
                return found;
        }
        if (last == 0)
            return found;
    }
}

} // namespace

std::int64_t TensorEntry::elementCount() const
{
    // First, because the other sizes of an empty tensor may be anything.
    if (std::find(shape.begin(), shape.end(), 0) != shape.end())
        return 0;
    return std::accumulate(shape.begin(), shape.end(), std::int64_t(1), std::multiplies<>());
}

bool TensorEntry::isContiguous() const
{
    if (elementCount() == 0)
        return true;
    std::int64_t expected = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
        if (shape[i] != 1 && strides[i] != expected)
            return false;
        expected *= shape[i];
    }
    return true;
}

std::size_t elementBytes(const std::string &dtype)
{
    static constexpr std::array<std::pair<const char *, std::size_t>, 15> types{{{"F64", 8},
                                                                                 {"F32", 4},
                                                                                 {"F16", 2},
                                                                                 {"BF16", 2},
                                                                                 {"I64", 8},
                                                                                 {"I32", 4},
                                                                                 {"I16", 2},
                                                                                 {"I8", 1},
                                                                                 {"U64", 8},
                                                                                 {"U32", 4},
                                                                                 {"U16", 2},
                                                                                 {"U8", 1},
                                                                                 {"BOOL", 1},
                                                                                 {"F8_E5M2", 1},
                                                                                 {"F8_E4M3", 1}}};
    const auto *const found =
        std::find_if(types.begin(), types.end(), [&](const auto &type) { return dtype == type.first; });
    return found == types.end() ? 0 : found->second;
}

std::int64_t nonFiniteCount(const TensorEntry &tensor)
{
    if (tensor.dtype == "F32")
        return nonFinite<std::uint32_t>(tensor, 0x7f800000U);
    if (tensor.dtype == "F16")
        return nonFinite<std::uint16_t>(tensor, 0x7c00U);
    if (tensor.dtype == "BF16")
        return nonFinite<std::uint16_t>(tensor, 0x7f80U);
    if (tensor.dtype == "F64")
        return nonFinite<std::uint64_t>(tensor, 0x7ff0000000000000U);
    return 0;
}

std::string shapeText(const std::vector<std::int64_t> &shape)
{
    std::string text = "[";
    for (const std::int64_t size : shape)
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + ']';
}

std::string quotedName(std::string_view name)
{
    std::string text = "\"";
    for (const char c : name.substr(0, longestName))
        text += static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f ? c : '?';
    return text + (name.size() > longestName ? "…\"" : "\"");
}

std::vector<std::int64_t> contiguousStrides(const std::vector<std::int64_t> &shape)
{
    std::vector<std::int64_t> strides(shape.size(), 1);
    if (std::find(shape.begin(), shape.end(), 0) != shape.end())
        return strides;
    for (std::size_t i = shape.size(); i-- > 1;)
        strides[i - 1] = strides[i] * shape[i];
    return strides;
}

} // namespace reward
