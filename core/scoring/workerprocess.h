#pragma once

#include <memory>
#include <optional>

#include <QElapsedTimer>
#include <QProcess>

#include "core/base/progress.h"
#include "core/scoring/frames.h"
#include "core/scoring/messages.h"

namespace scoring {

/// How to start a worker.
struct WorkerOptions
{
    QString command; ///< words as in a shell, quotes allowed; empty: WorkerProcess::defaultCommand()
    QString device = QStringLiteral("auto");
    ModelChoice models;
    QString probePath; ///< a file of which the worker is asked the hash; may be empty
    int helloTimeoutMs = 60000;
};

/// Whether the text has the form of a device: "auto", "cpu" or "cuda:N".
bool isDeviceName(const QString &text);
/// Whether the text names a number type, "fp32", "bf16" or "fp16", or is empty: each scorer's own.
bool isDtypeName(const QString &text);

/// A running scorer, here or behind ssh: messages over its standard input and output. Blocking, for a thread of its own
/// or a program without a window; used by the thread that started it.
class WorkerProcess
{
public:
    /// DISSENSUS_SCORER, or else what was set here, or else dissensus-scorer beside this program. Any thread.
    static QString defaultCommand();
    /// The command of this user's preferences; empty: none. Any thread.
    static void setPreferredCommand(const QString &command);

    /// Starts the command and waits for its hello. Errors: "scorer.start" (with what the worker printed),
    /// "scorer.hello", "scorer.version", "scorer.protocol", "device.missing", "cancelled".
    static base::Result<std::unique_ptr<WorkerProcess>> start(const WorkerOptions &options,
                                                              const base::Progress &progress);
    /// Says bye, waits for a moment, kills.
    ~WorkerProcess();
    WorkerProcess(const WorkerProcess &) = delete;
    WorkerProcess &operator=(const WorkerProcess &) = delete;

    const WorkerFacts &facts() const { return m_facts; }
    qint64 processId() const { return m_process.processId(); }
    /// A number for the next request.
    qint64 nextId() { return ++m_lastId; }

    /// Hands the message over; what the pipe does not take now is written while receiving. Errors: "scorer.toolong".
    base::Result<void> send(const QCborMap &message);
    /// The next message; nothing when none came in time. Errors: "scorer.died" (with what the worker printed last),
    /// "scorer.protocol".
    base::Result<std::optional<QCborMap>> receive(int timeoutMs);
    /// Sends a request and waits for its answer. Errors: as above, "scorer.hung", "cancelled".
    base::Result<QCborMap> ask(const QCborMap &request, int timeoutMs, const base::Progress &progress);

private:
    explicit WorkerProcess(const QString &command);

    base::Error died(const QString &code, const QString &what);
    /// Takes what the worker wrote to its standard error and keeps the end of it.
    void keepError();
    /// The last line of that.
    QString lastWords();

    QString m_command;
    QProcess m_process;
    QByteArray m_standardError; ///< its end
    FrameDecoder m_decoder;
    WorkerFacts m_facts;
    qint64 m_lastId = 0;
};

} // namespace scoring
