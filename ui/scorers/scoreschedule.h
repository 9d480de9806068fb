#pragma once

#include <optional>

#include <QHash>
#include <QObject>
#include <QPointer>

#include "core/scoring/scorequeue.h"
#include "ui/scorers/scorerrows.h"

namespace scorers {

/// Which scorers are asked for, one request after the other: a scorer that is chosen while another one runs waits for
/// it. Knows what came of them.
class ScoreSchedule : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScoreSchedule)

public:
    /// How fast a scorer was when it was last asked.
    struct Rate
    {
        double picturesPerSecond = 0;
        int together = 1; ///< so many scorers shared the pictures
    };

    explicit ScoreSchedule(QObject *parent = nullptr);

    /// Null: no study.
    void setQueue(scoring::ScoreQueue *queue);
    /// Where and with which command; for requests from now on.
    void setWorker(const QString &command, const QString &device);

    /// Scores with these at once, or after what runs already.
    void add(const QStringList &scorers);
    void pause();
    void resume();
    /// Ends the running request and forgets the waiting ones; committed scores stay.
    void stop();
    /// Takes a waiting scorer out.
    void forget(const QString &scorer);
    /// After a failure: what was asked for once more.
    void restart();

    scoring::QueueState state() const;
    const QStringList &running() const { return m_running; }
    bool isRunning() const { return !m_running.isEmpty(); }
    bool isWaiting(const QString &scorer) const;
    /// What a waiting scorer waits for.
    QStringList waitsFor(const QString &scorer) const;
    std::optional<Rate> rate(const QString &scorer) const;
    /// All of this for one scorer.
    QueuePlace placeOf(const QString &scorer) const;
    /// Why the last request ended early; empty otherwise.
    QString failure() const { return m_failure; }
    /// Score values that the failed request had committed.
    qint64 kept() const { return m_kept; }
    const QStringList &failed() const { return m_failed; }

Q_SIGNALS:
    void changed();
    /// Scores are on disk.
    void stored();

private:
    void startNext();
    void finish(const scoring::ScoreSummary &summary);
    void fail(const base::Error &error);

    QPointer<scoring::ScoreQueue> m_queue;
    QString m_command;
    QString m_device;
    QStringList m_running;
    QList<QStringList> m_waiting;
    QStringList m_failed;
    QString m_failure;
    qint64 m_kept = 0;
    QHash<QString, Rate> m_rates;
};

} // namespace scorers
