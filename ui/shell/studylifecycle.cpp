#include "ui/shell/studylifecycle.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

#include "core/base/clock.h"
#include "ui/widgets/job.h"
#include "ui/widgets/recentstudies.h"

namespace shell {

using Head = widgets::StudyHandle::Head;

StudyLifecycle::StudyLifecycle(QObject *parent)
    : QObject(parent)
{
}

void StudyLifecycle::open(const QString &path)
{
    load([path] { return widgets::StudyHandle::readHead(path); });
}

void StudyLifecycle::create(const QString &path, const QString &title)
{
    const QString name = title.isEmpty() ? QFileInfo(path).completeBaseName() : title;
    load([path, name]() -> base::Result<Head> {
        {
            BASE_TRY(storage::Database::create(path, name));
        }
        return widgets::StudyHandle::readHead(path);
    });
}

void StudyLifecycle::close()
{
    ++m_request;
    m_study.reset();
    Q_EMIT studyChanged(m_study);
}

void StudyLifecycle::load(std::function<base::Result<Head>()> job)
{
    const int request = ++m_request;
    ++m_pending;
    widgets::jobPool()->start([guard = QPointer<StudyLifecycle>(this), request, job = std::move(job)] {
        auto head = std::make_shared<base::Result<Head>>(job());
        const auto apply = [guard, request, head] {
            if (!guard)
                return;
            --guard->m_pending;
            if (request != guard->m_request)
                return;
            if (!*head) {
                Q_EMIT guard->failed(head->error());
                return;
            }
            guard->m_study = std::make_shared<widgets::StudyHandle>(**head);
            widgets::addRecentStudy({(*head)->path, (*head)->title, base::nowMs()});
            Q_EMIT guard->studyChanged(guard->m_study);
        };
        QMetaObject::invokeMethod(QCoreApplication::instance(), apply, Qt::QueuedConnection);
    });
}

} // namespace shell
