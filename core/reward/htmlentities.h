#pragma once

#include <string>

namespace reward {

/// Decodes numeric and named character references as HTML 5 says, once: also without a semicolon where HTML has the
/// name without one ("&ampx" is "&x"), invalid numbers become nothing or U+FFFD. Python's html.unescape.
std::u32string unescapeHtml(const std::u32string &text);

/// Decodes only references that end in a semicolon and of which nothing else is left, and names in capitals whose small
/// form is known ("&EACUTE;" is É). ftfy's unescape_html.
std::u32string unescapeHtmlStrictly(const std::u32string &text);

} // namespace reward
