#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reward {

// Text as code points, as the tokenizers' references see it. Properties and mappings are ICU's.

/// Nothing where the bytes are not well-formed UTF-8 (overlong forms and surrogates are not).
std::optional<std::u32string> fromUtf8(std::string_view utf8);
/// As above, with U+FFFD for each ill-formed sequence.
std::u32string fromUtf8Replacing(std::string_view utf8);
/// Appends the UTF-8 form of one code point.
void appendUtf8(std::string &utf8, char32_t character);

/// Normalization Form C.
std::u32string toNfc(const std::u32string &text);
/// Normalization Form KC of one code point.
std::u32string toNfkc(char32_t character);

/// Full lower case of the whole string: final sigma, İ to i and U+0307; Python's str.lower.
std::u32string toLower(const std::u32string &text);
/// Full lower case of each code point by itself: no final sigma; Rust's char::to_lowercase.
std::u32string toLowerEach(const std::u32string &text);
/// Full upper case: ß to SS.
std::u32string toUpper(const std::u32string &text);

bool isLetter(char32_t character);       ///< general category L*
bool isNumber(char32_t character);       ///< general category N*
bool isDecimalDigit(char32_t character); ///< general category Nd
bool isWhiteSpace(char32_t character);   ///< the property White_Space
/// White_Space and U+001C to U+001F: Python's str.isspace.
bool isPythonSpace(char32_t character);

} // namespace reward
