#pragma once

#include <QIODevice>
#include <QJsonObject>
#include <QJsonValue>

#include "core/base/result.h"

namespace interchange {

/// Deepest nesting of arrays and objects that is read.
inline constexpr int maxJsonDepth = 16;

/// Parses one JSON text, with every number as a string that holds the number as it is printed: scores keep their
/// printed precision, and seeds beyond 2^53 all their digits. Errors: "json.syntax" (not JSON or not UTF-8),
/// "json.depth".
base::Result<QJsonValue> parseJsonKeepingNumbers(const QByteArray &text);

/// Reads JSON lines, one object each; empty lines are skipped. An error concerns one line; reading goes on behind it.
class JsonLinesReader
{
public:
    static constexpr qint64 maxLineBytes = 16 << 20;

    /// The device is open and outlives the reader.
    explicit JsonLinesReader(QIODevice &device);

    /// False at the end. Numbers are strings, see parseJsonKeepingNumbers().
    base::Result<bool> next(QJsonObject &object);
    int line() const { return m_line; }

private:
    /// The next line with its end, or the first maxLineBytes + 1 of it; empty at the end.
    QByteArray readLine();

    QIODevice &m_device;
    int m_line = 0;
};

} // namespace interchange
