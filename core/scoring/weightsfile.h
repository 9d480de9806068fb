#pragma once

#include <functional>

#include <QList>
#include <QString>

#include "core/base/result.h"

namespace scoring {

/// A published file of weights, as the catalogue knows it.
struct PublishedFile
{
    QString scorer;
    QString file;     ///< its published name
    qint64 bytes = 0; ///< 0: not known exactly
    QString sha256;   ///< empty: its makers published none
    QString source;
};

/// All published files, read from a resource.
const QList<PublishedFile> &publishedFiles();
/// Those of one scorer.
QList<PublishedFile> publishedFiles(const QString &scorer);

/// How a file of weights begins.
enum class WeightsFormat { Safetensors, TorchArchive, TorchLegacy, Unknown };
/// From the first bytes of a file; nothing in it is executed. `size` is the length of the whole file.
WeightsFormat weightsFormat(const QByteArray &head, qint64 size);

/// What is known about a file after it was read.
struct WeightsVerdict
{
    bool isPublished = false; ///< its hash is that of a published file of the scorer
    QString source;           ///< of the published file; empty for own weights
};

/// Whether a file with this name, size and hash may become the weights of a scorer: the published file, or weights of
/// one's own. Errors: "weights.other" (it is the published file of another scorer), "weights.damaged" (it has name or
/// size of the published file, but another hash).
base::Result<WeightsVerdict> judgeWeights(const QString &scorer, const QString &path, qint64 bytes,
                                          const QString &sha256);

} // namespace scoring
