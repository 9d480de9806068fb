#pragma once

#include <optional>

#include <QDateTime>
#include <QList>
#include <QString>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace scoring {

/// One file of an installed model.
struct ModelFile
{
    QString name;
    qint64 bytes = 0;
    QString sha256;
    bool isPublished = false; ///< its hash is that of the published file
};

/// The weights of one scorer in the models folder.
struct InstalledModel
{
    QString scorer;
    QString folder;
    QList<ModelFile> files;
    QString source; ///< where the published file is from; empty for own weights
    QDateTime installedAt;
    QString problem; ///< why it cannot be used: files are missing or have other sizes; empty: nothing

    qint64 bytes() const;
    /// Every file is the published one.
    bool isPublished() const;
};

/// The folder of weights: one folder per scorer with its files and a model.json (contract §3). Blocking: for pool
/// threads. Whether a program can run what lies there, only its worker says.
class ModelStore
{
public:
    /// DISSENSUS_MODELS, or else dissensus/models in the user's data folder.
    static QString defaultFolder();

    explicit ModelStore(const QString &folder = defaultFolder())
        : m_folder(folder)
    {
    }

    QString folder() const { return m_folder; }
    /// By scorer; folders without a readable model.json are passed over.
    QList<InstalledModel> installed() const;
    std::optional<InstalledModel> find(const QString &scorer) const;

    /// Copies a file, or the files of a folder, into the store: checked while it is read, in place only when all of it
    /// is good; an older installation stays until then. Progress counts bytes. Errors: "scorer.unknown",
    /// "weights.none" (the scorer needs none), "weights.read", "weights.format", "weights.other", "weights.damaged",
    /// "weights.space", "weights.write", "cancelled". Nothing is left behind by an error.
    base::Result<InstalledModel> install(const QString &scorer, const QString &path,
                                         const base::Progress &progress) const;
    /// Errors: "weights.missing", "weights.write".
    base::Result<void> remove(const QString &scorer) const;

private:
    QString m_folder;
};

} // namespace scoring
