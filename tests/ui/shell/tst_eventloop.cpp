#include <ctime>

#include <QApplication>
#include <QTest>
#include <QThread>
#include <QTimer>

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

#if defined(__SANITIZE_THREAD__)
constexpr double slowdown = 5; // every access to memory is looked at
#else
constexpr double slowdown = 1;
#endif

/// Measures how long the window takes for each event of the loop.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    void restart()
    {
        m_longest = 0;
        m_events = 0;
    }
    void setWhat(const char *what) { m_what = what; }
    double longest() const { return m_longest; }
    QByteArray where() const { return m_where; }
    int events() const { return m_events; }

    bool notify(QObject *receiver, QEvent *event) override
    {
        // Events of other threads come through here too, in those threads.
        if (QThread::currentThread() != thread() || m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const double begin = threadMs();
        const bool taken = QApplication::notify(receiver, event);
        --m_depth;
        ++m_events;
        if (const double busy = threadMs() - begin; busy > m_longest) {
            m_longest = busy;
            m_where = m_what;
        }
        return taken;
    }

private:
    int m_depth = 0;
    int m_events = 0;
    double m_longest = 0;
    QByteArray m_what;
    QByteArray m_where;
};

TimedApplication *timed()
{
    return static_cast<TimedApplication *>(QCoreApplication::instance());
}

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
    constexpr double firstVisitMs = 150 * slowdown;
    constexpr double laterVisitMs = 75 * slowdown;
    WindowWalk walk;
    walk.window()->resize(1440, 900);
    timed()->restart();
    for (const Stop &stop : everyStop()) {
        timed()->setWhat(stop.name);
        QVERIFY2(walk.visit(stop), stop.name);
    }
    const double first = timed()->longest();
    const QByteArray firstWhere = timed()->where();
    QVERIFY(timed()->events() > 100);
    timed()->restart();
    for (int round = 0; round < 2; ++round) {
        for (const Stop &stop : everyStop()) {
            timed()->setWhat(stop.name);
            QVERIFY2(walk.visit(stop), stop.name);
        }
    }
    qInfo("longest event: %.0f ms at the first visit (%s), %.0f ms later (%s)", first, firstWhere.constData(),
          timed()->longest(), timed()->where().constData());
    QVERIFY2(first < firstVisitMs, firstWhere.constData());
    QVERIFY2(timed()->longest() < laterVisitMs, timed()->where().constData());
}

void TestEventLoop::noticesAStall()
{
    timed()->restart();
    QTimer::singleShot(0, this, [] {
        const double begin = threadMs();
        while (threadMs() - begin < 120) {
        }
    });
    QTest::qWait(300);
    QVERIFY(timed()->longest() >= 100);
}

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    TestEventLoop test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_eventloop.moc"
