#include "core/reward/clipvocabulary.h"

#include <array>
#include <cassert>
#include <string_view>

#include <zlib.h>

#include "core/reward/unicodetext.h"

// The file as it comes out of the wheel; CMake has checked its SHA-256.
__asm__(".pushsection .rodata\n"
        ".global dissensus_clip_vocabulary_begin\n"
        ".global dissensus_clip_vocabulary_end\n"
        "dissensus_clip_vocabulary_begin:\n"
        ".incbin \"" DISSENSUS_CLIP_VOCABULARY "\"\n"
        "dissensus_clip_vocabulary_end:\n"
        ".popsection\n");
extern "C" const unsigned char dissensus_clip_vocabulary_begin[];
extern "C" const unsigned char dissensus_clip_vocabulary_end[];

namespace reward {

namespace {

constexpr std::size_t mergeCount = 48894;
constexpr std::string_view wordEnd = "</w>";

std::string unpacked()
{
    std::string text(std::size_t(4) << 20, '\0');
    z_stream stream{};
    stream.next_in = const_cast<unsigned char *>(dissensus_clip_vocabulary_begin);
    stream.avail_in = uInt(dissensus_clip_vocabulary_end - dissensus_clip_vocabulary_begin);
    stream.next_out = reinterpret_cast<unsigned char *>(text.data());
    stream.avail_out = uInt(text.size());
    constexpr int gzip = 16;
    [[maybe_unused]] int state = inflateInit2(&stream, MAX_WBITS + gzip);
    state = inflate(&stream, Z_FINISH);
    assert(state == Z_STREAM_END);
    inflateEnd(&stream);
    text.resize(stream.total_out);
    return text;
}

/// Takes the next part up to `separator` off the front.
std::string_view takeUntil(std::string_view &text, char separator)
{
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
}

bool isPrintable(int byte)
{
    return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}

} // namespace

const ClipVocabulary &ClipVocabulary::shared()
{
    static const ClipVocabulary vocabulary;
    return vocabulary;
}

ClipVocabulary::ClipVocabulary()
{
    // The file writes printable bytes as the character of the same number and the rest, in order, from U+0100 on; the
    // symbols are numbered in that order, too.
    std::unordered_map<std::string, std::int32_t> ids;
    std::int32_t next = 0;
    for (const bool printable : {true, false}) {
        char32_t stand = 0x100;
        for (int byte = 0; byte < 256; ++byte) {
            if (isPrintable(byte) != printable)
                continue;
            std::string spelling;
            appendUtf8(spelling, printable ? char32_t(byte) : stand++);
            m_byteSymbols[std::size_t(byte)] = next;
            ids[spelling] = next;
            ids[spelling.append(wordEnd)] = next + 256;
            ++next;
        }
    }

    const std::string file = unpacked();
    std::string_view rest = file;
    takeUntil(rest, '\n'); // a heading
    ids.reserve(mergeCount + firstMerge);
    m_merges.reserve(mergeCount);
    for (std::size_t i = 0; i < mergeCount; ++i) {
        std::string_view line = takeUntil(rest, '\n');
        const std::string left(takeUntil(line, ' '));
        const std::string right(line);
        const std::int32_t id = firstMerge + std::int32_t(i);
        m_merges.emplace(key(ids.at(left), ids.at(right)), id);
        ids.emplace(left + right, id);
    }
}

} // namespace reward
