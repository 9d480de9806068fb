#pragma once

#include <vector>

#include <QJsonObject>

namespace support {

/// Where a file or folder of tests/data lies.
QString goldenPath(const QString &name);

/// A JSON document of tests/data; an empty object when it cannot be read.
QJsonObject goldenFile(const QString &name);

/// A JSON array of numbers.
std::vector<double> numbers(const QJsonValue &array);

} // namespace support
