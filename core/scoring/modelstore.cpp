#include "core/scoring/modelstore.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTemporaryDir>

#include "core/scoring/scorercatalogue.h"
#include "core/scoring/weightsfile.h"

namespace scoring {

namespace {

constexpr qint64 pieceBytes = 4 << 20;
constexpr qint64 spareBytes = 64 << 20; ///< left free on the disk
constexpr qsizetype headBytes = 16;

QString factsName()
{
    return QStringLiteral("model.json");
}

base::Result<QFileInfoList> filesOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return base::failIn(path, 0, QStringLiteral("weights.read"), QStringLiteral("there is no such file or folder"),
                            QStringLiteral("Choose the file of weights"));
    QFileInfoList files{info};
    if (info.isDir())
        files = QDir(path).entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Name);
    if (files.isEmpty())
        return base::failIn(path, 0, QStringLiteral("weights.read"), QStringLiteral("the folder holds no files"),
                            QStringLiteral("Choose the folder that holds the published files"));
    return files;
}

qint64 totalBytes(const QFileInfoList &files)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : files)
        bytes += file.size();
    return bytes;
}

bool isWeights(const QString &name)
{
    static const QStringList suffixes{QStringLiteral("pt"), QStringLiteral("pth"), QStringLiteral("bin"),
                                      QStringLiteral("safetensors"), QStringLiteral("ckpt")};
    return suffixes.contains(QFileInfo(name).suffix().toLower());
}

/// Copies one file and hashes what goes by.
base::Result<ModelFile> copyFile(const QFileInfo &from, const QString &folder, qint64 before, qint64 total,
                                 const base::Progress &progress)
{
    QFile source(from.absoluteFilePath());
    if (!source.open(QIODevice::ReadOnly))
        return base::failIn(source.fileName(), 0, QStringLiteral("weights.read"), source.errorString(),
                            QStringLiteral("Check that you may read the file"));
    QFile target(folder + QLatin1Char('/') + from.fileName());
    if (!target.open(QIODevice::WriteOnly))
        return base::failIn(target.fileName(), 0, QStringLiteral("weights.write"), target.errorString());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    ModelFile file;
    file.name = from.fileName();
    while (!source.atEnd()) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
        const QByteArray piece = source.read(pieceBytes);
        if (piece.isEmpty())
            return base::failIn(source.fileName(), 0, QStringLiteral("weights.read"), source.errorString());
        hash.addData(piece);
        if (target.write(piece) != piece.size())
            return base::failIn(target.fileName(), 0, QStringLiteral("weights.write"), target.errorString(),
                                QStringLiteral("Free some space and try again"));
        file.bytes += piece.size();
        progress.report(QStringLiteral("copying and checking"), before + file.bytes, total);
    }
    if (!target.flush())
        return base::failIn(target.fileName(), 0, QStringLiteral("weights.write"), target.errorString());
    file.sha256 = QString::fromLatin1(hash.result().toHex());
    return file;
}

base::Result<void> checkFormat(const QFileInfo &file)
{
    QFile source(file.absoluteFilePath());
    if (!source.open(QIODevice::ReadOnly))
        return base::failIn(source.fileName(), 0, QStringLiteral("weights.read"), source.errorString(),
                            QStringLiteral("Check that you may read the file"));
    if (weightsFormat(source.read(headBytes), source.size()) == WeightsFormat::Unknown)
        return base::failIn(source.fileName(), 0, QStringLiteral("weights.format"),
                            QStringLiteral("this is no file of weights: neither safetensors nor a PyTorch archive"),
                            QStringLiteral("Choose the published file"));
    return {};
}

base::Result<void> writeFacts(const QString &folder, const InstalledModel &model, const ScorerInfo &info)
{
    QJsonArray files;
    for (const ModelFile &file : model.files)
        files.append(QJsonObject{{QStringLiteral("name"), file.name},
                                 {QStringLiteral("bytes"), file.bytes},
                                 {QStringLiteral("sha256"), file.sha256},
                                 {QStringLiteral("published"), file.isPublished}});
    const QJsonObject document{{QStringLiteral("version"), 1},
                               {QStringLiteral("scorer"), model.scorer},
                               {QStringLiteral("files"), files},
                               {QStringLiteral("licence"), info.licence},
                               {QStringLiteral("source"), model.source},
                               {QStringLiteral("installed_at"), model.installedAt.toString(Qt::ISODateWithMs)}};
    QSaveFile out(folder + QLatin1Char('/') + factsName());
    if (!out.open(QIODevice::WriteOnly) || out.write(QJsonDocument(document).toJson()) < 0 || !out.commit())
        return base::failIn(out.fileName(), 0, QStringLiteral("weights.write"), out.errorString());
    return {};
}

