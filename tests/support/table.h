#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace support {

/// A small reader of RFC 4180 for tests, independent of the program's own: each row by column name.
using Row = QHash<QString, QString>;
QList<Row> readCsv(const QByteArray &bytes);

} // namespace support
