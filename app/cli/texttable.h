#pragma once

#include <QList>
#include <QStringList>

namespace cli {

/// Lines of a table for people: a head, then rows, columns two spaces apart. Columns whose cells are all numbers (or
/// the sign for a missing one) are aligned at the right.
QStringList textTable(const QStringList &head, const QList<QStringList> &rows);

} // namespace cli
