#include "core/storage/assetrepository.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

const QString assetColumns()
{
    return QStringLiteral("SELECT id, sha256, bytes, width, height, format FROM asset ");
}

study::Asset readAsset(const Statement &row)
{
    return {row.id<study::AssetId>(0),        row.text(1), row.integer(2), static_cast<int>(row.integer(3)),
            static_cast<int>(row.integer(4)), row.text(5)};
}

/// A file found while looking for moved pictures.
struct FoundFile
{
    study::AssetId asset;
    QString path;
    qint64 bytes = 0;
    qint64 modified = 0;
};

/// Hashes the files below `folder` whose size fits a missing asset, until every one is found.
base::Result<QList<FoundFile>> searchFolder(const QString &folder, QMultiHash<qint64, study::Asset> missingBySize,
                                            const base::Progress &progress)
{
    QList<FoundFile> found;
    const qint64 total = missingBySize.size();
    QDirIterator files(folder, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
    while (files.hasNext() && !missingBySize.isEmpty()) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the search was cancelled"));
        files.next();
        const QFileInfo info = files.fileInfo();
        if (!missingBySize.contains(info.size()))
            continue;
        const auto hash = base::sha256File(info.absoluteFilePath());
        if (!hash)
            continue; // a file that cannot be read is not the one that is missing
        const QList<study::Asset> candidates = missingBySize.values(info.size());
        for (const study::Asset &asset : candidates) {
            if (asset.sha256 != *hash)
                continue;
            found += {asset.id, info.absoluteFilePath(), info.size(), info.lastModified().toMSecsSinceEpoch()};
            for (auto it = missingBySize.constFind(info.size()); it != missingBySize.cend() && it.key() == info.size();
                 ++it) {
                if (it->id == asset.id) {
                    missingBySize.erase(it);
                    break;
                }
            }
            progress.report(QStringLiteral("looking for moved pictures"), found.size(), total);
            break;
        }
    }
    return found;
}

} // namespace

AssetRepository::AssetRepository(Database &database)
    : m_database(database)
{
}

QString AssetRepository::absolutePath(const QString &storedPath) const
{
    return QDir::cleanPath(m_database.folder().absoluteFilePath(storedPath));
}

/// A study that moves together with its pictures keeps them; pictures elsewhere stay where they are when it
/// moves.
QString AssetRepository::storedPath(const QString &absolutePath) const
{
    const QString clean = QDir::cleanPath(absolutePath);
    const QDir folder = m_database.folder();
    const QString beside = QFileInfo(folder.absolutePath()).absolutePath();
    const bool near = clean.startsWith(folder.absolutePath() + QLatin1Char('/'))
                      || (beside != QLatin1String("/") && clean.startsWith(beside + QLatin1Char('/')));
    return near ? folder.relativeFilePath(clean) : clean;
}

base::Result<study::Asset> AssetRepository::addAsset(const study::Asset &asset)
{
    BASE_TRY_ASSIGN(known, assetBySha256(asset.sha256));
    if (known)
        return *known;
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral(
                                "INSERT INTO asset (sha256, bytes, width, height, format) VALUES (?, ?, ?, ?, ?)")));
    BASE_TRY(insert.run(asset.sha256, asset.bytes, asset.width, asset.height, asset.format));
    study::Asset added = asset;
    added.id = study::AssetId(insert.lastInsertId());
    return added;
}

base::Result<void> AssetRepository::addLocation(study::AssetId asset, const QString &absolutePath, qint64 bytes,
                                                qint64 modified)
{
    const QString path = storedPath(absolutePath);
    BASE_TRY_ASSIGN(
        find, m_database.prepare(QStringLiteral(
                  "SELECT path, bytes, modified FROM asset_location WHERE asset_id = ? ORDER BY id DESC LIMIT 1")));
    BASE_TRY(find.run(asset));
    if (find.next() && find.text(0) == path && find.integer(1) == bytes && find.integer(2) == modified)
        return {};
    find.finish();
    BASE_TRY_ASSIGN(
        insert, m_database.prepare(QStringLiteral(
                    "INSERT INTO asset_location (asset_id, path, bytes, modified, seen_at) VALUES (?, ?, ?, ?, ?)")));
    return insert.run(asset, path, bytes, modified, base::nowMs());
}

base::Result<void> AssetRepository::embed(study::AssetId asset, const QByteArray &bytes)
{
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral(
                        "INSERT INTO asset_blob (asset_id, data) VALUES (?, ?) ON CONFLICT (asset_id) DO NOTHING")));
    return insert.run(asset, bytes);
}

base::Result<std::optional<study::Asset>> AssetRepository::asset(study::AssetId id)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(assetColumns() + QStringLiteral("WHERE id = ?")));
    BASE_TRY(select.run(id));
    return select.next() ? std::optional(readAsset(select)) : std::nullopt;
}

