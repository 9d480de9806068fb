#pragma once

#include <string>

namespace reward {

/// ftfy.fix_text without its repair of mojibake (text decoded in a wrong encoding): line by line until nothing changes,
/// character references (unless a "<" stands in the text), C1 controls, Latin ligatures, full and half width, curly
/// quotes, line breaks, terminal escapes, control characters, NFC.
std::u32string fixText(const std::u32string &text);

/// What OpenAI's CLIP and open_clip do with a text before they split it: fixText, HTML unescaped twice, white space
/// runs to one space, ends stripped, lower case.
std::u32string cleanClipText(const std::u32string &text);

/// What the fast tokenizer of Hugging Face does instead: NFC, white space runs to one space, lower case of each
/// character by itself. Neither references nor quotes are touched.
std::u32string normalizeHuggingFace(const std::u32string &text);

} // namespace reward
