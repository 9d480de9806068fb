#pragma once

#include <functional>

#include <QString>

namespace base {

/// Milliseconds since the Unix epoch, UTC.
qint64 nowMs();

/// Replaces the clock for tests; an empty function restores the real one. Not thread-safe.
void setClock(std::function<qint64()> clock);

/// `2026-01-31T12:00:00.000Z`.
QString toIsoTime(qint64 ms);

/// Reads what toIsoTime writes (and any ISO 8601 time with an offset); nullopt-like: returns -1 if it is none.
qint64 fromIsoTime(const QString &text);

} // namespace base
