#include "core/scoring/modelstore.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTemporaryDir>

#include "core/scoring/scorercatalogue.h"
#include "core/scoring/weightsfile.h"
#include "core/scoring/weightssource.h"

namespace scoring {

namespace {

constexpr qint64 pieceBytes = 4 << 20;
constexpr qint64 spareBytes = 64 << 20; ///< left free on the disk

/// Where the bytes of a running installation are, for its progress.
struct Counted
{
    const base::Progress &progress;
    qint64 before = 0;
    qint64 total = 0;
};

/// Reads one file, hashes what goes by and writes it to `target` where that is open.
base::Result<ModelFile> readFile(const QFileInfo &from, QFile &target, const Counted &counted)
{
    QFile source(from.absoluteFilePath());
    if (!source.open(QIODevice::ReadOnly))
        return base::failIn(source.fileName(), 0, QStringLiteral("weights.read"), source.errorString(),
                            QStringLiteral("Check that you may read the file"));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QString what = target.isOpen() ? QStringLiteral("copying and checking") : QStringLiteral("checking");
    ModelFile file;
    file.name = from.fileName();
    while (!source.atEnd()) {
        if (counted.progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
        const QByteArray piece = source.read(pieceBytes);
        if (piece.isEmpty())
            return base::failIn(source.fileName(), 0, QStringLiteral("weights.read"), source.errorString());
        hash.addData(piece);
        if (target.isOpen() && target.write(piece) != piece.size())
            return base::failIn(target.fileName(), 0, QStringLiteral("weights.write"), target.errorString(),
                                QStringLiteral("Free some space and try again"));
        file.bytes += piece.size();
        counted.progress.report(what, counted.before + file.bytes, counted.total);
    }
    if (target.isOpen() && !target.flush())
        return base::failIn(target.fileName(), 0, QStringLiteral("weights.write"), target.errorString());
    file.sha256 = QString::fromLatin1(hash.result().toHex());
    return file;
}

base::Result<ModelFile> copyFile(const QFileInfo &from, const QString &folder, const Counted &counted)
{
    QFile target(folder + QLatin1Char('/') + from.fileName());
    if (!target.open(QIODevice::WriteOnly))
        return base::failIn(target.fileName(), 0, QStringLiteral("weights.write"), target.errorString());
    return readFile(from, target, counted);
}

base::Result<ModelFile> lookAtFile(const QFileInfo &from, const Counted &counted)
{
    QFile nothing;
    BASE_TRY_ASSIGN(file, readFile(from, nothing, counted));
    file.path = from.absoluteFilePath();
    file.modifiedMs = from.lastModified().toMSecsSinceEpoch();
    return file;
}

base::Result<void> checkSpace(const QString &folder, qint64 needed)
{
    const qint64 available = QStorageInfo(folder).bytesAvailable();
    if (available >= 0 && available < needed + spareBytes)
        return base::failIn(folder, 0, QStringLiteral("weights.space"),
                            QStringLiteral("%1 MB are needed, %2 MB are free").arg(needed >> 20).arg(available >> 20),
                            QStringLiteral("Free some space, or let DISSENSUS_MODELS name a folder on another disk"));
    return {};
}

/// Records what judgeWeights() finds about a file.
base::Result<void> judge(const QString &scorer, const QString &path, InstalledModel &model, ModelFile &file,
                         const QString &from = {})
{
    BASE_TRY_ASSIGN(verdict, judgeWeights(scorer, path, file.bytes, file.sha256, from));
    file.isPublished = verdict.isPublished;
    if (!verdict.source.isEmpty())
        model.source = verdict.source;
    return {};
}

/// Puts a finished folder in the place of an older one.
base::Result<void> putInPlace(QTemporaryDir &finished, const QString &place)
{
    const QString aside = finished.path() + QStringLiteral("-old");
    QDir folder;
    if (QFileInfo::exists(place) && !folder.rename(place, aside))
        return base::failIn(place, 0, QStringLiteral("weights.write"),
                            QStringLiteral("the older installation cannot be replaced"));
    if (!folder.rename(finished.path(), place)) {
        folder.rename(aside, place);
        return base::failIn(place, 0, QStringLiteral("weights.write"),
                            QStringLiteral("the files cannot be put in place"));
    }
    finished.setAutoRemove(false);
    QDir(aside).removeRecursively();
    return {};
}

tl::unexpected<base::Error> busy(const QString &folder, const QString &scorer)
{
    return base::failIn(folder, 0, QStringLiteral("weights.busy"),
                        QStringLiteral("another program downloads the weights of %1").arg(scorer),
                        QStringLiteral("Wait for it, or stop it"));
}

/// Whether bytes of an interrupted download are there.
bool hasPart(const QString &folder)
{
    const QFileInfoList parts = QDir(folder).entryInfoList({QStringLiteral("*.part")}, QDir::Files);
    return std::any_of(parts.begin(), parts.end(), [](const QFileInfo &part) { return part.size() > 0; });
}

/// Removes the folder of a download. False: another program is at it.
bool removeUnlessBusy(const QString &folder)
{
    if (!QFileInfo::exists(folder))
        return true;
    QLockFile lock(folder + QStringLiteral("/lock"));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0))
        return false;
    lock.unlock(); // its file lies in the folder
    return QDir(folder).removeRecursively();
}

/// The name under which a download is kept: that of the address, or the published one where it has none.
QString nameFor(const QUrl &url, const QString &scorer)
{
    QString name = url.fileName(QUrl::FullyDecoded);
    const bool isPlain =
        std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint() && c != QLatin1Char('/'); });
    const QList<PublishedFile> published = publishedFiles(scorer);
    if ((!isPlain || !isWeightsName(name)) && !published.isEmpty())
        name = published.first().file;
    return name;
}

