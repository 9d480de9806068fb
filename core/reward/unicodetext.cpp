#include "core/reward/unicodetext.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace reward {

namespace {

constexpr char32_t replacementCharacter = 0xfffd;

icu::UnicodeString toIcu(const std::u32string &text)
{
    return icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32 *>(text.data()), int32_t(text.size()));
}

std::u32string fromIcu(const icu::UnicodeString &text)
{
    std::u32string result(std::size_t(text.countChar32()), U'\0');
    UErrorCode status = U_ZERO_ERROR;
    text.toUTF32(reinterpret_cast<UChar32 *>(result.data()), int32_t(result.size()), status);
    return result;
}

/// Both normalizers are part of ICU's library: they cannot be missing.
icu::UnicodeString normalized(const icu::Normalizer2 *(*instance)(UErrorCode &), const icu::UnicodeString &text)
{
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString result = instance(status)->normalize(text, status);
    return U_SUCCESS(status) ? result : text;
}

/// Decodes; `bad` is called for each ill-formed sequence and says whether to go on.
template <typename Bad>
std::u32string decode(std::string_view utf8, const Bad &bad)
{
    std::u32string text;
    text.reserve(utf8.size());
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(utf8.data());
    const auto size = std::int64_t(utf8.size());
    for (std::int64_t at = 0; at < size;) {
        UChar32 character = 0;
        U8_NEXT(bytes, at, size, character);
        if (character >= 0)
            text += char32_t(character);
        else if (!bad(text))
            break;
    }
    return text;
}

} // namespace

std::optional<std::u32string> fromUtf8(std::string_view utf8)
{
    bool isGood = true;
    std::u32string text = decode(utf8, [&](std::u32string &) { return isGood = false; });
    return isGood ? std::optional(std::move(text)) : std::nullopt;
}

std::u32string fromUtf8Replacing(std::string_view utf8)
{
    return decode(utf8, [](std::u32string &text) {
        text += replacementCharacter;
        return true;
    });
}

void appendUtf8(std::string &utf8, char32_t character)
{
    char bytes[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, character);
    utf8.append(bytes, length);
}

std::u32string toNfc(const std::u32string &text)
{
    return fromIcu(normalized(icu::Normalizer2::getNFCInstance, toIcu(text)));
}

std::u32string toNfkc(char32_t character)
{
    return fromIcu(normalized(icu::Normalizer2::getNFKCInstance, icu::UnicodeString(UChar32(character))));
}

std::u32string toLower(const std::u32string &text)
{
    return fromIcu(toIcu(text).toLower(icu::Locale::getRoot()));
}

std::u32string toLowerEach(const std::u32string &text)
{
    constexpr char32_t capitalIWithDot = 0x130; // the only one whose lower case is longer than itself
    std::u32string result;
    result.reserve(text.size());
    for (const char32_t character : text) {
        if (character == capitalIWithDot)
            result += U"i\u0307";
        else
            result += char32_t(u_tolower(UChar32(character)));
    }
    return result;
}

std::u32string toUpper(const std::u32string &text)
{
    return fromIcu(toIcu(text).toUpper(icu::Locale::getRoot()));
}

bool isLetter(char32_t character)
{
    return (U_GET_GC_MASK(UChar32(character)) & U_GC_L_MASK) != 0;
}

bool isNumber(char32_t character)
{
    return (U_GET_GC_MASK(UChar32(character)) & U_GC_N_MASK) != 0;
}

bool isDecimalDigit(char32_t character)
{
    return u_isdigit(UChar32(character)) != 0;
}

bool isWhiteSpace(char32_t character)
{
    return u_isUWhiteSpace(UChar32(character)) != 0;
}

bool isPythonSpace(char32_t character)
{
    return isWhiteSpace(character) || (character >= 0x1c && character <= 0x1f);
}

} // namespace reward
