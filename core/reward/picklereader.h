#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/reward/pickle.h"
#include "core/reward/result.h"

namespace reward {

/// The pickle machine: a stack of numbers of values. A step that fails says why in m_problem and ends the reading.
class PickleReader
{
public:
    explicit PickleReader(std::span<const std::byte> bytes)
        : m_bytes(bytes)
    {
    }

    Result<Pickle> run();

private:
    static constexpr std::size_t maxValues = 1'000'000;

    tl::unexpected<Error> broken(const std::string &what) const
    {
        return fail("weights.format", "broken pickle: " + what + " (byte " + std::to_string(m_at) + " of "
                                          + std::to_string(m_bytes.size()) + ')');
    }

    bool problem(std::string what)
    {
        m_problem = std::move(what);
        return false;
    }

    bool take(unsigned char opcode);
    bool takeNumberOrText(unsigned char opcode);
    bool takeContainer(unsigned char opcode);
    bool takeObject(unsigned char opcode);
    bool takeMemo(unsigned char opcode);

    /// Reads a little-endian number.
    std::optional<std::uint64_t> number(std::size_t count)
    {
        if (m_bytes.size() - m_at < count)
            return {};
        std::uint64_t value = 0;
        for (std::size_t i = count; i-- > 0;)
            value = value << 8 | std::to_integer<std::uint64_t>(m_bytes[m_at + i]);
        m_at += count;
        return value;
    }

    /// Text behind its length of `lengthBytes` bytes.
    std::optional<std::string_view> text(std::size_t lengthBytes)
    {
        const auto length = number(lengthBytes);
        if (!length || *length > m_bytes.size() - m_at)
            return {};
        const std::string_view found(reinterpret_cast<const char *>(m_bytes.data()) + m_at, *length);
        m_at += *length;
        return found;
    }

    std::optional<std::string_view> line()
    {
        const std::string_view rest(reinterpret_cast<const char *>(m_bytes.data()) + m_at, m_bytes.size() - m_at);
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos)
            return {};
        m_at += end + 1;
        return rest.substr(0, end);
    }

    bool push(PickleValue value)
    {
        if (m_pickle.m_values.size() == maxValues)
            return problem("it holds more than " + std::to_string(maxValues) + " values");
        m_pickle.m_values.push_back(std::move(value));
        m_stack.push_back(PickleIndex(m_pickle.m_values.size() - 1));
        return true;
    }

    bool pushInteger(PickleKind kind, std::int64_t integer)
    {
        PickleValue value;
        value.kind = kind;
        value.integer = integer;
        return push(std::move(value));
    }

    bool pushText(std::optional<std::string_view> text)
    {
        if (!text)
            return problem("it is cut off");
        PickleValue value;
        value.kind = PickleKind::Text;
        value.text = *text;
        return push(std::move(value));
    }

    bool pushItems(PickleKind kind, std::vector<PickleIndex> items = {})
    {
        PickleValue value;
        value.kind = kind;
        value.items = std::move(items);
        return push(std::move(value));
    }

    bool pushName(std::string_view module, std::string_view name);

    /// Values above the lowest one that may be taken: a step must not reach below the last mark.
    std::size_t available() const { return m_stack.size() - (m_marks.empty() ? 0 : m_marks.back()); }

    std::optional<PickleIndex> pop()
    {
        if (available() == 0)
            return {};
        const PickleIndex index = m_stack.back();
        m_stack.pop_back();
        return index;
    }

    std::optional<std::vector<PickleIndex>> popTuple(std::size_t count)
    {
        if (available() < count)
            return {};
        std::vector<PickleIndex> items(m_stack.end() - std::ptrdiff_t(count), m_stack.end());
        m_stack.resize(m_stack.size() - count);
        return items;
    }

    /// What lies above the last mark, which goes too.
    std::optional<std::vector<PickleIndex>> popMark()
    {
        if (m_marks.empty())
            return {};
        std::vector<PickleIndex> items = *popTuple(available());
        m_marks.pop_back();
        return items;
    }

    bool starved() { return problem("a value is missing on its stack"); }

    bool pushTaken(PickleKind kind, std::optional<std::vector<PickleIndex>> items)
    {
        return items ? pushItems(kind, std::move(*items)) : starved();
    }

    /// Adds to the container on top. Records that would be containers keep only what their constructor was given.
    bool extendTop(std::optional<std::vector<PickleIndex>> items, PickleKind kind);

    /// A record of `callable` with `arguments`; the dictionaries of the standard library become dictionaries.
    bool makeRecord(std::optional<PickleIndex> arguments, std::optional<PickleIndex> callable);

    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    Pickle m_pickle;
    std::vector<PickleIndex> m_stack;
    std::vector<std::size_t> m_marks; ///< sizes of the stack
    std::unordered_map<std::uint64_t, PickleIndex> m_memo;
    std::string m_problem;
    bool m_isUnsafe = false;
};

} // namespace reward
