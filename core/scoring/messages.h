#pragma once

#include <optional>

#include <QCborMap>
#include <QList>
#include <QMap>
#include <QString>

#include "core/base/result.h"
#include "core/scoring/batchlimit.h"
#include "core/scoring/scorercatalogue.h"

namespace scoring {

/// The version of the messages; see docs/scorer-protocol.md.
inline constexpr int protocolVersion = 1;

/// What a worker says of itself in its hello.
struct WorkerFacts
{
    QString version;    ///< of its program
    QString libtorch;   ///< "2.11.0"
    QString device;     ///< "cpu", "cuda:0"
    QString cudaReason; ///< why CUDA is not used; empty when it is
    int threads = 0;
    QList<ScorerInfo> scorers;
    QString probe; ///< SHA-256 of the file that the hello named, as the worker sees it; empty when it cannot read it

    std::optional<ScorerInfo> find(const QString &id) const;
};

/// Which weights the scorers of a worker use, and how.
struct ModelChoice
{
    QString dtype;                                 ///< "fp32", "bf16", "fp16"; empty: each scorer's own
    QMap<QString, QString> weights;                ///< by scorer: a file or folder in place of what is installed
    QMap<QString, QMap<QString, QString>> options; ///< by scorer: arithmetic other than the default
};

/// What a tower made of a picture or a text: an array that a worker gives out and takes back.
struct TowerFeatures
{
    QString tower; ///< fingerprint
    QString dtype; ///< "f64", "fp32", "fp16", "bf16"
    QList<qint64> shape;
    QByteArray data; ///< row-major, little-endian

    /// Whether shape, dtype and number of bytes agree.
    bool isConsistent() const;
};

/// Features that came with an answer.
struct MadeFeatures
{
    QString picture; ///< key of the picture, or empty
    QString text;    ///< key of the text, or empty
    TowerFeatures features;
};

/// A picture of a message: its bytes, or, when worker and client see the same files, where they are.
struct PictureToScore
{
    QString key; ///< the client's name of it
    QByteArray data;
    QString path;                    ///< used when `data` is empty
    QString sha256;                  ///< what the worker must find at `path`
    QList<TowerFeatures> features{}; ///< with those of every tower neither bytes nor path are needed
};

struct TextToScore
{
    QString key;
    QString text;
    QList<TowerFeatures> features{}; ///< what is known of it
};

/// A question to several scorers at once.
struct ScoreMessage
{
    QStringList scorers;
    QList<PictureToScore> pictures;
    QList<TextToScore> texts;
    QList<QPair<int, int>> pairs; ///< indices of picture and text, for scorers that need a prompt
    bool wantsFeatures = false;   ///< the answer should carry what towers made and is worth keeping
};

/// One answer.
struct ScoreAnswer
{
    QString picture; ///< key
    QString scorer;
    QString text; ///< key; empty for scorers that need no prompt
    double value = 0;
    std::optional<double> second;
    QString errorCode; ///< empty when there is a value
    QString error;
};

/// One golden value of a self-test.
struct SelfTestCase
{
    QString name;
    double expected = 0;
    std::optional<double> got; ///< nothing when the worker computed none
};

/// One scorer's self-test.
struct SelfTestAnswer
{
    QString scorer;
    bool passed = false;
    std::optional<double> maxError;
    double tolerance = 0;
    qint64 cases = 0;
    QString reason;
    QList<SelfTestCase> details; ///< may be empty: libtorch's own test lists none
};

// What the client sends; `id` comes back with the answer.
QCborMap helloMessage(qint64 id, const QString &device, const QString &probePath, const ModelChoice &models = {});
QCborMap toMessage(qint64 id, const ScoreMessage &message);
/// Asks for what the text towers of these scorers make of the texts.
QCborMap embedTextsMessage(qint64 id, const QStringList &scorers, const QList<TextToScore> &texts);
QCborMap selfTestMessage(qint64 id, const QStringList &scorers);
QCborMap cancelMessage(qint64 request);
QCborMap byeMessage();

// What comes back is not trusted: every reader checks kinds, bounds and numbers. Errors: "scorer.protocol", or the code
// that the worker sent with an answer of type "error".
base::Result<WorkerFacts> factsFrom(const QCborMap &answer);
base::Result<QList<ScoreAnswer>> scoresFrom(const QCborMap &answer);
/// The features of an answer to `score` that was asked for them; of a consistent shape.
base::Result<QList<MadeFeatures>> featuresFrom(const QCborMap &answer);
/// The features of an answer to embed_pictures or embed_texts. An error of one item is that of the whole.
base::Result<QList<MadeFeatures>> embeddingsFrom(const QCborMap &answer);
base::Result<QList<SelfTestAnswer>> selfTestsFrom(const QCborMap &answer);
/// What an answer to `score` says of smaller batches; no limit when it says nothing that makes sense.
BatchLimit batchLimitFrom(const QCborMap &answer);
/// The request that an answer belongs to; -1 when it names none.
qint64 answeredId(const QCborMap &answer);

} // namespace scoring
