#include "core/storage/database.h"

#include <algorithm>
#include <atomic>

#include <sqlite3.h>
#include <sys/stat.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/storage/openfile.h"
#include "core/storage/sqliteerror.h"
#include "core/storage/statementpool.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

constexpr int busyTimeoutMs = 5000;
/// 16 MiB of pages per connection: the study of 100,000 pictures reads without going back to the disk.
constexpr int cacheKiB = 16 * 1024;

QString uniqueConnectionName()
{
    static std::atomic<quint64> counter = 0;
    return QStringLiteral("dissensus-%1").arg(++counter);
}

tl::unexpected<base::Error> notAStudy(const QString &path)
{
    return base::failIn(path, 0, QStringLiteral("study.notastudy"), QStringLiteral("the file is not a Dissensus study"),
                        QStringLiteral("Make a study with: dissensus-cli study create"));
}

/// Refuses by the first bytes, before SQLite touches the file: a foreign file stays as it is, an empty one
/// too.
base::Result<void> checkHeader(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return base::failIn(path, 0, QStringLiteral("study.missing"), QStringLiteral("there is no such study"),
                            QStringLiteral("Check the path, or make a study with: dissensus-cli study create"));
    if (info.isDir())
        return notAStudy(path);
    QFile file(path);
    // Unbuffered: a blind process must not hold more of the file than it asked for.
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return base::failIn(path, 0, QStringLiteral("study.readonly"), QStringLiteral("the study cannot be read"),
                            QStringLiteral("Check the permissions of the file"));
    if (!file.read(16).startsWith("SQLite format 3"))
        return notAStudy(path);
    return {};
}

/// Triggers and views are code that a file brings with it: they would run with our next statement. Ours are known word
/// by word; a study with others was tampered with, and nothing of it is asked. Tables are data and checked by `check`.
base::Result<void> refuseForeignCode(Database &database, const QList<SchemaStep> &steps)
{
    BASE_TRY_ASSIGN(code, database.prepare(QStringLiteral("SELECT type, name, sql FROM sqlite_master WHERE type IN "
                                                          "('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%'")));
    BASE_TRY(code.run());
    while (code.next()) {
        const QString sql = code.text(2);
        const bool ours = std::any_of(steps.begin(), steps.end(),
                                      [&sql](const SchemaStep &step) { return step.script.contains(sql); });
        if (!ours)
            return base::failIn(database.path(), 0, QStringLiteral("study.foreign"),
                                QStringLiteral("the study holds a %1 that does not belong to it: '%2'")
                                    .arg(code.text(0), code.text(1).left(60)),
                                QStringLiteral("Somebody changed the file: open a backup"));
    }
    return {};
}

/// How SQLite is told to open the file.
struct OpenPlan
{
    QString name;
    QString options;
    bool queryOnly = false;
};

QString uriOf(const QString &path, const QString &query)
{
    QUrl url = QUrl::fromLocalFile(path);
    url.setQuery(query);
    return QString::fromLatin1(url.toEncoded());
}

OpenPlan openPlan(const QString &path, Database::Mode mode)
{
    // "rw" does not create: a study that is moved away between two looks must not come back as an empty file.
    OpenPlan plan{uriOf(path, QStringLiteral("mode=rw")),
                  QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs), false};
    if (mode == Database::Mode::ReadWrite)
        return plan;
    const QFileInfo file(path);
    const bool folderWritable = QFileInfo(file.absolutePath()).isWritable();
    if (file.isWritable() && folderWritable) {
        // A connection that may write tidies the -wal and -shm files away when it closes; query_only holds it
        // back.
        plan.queryOnly = true;
        return plan;
    }
    // No place for the shared-memory file and nothing to recover: the file cannot change under us.
    const bool cannotChange = !folderWritable && !QFile::exists(path + QLatin1String("-wal"));
    plan.name = uriOf(path, cannotChange ? QStringLiteral("mode=ro&immutable=1") : QStringLiteral("mode=ro"));
    plan.options += QLatin1String(";QSQLITE_OPEN_READONLY");
    return plan;
}

/// Qt prepares its list of drivers at its first use and takes no lock for it: one thread does it, the others wait.
QSqlDatabase addDatabase(const QString &name)
{
    static const bool prepared = QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE"));
    Q_ASSERT(prepared);
    return QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
}

} // namespace

