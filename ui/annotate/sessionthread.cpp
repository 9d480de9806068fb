#include "ui/annotate/sessionthread.h"

#include <QPointer>

namespace annotate {
namespace {

constexpr int decodeAhead = 4;

base::Result<Situation> situationOf(trials::AnnotationSession &session)
{
    Situation situation;
    BASE_TRY_ASSIGN(trial, session.current());
    situation.trial = trial;
    situation.openQuestions = session.openQuestions();
    situation.earlier = session.earlierAnswers();
    BASE_TRY_ASSIGN(upcoming, session.upcoming(decodeAhead));
    situation.upcoming = upcoming;
    situation.progress = session.progress();
    situation.canUndo = session.canUndo();
    return situation;
}

} // namespace

/// Lives on the session's thread; the session is made, used and destroyed there.
class SessionThread::Worker : public QObject
{
public:
    std::unique_ptr<trials::AnnotationSession> session;
};

SessionThread::SessionThread(QObject *parent)
    : QObject(parent)
    , m_worker(new Worker)
{
    m_thread.setObjectName(QStringLiteral("annotation"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

SessionThread::~SessionThread()
{
    // What was posted comes first: queued submissions are stored. Were the last thing posted to quit, the thread might
    // be gone while posting still wakes it up.
    QMetaObject::invokeMethod(
        m_worker, [] {}, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void SessionThread::post(Request request, std::function<base::Result<std::function<void()>>(Worker &)> job)
{
    QMetaObject::invokeMethod(
        m_worker,
        [this, worker = m_worker, request, job = std::move(job)] {
            auto outcome = job(*worker);
            std::function<void()> report;
            if (outcome)
                report = std::move(*outcome);
            else
                report = [this, request, error = outcome.error()] { Q_EMIT failed(request, error); };
            // `this` outlives the thread, and with it this call.
            QMetaObject::invokeMethod(this, std::move(report), Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void SessionThread::open(const QString &studyPath, const trials::SessionOwner &owner)
{
    post(Request::Open, [this, studyPath, owner](Worker &worker) -> base::Result<std::function<void()>> {
        worker.session.reset();
        BASE_TRY_ASSIGN(session, trials::AnnotationSession::open(studyPath, owner));
        SessionOpening opening;
        opening.protocol = session->protocol();
        opening.pictures = session->pictures();
        BASE_TRY_ASSIGN(prompts, session->prompts());
        opening.prompts = prompts;
        BASE_TRY_ASSIGN(consentMissing, session->consentMissing());
        opening.consentMissing = consentMissing;
        BASE_TRY_ASSIGN(situation, situationOf(*session));
        worker.session = std::move(session);
        return [this, opening, situation] { Q_EMIT opened(opening, situation); };
    });
}

void SessionThread::submit(const trials::Submission &submission)
{
    post(Request::Submit, [this, submission](Worker &worker) -> base::Result<std::function<void()>> {
        if (!worker.session)
            return base::fail(QStringLiteral("annotate.closed"), tr("no session is open"));
        BASE_TRY_ASSIGN(stored, worker.session->answer(submission));
        BASE_TRY_ASSIGN(situation, situationOf(*worker.session));
        return [this, stored, situation] { Q_EMIT committed(stored, situation); };
    });
}

void SessionThread::undo()
{
    post(Request::Undo, [this](Worker &worker) -> base::Result<std::function<void()>> {
        if (!worker.session)
            return base::fail(QStringLiteral("annotate.closed"), tr("no session is open"));
        BASE_TRY(worker.session->undo());
        BASE_TRY_ASSIGN(situation, situationOf(*worker.session));
        return [this, situation] { Q_EMIT undone(situation); };
    });
}

void SessionThread::giveConsent()
{
    post(Request::Consent, [this](Worker &worker) -> base::Result<std::function<void()>> {
        if (!worker.session)
            return base::fail(QStringLiteral("annotate.closed"), tr("no session is open"));
        BASE_TRY(worker.session->giveConsent());
        return [this] { Q_EMIT consentGiven(); };
    });
}

void SessionThread::refresh()
{
    post(Request::Refresh, [this](Worker &worker) -> base::Result<std::function<void()>> {
        if (!worker.session)
            return [] {};
        BASE_TRY_ASSIGN(changed, worker.session->refresh());
        if (!changed)
            return [] {};
        BASE_TRY_ASSIGN(situation, situationOf(*worker.session));
        return [this, situation] { Q_EMIT refreshed(situation); };
    });
}

} // namespace annotate
