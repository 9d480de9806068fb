#include "app/cli/context.h"

#include <csignal>
#include <cstdio>
#include <mutex>

#include <sys/ioctl.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/cli/progressline.h"

namespace cli {

namespace {

// A signal handler reaches globals only; there is one command per process.
std::atomic<base::Progress *> interruptible{nullptr};

void onInterrupt(int)
{
    if (base::Progress *progress = interruptible.load())
        progress->cancel();
}

QByteArray toBytes(const QJsonValue &value)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return document.toJson(QJsonDocument::Compact) + '\n';
}

void write(FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

/// Draws the bar on a terminal, or a line per 10 % elsewhere.
class Context::Printer
{
public:
    explicit Printer(const Options &options)
        : m_terminal(isatty(STDERR_FILENO) != 0)
        , m_visible(options.progress == Options::Progress::On
                    || (options.progress == Options::Progress::Automatic && !options.json && !options.quiet))
    {
        m_timer.start();
    }

    void report(const QString &what, qint64 done, qint64 total)
    {
        if (!m_visible)
            return;
        const std::lock_guard lock(m_mutex);
        if (what != m_what) {
            m_what = what;
            m_tenth = -1;
            m_timer.restart();
        }
        const ProgressState state{what, done, total, static_cast<double>(m_timer.elapsed()) / 1000};
        if (m_terminal)
            drawBar(state);
        else
            writeTenths(state);
    }

    void clear()
    {
        const std::lock_guard lock(m_mutex);
        if (m_drawn)
            write(stderr, "\r\x1b[K");
        m_drawn = false;
    }

private:
    void drawBar(const ProgressState &state)
    {
        // Ten times a second is smooth; a fast job must not spend its time on drawing.
        if (m_drawn && m_sinceDrawn.elapsed() < 100 && state.done != state.total)
            return;
        winsize size{};
        const int width = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
        write(stderr, "\r\x1b[K" + progressBar(state, width).toUtf8());
        m_drawn = true;
        m_sinceDrawn.start();
    }

    void writeTenths(const ProgressState &state)
    {
        const int tenth = state.total > 0 ? static_cast<int>(10 * state.done / state.total) : 0;
        if (state.seconds < 5 || tenth == m_tenth)
            return;
        m_tenth = tenth;
        write(stderr, progressLine(state).toUtf8() + '\n');
    }

    const bool m_terminal;
    const bool m_visible;
    std::mutex m_mutex; // jobs report from pool threads
    QString m_what;
    int m_tenth = -1;
    bool m_drawn = false;
    QElapsedTimer m_timer;
    QElapsedTimer m_sinceDrawn;
};

Context::Context(const Options &options)
    : m_options(options)
    , m_printer(std::make_unique<Printer>(options))
    , m_progress([this](const QString &what, qint64 done, qint64 total) { m_printer->report(what, done, total); })
{
    interruptible = &m_progress;
    struct sigaction action = {};
    action.sa_handler = onInterrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND); // a second Ctrl+C ends the program at once
    sigaction(SIGINT, &action, nullptr);
}

Context::~Context()
{
    clearBar();
    interruptible = nullptr;
}

void Context::clearBar()
{
    m_printer->clear();
}

void Context::document(const QJsonValue &value)
{
    clearBar();
    if (m_options.json)
        write(stdout, toBytes(value));
}

void Context::message(const QJsonValue &value)
{
    write(stdout, toBytes(value));
}

void Context::line(const QString &text)
{
    clearBar();
    if (!m_options.json && !m_options.quiet)
        write(stdout, text.toUtf8() + '\n');
}

void Context::warning(const QString &text)
{
    clearBar();
    if (!m_options.json && !m_options.quiet)
        write(stderr, "warning: " + text.toUtf8() + '\n');
}

int Context::fail(const base::Error &error)
{
    clearBar();
    if (m_options.json)
        write(stderr, toBytes(QJsonObject{{QStringLiteral("error"), toJson(error)}}));
    else
        write(stderr, "dissensus-cli: " + error.toLine().toUtf8() + '\n');
    return error.code == base::cancelledCode ? Cancelled : Failed;
}

int Context::usage(const QString &message, const QString &hint)
{
    base::Error error;
    error.code = QStringLiteral("usage");
    error.message = message;
    error.hint = hint;
    fail(error);
    return Usage;
}

base::Progress &Context::progress()
{
    return m_progress;
}

QJsonObject toJson(const base::Error &error)
{
    QJsonObject object{{QStringLiteral("code"), error.code}, {QStringLiteral("message"), error.message}};
    if (!error.file.isEmpty())
        object.insert(QStringLiteral("file"), error.file);
    if (error.line > 0)
        object.insert(QStringLiteral("line"), error.line);
    if (!error.hint.isEmpty())
        object.insert(QStringLiteral("hint"), error.hint);
    if (!error.details.isEmpty())
        object.insert(QStringLiteral("details"), QJsonArray::fromStringList(error.details));
    return object;
}

} // namespace cli
