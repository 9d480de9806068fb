#pragma once

#include <QString>

namespace base {

/// A time-ordered UUID (RFC 9562 version 7) for events: trials, votes, labels, sessions, sources.
/// Ids made by one process within one millisecond stay in order.
QString uuidV7();

/// A name-based UUID (RFC 9562 version 5, SHA-1) under the namespace of Dissensus, for things with
/// a natural key, so that two people who import the same folder agree.
/// `kind` is the sort of thing ("picture"), `naturalKey` its parts joined by U+001F.
QString uuidV5(const QString &kind, const QStringList &naturalKey);

} // namespace base