/// The driver's connection and what belongs to it.
class Database::Connection
{
public:
    explicit Connection(const QString &studyPath)
        : name(uniqueConnectionName())
        , database(addDatabase(name))
        , path(studyPath)
        , pool(std::make_shared<StatementPool>(studyPath))
    {
        // SQLite counts every allocation under a lock that all connections share: threads wait for each other there.
        // Only before its first use can it be told not to.
        static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        static_cast<void>(told);
    }
    Q_DISABLE_COPY_MOVE(Connection)

    ~Connection()
    {
        pool->close();
        database.close();
        database = QSqlDatabase(); // the driver warns when a copy is alive
        QSqlDatabase::removeDatabase(name);
    }

    OpenFile opened; ///< destroyed after the connection is closed
    QString name;
    QSqlDatabase database;
    QString path;
    QString uid;
    std::shared_ptr<StatementPool> pool;
    sqlite3 *handle = nullptr;
    dev_t device = 0; ///< with inode: which file was opened; 0 while it is being made under another name
    ino_t inode = 0;
};

Database::Database(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
{
}
Database::Database(Database &&) noexcept = default;
Database &Database::operator=(Database &&) noexcept = default;
Database::~Database() = default;

base::Result<Database> Database::connect(const QString &path, Mode mode)
{
    auto connection = std::make_unique<Connection>(path);
    const OpenPlan plan = openPlan(path, mode);
    connection->database.setDatabaseName(plan.name);
    connection->database.setConnectOptions(plan.options);
    if (!connection->database.open()) {
        const QSqlError error = connection->database.lastError();
        return tl::make_unexpected(sqliteError(error, QStringLiteral("open"), path));
    }
    // This program works on the driver's handle: both must be the same library, not only the same version.
    QSqlQuery version(connection->database);
    if (!version.exec(QStringLiteral("SELECT sqlite_source_id()")) || !version.next()
        || version.value(0).toString() != QLatin1String(sqlite3_sourceid()))
        return base::fail(QStringLiteral("study.driver"),
                          QStringLiteral("Qt's SQLite driver uses another SQLite than this program (%1)")
                              .arg(QLatin1String(sqlite3_libversion())),
                          QStringLiteral("Install Qt's SQLite driver of your distribution"));
    version.clear();
    const QVariant handle = connection->database.driver()->handle();
    Q_ASSERT(qstrcmp(handle.typeName(), "sqlite3*") == 0);
    connection->handle = *static_cast<sqlite3 *const *>(handle.constData());
    connection->pool->open(connection->handle);

    Database database(std::move(connection));
    if (plan.queryOnly)
        BASE_TRY(database.setPragma(QStringLiteral("query_only"), 1));
    return database;
}

base::Result<qint64> Database::pragma(const QString &name)
{
    BASE_TRY_ASSIGN(statement, prepare(QLatin1String("PRAGMA ") + name));
    BASE_TRY(statement.run());
    return statement.next() ? statement.integer(0) : -1;
}

/// Sets and reads back: SQLite ignores what it does not know or cannot do.
base::Result<void> Database::setPragma(const QString &name, qint64 value)
{
    BASE_TRY(execute(QStringLiteral("PRAGMA %1 = %2").arg(name).arg(value)));
    BASE_TRY_ASSIGN(now, pragma(name));
    if (now != value)
        return base::failIn(path(), 0, QStringLiteral("study.driver"),
                            QStringLiteral("SQLite does not accept %1 = %2").arg(name).arg(value));
    return {};
}

base::Result<void> Database::configure(Mode mode)
{
    constexpr int synchronousFull = 2;
    BASE_TRY(setPragma(QStringLiteral("synchronous"), synchronousFull));
    BASE_TRY(setPragma(QStringLiteral("foreign_keys"), 1));
    BASE_TRY(setPragma(QStringLiteral("recursive_triggers"), 1));
    BASE_TRY(setPragma(QStringLiteral("trusted_schema"), 0));
    if (sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) != SQLITE_OK)
        return base::failIn(path(), 0, QStringLiteral("study.driver"), QStringLiteral("SQLite has no defensive mode"));
    BASE_TRY(setPragma(QStringLiteral("cell_size_check"), 1));
    BASE_TRY(setPragma(QStringLiteral("busy_timeout"), busyTimeoutMs));
    BASE_TRY(setPragma(QStringLiteral("cache_size"), -cacheKiB));
    if (mode == Mode::ReadOnly)
        return {};
    BASE_TRY_ASSIGN(wal, prepare(QStringLiteral("PRAGMA journal_mode = WAL")));
    BASE_TRY(wal.run());
    if (!wal.next() || wal.text(0) != QLatin1String("wal"))
        return base::failIn(path(), 0, QStringLiteral("study.wal"),
                            QStringLiteral("this disk does not support SQLite's write-ahead log"),
                            QStringLiteral("Move the study to a local disk"));
    return {};
}

