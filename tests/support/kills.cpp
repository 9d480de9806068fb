#include "tests/support/kills.h"

#include <csignal>

#include <QFile>
#include <QRandomGenerator>
#include <QThread>

namespace support {

Kills::Kills(const char *what, int few)
    : m_what(what)
    , m_wanted(qEnvironmentVariableIsSet("DISSENSUS_KILLS") ? qEnvironmentVariableIntValue("DISSENSUS_KILLS") : few)
    , m_seconds(qEnvironmentVariableIsSet("DISSENSUS_KILL_SECONDS")
                    ? qEnvironmentVariableIntValue("DISSENSUS_KILL_SECONDS")
                    : std::numeric_limits<int>::max())
{
    const uint seed = qEnvironmentVariableIsSet("DISSENSUS_KILL_SEED")
                          ? qEnvironmentVariable("DISSENSUS_KILL_SEED").toUInt()
                          : QRandomGenerator::system()->generate();
    qInfo("%s: seed %u (set DISSENSUS_KILL_SEED to repeat)", m_what.constData(), seed);
    m_random.seed(seed);
    m_clock.start();
}

Kills::~Kills()
{
    qInfo("soak: %s: %d kills", m_what.constData(), m_done);
}

bool Kills::next()
{
    // At least one, so that a loop proves something however little time there is.
    if (m_done >= m_wanted || (m_done > 0 && m_clock.elapsed() / 1000 >= m_seconds))
        return false;
    ++m_done;
    return true;
}

bool waitUntilGone(qint64 process, int timeoutMs)
{
    const auto state = [process]() -> char {
        QFile file(QStringLiteral("/proc/%1/stat").arg(process));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray line = file.readAll();
        return line.size() > line.lastIndexOf(')') + 2 ? line.at(line.lastIndexOf(')') + 2) : 0;
    };
    QElapsedTimer waiting;
    waiting.start();
    constexpr int pollMs = 10;
    for (char now = state(); now != 0 && now != 'Z'; now = state()) {
        if (waiting.elapsed() > timeoutMs)
            return false;
        QThread::msleep(pollMs);
    }
    return true;
}

} // namespace support
