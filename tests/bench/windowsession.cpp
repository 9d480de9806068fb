// A scripted session through all places of the window on one study: twice around, with the walk through prompts, the
// scroll through the gallery and everything selected in both. Prints how long the window thread was busy with one event
// at most, how long with one picture of the window, and the memory: { "event_ms", "event_where", "frame_ms",
// "frame_where", "peak_mb" }.
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>

#include "ui/disagreement/scatterplot.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnails.h"

namespace {

using widgets::PlaceId;

constexpr int settleMs = 120'000;
constexpr int prompts = 20;
constexpr int scrollSteps = 60;
constexpr double worthSaying = 33; ///< ms

/// Processor time of this thread: a busy machine says the same.
double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1000 + double(now.tv_nsec) / 1e6;
}

struct Longest
{
    double ms = 0;
    QByteArray where;

    void take(double taken, const QByteArray &at)
    {
        if (taken > ms) {
            ms = taken;
            where = at;
        }
    }
};

/// Measures what the window thread does for each event of the loop.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool frame = event->type() == QEvent::UpdateRequest || event->type() == QEvent::Paint;
        if (m_depth > 0 || !m_measuring)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const double begin = threadMs();
        const int type = event->type();
        const QByteArray name = receiver->metaObject()->className();
        const bool taken = QApplication::notify(receiver, event);
        --m_depth;
        const double ms = threadMs() - begin;
        const QByteArray where = m_what + " (" + name + ", event " + QByteArray::number(type) + ")";
        (frame ? m_frame : m_event).take(ms, where);
        if (ms > worthSaying)
            std::fprintf(stderr, "%.0f ms: %s\n", ms, where.constData());
        return taken;
    }

    void measure(const QByteArray &what)
    {
        m_measuring = true;
        m_what = what;
    }
    const Longest &event() const { return m_event; }
    const Longest &frame() const { return m_frame; }

private:
    int m_depth = 0;
    bool m_measuring = false;
    QByteArray m_what;
    Longest m_event;
    Longest m_frame;
};

class Session
{
public:
    Session(TimedApplication *application, shell::MainWindow *window)
        : m_application(application)
        , m_window(window)
    {
    }

    void run()
    {
        for (int round = 0; round < 2; ++round) {
            const QByteArray number = round == 0 ? "first visit of " : "later visit of ";
            visit(number + "compare", PlaceId::Compare);
            for (int i = 0; i < prompts; ++i)
                press(Qt::Key_Right);
            visit(number + "gallery", PlaceId::Gallery);
            scrollGallery();
            press(Qt::Key_A, Qt::ControlModifier);
            visit(number + "disagreement", PlaceId::Disagreement);
            selectEverything();
            visit(number + "scorers", PlaceId::Scorers);
            for (const char *page : {"overview", "import", "protocol", "annotators", "quality", "export"})
                visit(number + "study " + page, PlaceId::Study, {{}, {}, QLatin1String(page), {}});
            visit(number + "preferences", PlaceId::Preferences);
            visit(number + "annotate", PlaceId::Annotate);
        }
    }

private:
    /// As an event of the loop, like a click: what it costs is measured with the others.
    template <typename Act>
    void act(Act act)
    {
        QMetaObject::invokeMethod(m_window, act, Qt::QueuedConnection);
        settle();
    }

    void settle()
    {
        QElapsedTimer waiting;
        waiting.start();
        for (int calm = 0; calm < 3; ++calm) {
            do {
                QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
                if (waiting.elapsed() > settleMs) {
                    std::fputs("a place does not settle\n", stderr);
                    std::exit(1);
                }
            } while (!m_window->isSettled());
        }
    }

    void visit(const QByteArray &what, PlaceId place, const widgets::Target &target = {})
    {
        m_application->measure(what);
        act([this, place, target] { m_window->showPlace(place, target); });
    }

    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        act([this, key, modifiers] {
            QWidget *target = m_window->focusWidget() ? m_window->focusWidget() : m_window;
            for (const QEvent::Type type : {QEvent::ShortcutOverride, QEvent::KeyPress, QEvent::KeyRelease}) {
                QKeyEvent event(type, key, modifiers);
                QCoreApplication::sendEvent(target, &event);
            }
        });
    }

    void scrollGallery()
    {
        auto *grid = m_window->findChild<gallery::GalleryGrid *>();
        for (int step = 1; grid && step <= scrollSteps; ++step)
            act([bar = grid->verticalScrollBar(), step] {
                bar->setValue(int(qint64(bar->maximum()) * step / scrollSteps));
            });
    }

    void selectEverything()
    {
        if (auto *plot = m_window->findChild<disagreement::ScatterPlot *>())
            act([plot] { plot->selectAll(); });
    }

    TimedApplication *m_application;
    shell::MainWindow *m_window;
};

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    if (argc != 3) {
        std::fputs("usage: windowsession STUDY THUMBNAILS\n", stderr);
        return 2;
    }
    QCoreApplication::setApplicationName(QStringLiteral("windowsession"));
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    widgets::Thumbnails::keepIn(QString::fromLocal8Bit(argv[2]));
    widgets::Theme::instance().install(application, widgets::Theme::Choice::Light);
    shell::MainWindow window;
    window.resize(1440, 900);
    window.show();
    window.openStudy(QString::fromLocal8Bit(argv[1]));
    while (!window.hasStudy())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    Session(&application, &window).run();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"event_ms\": %.1f, \"event_where\": \"%s\", \"frame_ms\": %.1f, \"frame_where\": \"%s\", "
                "\"peak_mb\": %.1f}\n",
                application.event().ms, application.event().where.constData(), application.frame().ms,
                application.frame().where.constData(), double(usage.ru_maxrss) / 1024);
    return 0;
}
