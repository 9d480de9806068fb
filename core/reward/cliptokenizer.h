#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/reward/result.h"

namespace reward {

/// Whose tokenizer is followed. All have the same vocabulary.
enum class ClipTextStyle {
    OpenAi,     ///< openai/CLIP: ftfy, HTML unescaped, padded with 0
    OpenClip,   ///< HPSv2's open_clip: as OpenAi, but specials spelt "<start_of_text>", and an overlong text is always
                ///< cut
    HuggingFace ///< the fast CLIPTokenizer: NFC only, padded with 49407
};

/// CLIP's byte-pair encoding.
class ClipTokenizer
{
public:
    /// The vocabulary is unpacked at the first call; any thread may call.
    static const ClipTokenizer &shared();

    /// Ids without start and end, of any number. A special token that is written out in the text, in the style's own
    /// spelling, becomes its id. Ill-formed UTF-8 is read as U+FFFD.
    std::vector<std::int32_t> ids(std::string_view utf8, ClipTextStyle style) const;

    /// `context` ids: start, text, end, padding. An overlong text loses its end: the last id is that of the end token.
    /// `context` is at least 2.
    /// Errors: "text.form" (not UTF-8); "text.long" when `truncate` is false and the style has a choice.
    Result<std::vector<std::int32_t>> sequence(std::string_view utf8, ClipTextStyle style, int context = 77,
                                               bool truncate = true) const;

private:
    ClipTokenizer() = default;
};

} // namespace reward