base::Result<void> checkHead(const QUrl &url, const QByteArray &head, qint64 size)
{
    // Where the length is not known, that of the header of safetensors cannot be judged yet.
    constexpr qint64 unknown = qint64(1) << 60;
    if (weightsFormat(head, size < 0 ? unknown : size) != WeightsFormat::Unknown)
        return {};
    return base::failIn(shownAddress(url), 0, QStringLiteral("weights.format"),
                        QStringLiteral("what the server sends is no file of weights: neither safetensors nor a "
                                       "PyTorch archive"),
                        QStringLiteral("Check the address; some pages must be read in a browser before the file is "
                                       "given out"));
}

} // namespace

bool isLicenceUnclear(const QString &scorer)
{
    const QList<PublishedFile> published = publishedFiles(scorer);
    return std::any_of(published.begin(), published.end(),
                       [](const PublishedFile &file) { return file.isLicenceUnclear; });
}

QString ModelStore::defaultFolder()
{
    const QString chosen = qEnvironmentVariable("DISSENSUS_MODELS");
    if (!chosen.isEmpty())
        return chosen;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/dissensus/models");
}

QString ModelStore::downloadFolder(const QString &scorer) const
{
    return m_folder + QStringLiteral("/.download-") + scorer;
}

QList<InstalledModel> ModelStore::installed() const
{
    QList<InstalledModel> models;
    for (const ScorerInfo &info : ScorerCatalogue::scorers()) {
        if (const auto model = find(info.id))
            models.append(*model);
    }
    return models;
}

std::optional<InstalledModel> ModelStore::find(const QString &scorer) const
{
    return readModelFacts(m_folder + QLatin1Char('/') + scorer, scorer);
}

base::Result<InstalledModel> ModelStore::install(const QString &scorer, const QString &from,
                                                 const InstallOptions &options, const base::Progress &progress) const
{
    const auto info = ScorerCatalogue::find(scorer);
    if (!info)
        return base::fail(QStringLiteral("scorer.unknown"), QStringLiteral("\"%1\" is no scorer").arg(scorer));
    if (!info->needsWeights())
        return base::fail(QStringLiteral("weights.none"), QStringLiteral("%1 needs no weights").arg(info->title));
    if (isLicenceUnclear(scorer) && !options.licenceAccepted)
        return base::fail(QStringLiteral("weights.licence"),
                          QStringLiteral("the licence of the weights of %1 is %2").arg(info->title, info->licence),
                          QStringLiteral("Ask at %1; if you may use them, accept that")
                              .arg(publishedFiles(scorer).constFirst().source));
    if (!QDir().mkpath(m_folder))
        return base::failIn(m_folder, 0, QStringLiteral("weights.write"), QStringLiteral("the folder cannot be made"),
                            QStringLiteral("DISSENSUS_MODELS names another one"));
    const QUrl url(from);
    const bool isAddress = from.contains(QLatin1String("://")) && !url.isLocalFile();
    if (isAddress && options.inPlace)
        return base::failIn(shownAddress(url), 0, QStringLiteral("weights.address"),
                            QStringLiteral("only a file on this computer can be used in place"));
    auto model = isAddress ? fromAddress(*info, url, options.limits, progress)
                           : fromFiles(*info, url.isLocalFile() ? url.toLocalFile() : from, options.inPlace, progress);
    // What an earlier try has left is of no use any more, and of one that brought nothing there is nothing to keep.
    if (model || !hasPart(downloadFolder(scorer)))
        removeUnlessBusy(downloadFolder(scorer));
    return model;
}

