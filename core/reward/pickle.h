#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "core/reward/result.h"

namespace reward {

enum class PickleKind : std::uint8_t {
    None,
    Boolean,
    Integer,
    Real,
    Text,  ///< text and byte strings
    Tuple, ///< items: the elements; lists and sets too
    List,
    Set,
    Dict,       ///< items: key, value, key, value, …
    Name,       ///< a class or function that is known to be harmless: `module` and `text`
    Record,     ///< what would be an object: items are its class or function and the tuple of its arguments
    Persistent, ///< a reference out of the pickle; items: the one value that says to what
};

/// Number of a value of a pickle.
using PickleIndex = std::uint32_t;
constexpr PickleIndex noPickleValue = std::numeric_limits<PickleIndex>::max();

struct PickleValue
{
    PickleKind kind = PickleKind::None;
    std::int64_t integer = 0; ///< Boolean and Integer; integers beyond 64 bits are cut
    double real = 0;
    std::string_view text; ///< Text, Name; lies in the bytes that were read
    std::string_view module;
    std::vector<PickleIndex> items;
    PickleIndex state = noPickleValue; ///< of a Record: what would be given to its __setstate__
};

/// A Python pickle (protocols 2 to 5) taken apart into plain values. Nothing is ever called: what would be an object is
/// a record of its class and its arguments. Values refer to each other by number and may do so in circles.
class Pickle
{
public:
    /// Memory is bounded by the number of values (1,000,000) and of steps, time by the steps; there is no recursion.
    /// Errors: "weights.unsafe" (it names a class or function that isHarmlessName() does not know), "weights.format"
    /// (broken, cut off, too large, or with opcodes that no checkpoint has).
    static Result<Pickle> read(std::span<const std::byte> bytes);

    const PickleValue &root() const { return m_values[m_root]; }
    const PickleValue &operator[](PickleIndex index) const { return m_values[index]; }

    /// The value of a text key of a Dict (the last, as in Python), or null.
    const PickleValue *find(const PickleValue &dict, std::string_view key) const;
    /// Whether a Record would be a call of this function or class.
    bool isCallOf(const PickleValue &value, std::string_view module, std::string_view name) const;

private:
    friend class PickleReader;

    std::vector<PickleValue> m_values;
    PickleIndex m_root = 0;
};

} // namespace reward
