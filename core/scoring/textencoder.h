#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include "core/base/progress.h"
#include "core/scoring/messages.h"
#include "core/scoring/workerprocess.h"

namespace scoring {

/// A text to be compared with the pictures of a study.
struct TextQuestion
{
    QString text;
    QString studyPath; ///< of which the pictures are
    WorkerOptions worker;
};

/// What a scorer's text tower made of a text.
struct EncodedText
{
    ScorerInfo scorer;      ///< whose towers are meant
    qint64 pictures = 0;    ///< of the study that its picture tower has seen
    TowerFeatures features; ///< of the text; empty when there are no such pictures
};

/// The installed scorer with a tower for pictures and one for texts that has seen most pictures of a study (by tower);
/// of equals the first. Nothing: none is installed.
std::optional<ScorerInfo> meaningScorer(const QList<ScorerInfo> &scorers, const QHash<QString, qint64> &pictures);

/// Encodes a text by the worker, which is started when there is none and given up on failure. Blocking. A text that the
/// study has an embedding of (a prompt that was scored) costs nothing. Errors: "search.scorer" (no scorer with both
/// towers is installed), those of WorkerProcess and of the database, the worker's for a text that it cannot encode.
base::Result<EncodedText> encodeText(const TextQuestion &question, std::unique_ptr<WorkerProcess> &worker,
                                     const base::Progress &progress);

/// Encodes texts on a thread of its own, by a worker of its own that stays for a while: the second text costs one
/// encoding and no start. A text that the study has an embedding of (a prompt that was scored) costs none.
class TextEncoder : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextEncoder)

public:
    /// Errors: those of encodeText().
    using Answer = std::function<void(const base::Result<EncodedText> &)>;

    explicit TextEncoder(QObject *parent = nullptr);
    /// Cancels and waits.
    ~TextEncoder() override;

    /// Then calls `answer` on the thread of this object. A newer question cancels the older one, whose answer is not
    /// given.
    void encode(const TextQuestion &question, const Answer &answer);
    void cancel();
    bool isRunning() const { return m_progress != nullptr; }

private:
    class Desk;

    void letWorkerGo();

    QThreadPool m_pool; ///< one thread that never ends: a worker belongs to the thread that started it
    std::shared_ptr<Desk> m_desk;
    std::shared_ptr<base::Progress> m_progress; ///< of the question that counts
    QTimer m_idle;
};

} // namespace scoring
