#pragma once

#include <random>

#include <QByteArray>
#include <QElapsedTimer>

namespace support {

/// A loop of kills: `few` in the ordinary tests, DISSENSUS_KILLS in a soak, which ends early after
/// DISSENSUS_KILL_SECONDS. Every seed is printed, and DISSENSUS_KILL_SEED repeats it.
class Kills
{
public:
    Kills(const char *what, int few);
    /// Says how many there were, in the form that `./dev soak` collects.
    ~Kills();
    Kills(const Kills &) = delete;
    Kills &operator=(const Kills &) = delete;

    /// True while there is another one to do; counts it.
    bool next();
    int done() const { return m_done; }
    std::mt19937 &random() { return m_random; }
    /// A number from 0 to `below` - 1.
    int upTo(int below) { return static_cast<int>(m_random() % static_cast<unsigned>(below)); }

private:
    QByteArray m_what;
    int m_wanted;
    qint64 m_seconds;
    int m_done = 0;
    std::mt19937 m_random;
    QElapsedTimer m_clock;
};

/// Waits until no process has this id; false when it stays.
bool waitUntilGone(qint64 process, int timeoutMs = 10000);

} // namespace support
