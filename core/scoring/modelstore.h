#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QUrl>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/scoring/filedownload.h"
#include "core/scoring/modelfacts.h"

namespace scoring {

struct ScorerInfo;

/// How weights are installed.
struct InstallOptions
{
    bool inPlace = false; ///< local files are used where they are: hashed, and watched by size and time of change
    bool licenceAccepted = false; ///< the user may use the weights although their makers state no licence
    DownloadLimits limits;
};

/// Whether the makers of a scorer state no licence for its weights, so that the user must accept that.
bool isLicenceUnclear(const QString &scorer);

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

    /// Installs from a path (weightsSource()) or an address (downloadFile()): checked while it is read, in place only
    /// when all of it is good; an older installation stays until then. Progress counts bytes. Errors:
    /// "scorer.unknown", "weights.none" (the scorer needs none), "weights.licence" (not accepted), "weights.read",
    /// "weights.format", "weights.other", "weights.damaged", "weights.space", "weights.write", "weights.busy" (another
    /// program downloads for this scorer), "cancelled", and those of downloadFile(). Nothing is left behind by an
    /// error but the part of a download that can be taken up again.
    base::Result<InstalledModel> install(const QString &scorer, const QString &from, const InstallOptions &options,
                                         const base::Progress &progress) const;
    /// Errors: "weights.missing", "weights.write".
    base::Result<void> remove(const QString &scorer) const;

private:
    QString downloadFolder(const QString &scorer) const;
    base::Result<InstalledModel> fromFiles(const ScorerInfo &info, const QString &path, bool inPlace,
                                           const base::Progress &progress) const;
    base::Result<InstalledModel> fromAddress(const ScorerInfo &info, const QUrl &url, const DownloadLimits &limits,
                                             const base::Progress &progress) const;

    QString m_folder;
};

} // namespace scoring
