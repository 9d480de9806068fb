#pragma once

#include <QColor>
#include <QFont>

namespace widgets {

/// The type ramp. Sizes are ratios of the desktop's font, whose size counts as 13.
enum class TextRole {
    Caption, ///< 11/14: rail, axis, key cap, row note
    Small,   ///< 12/18: notes, table head, captions
    Body,    ///< 13/20: everything else; section titles in SemiBold
    Reading, ///< 14/20: prompt in Compare, answer buttons
    Lead,    ///< 15/22: question, score in Compare, prompt up to 320 characters
    Large,   ///< 18/26: prompt up to 140 characters; import totals in SemiBold
    Title,   ///< 22/28: the program's name on the first page
};

enum class Weight { Regular, Medium, SemiBold };

/// Which text colour, followed through theme changes.
enum class Ink { Text, Text2, Text3, Disabled, Accent, OnJudge, Warning, Error, Ok, People, Model };

/// The desktop's font at the size of the role. Prompts of 13/19 use Body.
QFont textFont(TextRole role, Weight weight = Weight::Regular);
/// Distance of two baselines in logical pixels.
int lineHeight(TextRole role);
QColor inkColor(Ink ink);

/// A design pixel count that grows with the desktop's font size ("text up to 150 %: rows grow").
int scaled(int pixels);

} // namespace widgets
