#include "core/scoring/workerprocess.h"

#include <QCoreApplication>
#include <QMutex>
#include <QProcessEnvironment>
#include <QRegularExpression>

namespace scoring {

namespace {

constexpr int pollMs = 50; // how soon a cancel is seen
constexpr int byeMs = 500;
constexpr qsizetype keptError = 4096;

QMutex preferredMutex;
QString &preferredCommand()
{
    static QString command;
    return command;
}

} // namespace

bool isDeviceName(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A(auto|cpu|cuda:[0-9]{1,3})\\z"));
    return form.match(text).hasMatch();
}

bool isDtypeName(const QString &text)
{
    static const QStringList names{QString(), QStringLiteral("fp32"), QStringLiteral("bf16"), QStringLiteral("fp16")};
    return names.contains(text);
}

void WorkerProcess::setPreferredCommand(const QString &command)
{
    const QMutexLocker lock(&preferredMutex);
    preferredCommand() = command;
}

QString WorkerProcess::defaultCommand()
{
    const QString command = qEnvironmentVariable("DISSENSUS_SCORER");
    if (!command.isEmpty())
        return command;
    if (const QMutexLocker lock(&preferredMutex); !preferredCommand().isEmpty())
        return preferredCommand();
    // Quoted: the folder may have spaces in its name.
    return QLatin1Char('"') + QCoreApplication::applicationDirPath() + QLatin1String("/dissensus-scorer\"");
}

base::Result<std::unique_ptr<WorkerProcess>> WorkerProcess::start(const WorkerOptions &options,
                                                                  const base::Progress &progress)
{
    std::unique_ptr<WorkerProcess> worker(
        new WorkerProcess(options.command.isEmpty() ? defaultCommand() : options.command));
    QStringList words = QProcess::splitCommand(worker->m_command);
    if (words.isEmpty())
        return base::fail(QStringLiteral("scorer.start"), QStringLiteral("the scorer's command is empty"),
                          QStringLiteral("Set DISSENSUS_SCORER or --worker to a command"));
    const QString program = words.takeFirst();
    worker->m_process.start(program, words);
    if (!worker->m_process.waitForStarted(options.helloTimeoutMs))
        return tl::make_unexpected(
            worker->died(QStringLiteral("scorer.start"), QStringLiteral("the scorer does not start")));

    const QCborMap hello = helloMessage(worker->nextId(), options.device, options.probePath, options.models);
    auto answer = worker->ask(hello, options.helloTimeoutMs, progress);
    if (!answer) {
        base::Error error = answer.error();
        if (error.code == QLatin1String("scorer.died"))
            error =
                worker->died(QStringLiteral("scorer.start"), QStringLiteral("the scorer ended before it said hello"));
        else if (error.code == QLatin1String("scorer.hung"))
            error = worker->died(
                QStringLiteral("scorer.hello"),
                QStringLiteral("the scorer did not say hello within %1 s").arg(options.helloTimeoutMs / 1000.0));
        return tl::make_unexpected(error);
    }
    BASE_TRY_ASSIGN(facts, factsFrom(*answer));
    worker->m_facts = facts;
    return worker;
}

WorkerProcess::WorkerProcess(const QString &command)
    : m_command(command)
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    // Weights and activations in pages of 2 MB: a tower takes up to a fifth less time. glibc reads it only when a
    // program starts.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString tunables = QStringLiteral("GLIBC_TUNABLES");
    if (!environment.contains(tunables))
        environment.insert(tunables, QStringLiteral("glibc.malloc.hugetlb=1"));
    m_process.setProcessEnvironment(environment);
}

WorkerProcess::~WorkerProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    send(byeMessage());
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(byeMs)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

base::Result<void> WorkerProcess::send(const QCborMap &message)
{
    BASE_TRY_ASSIGN(frame, encodeFrame(message));
    m_process.write(frame);
    // Without an event loop nothing is written until somebody waits. A worker that does not read must not hold us up.
    while (m_process.bytesToWrite() > 0 && m_process.waitForBytesWritten(pollMs)) {
    }
    return {};
}

base::Result<std::optional<QCborMap>> WorkerProcess::receive(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (true) {
        m_decoder.add(m_process.readAllStandardOutput());
        keepError();
        BASE_TRY_ASSIGN(message, m_decoder.next());
        if (message)
            return message;
        const int left = timeoutMs - int(timer.elapsed());
        if (left <= 0)
            return std::nullopt;
        if (!m_process.waitForReadyRead(left) && m_process.state() == QProcess::NotRunning
            && m_process.bytesAvailable() == 0)
            return tl::make_unexpected(
                died(QStringLiteral("scorer.died"), QStringLiteral("the scorer ended unexpectedly")));
    }
}

base::Result<QCborMap> WorkerProcess::ask(const QCborMap &request, int timeoutMs, const base::Progress &progress)
{
    BASE_TRY(send(request));
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < timeoutMs) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
        BASE_TRY_ASSIGN(answer, receive(qMin(pollMs, timeoutMs)));
        if (answer && answeredId(*answer) == answeredId(request))
            return *answer;
        if (answer)
            return base::fail(QStringLiteral("scorer.protocol"),
                              QStringLiteral("the scorer answered what was not asked"));
    }
    return tl::make_unexpected(died(QStringLiteral("scorer.hung"), QStringLiteral("the scorer does not answer")));
}

void WorkerProcess::keepError()
{
    m_standardError = (m_standardError + m_process.readAllStandardError()).right(keptError);
}

QString WorkerProcess::lastWords()
{
    keepError();
    const QStringList lines = QString::fromLocal8Bit(m_standardError).trimmed().split(QLatin1Char('\n'));
    return lines.last().trimmed();
}

base::Error WorkerProcess::died(const QString &code, const QString &what)
{
    base::Error error;
    error.code = code;
    error.message = what;
    error.file = m_command;
    const QString words = lastWords();
    if (!words.isEmpty())
        error.message += QLatin1String(": ") + words;
    else if (m_process.error() == QProcess::FailedToStart)
        error.message += QLatin1String(": ") + m_process.errorString();
    else if (m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::CrashExit)
        error.message += QStringLiteral(" (signal %1)").arg(m_process.exitCode());
    while (error.message.endsWith(QLatin1Char('.')))
        error.message.chop(1);
    error.hint =
        QStringLiteral("Try the command by hand with --self-test; --worker or DISSENSUS_SCORER names another one");
    return error;
}

} // namespace scoring
