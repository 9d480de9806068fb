#pragma once

#include <optional>

#include <QHash>

#include "core/analysis/snapshot.h"

namespace analysis {

/// The gold pairs that the protocols of a study list, for trials that do not say themselves which picture passes.
class GoldPairs
{
public:
    static base::Result<GoldPairs> load(storage::Database &database);

    /// Whether the vote preferred the better picture; nothing when the protocol does not list the pair.
    std::optional<bool> passed(const Snapshot &snapshot, qint64 protocol, const SnapshotVote &vote) const;

private:
    /// Per protocol: (better, worse) pictures, each known by id or SHA-256.
    QHash<qint64, QHash<QString, QString>> m_ofProtocol;
    QHash<study::AssetId, QString> m_assetHashes; ///< only when there is gold
};

} // namespace analysis
