#include <ctime>

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QTest>

#include "tests/ui/shell/windowwalk.h"
#include "ui/widgets/theme.h"

using support::everyStop;
using support::Stop;
using support::WindowWalk;

namespace {

/// Processor time of this thread in milliseconds: a busy machine does not make the window look slow.
double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1000 + double(now.tv_nsec) / 1e6;
}

/// Measures how long the event loop is away between two waits.
class Watchdog : public QObject
{
public:
    Watchdog()
    {
        QAbstractEventDispatcher *loop = QAbstractEventDispatcher::instance();
        connect(loop, &QAbstractEventDispatcher::awake, this, [this] {
            look();
            m_since = threadMs();
        });
        connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, [this] { look(); });
    }

    void start(const char *what)
    {
        m_what = what;
        m_since = threadMs();
    }
    double longest() const { return m_longest; }
    QByteArray where() const { return m_where; }

private:
    void look()
    {
        const double busy = threadMs() - m_since;
        m_since = threadMs();
        if (busy <= m_longest)
            return;
        m_longest = busy;
        m_where = m_what;
    }

    double m_since = 0;
    double m_longest = 0;
    QByteArray m_what;
    QByteArray m_where;
};

} // namespace

/// The window thread never works for long in one go: disk, decoder and statistics are elsewhere.
class TestEventLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysResponsiveThroughAllPlaces();
    void noticesAStall();
};

void TestEventLoop::staysResponsiveThroughAllPlaces()
{
    widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
    // Making a place is a build of its widgets, painted for the first time by a processor instead of a graphics card.
    constexpr double firstVisitMs = 150;
    constexpr double laterVisitMs = 75;
    WindowWalk walk;
    walk.window()->resize(1440, 900);
    Watchdog first;
    for (const Stop &stop : everyStop()) {
        first.start(stop.name);
        QVERIFY2(walk.visit(stop), stop.name);
    }
    Watchdog later;
    for (int round = 0; round < 2; ++round) {
        for (const Stop &stop : everyStop()) {
            later.start(stop.name);
            QVERIFY2(walk.visit(stop), stop.name);
        }
    }
    qInfo("longest turn of the event loop: %.0f ms at the first visit (%s), %.0f ms later (%s)", first.longest(),
          first.where().constData(), later.longest(), later.where().constData());
    QVERIFY2(first.longest() < firstVisitMs, first.where().constData());
    QVERIFY2(later.longest() < laterVisitMs, later.where().constData());
}

void TestEventLoop::noticesAStall()
{
    Watchdog watchdog;
    watchdog.start("stall");
    QTimer::singleShot(0, this, [] {
        const double begin = threadMs();
        while (threadMs() - begin < 120) {
        }
    });
    QTest::qWait(300);
    QVERIFY(watchdog.longest() >= 100);
}

QTEST_MAIN(TestEventLoop)
#include "tst_eventloop.moc"
