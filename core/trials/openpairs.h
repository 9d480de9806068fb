#pragma once

#include <QSet>
#include <QString>

#include "core/base/result.h"
#include "core/study/ids.h"

namespace storage {
class Database;
}

namespace trials {

/// What an annotator has still to judge.
struct OpenPairs
{
    int pairs = 0;                     ///< planned under the protocol in force, showable, not done; practice left out
    QSet<study::PromptGroupId> groups; ///< of these pairs, those of practice included

    bool isOpen(study::PromptGroupId group) const { return groups.contains(group); }
};

/// Counts by the same rules as a session; nothing is planned or written. A code that the study does not know has
/// nothing open. Errors: "protocol.damaged", those of storage.
base::Result<OpenPairs> openPairs(storage::Database &database, const QString &annotatorCode);

} // namespace trials