std::optional<InstalledModel> readFacts(const QString &folder, const QString &scorer)
{
    QFile file(folder + QLatin1Char('/') + factsName());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject document = QJsonDocument::fromJson(file.readAll()).object();
    if (document[QLatin1String("scorer")].toString() != scorer)
        return {};
    InstalledModel model;
    model.scorer = scorer;
    model.folder = folder;
    model.source = document[QLatin1String("source")].toString();
    model.installedAt = QDateTime::fromString(document[QLatin1String("installed_at")].toString(), Qt::ISODateWithMs);
    const QJsonArray files = document[QLatin1String("files")].toArray();
    for (const QJsonValue &entry : files) {
        ModelFile one{entry[QLatin1String("name")].toString(), entry[QLatin1String("bytes")].toInteger(),
                      entry[QLatin1String("sha256")].toString(), entry[QLatin1String("published")].toBool()};
        const QFileInfo found(folder + QLatin1Char('/') + one.name);
        if (!found.exists())
            model.problem = QStringLiteral("%1 is missing").arg(one.name);
        else if (found.size() != one.bytes)
            model.problem =
                QStringLiteral("%1 has %2 bytes, %3 were installed").arg(one.name).arg(found.size()).arg(one.bytes);
        model.files.append(one);
    }
    return model;
}

} // namespace

qint64 InstalledModel::bytes() const
{
    qint64 bytes = 0;
    for (const ModelFile &file : files)
        bytes += file.bytes;
    return bytes;
}

bool InstalledModel::isPublished() const
{
    return std::all_of(files.begin(), files.end(),
                       [](const ModelFile &file) { return file.isPublished || !isWeights(file.name); })
           && std::any_of(files.begin(), files.end(), [](const ModelFile &file) { return file.isPublished; });
}

QString ModelStore::defaultFolder()
{
    const QString chosen = qEnvironmentVariable("DISSENSUS_MODELS");
    if (!chosen.isEmpty())
        return chosen;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/dissensus/models");
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
    return readFacts(m_folder + QLatin1Char('/') + scorer, scorer);
}

base::Result<InstalledModel> ModelStore::install(const QString &scorer, const QString &path,
                                                 const base::Progress &progress) const
{
    const auto info = ScorerCatalogue::find(scorer);
    if (!info)
        return base::fail(QStringLiteral("scorer.unknown"), QStringLiteral("\"%1\" is no scorer").arg(scorer));
    if (!info->needsWeights())
        return base::fail(QStringLiteral("weights.none"), QStringLiteral("%1 needs no weights").arg(info->title));
    BASE_TRY_ASSIGN(files, filesOf(path));
    const bool single = files.size() == 1;
    const auto hasWeights =
        std::any_of(files.begin(), files.end(), [](const QFileInfo &file) { return isWeights(file.fileName()); });
    if (!single && !hasWeights)
        return base::failIn(path, 0, QStringLiteral("weights.format"),
                            QStringLiteral("the folder holds no file of weights"),
                            QStringLiteral("Choose the folder that holds the published files"));
    for (const QFileInfo &file : files) {
        if (single || isWeights(file.fileName()))
            BASE_TRY(checkFormat(file));
    }
    if (!QDir().mkpath(m_folder))
        return base::failIn(m_folder, 0, QStringLiteral("weights.write"), QStringLiteral("the folder cannot be made"),
                            QStringLiteral("DISSENSUS_MODELS names another one"));
    const qint64 total = totalBytes(files);
    const qint64 available = QStorageInfo(m_folder).bytesAvailable();
    if (available >= 0 && available < total + spareBytes)
        return base::failIn(m_folder, 0, QStringLiteral("weights.space"),
                            QStringLiteral("%1 MB are needed, %2 MB are free").arg(total >> 20).arg(available >> 20),
                            QStringLiteral("Free some space, or let DISSENSUS_MODELS name a folder on another disk"));

    QTemporaryDir partial(m_folder + QStringLiteral("/.partial-XXXXXX")); // gone with every error
    if (!partial.isValid())
        return base::failIn(m_folder, 0, QStringLiteral("weights.write"), partial.errorString());
    InstalledModel model;
    model.scorer = scorer;
    model.installedAt = QDateTime::currentDateTimeUtc();
    qint64 done = 0;
    for (const QFileInfo &file : files) {
        BASE_TRY_ASSIGN(copied, copyFile(file, partial.path(), done, total, progress));
        if (single || isWeights(copied.name)) {
            BASE_TRY_ASSIGN(verdict, judgeWeights(scorer, file.absoluteFilePath(), copied.bytes, copied.sha256));
            copied.isPublished = verdict.isPublished;
            if (!verdict.source.isEmpty())
                model.source = verdict.source;
        }
        done += copied.bytes;
        model.files.append(copied);
    }
    BASE_TRY(writeFacts(partial.path(), model, *info));

    const QString place = m_folder + QLatin1Char('/') + scorer;
    const QString aside = partial.path() + QStringLiteral("-old");
    QDir folder;
    if (QFileInfo::exists(place) && !folder.rename(place, aside))
        return base::failIn(place, 0, QStringLiteral("weights.write"),
                            QStringLiteral("the older installation cannot be replaced"));
    if (!folder.rename(partial.path(), place)) {
        folder.rename(aside, place);
        return base::failIn(place, 0, QStringLiteral("weights.write"),
                            QStringLiteral("the files cannot be put in place"));
    }
    partial.setAutoRemove(false);
    QDir(aside).removeRecursively();
    model.folder = place;
    return model;
}

base::Result<void> ModelStore::remove(const QString &scorer) const
{
    const auto model = find(scorer);
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
