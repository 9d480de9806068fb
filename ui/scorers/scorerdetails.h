#pragma once

#include "ui/scorers/detailspane.h"
#include "ui/scorers/scorerrows.h"

namespace scorers {

/// Facts of one scorer for the details pane.
QList<DetailsPane::Line> detailsOf(const ScorersState &state, const scoring::ScorerInfo &info);

/// "fingerprint 8c1f…e27a", or that it is not known yet.
QString fingerprintNote(const scoring::ScorerInfo &info);

} // namespace scorers
