#pragma once

#include <memory>

#include <QStringList>

#include "core/analysis/blend.h"
#include "core/analysis/snapshot.h"

namespace base {
class Progress;
}
namespace storage {
class Database;
}

namespace scorers {

/// Everything the strength dial shows, computed from one snapshot.
struct StrengthData
{
    std::shared_ptr<const analysis::Snapshot> snapshot;
    QStringList scorers; ///< that have scores, in the order of lists
    QString from;        ///< at strength 0
    QString to;          ///< at strength 1
    analysis::Blend blend;

    /// Generator of the pair, or what it shows.
    QString pairName(size_t pair) const;
};

/// Reads the study unless `known` is of the revision it has now, then blends. Unknown or empty names: the first two
/// scorers there are.
base::Result<StrengthData> loadStrength(storage::Database &database,
                                        const std::shared_ptr<const analysis::Snapshot> &known, const QString &from,
                                        const QString &to, const base::Progress &progress);

} // namespace scorers
