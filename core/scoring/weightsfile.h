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
    QString preprocessing;         ///< of pictures, in words
    bool isLicenceUnclear = false; ///< its makers state none for the weights: the user must accept that
};

/// All published files, read from a resource.
const QList<PublishedFile> &publishedFiles();
/// Those of one scorer.
QList<PublishedFile> publishedFiles(const QString &scorer);

/// How a file of weights begins.
enum class WeightsFormat { Safetensors, TorchArchive, TorchLegacy, Unknown };
/// From the first bytes of a file; nothing in it is executed. `size` is the length of the whole file.
WeightsFormat weightsFormat(const QByteArray &head, qint64 size);

/// Whether a file is as long as it says itself: a safetensors file ends where its last tensor does, a zip file with
/// its directory. Errors: "weights.read", "weights.format" (neither), "weights.damaged" (cut off).
base::Result<void> checkIsWhole(const QString &path);

/// What is known about a file after it was read.
struct WeightsVerdict
{
    bool isPublished = false; ///< its hash is that of a published file of the scorer
    QString source;           ///< of the published file; empty for own weights
};

/// Whether a file with this name, size and hash may become the weights of a scorer: the published file, or weights of
/// one's own, which may have the published name. Errors: "weights.other" (it is the published file of another scorer),
/// "weights.damaged" (it has name and size of the published file, but another hash; or, where `from` is an address
/// at the place where that was published, its name).
base::Result<WeightsVerdict> judgeWeights(const QString &scorer, const QString &path, qint64 bytes,
                                          const QString &sha256, const QString &from = {});

} // namespace scoring
