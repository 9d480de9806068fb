#pragma once

#include <optional>

#include <QDateTime>
#include <QList>
#include <QString>

#include "core/base/result.h"

namespace scoring {

struct ScorerInfo;

/// One file of an installed model.
struct ModelFile
{
    QString name;
    qint64 bytes = 0;
    QString sha256;
    bool isPublished = false; ///< its hash is that of the published file
    QString path;             ///< where a file that is used in place lies; empty: in the model's folder
    qint64 modifiedMs = 0;    ///< of a file that is used in place: its time of change when it was hashed
};

/// The weights of one scorer in the models folder.
struct InstalledModel
{
    QString scorer;
    QString folder;
    QList<ModelFile> files;
    QString source; ///< where the published file is from, or the address it came from; empty for own weights
    QDateTime installedAt;
    QString problem; ///< why it cannot be used: files are missing or have changed; empty: nothing

    qint64 bytes() const;
    /// Every file of weights is the published one.
    bool isPublished() const;
};

/// Whether a name has the suffix of a file of weights.
bool isWeightsName(const QString &name);

/// Reads model.json (contract §3) and looks at the files that it names; nothing: there is none that can be read.
std::optional<InstalledModel> readModelFacts(const QString &folder, const QString &scorer);
/// Writes it: files with sizes and hashes, licence, source, preprocessing. Error: "weights.write".
base::Result<void> writeModelFacts(const QString &folder, const InstalledModel &model, const ScorerInfo &info);

} // namespace scoring
