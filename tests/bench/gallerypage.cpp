// Opens a study in the whole window, shows the gallery and prints how long its first full page took (and votes and
// scores), the longest pause of the event loop and the memory: { "page_ms", "page_cpu_ms", "loaded_ms", "pause_ms",
// "peak_mb" }. Scrolls through the study before it ends.
#include <sys/resource.h>

#include <cstdio>

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include "ui/gallery/gallerygrid.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnails.h"

namespace {

constexpr int tickMs = 5;
constexpr int scrollSteps = 100;

/// Of all threads since the program began.
qint64 cpuMs()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
           + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/// Of the thread that calls: between two ticks of a timer it is what the event loop was busy with, on a busy machine
/// too.
qint64 threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
}

class Watch : public QObject
{
public:
    explicit Watch(shell::MainWindow *window)
        : m_window(window)
    {
        m_total.start();
        m_tick.setTimerType(Qt::PreciseTimer);
        m_tick.setInterval(tickMs);
        connect(&m_tick, &QTimer::timeout, this, &Watch::look);
    }

    void start()
    {
        m_lastTick = threadMs();
        m_tick.start();
    }

private:
    void look()
    {
        m_pause = std::max(m_pause, threadMs() - m_lastTick);
        m_lastTick = threadMs();
        auto *grid = m_window->findChild<gallery::GalleryGrid *>();
        if (!m_window->hasStudy())
            return;
        if (!grid) {
            m_window->showPlace(widgets::PlaceId::Gallery);
            return;
        }
        if (m_page < 0) {
            if (grid->count() == 0 || !grid->isSettled())
                return;
            grid->viewport()->repaint();
            m_page = m_total.elapsed();
            m_pageCpu = cpuMs();
        }
        if (!m_window->isSettled())
            return; // votes and scores follow
        m_loaded = m_loaded < 0 ? m_total.elapsed() : m_loaded;
        QScrollBar *bar = grid->verticalScrollBar();
        if (++m_step > scrollSteps)
            finish();
        else
            bar->setValue(int(qint64(bar->maximum()) * m_step / scrollSteps));
    }

    void finish()
    {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        std::printf("{\"page_ms\": %lld, \"page_cpu_ms\": %lld, \"loaded_ms\": %lld, \"pause_ms\": %lld, "
                    "\"peak_mb\": %.1f}\n",
                    static_cast<long long>(m_page), static_cast<long long>(m_pageCpu), static_cast<long long>(m_loaded),
                    static_cast<long long>(m_pause), double(usage.ru_maxrss) / 1024);
        QCoreApplication::quit();
    }

    shell::MainWindow *m_window;
    QElapsedTimer m_total;
    qint64 m_lastTick = 0;
    QTimer m_tick;
    qint64 m_page = -1;
    qint64 m_pageCpu = 0;
    qint64 m_loaded = -1;
    qint64 m_pause = 0;
    int m_step = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 3) {
        std::fputs("usage: gallerypage STUDY THUMBNAILS\n", stderr);
        return 2;
    }
    QCoreApplication::setApplicationName(QStringLiteral("gallerypage"));
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    widgets::Thumbnails::keepIn(QString::fromLocal8Bit(argv[2]));
    widgets::Theme::instance().install(application, widgets::Theme::Choice::Light);
    shell::MainWindow window;
    Watch watch(&window);
    window.show();
    window.openStudy(QString::fromLocal8Bit(argv[1]));
    watch.start();
    return QApplication::exec();
}
