#pragma once

#include <functional>

#include <QJsonObject>
#include <QProcess>
#include <QStringList>

namespace support {

/// Talks to `dissensus-cli annotate` line by line, as another front end would.
class AnnotateClient
{
public:
    /// `inChild` runs in the new process before the program starts, for limits on what it may do.
    AnnotateClient(const QString &study, const QString &annotator, const QStringList &more = {},
                   const std::function<void()> &inChild = {});
    ~AnnotateClient();
    AnnotateClient(const AnnotateClient &) = delete;
    AnnotateClient &operator=(const AnnotateClient &) = delete;

    /// The next message; an empty object when the program ended or stayed silent for `timeoutMs`.
    QJsonObject read(int timeoutMs = 30000);
    void send(const QJsonObject &message);
    /// Ends the input and returns the exit code.
    int finish();
    QProcess &process() { return m_process; }

    /// Judges until the program says done or `limit` answers were acknowledged. `judge` makes the answer to a trial.
    /// Returns the acknowledged vote ids in order.
    QStringList judge(const std::function<QJsonObject(const QJsonObject &trial)> &judge, int limit);

private:
    QProcess m_process;
};

/// The answer that prefers the left picture of the trial.
inline QJsonObject answerLeft(const QJsonObject &trial)
{
    return {{QStringLiteral("trial"), trial.value(QStringLiteral("trial"))},
            {QStringLiteral("answer"), QStringLiteral("left")}};
}

/// The code of the error that a message tells; empty: none.
inline QString errorOf(const QJsonObject &message)
{
    return message.value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString();
}

} // namespace support
