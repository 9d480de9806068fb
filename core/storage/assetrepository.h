#pragma once

#include <optional>

#include <QHash>
#include <QList>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/study/picture.h"

namespace storage {

class Database;

/// What is known of where an asset's bytes are.
struct AssetLocation
{
    QString path; ///< as stored: relative to the study's folder when below it or beside it, else absolute
    qint64 bytes = 0;
    qint64 modified = 0; ///< ms, when the hash was last verified
};

/// Assets, their places on disk and their embedded bytes.
class AssetRepository
{
public:
    explicit AssetRepository(Database &database);

    base::Result<study::Asset> addAsset(const study::Asset &asset);
    base::Result<void> addLocation(study::AssetId asset, const QString &absolutePath, qint64 bytes, qint64 modified);
    base::Result<void> embed(study::AssetId asset, const QByteArray &bytes);

    base::Result<std::optional<study::Asset>> asset(study::AssetId id);
    base::Result<std::optional<study::Asset>> assetBySha256(const QString &sha256);
    base::Result<QHash<study::AssetId, study::Asset>> assets();
    /// Newest location of every asset that has one.
    base::Result<QHash<study::AssetId, AssetLocation>> locations();
    /// Newest first.
    base::Result<QList<AssetLocation>> locationsOf(study::AssetId id);
    base::Result<bool> isEmbedded(study::AssetId id);

    /// The encoded bytes: embedded, or from the first location whose file has the recorded size and, when its time
    /// changed, the recorded hash. Errors: "asset.missing" (names every place tried), "asset.changed" (the file at the
    /// place has other content; never silently used).
    base::Result<QByteArray> read(study::AssetId id);

    /// Whether the encoded bytes are at hand: embedded, or a file of the recorded size at a known place (not hashed).
    base::Result<bool> isPresent(const study::Asset &asset);

    /// Looks below `folder` for files of assets that are missing, by size then by hash; returns how many were found
    /// and records their places. Errors: "asset.folder", "cancelled" (nothing is recorded then).
    base::Result<int> findMoved(const QString &folder, const base::Progress &progress = {});

    /// The place on this machine that a stored path means.
    QString absolutePath(const QString &storedPath) const;

private:
    QString storedPath(const QString &absolutePath) const;

    Database &m_database;
};

} // namespace storage
