#pragma once

#include <vector>

#include <QJsonObject>

namespace support {

/// A JSON document of tests/data; an empty object when it cannot be read.
QJsonObject goldenFile(const QString &name);

/// A JSON array of numbers.
std::vector<double> numbers(const QJsonValue &array);

} // namespace support
