#pragma once

#include <QString>

#include "core/analysis/promptsheet.h"

namespace compare {

/// "2/5", from 20 pictures on "P85"; empty for rank 0.
QString rankText(int rank, size_t of);

/// "imported, 1 decimal": where a row's values come from and how precise they are printed.
QString importedNote(const analysis::SheetRow &row);

/// Imported values as printed while that fits; unrounded ones with the scorer's decimals.
QString valueText(const QString &scorer, const analysis::SheetScore &score);

/// Rich text: the full precision first, then scorer and number type, prompt, origin, version.
QString scoreToolTip(const analysis::SheetRow &row, const analysis::SheetScore &score,
                     const analysis::PromptSheet &sheet);

} // namespace compare
