#include "app/scorer/cborcheck.h"

#include <cstdint>
#include <vector>

namespace scorer {

namespace {

struct Head
{
    unsigned major = 0;
    unsigned info = 0;
    std::uint64_t value = 0;
};

/// Reads the head of one item (RFC 8949, section 3) at `at` and steps over it; false at the end of the bytes.
bool readHead(std::span<const std::byte> bytes, std::size_t &at, Head &head)
{
    if (at >= bytes.size())
        return false;
    const auto first = std::to_integer<unsigned>(bytes[at++]);
    head = {first >> 5, first & 31, first & 31};
    if (head.info < 24 || head.info > 27)
        return true;
    const std::size_t length = std::size_t(1) << (head.info - 24);
    if (bytes.size() - at < length)
        return false;
    head.value = 0;
    for (std::size_t i = 0; i < length; ++i)
        head.value = head.value << 8 | std::to_integer<std::uint64_t>(bytes[at++]);
    return true;
}

enum Major { ByteString = 2, TextString = 3, Array = 4, Map = 5, Tag = 6 };

} // namespace

std::string cborProblem(std::span<const std::byte> bytes)
{
    std::vector<std::uint64_t> open; // items still to come on each level
    std::size_t at = 0;
    do {
        Head head;
        if (!readHead(bytes, at, head))
            return "the message is cut off";
        if (head.info > 27)
            return "the message has an item of indefinite or reserved length";
        if (!open.empty())
            --open.back();
        const std::uint64_t rest = bytes.size() - at;
        if (head.major == ByteString || head.major == TextString) {
            if (head.value > rest)
                return "the message is cut off";
            at += std::size_t(head.value);
        } else if (head.major == Array || head.major == Map) {
            if (head.value > rest) // each entry takes a byte at least
                return "the message names more entries than it has";
            open.push_back(head.major == Map ? 2 * head.value : head.value);
            if (open.size() > maxDepth)
                return "the message is nested too deeply";
        } else if (head.major == Tag) {
            return "the message has a tag";
        }
        while (!open.empty() && open.back() == 0)
            open.pop_back();
    } while (!open.empty());
    return at == bytes.size() ? std::string() : "there are bytes after the message";
}

} // namespace scorer
