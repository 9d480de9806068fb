#pragma once

#include <functional>
#include <memory>

#include <QObject>
#include <QThread>

#include "core/trials/annotationsession.h"

namespace annotate {

/// Where the annotator stands, as one value.
struct Situation
{
    std::optional<trials::BlindTrial> trial; ///< nothing: all are done, or there are none
    QStringList openQuestions;
    QList<trials::QuestionAnswer> earlier; ///< earlier stages, and what was undone
    QList<trials::BlindTrial> upcoming;
    trials::SessionProgress progress;
    bool canUndo = false;
};

/// What does not change during a session.
struct SessionOpening
{
    trials::BlindProtocol protocol;
    std::shared_ptr<const trials::PictureSource> pictures;
    QStringList prompts; ///< all of the session, for the height of the prompt bar
    bool consentMissing = false;
};

/// An AnnotationSession on a thread of its own, which owns the connection: the UI thread never waits for the disk.
/// Requests are queued in order; every request but refresh() ends in exactly one signal.
class SessionThread : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionThread)

public:
    enum class Request { Open, Submit, Undo, Consent, Refresh };
    Q_ENUM(Request)

    explicit SessionThread(QObject *parent = nullptr);
    /// Waits for requests under way: nothing that was answered is lost.
    ~SessionThread() override;

    void open(const QString &studyPath, const trials::SessionOwner &owner);
    void submit(const trials::Submission &submission);
    void undo();
    void giveConsent();
    /// Takes in what was planned since.
    void refresh();

Q_SIGNALS:
    void opened(const annotate::SessionOpening &opening, const annotate::Situation &situation);
    /// The submission is on disk.
    void committed(const trials::Committed &committed, const annotate::Situation &situation);
    void undone(const annotate::Situation &situation);
    void consentGiven();
    /// Only when there is something new.
    void refreshed(const annotate::Situation &situation);
    /// Nothing was changed by the request.
    void failed(annotate::SessionThread::Request request, const base::Error &error);

private:
    class Worker;

    void post(Request request, std::function<base::Result<std::function<void()>>(Worker &)> job);

    QThread m_thread;
    Worker *m_worker;
};

} // namespace annotate
