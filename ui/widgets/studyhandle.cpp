#include "ui/widgets/studyhandle.h"

#include <QCoreApplication>
#include <QThread>
#include <QThreadStorage>

#include "core/scoring/scorequeue.h"
#include "core/storage/studyrepository.h"
#include "ui/widgets/scoreactivity.h"

namespace widgets {
namespace {

constexpr int pollMs = 1000;

/// One connection per pool thread, kept while jobs of the same study follow each other.
struct ThreadConnection
{
    QString path;
    std::unique_ptr<storage::Database> database;
};

QThreadStorage<ThreadConnection> &threadConnections()
{
    static QThreadStorage<ThreadConnection> connections;
    return connections;
}

} // namespace

base::Result<StudyHandle::Head> StudyHandle::readHead(const QString &path)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(path));
    storage::StudyRepository study(database);
    Head head;
    head.path = database.path();
    BASE_TRY_ASSIGN(title, study.setting(QStringLiteral("title")));
    head.title = title;
    BASE_TRY_ASSIGN(simulated, study.setting(QStringLiteral("simulated")));
    head.simulated = simulated == QLatin1String("1");
    BASE_TRY_ASSIGN(revision, database.revision());
    head.revision = revision;
    return head;
}

StudyHandle::StudyHandle(const Head &head, QObject *parent)
    : QObject(parent)
    , m_head(head)
    , m_pool(this)
{
    m_pool.setObjectName(QStringLiteral("study"));
    m_pool.setMaxThreadCount(qMax(2, QThread::idealThreadCount()));
    m_poll.setInterval(pollMs);
    connect(&m_poll, &QTimer::timeout, this, &StudyHandle::poll);
    m_poll.start();
}

StudyHandle::~StudyHandle()
{
    m_pool.clear();
    m_pool.waitForDone();
}

scoring::ScoreQueue *StudyHandle::scoreQueue()
{
    if (!m_scores) {
        m_scores = new scoring::ScoreQueue(m_head.path, this);
        new ScoreActivity(m_scores);
        connect(m_scores, &scoring::ScoreQueue::scored, this, &StudyHandle::refresh);
    }
    return m_scores;
}

void StudyHandle::refresh()
{
    poll();
}

base::Result<storage::Database *> StudyHandle::connectionOfThisThread() const
{
    auto &connection = threadConnections().localData();
    if (!connection.database || connection.path != m_head.path) {
        connection.database.reset();
        auto opened = storage::Database::open(m_head.path);
        if (!opened)
            return tl::make_unexpected(opened.error());
        connection.database = std::make_unique<storage::Database>(std::move(*opened));
        connection.path = m_head.path;
    }
    return connection.database.get();
}

void StudyHandle::start(std::function<void()> task)
{
    m_pool.start(std::move(task));
}

void StudyHandle::deliver(std::function<void()> task)
{
    QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(task), Qt::QueuedConnection);
}

void StudyHandle::poll()
{
    if (m_polling)
        return;
    m_polling = true;
    run(
        this, [](storage::Database &database) { return database.revision(); },
        [this](const base::Result<qint64> &revision) {
            m_polling = false;
            if (!revision || *revision == m_head.revision)
                return;
            m_head.revision = *revision;
            Q_EMIT changed(m_head.revision);
        });
}

} // namespace widgets
