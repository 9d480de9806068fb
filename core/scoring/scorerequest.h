#pragma once

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include "core/scoring/batchlimit.h"
#include "core/study/ids.h"

namespace scoring {

/// Under which prompts a picture is scored by scorers that need one.
enum class PromptScope {
    Own,   ///< the picture's own prompt
    Group, ///< every prompt of the picture's group: what the differences between variants need
    All    ///< every prompt of the study
};

/// What to score.
struct ScoreRequest
{
    QStringList scorers;                      ///< ids; empty: every installed one
    PromptScope prompts = PromptScope::Group; ///< scorers without a prompt ignore it
    bool again = false;                       ///< score also what has a score under the same fingerprint
    int batch = 0;                            ///< pictures per message; 0: by time and bytes
    QString device = QStringLiteral("auto");  ///< "auto", "cpu", "cuda:N"
    QString dtype;                            ///< "fp32", "bf16", "fp16"; empty: each scorer's own
    QString worker;                           ///< command; empty: WorkerProcess::defaultCommand()
    int helloTimeoutMs = 60000;               ///< a worker must have said hello by then; batch systems make it wait
    int replyTimeoutMs = 300000;              ///< a worker that is silent for longer while it has work counts as hung
    int restartDelayMs = 250;                 ///< wait before the first restart; doubles with each failure in a row
};

/// One new score, as it was committed.
struct ScoredValue
{
    study::AssetId asset;
    QString scorer;
    QString promptHash; ///< empty for scorers that need no prompt
    double value = 0;
    std::optional<double> second;
};

/// A picture that could not be scored, and why.
struct FailedPicture
{
    study::AssetId asset;
    QStringList pictures; ///< ids of its uses in the study
    QString reason;
};

/// Which computation gave the scores of one scorer.
struct ScorerUse
{
    QString scorer;
    QString fingerprint;
    QString device;
    QString dtype;
};

/// What came of a request.
struct ScoreSummary
{
    qint64 scored = 0;   ///< score values committed
    qint64 reused = 0;   ///< score values that were there already
    qint64 pictures = 0; ///< pictures (distinct files) that got scores
    QList<FailedPicture> failed;
    QList<ScorerUse> scorers;
    double seconds = 0;        ///< of the whole request, start and end of the worker included
    double scoringSeconds = 0; ///< from the first picture sent to the last value committed
    bool cancelled = false;    ///< ended early; what was committed stays

    /// While scoring: starting a worker takes as long for ten pictures as for ten thousand.
    double picturesPerSecond() const { return scoringSeconds > 0 ? double(pictures) / scoringSeconds : 0; }
};

/// How a running request stands; sent at most five times a second.
struct QueueState
{
    enum class Phase {
        Idle,     ///< nothing to do
        Starting, ///< the worker is being started
        Scoring,
        Paused,
        Restarting, ///< the worker died; waiting before the next start
        Failed      ///< gave up; `message` says why
    };

    Phase phase = Phase::Idle;
    qint64 done = 0;  ///< pictures dealt with, failed ones included
    qint64 total = 0; ///< pictures of the request that miss scores
    double picturesPerSecond = 0;
    double secondsLeft = -1; ///< -1: not known yet
    QString device;          ///< where the worker computes, "cpu"
    int batch = 0;           ///< pictures in the last message
    BatchLimit limit;
    QString message; ///< why it restarts or failed
};

} // namespace scoring

Q_DECLARE_METATYPE(scoring::ScoredValue)
Q_DECLARE_METATYPE(scoring::FailedPicture)
Q_DECLARE_METATYPE(scoring::ScoreSummary)
Q_DECLARE_METATYPE(scoring::QueueState)
