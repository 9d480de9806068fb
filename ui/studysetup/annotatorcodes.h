#pragma once

#include <QStringList>

#include "core/base/result.h"
#include "core/storage/sourcerepository.h"

namespace storage {
class Database;
}

namespace studysetup {

/// What somebody wrote into a field of codes or groups.
struct ReadCodes
{
    QStringList codes;
    QString problem; ///< why it cannot be used and what to write instead; empty: it can
};

/// "A01, A02" or "A01-A12": codes separated by commas, ranges of equal letters and as many digits.
ReadCodes readCodes(const QString &text);
/// Names separated by commas; none is fine.
ReadCodes readGroups(const QString &text);

/// Adds people by hand, as a source of their own that can be taken back as long as none of them has judged. Who is
/// there already only gets the groups. Returns the source; none when everybody was there. For pool threads.
base::Result<std::optional<study::SourceId>> addAnnotators(storage::Database &database, const QStringList &codes,
                                                           const QStringList &groups);

/// How a person starts judging: a line for a terminal or a desktop link.
QString startCommand(const QString &study, const QString &code);

} // namespace studysetup
