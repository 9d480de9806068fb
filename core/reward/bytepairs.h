#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace reward {

class ClipVocabulary;

/// Appends the ids of one word: its bytes as symbols, the pair of lowest rank merged, leftmost first, until no pair can
/// be. `word` is not empty. Takes n·log n for n bytes.
void appendBytePairs(std::vector<std::int32_t> &ids, std::string_view word, const ClipVocabulary &vocabulary);

} // namespace reward
