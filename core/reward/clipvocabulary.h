#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace reward {

/// CLIP's byte-pair vocabulary: bpe_simple_vocab_16e6.txt.gz (MIT), built into the program and unpacked once.
/// Ids: 0 to 255 the byte symbols, 256 to 511 the same at the end of a word, from 512 on the merges in order, 49406 the
/// start and 49407 the end of a text.
class ClipVocabulary
{
public:
    static constexpr std::int32_t firstMerge = 512;
    static constexpr std::int32_t startOfText = 49406;
    static constexpr std::int32_t endOfText = 49407;
    static constexpr std::int32_t none = -1;

    static const ClipVocabulary &shared();

    /// The symbol of a byte within a word, or at its end.
    std::int32_t byteSymbol(std::uint8_t byte, bool atEnd) const
    {
        return m_byteSymbols[byte] + (atEnd ? std::int32_t(m_byteSymbols.size()) : 0);
    }

    /// What two neighbouring symbols become, or `none`. A lower number merges first.
    std::int32_t merged(std::int32_t left, std::int32_t right) const
    {
        const auto found = m_merges.find(key(left, right));
        return found == m_merges.end() ? none : found->second;
    }

private:
    ClipVocabulary();

    static std::uint64_t key(std::int32_t left, std::int32_t right)
    {
        return std::uint64_t(left) << 32 | std::uint32_t(right);
    }

    std::array<std::int32_t, 256> m_byteSymbols{};
    std::unordered_map<std::uint64_t, std::int32_t> m_merges;
};

} // namespace reward
