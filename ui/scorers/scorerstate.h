#pragma once

#include "ui/scorers/scorerrows.h"

namespace scorers {

/// The state of one scorer in a word, and what can be done about it.
struct ScorerCondition
{
    widgets::TableCell cell;
    ScorerAction action = ScorerAction::None;
};

/// ready · not loaded · loading · queued after X · scoring (line and estimate) · paused · checking the file · needs
/// your own weights file · not installed · weights that this version cannot run yet · off until the test passes ·
/// stopped.
ScorerCondition conditionOf(const ScorersState &state, const scoring::ScorerInfo &info);

/// The label of the row's button; empty: none.
QString actionText(ScorerAction action);

} // namespace scorers
