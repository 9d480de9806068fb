#include "core/imaging/thumbnailstore.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

namespace imaging {

namespace {

/// Another number: another form of the file, or other pixels for the same picture.
constexpr qint64 version = 1;
/// The size is looked at when this much was added: a thousand pictures.
constexpr qint64 shrinkEvery = 8 << 20;
/// Then this share of the budget stays, so that it is not needed again at once.
constexpr double shrinkTo = 0.8;
constexpr qsizetype useBatch = 512;
constexpr qint64 msPerDay = 86'400'000;

/// The day suffices to tell what was not looked at for longest, and costs one write per picture and day.
qint64 today()
{
    return QDateTime::currentMSecsSinceEpoch() / msPerDay;
}

// The pixels have a table of their own: reading all mean colours touches none of their pages.
constexpr const char *schema = "CREATE TABLE IF NOT EXISTS thumbnail ("
                               " id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, mean INTEGER NOT NULL,"
                               " bytes INTEGER NOT NULL, used INTEGER NOT NULL);"
                               "CREATE INDEX IF NOT EXISTS thumbnail_by_use ON thumbnail (used, id, bytes);"
                               "CREATE TABLE IF NOT EXISTS pixels (id INTEGER PRIMARY KEY, data BLOB NOT NULL);";

constexpr int waitMs = 20;
constexpr int longestWaitMs = 2000;

void removeFile(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(suffix));
}

} // namespace

struct ThumbnailStore::Queries
{
    base::SqliteQuery find;
    base::SqliteQuery add;
    base::SqliteQuery addPixels;
    base::SqliteQuery touch;
};

ThumbnailStore::ThumbnailStore(base::SqliteStore store, qint64 budget)
    : m_store(std::move(store))
    , m_budget(budget)
{
}

ThumbnailStore::~ThumbnailStore()
{
    writeUses();
}

base::Result<std::unique_ptr<ThumbnailStore>> ThumbnailStore::open(const QString &path, qint64 budget)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return base::failIn(folder, 0, QStringLiteral("cache.folder"), QStringLiteral("cannot make the folder"));
    auto store = openOnce(path, budget);
    // Two programs that make the file at the same time: SQLite does not wait while another one switches to WAL.
    for (int waited = 0; waited < longestWaitMs && !store && store.error().code == QLatin1String("cache.busy");
         waited += waitMs) {
        QThread::msleep(waitMs);
        store = openOnce(path, budget);
    }
    if (!store && store.error().code == QLatin1String("cache.damaged")) { // or of another version: nothing to lose
        removeFile(path);
        store = openOnce(path, budget);
    }
    if (store)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return store;
}

base::Result<std::unique_ptr<ThumbnailStore>> ThumbnailStore::openOnce(const QString &path, qint64 budget)
{
    BASE_TRY_ASSIGN(file, base::SqliteStore::open(path));
    std::unique_ptr<ThumbnailStore> store(new ThumbnailStore(std::move(file), budget));
    BASE_TRY(store->prepare());
    return store;
}

base::Result<void> ThumbnailStore::prepare()
{
    // Without waiting for the disk: after a power cut the last pictures are made again, and WAL keeps the file whole.
    BASE_TRY(m_store.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -4096;"
                             "PRAGMA cell_size_check = ON;"));
    BASE_TRY_ASSIGN(found, m_store.integer("PRAGMA user_version"));
    if (found.value_or(0) == 0) {
        BASE_TRY(m_store.execute("BEGIN IMMEDIATE"));
        BASE_TRY(m_store.execute(schema));
        BASE_TRY(m_store.execute("PRAGMA user_version = 1; COMMIT"));
    } else if (found != version) {
        return base::fail(QStringLiteral("cache.damaged"), QStringLiteral("the thumbnails are of another version"));
    }
    BASE_TRY_ASSIGN(find, m_store.prepare("SELECT t.id, t.mean, t.used, p.data FROM thumbnail AS t JOIN pixels AS p "
                                          "ON p.id = t.id WHERE t.key = ?"));
    BASE_TRY_ASSIGN(add, m_store.prepare("INSERT INTO thumbnail (key, mean, bytes, used) VALUES (?, ?, ?, ?) "
                                         "ON CONFLICT (key) DO UPDATE SET mean = excluded.mean, bytes = "
                                         "excluded.bytes, used = excluded.used RETURNING id"));
    BASE_TRY_ASSIGN(addPixels, m_store.prepare("INSERT OR REPLACE INTO pixels (id, data) VALUES (?, ?)"));
    BASE_TRY_ASSIGN(touch, m_store.prepare("UPDATE thumbnail SET used = ? WHERE id = ?"));
    m_queries =
        std::make_unique<Queries>(Queries{std::move(find), std::move(add), std::move(addPixels), std::move(touch)});
    return shrink();
}