base::Result<std::optional<study::Asset>> AssetRepository::assetBySha256(const QString &sha256)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(assetColumns() + QStringLiteral("WHERE sha256 = ?")));
    BASE_TRY(select.run(sha256));
    return select.next() ? std::optional(readAsset(select)) : std::nullopt;
}

base::Result<QHash<study::AssetId, study::Asset>> AssetRepository::assets()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(assetColumns()));
    BASE_TRY(select.run());
    QHash<study::AssetId, study::Asset> assets;
    while (select.next()) {
        const study::Asset asset = readAsset(select);
        assets.insert(asset.id, asset);
    }
    return assets;
}

base::Result<QHash<study::AssetId, AssetLocation>> AssetRepository::locations()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral(
                                "SELECT asset_id, path, bytes, modified FROM asset_location ORDER BY id")));
    BASE_TRY(select.run());
    QHash<study::AssetId, AssetLocation> locations;
    while (select.next()) // a newer row replaces an older one
        locations.insert(select.id<study::AssetId>(0), {select.text(1), select.integer(2), select.integer(3)});
    return locations;
}

base::Result<QList<AssetLocation>> AssetRepository::locationsOf(study::AssetId id)
{
    BASE_TRY_ASSIGN(select,
                    m_database.prepare(QStringLiteral(
                        "SELECT path, bytes, modified FROM asset_location WHERE asset_id = ? ORDER BY id DESC")));
    BASE_TRY(select.run(id));
    QList<AssetLocation> locations;
    while (select.next())
        locations += {select.text(0), select.integer(1), select.integer(2)};
    return locations;
}

base::Result<bool> AssetRepository::isEmbedded(study::AssetId id)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral("SELECT 1 FROM asset_blob WHERE asset_id = ?")));
    BASE_TRY(select.run(id));
    return select.next();
}

base::Result<bool> AssetRepository::isPresent(const study::Asset &asset)
{
    BASE_TRY_ASSIGN(embedded, isEmbedded(asset.id));
    if (embedded)
        return true;
    BASE_TRY_ASSIGN(places, locationsOf(asset.id));
    for (const AssetLocation &place : places) {
        const QFileInfo info(absolutePath(place.path));
        if (info.isFile() && info.size() == asset.bytes)
            return true;
    }
    return false;
}

base::Result<QByteArray> AssetRepository::read(study::AssetId id)
{
    BASE_TRY_ASSIGN(blob, m_database.prepare(QStringLiteral("SELECT data FROM asset_blob WHERE asset_id = ?")));
    BASE_TRY(blob.run(id));
    if (blob.next())
        return blob.blob(0);

    BASE_TRY_ASSIGN(known, asset(id));
    if (!known)
        return base::fail(QStringLiteral("asset.missing"), QStringLiteral("the study knows no such picture file"));
    BASE_TRY_ASSIGN(places, locationsOf(id));
    QString changed;
    QStringList tried;
    for (const AssetLocation &place : places) {
        QFile file(absolutePath(place.path));
        tried += file.fileName();
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        const qint64 modified = QFileInfo(file).lastModified().toMSecsSinceEpoch();
        if (bytes.size() == known->bytes && (modified == place.modified || base::sha256(bytes) == known->sha256))
            return bytes;
        changed = file.fileName();
    }
    if (!changed.isEmpty())
        return base::failIn(changed, 0, QStringLiteral("asset.changed"),
                            QStringLiteral("the file's content is not the one that was imported"),
                            QStringLiteral("Put the original file back, or import the changed one as a new picture"));
    auto missing = base::failIn(tried.value(0), 0, QStringLiteral("asset.missing"),
                                QStringLiteral("the picture's file is not there"),
                                QStringLiteral("Put it back, or look for moved pictures"));
    missing.value().details = tried;
    return missing;
}

base::Result<int> AssetRepository::findMoved(const QString &folder, const base::Progress &progress)
{
    if (!QFileInfo(folder).isDir())
        return base::failIn(folder, 0, QStringLiteral("asset.folder"), QStringLiteral("the folder does not exist"),
                            QStringLiteral("Choose the folder that the pictures were moved to"));
    BASE_TRY_ASSIGN(known, assets());
    QMultiHash<qint64, study::Asset> missingBySize;
    for (const study::Asset &asset : std::as_const(known)) {
        BASE_TRY_ASSIGN(present, isPresent(asset));
        if (!present)
            missingBySize.insert(asset.bytes, asset);
    }
    // Searching takes long and must not hold the write lock; recording takes a moment.
    BASE_TRY_ASSIGN(found, searchFolder(folder, std::move(missingBySize), progress));
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    for (const FoundFile &file : std::as_const(found))
        BASE_TRY(addLocation(file.asset, file.path, file.bytes, file.modified));
    BASE_TRY(transaction.commit());
    return static_cast<int>(found.size());
}

} // namespace storage
