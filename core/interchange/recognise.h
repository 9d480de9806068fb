#pragma once

#include "core/interchange/table.h"

namespace interchange {

/// A kind of import and why it is this one.
struct Recognised
{
    QString kind;
    QString reason;
};

/// Looks at what lies in a folder, or at the columns of a file (under our names). Errors: "import.unknown" (says what
/// was looked for), those of Table::open().
base::Result<Recognised> recognise(const QString &source, const ColumnMap &map);

} // namespace interchange