base::Result<InstalledModel> ModelStore::fromFiles(const ScorerInfo &info, const QString &path, bool inPlace,
                                                   const base::Progress &progress) const
{
    BASE_TRY_ASSIGN(files, weightsSource(path));
    qint64 total = 0;
    for (const QFileInfo &file : files)
        total += file.size();
    BASE_TRY(checkSpace(m_folder, inPlace ? 0 : total));
    QTemporaryDir partial(m_folder + QStringLiteral("/.partial-XXXXXX")); // gone with every error
    if (!partial.isValid())
        return base::failIn(m_folder, 0, QStringLiteral("weights.write"), partial.errorString());
    InstalledModel model;
    model.scorer = info.id;
    model.installedAt = QDateTime::currentDateTimeUtc();
    Counted counted{progress, 0, total};
    for (const QFileInfo &file : files) {
        BASE_TRY_ASSIGN(taken, inPlace ? lookAtFile(file, counted) : copyFile(file, partial.path(), counted));
        if (files.size() == 1 || isWeightsName(taken.name))
            BASE_TRY(judge(info.id, file.absoluteFilePath(), model, taken));
        counted.before += taken.bytes;
        model.files.append(taken);
    }
    BASE_TRY(writeModelFacts(partial.path(), model, info));
    model.folder = m_folder + QLatin1Char('/') + info.id;
    BASE_TRY(putInPlace(partial, model.folder));
    return model;
}

base::Result<InstalledModel> ModelStore::fromAddress(const ScorerInfo &info, const QUrl &url,
                                                     const DownloadLimits &limits, const base::Progress &progress) const
{
    const QString folder = downloadFolder(info.id);
    if (!QDir().mkpath(folder))
        return base::failIn(folder, 0, QStringLiteral("weights.write"), QStringLiteral("the folder cannot be made"));
    QLockFile lock(folder + QStringLiteral("/lock"));
    lock.setStaleLockTime(0); // a download may take hours; a dead owner is noticed nevertheless
    if (!lock.tryLock(0))
        return busy(folder, info.title);
    InstalledModel model;
    model.scorer = info.id;
    model.source = shownAddress(url);
    model.installedAt = QDateTime::currentDateTimeUtc();
    ModelFile file;
    file.name = nameFor(url, info.id);
    const QString part = folder + QLatin1Char('/') + file.name + QStringLiteral(".part");
    const DownloadCheck check = [&url](const QByteArray &head, qint64 size) { return checkHead(url, head, size); };
    for (bool isSecond = false;; isSecond = true) {
        BASE_TRY_ASSIGN(downloaded, downloadFile(url, part, check, progress, limits));
        file.bytes = downloaded.bytes;
        file.sha256 = downloaded.sha256;
        base::Result<void> good = checkIsWhole(part);
        if (good)
            good = judge(info.id, file.name, model, file, url.toString());
        if (good)
            break;
        discardDownload(part);
        // The parts of two different files may have been put together.
        if (isSecond || !downloaded.wasResumed) {
            base::Error error = good.error();
            error.file = shownAddress(url);
            return tl::make_unexpected(error);
        }
    }
    QTemporaryDir partial(m_folder + QStringLiteral("/.partial-XXXXXX"));
    if (!partial.isValid())
        return base::failIn(m_folder, 0, QStringLiteral("weights.write"), partial.errorString());
    if (!QFile::rename(part, partial.filePath(file.name)))
        return base::failIn(part, 0, QStringLiteral("weights.write"), QStringLiteral("the file cannot be moved"));
    model.files.append(file);
    BASE_TRY(writeModelFacts(partial.path(), model, info));
    model.folder = m_folder + QLatin1Char('/') + info.id;
    BASE_TRY(putInPlace(partial, model.folder));
    return model;
}

base::Result<void> ModelStore::remove(const QString &scorer) const
{
    const auto model = find(scorer);
    const bool hasDownload = QFileInfo::exists(downloadFolder(scorer));
    if (hasDownload && !removeUnlessBusy(downloadFolder(scorer)))
        return busy(downloadFolder(scorer), scorer);
    if (!model && hasDownload)
        return {};
    if (!model)
        return base::fail(QStringLiteral("weights.missing"), QStringLiteral("%1 is not installed").arg(scorer));
    // Moved aside first: half a model is never seen.
    const QString aside = m_folder + QStringLiteral("/.removed-") + scorer;
    QDir(aside).removeRecursively();
    if (!QDir().rename(model->folder, aside) || !QDir(aside).removeRecursively())
        return base::failIn(model->folder, 0, QStringLiteral("weights.write"),
                            QStringLiteral("the files cannot be removed"),
                            QStringLiteral("Check that you may write to the folder"));
    return {};
}

} // namespace scoring
