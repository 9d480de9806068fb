#include "core/reward/textcleaning.h"

#include <algorithm>
#include <string_view>

#include "core/reward/htmlentities.h"
#include "core/reward/unicodetext.h"
#include "core/reward/windows1252.h"

namespace reward {

namespace {

/// ftfy takes lines apart at this length.
constexpr std::size_t longestSegment = 1'000'000;
/// Each round undoes one level of nested references. ftfy has no limit; a text of 1 MB could take 200,000 rounds.
constexpr int mostRounds = 64;

/// Digraphs and ligatures of Latin letters; empty for any other character.
std::u32string_view withoutLigature(char32_t c)
{
    switch (c) {
    case 0x132:
        return U"IJ";
    case 0x133:
        return U"ij";
    case 0x149:
        return U"\u02bcn";
    case 0x1c4:
        return U"D\u017d";
    case 0x1c5:
        return U"D\u017e";
    case 0x1c6:
        return U"d\u017e";
    case 0x1c7:
        return U"LJ";
    case 0x1c8:
        return U"Lj";
    case 0x1c9:
        return U"lj";
    case 0x1ca:
        return U"NJ";
    case 0x1cb:
        return U"Nj";
    case 0x1cc:
        return U"nj";
    case 0x1f1:
        return U"DZ";
    case 0x1f2:
        return U"Dz";
    case 0x1f3:
        return U"dz";
    case 0xfb00:
        return U"ff";
    case 0xfb01:
        return U"fi";
    case 0xfb02:
        return U"fl";
    case 0xfb03:
        return U"ffi";
    case 0xfb04:
        return U"ffl";
    case 0xfb05:
        return U"\u017ft";
    case 0xfb06:
        return U"st";
    default:
        return {};
    }
}

bool isControl(char32_t c)
{
    return c <= 0x8 || c == 0xb || (c >= 0xe && c <= 0x1f) || c == 0x7f || (c >= 0x206a && c <= 0x206f) || c == 0xfeff
           || (c >= 0xfff9 && c <= 0xfffc);
}

/// One character after ftfy's steps that look at single characters, in their order: C1, ligature, width, quote, line
/// separator.
void appendFixed(std::u32string &out, char32_t c)
{
    if (c >= 0x80 && c <= 0x9f)
        c = fromWindows1252(c);
    const auto appendUncurled = [&out](char32_t d) {
        if (d == 0x2bc || (d >= 0x2018 && d <= 0x201b))
            d = U'\'';
        else if (d >= 0x201c && d <= 0x201f)
            d = U'"';
        else if (d == 0x2028 || d == 0x2029)
            d = U'\n';
        out += d;
    };
    if (const std::u32string_view letters = withoutLigature(c); !letters.empty())
        std::ranges::for_each(letters, appendUncurled);
    else if (c == 0x3000)
        out += U' ';
    else if (c >= 0xff01 && c <= 0xffef)
        std::ranges::for_each(toNfkc(c), appendUncurled);
    else
        appendUncurled(c);
}

/// CRLF and CR to LF.
std::u32string withPlainBreaks(const std::u32string &text)
{
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != U'\r')
            out += text[i];
        else if (i + 1 == text.size() || text[i + 1] != U'\n')
            out += U'\n';
    }
    return out;
}

/// ESC [ numbers and semicolons, a letter.
std::size_t terminalEscapeLength(std::u32string_view text)
{
    if (!text.starts_with(U"\x1b["))
        return 0;
    std::size_t at = 2;
    while (at < text.size() && (isDecimalDigit(text[at]) || text[at] == U';'))
        ++at;
    const char32_t small = at < text.size() ? text[at] | 0x20 : U' ';
    return small >= U'a' && small <= U'z' ? at + 1 : 0;
}

std::u32string withoutControls(const std::u32string &text)
{
    std::u32string out;
    out.reserve(text.size());
    const std::u32string_view view = text;
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t escape = terminalEscapeLength(view.substr(i)); escape > 0) {
            i += escape;
            continue;
        }
        if (!isControl(text[i]))
            out += text[i];
        ++i;
    }
    return out;
}

std::u32string fixSegment(std::u32string text, bool unescape)
{
    for (int round = 0; round < mostRounds; ++round) {
        const std::u32string readable = unescape ? unescapeHtmlStrictly(text) : text;
        std::u32string fixed;
        fixed.reserve(readable.size());
        for (const char32_t character : readable)
            appendFixed(fixed, character);
        fixed = toNfc(withoutControls(withPlainBreaks(fixed)));
        if (fixed == text)
            break;
        text = std::move(fixed);
    }
    return text;
}

/// Runs of white space to one space.
template <typename IsSpace>
std::u32string collapsed(const std::u32string &text, const IsSpace &isSpace)
{
    std::u32string out;
    out.reserve(text.size());
    bool wasSpace = false;
    for (const char32_t character : text) {
        const bool nowSpace = isSpace(character);
        if (!nowSpace)
            out += character;
        else if (!wasSpace)
            out += U' ';
        wasSpace = nowSpace;
    }
    return out;
}

std::u32string stripped(const std::u32string &text)
{
    const auto first = std::ranges::find_if_not(text, isPythonSpace);
    const auto last = std::find_if_not(text.rbegin(), std::make_reverse_iterator(first), isPythonSpace).base();
    return {first, last};
}

} // namespace

std::u32string fixText(const std::u32string &text)
{
    std::u32string out;
    bool unescape = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t newline = text.find(U'\n', at);
        const std::size_t end = newline == std::u32string::npos ? text.size() : newline + 1;
        std::u32string segment = text.substr(at, std::min(end - at, longestSegment));
        at += segment.size();
        // Text with a "<" may be a page whose references shall stay; so may the lines behind it.
        if (segment.find(U'<') != std::u32string::npos)
            unescape = false;
        out += fixSegment(std::move(segment), unescape);
    }
    return out;
}

std::u32string cleanClipText(const std::u32string &text)
{
    return toLower(collapsed(stripped(unescapeHtml(unescapeHtml(fixText(text)))), isPythonSpace));
}

std::u32string normalizeHuggingFace(const std::u32string &text)
{
    return toLowerEach(collapsed(toNfc(text), isWhiteSpace));
}

} // namespace reward
