#pragma once

#include <string_view>

namespace reward {

// Files of resources/scorers, built into the program.

/// The scorers known by name.
std::string_view catalogueJson();
/// Golden values of the scorers without weights for pictures made by formula; from
/// tests/reference/picture_statistics.py.
std::string_view pictureStatisticsJson();
/// Golden output of a transformer block; from tests/reference/attention_block.py.
std::string_view attentionBlockJson();

} // namespace reward
