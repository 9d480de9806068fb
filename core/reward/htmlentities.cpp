#include "core/reward/htmlentities.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/reward/unicodetext.h"
#include "core/reward/windows1252.h"

namespace reward {

namespace {

struct Entity
{
    std::string_view name; ///< with its semicolon, and again without where HTML allows that
    std::u32string_view value;
};

constexpr Entity entities[] = {
#include "htmlentities.inc" // cmake/html_entities.py, sorted by name
};

constexpr std::size_t longestName = 32;
/// References by number and name that are looked at by ftfy: up to so many letters and digits.
constexpr std::size_t longestStrict = 24;

const Entity *findEntity(std::u32string_view name)
{
    if (name.size() > longestName)
        return nullptr;
    std::string ascii;
    for (const char32_t character : name) {
        if (character >= 0x80)
            return nullptr;
        ascii += char(character);
    }
    const auto *found = std::ranges::lower_bound(entities, ascii, {}, &Entity::name);
    return found != std::end(entities) && found->name == ascii ? found : nullptr;
}

bool isDigit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

int hexDigit(char32_t c)
{
    if (isDigit(c))
        return int(c - U'0');
    const char32_t small = c | 0x20;
    return small >= U'a' && small <= U'f' ? int(small - U'a') + 10 : -1;
}

bool isAsciiLetterOrDigit(char32_t c)
{
    const char32_t small = c | 0x20;
    return isDigit(c) || (small >= U'a' && small <= U'z');
}

/// Characters that HTML does not allow to be named by number.
bool isForbidden(std::uint32_t number)
{
    return (number >= 0x1 && number <= 0x8) || number == 0xb || (number >= 0xe && number <= 0x1f)
           || (number >= 0x7f && number <= 0x9f) || (number >= 0xfdd0 && number <= 0xfdef)
           || (number & 0xfffe) == 0xfffe;
}

void appendNumbered(std::u32string &out, std::uint32_t number)
{
    constexpr char32_t replacementCharacter = 0xfffd;
    if (number == 0 || (number >= 0xd800 && number <= 0xdfff) || number > 0x10ffff)
        out += replacementCharacter;
    else if (number >= 0x80 && number <= 0x9f)
        out += fromWindows1252(char32_t(number));
    else if (!isForbidden(number))
        out += char32_t(number);
}

/// A reference at text[at] == '&' by number: appends what it stands for and returns the place behind it.
std::optional<std::size_t> numericReference(std::u32string_view text, std::size_t at, std::u32string &out)
{
    std::size_t i = at + 2;
    const bool isHex = i < text.size() && (text[i] == U'x' || text[i] == U'X');
    if (isHex)
        ++i;
    const std::size_t first = i;
    std::uint32_t number = 0;
    for (; i < text.size(); ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0 || (!isHex && digit > 9))
            break;
        number = std::min<std::uint32_t>(number * (isHex ? 16 : 10) + std::uint32_t(digit), 0x110000);
    }
    if (i == first)
        return std::nullopt;
    appendNumbered(out, number);
    return i < text.size() && text[i] == U';' ? i + 1 : i;
}

/// The same by name: the whole of what could be a name, or the longest beginning of it that is one.
std::optional<std::size_t> namedReference(std::u32string_view text, std::size_t at, std::u32string &out)
{
    constexpr std::u32string_view ends = U"\t\n\f <&#;";
    std::size_t end = at + 1;
    while (end < text.size() && end - at <= longestName && ends.find(text[end]) == std::u32string_view::npos)
        ++end;
    if (end == at + 1)
        return std::nullopt;
    if (end < text.size() && text[end] == U';')
        ++end;
    for (std::size_t last = end; last > at + 2; --last) { // one letter is no name
        if (const Entity *entity = findEntity(text.substr(at + 1, last - at - 1))) {
            out += entity->value;
            return last;
        }
    }
    return std::nullopt;
}

/// "&NAME;" as ftfy knows it: as HTML has it, or in capitals.
std::optional<std::u32string> strictValue(const std::u32string &reference)
{
    if (reference[1] == U'#') {
        std::u32string value = unescapeHtml(reference);
        return value.find(U';') == std::u32string::npos ? std::optional(value) : std::nullopt;
    }
    const std::u32string name = reference.substr(1);
    if (const Entity *entity = findEntity(name))
        return std::u32string(entity->value);
    const std::u32string lower = toLowerEach(name);
    const Entity *entity = toUpper(lower) == name ? findEntity(lower) : nullptr;
    // Where HTML itself reads something into the capitals ("&GTRSIM;" begins with "&GT"), it is left to it.
    if (entity && unescapeHtml(reference) == reference)
        return toUpper(std::u32string(entity->value));
    return std::nullopt;
}

/// Copies the text and lets `decode` replace from an ampersand on; it returns the place behind what it replaced.
template <typename Decode>
std::u32string replaceReferences(const std::u32string &text, const Decode &decode)
{
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<std::size_t> end = text[at] == U'&' ? decode(at, out) : std::nullopt;
        if (end) {
            at = *end;
        } else {
            out += text[at];
            ++at;
        }
    }
    return out;
}

} // namespace

std::u32string unescapeHtml(const std::u32string &text)
{
    return replaceReferences(text, [&text](std::size_t at, std::u32string &out) {
        const bool isNumeric = at + 1 < text.size() && text[at + 1] == U'#';
        return isNumeric ? numericReference(text, at, out) : namedReference(text, at, out);
    });
}

std::u32string unescapeHtmlStrictly(const std::u32string &text)
{
    return replaceReferences(text, [&text](std::size_t at, std::u32string &out) -> std::optional<std::size_t> {
        const std::size_t first = at + 1 < text.size() && text[at + 1] == U'#' ? at + 2 : at + 1;
        std::size_t end = first;
        while (end < text.size() && end - first < longestStrict && isAsciiLetterOrDigit(text[end]))
            ++end;
        if (end == first || end == text.size() || text[end] != U';')
            return std::nullopt;
        const std::optional<std::u32string> value = strictValue(text.substr(at, end + 1 - at));
        if (!value)
            return std::nullopt;
        out += *value;
        return end + 1;
    });
}

} // namespace reward
