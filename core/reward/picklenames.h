#pragma once

#include <string_view>

namespace reward {

/// Whether a checkpoint may name this class or function. What is allowed is only ever recorded, never called; the list
/// says what real checkpoints of reward models name, so that a file which asks for anything else is recognised as
/// something else.
bool isHarmlessName(std::string_view module, std::string_view name);

} // namespace reward