std::optional<ThumbnailStore::Entry> ThumbnailStore::find(const QString &sha256)
{
    const std::lock_guard lock(m_mutex);
    base::SqliteQuery &query = m_queries->find;
    query.reset();
    query.bind(0, QByteArrayView(QByteArray::fromHex(sha256.toLatin1())));
    const auto row = query.step();
    if (!row || !*row) {
        query.reset();
        return {};
    }
    Entry entry{query.blob(3), QRgb(query.integer(1))};
    const qint64 id = query.integer(0);
    const qint64 used = query.integer(2);
    query.reset(); // frees the read lock
    noteUse(id, used);
    return entry;
}

base::Result<void> ThumbnailStore::keep(const QString &sha256, const Entry &entry)
{
    const std::lock_guard lock(m_mutex);
    BASE_TRY(m_store.execute("BEGIN IMMEDIATE"));
    const auto write = [&]() -> base::Result<void> {
        base::SqliteQuery &add = m_queries->add;
        add.reset();
        add.bind(0, QByteArrayView(QByteArray::fromHex(sha256.toLatin1())));
        add.bind(1, qint64(entry.mean));
        add.bind(2, entry.encoded.size());
        add.bind(3, today());
        BASE_TRY_ASSIGN(row, add.step());
        const qint64 id = row ? add.integer(0) : 0;
        add.reset();
        base::SqliteQuery &pixels = m_queries->addPixels;
        pixels.reset();
        pixels.bind(0, id);
        pixels.bind(1, QByteArrayView(entry.encoded));
        BASE_TRY(pixels.step());
        pixels.reset();
        return m_store.execute("COMMIT");
    };
    if (const auto written = write(); !written) {
        m_queries->add.reset();
        m_queries->addPixels.reset();
        (void)m_store.execute("ROLLBACK");
        return written;
    }
    m_sinceShrink += entry.encoded.size();
    return m_sinceShrink >= std::min(shrinkEvery, m_budget / 8) ? shrink() : base::Result<void>();
}

QHash<QByteArray, QRgb> ThumbnailStore::means()
{
    const std::lock_guard lock(m_mutex);
    QHash<QByteArray, QRgb> means;
    auto query = m_store.prepare("SELECT key, mean FROM thumbnail");
    while (query) {
        const auto row = query->step();
        if (!row || !*row)
            break;
        means.insert(query->blob(0), QRgb(query->integer(1)));
    }
    return means;
}

qint64 ThumbnailStore::bytes()
{
    const std::lock_guard lock(m_mutex);
    return m_store.integer("SELECT coalesce(sum(bytes), 0) FROM thumbnail").value_or(std::nullopt).value_or(0);
}

qint64 ThumbnailStore::count()
{
    const std::lock_guard lock(m_mutex);
    return m_store.integer("SELECT count(*) FROM thumbnail").value_or(std::nullopt).value_or(0);
}

void ThumbnailStore::noteUse(qint64 id, qint64 used)
{
    if (used >= today())
        return;
    m_used.insert(id);
    if (m_used.size() >= useBatch)
        writeUses();
}

void ThumbnailStore::writeUses()
{
    if (m_used.isEmpty() || !m_queries || !m_store.execute("BEGIN IMMEDIATE"))
        return;
    for (const qint64 id : std::as_const(m_used)) {
        m_queries->touch.reset();
        m_queries->touch.bind(0, today());
        m_queries->touch.bind(1, id);
        if (!m_queries->touch.step())
            break;
    }
    m_queries->touch.reset();
    (void)m_store.execute("COMMIT");
    m_used.clear();
}

/// Deletes what was not looked at for longest. The freed pages are used again, so the file stays below the budget and
/// what one batch adds, without rewriting it.
base::Result<void> ThumbnailStore::shrink()
{
    m_sinceShrink = 0;
    BASE_TRY_ASSIGN(total, m_store.integer("SELECT coalesce(sum(bytes), 0) FROM thumbnail"));
    if (total.value_or(0) <= m_budget)
        return {};
    const auto surplus = qint64(double(total.value_or(0)) - shrinkTo * double(m_budget));
    BASE_TRY(m_store.execute("BEGIN IMMEDIATE"));
    const auto drop = [&]() -> base::Result<void> {
        BASE_TRY_ASSIGN(oldest, m_store.prepare("SELECT id, bytes FROM thumbnail ORDER BY used, id"));
        BASE_TRY_ASSIGN(row, m_store.prepare("DELETE FROM thumbnail WHERE id = ?"));
        BASE_TRY_ASSIGN(pixels, m_store.prepare("DELETE FROM pixels WHERE id = ?"));
        QList<qint64> gone;
        for (qint64 freed = 0; freed < surplus;) {
            BASE_TRY_ASSIGN(next, oldest.step());
            if (!next)
                break;
            gone.append(oldest.integer(0));
            freed += oldest.integer(1);
        }
        oldest.reset();
        for (const qint64 id : std::as_const(gone)) {
            for (base::SqliteQuery *query : {&row, &pixels}) {
                query->reset();
                query->bind(0, id);
                BASE_TRY(query->step());
                query->reset();
            }
        }
        return m_store.execute("COMMIT");
    };
    const auto dropped = drop();
    if (!dropped)
        (void)m_store.execute("ROLLBACK");
    return dropped;
}

} // namespace imaging
