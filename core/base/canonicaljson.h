#pragma once

#include <QByteArray>
#include <QJsonValue>

namespace base {

/// JSON in the canonical form of RFC 8785: no spaces, keys in UTF-16 order, ECMAScript numbers, minimal escapes.
/// Two values that are equal have the same bytes, so the bytes can be hashed.
QByteArray toCanonicalJson(const QJsonValue &value);

} // namespace base