/// Ours, of a schema that this program can read, and with an id. Changes nothing but an older schema.
base::Result<void> Database::readIdentity(const QList<SchemaStep> &steps, Mode mode)
{
    BASE_TRY_ASSIGN(application, pragma(QStringLiteral("application_id")));
    if (application != applicationId)
        return notAStudy(path());
    BASE_TRY_ASSIGN(version, fileSchemaVersion());
    const int newest = steps.constLast().version;
    if (version > newest) {
        // A table and no view: what a file of unknown make computes is not ours to run.
        BASE_TRY_ASSIGN(table, prepare(QStringLiteral("SELECT 1 FROM sqlite_master WHERE name = 'schema_step' AND "
                                                      "type = 'table'")));
        BASE_TRY(table.run());
        if (!table.next())
            return notAStudy(path());
        BASE_TRY_ASSIGN(since, prepare(QStringLiteral("SELECT since FROM schema_step ORDER BY id DESC LIMIT 1")));
        BASE_TRY(since.run());
        return base::failIn(
            path(), 0, QStringLiteral("study.newer"),
            QStringLiteral("the study has schema %1, this program knows up to %2").arg(version).arg(newest),
            QStringLiteral("Open it with Dissensus %1 or newer").arg(since.next() ? since.text(0) : QString()));
    }
    BASE_TRY(configure(mode));
    BASE_TRY(refuseForeignCode(*this, steps));
    if (version < newest) {
        if (mode == Mode::ReadOnly)
            return base::failIn(path(), 0, QStringLiteral("study.older"),
                                QStringLiteral("the study has the older schema %1").arg(version),
                                QStringLiteral("Open it once for writing to bring it up to date"));
        BASE_TRY(upgradeSchema(*this, steps));
    }
    BASE_TRY_ASSIGN(identity, prepare(QStringLiteral("SELECT uid FROM study")));
    BASE_TRY(identity.run());
    if (!identity.next())
        return base::failIn(path(), 0, QStringLiteral("study.damaged"), QStringLiteral("the study has no identity"),
                            QStringLiteral("Open a backup"));
    m_connection->uid = identity.text(0);
    return {};
}

base::Result<Database> Database::open(const QString &path, Mode mode)
{
    return open(path, mode, schemaSteps());
}

base::Result<Database> Database::open(const QString &path, Mode mode, const QList<SchemaStep> &steps)
{
    Q_ASSERT(!steps.isEmpty());
    BASE_TRY_ASSIGN(opened, OpenFile::enter(path, [&path] { return checkHeader(path); }));
    // The real file: locks and relative picture paths must not depend on the link that led here.
    const QString file = QFileInfo(path).canonicalFilePath();
    if (mode == Mode::ReadWrite && !QFileInfo(file).isWritable())
        return base::failIn(path, 0, QStringLiteral("study.readonly"), QStringLiteral("the study cannot be written"),
                            QStringLiteral("Check the permissions of the file and its folder"));
    BASE_TRY_ASSIGN(database, connect(file, mode));
    database.m_connection->opened = std::move(opened);
    BASE_TRY(database.readIdentity(steps, mode));
    database.rememberFile();
    return database;
}

