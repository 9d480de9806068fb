#include "core/reward/cliptokenizer.h"
#include "core/reward/unicodetext.h"

/// Prompts come from files and people: any bytes. The first byte picks the style.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using reward::ClipTextStyle;
    if (size == 0)
        return 0;
    constexpr ClipTextStyle styles[]{ClipTextStyle::OpenAi, ClipTextStyle::OpenClip, ClipTextStyle::HuggingFace};
    const ClipTextStyle style = styles[data[0] % std::size(styles)];
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    const auto sequence = reward::ClipTokenizer::shared().sequence(text, style);
    if (sequence.has_value() != reward::fromUtf8(text).has_value())
        __builtin_trap();
    if (sequence && (sequence->size() != 77 || sequence->front() != 49406))
        __builtin_trap();
    for (const std::int32_t id : reward::ClipTokenizer::shared().ids(text, style)) {
        if (id < 0 || id > 49407)
            __builtin_trap();
    }
    return 0;
}
