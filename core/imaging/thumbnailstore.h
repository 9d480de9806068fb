#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include <QHash>
#include <QRgb>
#include <QSet>
#include <QString>

#include "core/base/sqlite.h"

namespace imaging {

/// Thumbnails of every study of this user in one file of the cache folder, by the SHA-256 of the picture's bytes.
///
/// It lies in the cache folder and not beside the study: a picture that several studies, copies or merged files share
/// is made once; studies on read-only and shared disks stay untouched; a study from somebody else cannot bring forged
/// thumbnails along; and whoever deletes the file loses seconds. Nothing in it is ever needed.
///
/// A SQLite file in WAL mode: several processes read and write it, and a killed one leaves it whole. A damaged file, or
/// one of another version, is deleted and made again. The size stays below the budget: what was not looked at for
/// longest goes first. All functions may be called from any thread.
class ThumbnailStore
{
public:
    static constexpr qint64 defaultBudget = qint64(1) << 30; ///< about 100,000 pictures

    /// What is kept of one picture.
    struct Entry
    {
        QByteArray encoded; ///< for decodeThumbnail()
        QRgb mean = 0;
    };

    /// Opens or makes the file and its folder (readable for its owner only). Errors: "cache.folder", "cache.sqlite".
    static base::Result<std::unique_ptr<ThumbnailStore>> open(const QString &path, qint64 budget = defaultBudget);
    ~ThumbnailStore();

    /// `sha256` as 64 hexadecimal digits.
    std::optional<Entry> find(const QString &sha256);
    /// Errors: "cache.sqlite" (a full disk, say); the store stays usable.
    base::Result<void> keep(const QString &sha256, const Entry &entry);
    /// Mean colours of everything in the store, by SHA-256 in its 32 bytes.
    QHash<QByteArray, QRgb> means();

    /// Bytes that the kept pictures take, and how many there are.
    qint64 bytes();
    qint64 count();

private:
    struct Queries;
    ThumbnailStore(base::SqliteStore store, qint64 budget);
    static base::Result<std::unique_ptr<ThumbnailStore>> openOnce(const QString &path, qint64 budget);
    base::Result<void> prepare();
    void noteUse(qint64 id, qint64 used);
    void writeUses();
    base::Result<void> shrink();

    std::mutex m_mutex;
    base::SqliteStore m_store;
    std::unique_ptr<Queries> m_queries;
    qint64 m_budget;
    qint64 m_sinceShrink = 0; ///< bytes added since the size was looked at
    QSet<qint64> m_used;      ///< rows looked at whose day is not written yet
};

} // namespace imaging