base::Result<Database> Database::create(const QString &path, const QString &title)
{
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink())
        return base::failIn(path, 0, QStringLiteral("study.exists"), QStringLiteral("the file exists already"),
                            QStringLiteral("Choose another name"));
    if (!QFileInfo(info.absolutePath()).isDir())
        return base::failIn(info.absolutePath(), 0, QStringLiteral("study.folder"),
                            QStringLiteral("the folder does not exist"), QStringLiteral("Make the folder first"));

    // Under a temporary name until complete: a killed `create` leaves no half study behind.
    const QString partial =
        QStringLiteral("%1.part-%2").arg(info.absoluteFilePath()).arg(QCoreApplication::applicationPid());
    QFile::remove(partial);
    static_cast<void>(QFile(partial).open(QIODevice::NewOnly)); // an empty file is an empty database
    const auto build = [&]() -> base::Result<void> {
        BASE_TRY_ASSIGN(database, connect(partial, Mode::ReadWrite));
        BASE_TRY(database.setPragma(QStringLiteral("application_id"), applicationId));
        BASE_TRY(database.configure(Mode::ReadWrite));
        BASE_TRY_ASSIGN(transaction, Transaction::begin(database));
        BASE_TRY(applySteps(database, schemaSteps()));
        BASE_TRY_ASSIGN(study, database.prepare(QStringLiteral(
                                   "INSERT INTO study (id, uid, created_at, app_version) VALUES (1, ?, ?, ?)")));
        BASE_TRY(study.run(base::uuidV7(), base::nowMs(), QStringLiteral(DISSENSUS_VERSION)));
        BASE_TRY_ASSIGN(setting, database.prepare(QStringLiteral(
                                     "INSERT INTO setting (key, value, set_at) VALUES ('title', ?, ?)")));
        BASE_TRY(setting.run(title, base::nowMs()));
        return transaction.commit();
    };
    auto built = build();
    if (built && !QFile::rename(partial, info.absoluteFilePath()))
        built = base::failIn(path, 0, QStringLiteral("study.readonly"), QStringLiteral("the study cannot be made here"),
                             QStringLiteral("Check the permissions of the folder"));
    if (!built) {
        for (const char *suffix : {"", "-wal", "-shm", "-journal"})
            QFile::remove(partial + QLatin1String(suffix));
        built.error().file = path;
        return tl::make_unexpected(std::move(built).error());
    }
    return open(path, Mode::ReadWrite);
}

QString Database::path() const
{
    return m_connection->path;
}

QDir Database::folder() const
{
    return QFileInfo(m_connection->path).absoluteDir();
}

QString Database::uid() const
{
    return m_connection->uid;
}

base::Result<int> Database::fileSchemaVersion()
{
    BASE_TRY_ASSIGN(version, pragma(QStringLiteral("user_version")));
    return static_cast<int>(version);
}

base::Result<Statement> Database::prepare(const QString &sql)
{
    BASE_TRY_ASSIGN(compiled, m_connection->pool->take(sql));
    return Statement(std::move(compiled), m_connection->pool);
}

base::Result<void> Database::execute(const QString &sql)
{
    BASE_TRY_ASSIGN(statement, prepare(sql));
    return statement.run();
}

base::Result<void> Database::executeScript(const QString &script)
{
    const int code = sqlite3_exec(handle(), script.toUtf8().constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::make_unexpected(
            sqliteError(code, QString::fromUtf8(sqlite3_errmsg(handle())), QStringLiteral("script"), path()));
    return {};
}

base::Result<qint64> Database::revision()
{
    static const QString sql = [] {
        QStringList newest;
        for (const char *table : {"setting",       "protocol_event", "source",          "source_event",
                                  "prompt_group",  "prompt",         "generator",       "generator_fact",
                                  "asset",         "asset_location", "picture",         "counterpart",
                                  "taxonomy_edit", "annotator",      "annotator_group", "background_answer",
                                  "consent",       "session",        "trial",           "answer",
                                  "fingerprint",   "score"})
            newest += QStringLiteral("coalesce((SELECT max(id) FROM %1), 0)").arg(QLatin1String(table));
        // An erasure removes rows: its weight keeps the sum growing.
        newest += QStringLiteral("(SELECT count(*) FROM erasure) * 1099511627776");
        return QLatin1String("SELECT ") + newest.join(QLatin1String(" + "));
    }();
    BASE_TRY_ASSIGN(statement, prepare(sql));
    BASE_TRY(statement.run());
    return statement.next() ? statement.integer(0) : 0;
}

void Database::rememberFile()
{
    struct stat file = {};
    if (::stat(QFile::encodeName(path()).constData(), &file) == 0) {
        m_connection->device = file.st_dev;
        m_connection->inode = file.st_ino;
    }
}

base::Result<void> Database::checkStillThere() const
{
    struct stat file = {};
    const bool found = ::stat(QFile::encodeName(path()).constData(), &file) == 0;
    if (m_connection->inode == 0
        || (found && file.st_dev == m_connection->device && file.st_ino == m_connection->inode))
        return {};
    return base::failIn(path(), 0, QStringLiteral("study.gone"),
                        QStringLiteral("the study was moved, removed or replaced while it was open"),
                        QStringLiteral("Put it back and open it again"));
}

sqlite3 *Database::handle() const
{
    return m_connection->handle;
}

} // namespace storage
