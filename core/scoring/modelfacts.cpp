#include "core/scoring/modelfacts.h"

#include <algorithm>

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include "core/scoring/scorercatalogue.h"
#include "core/scoring/weightsfile.h"

namespace scoring {

namespace {

QString factsPath(const QString &folder)
{
    return folder + QStringLiteral("/model.json");
}

QJsonObject toJson(const ModelFile &file)
{
    QJsonObject json{{QStringLiteral("name"), file.name},
                     {QStringLiteral("bytes"), file.bytes},
                     {QStringLiteral("sha256"), file.sha256},
                     {QStringLiteral("published"), file.isPublished}};
    if (!file.path.isEmpty()) {
        json.insert(QStringLiteral("path"), file.path);
        json.insert(QStringLiteral("modified_ms"), file.modifiedMs);
    }
    return json;
}

ModelFile fileFrom(const QJsonValue &json)
{
    return {json[QLatin1String("name")].toString(),   json[QLatin1String("bytes")].toInteger(),
            json[QLatin1String("sha256")].toString(), json[QLatin1String("published")].toBool(),
            json[QLatin1String("path")].toString(),   json[QLatin1String("modified_ms")].toInteger()};
}

/// Why a file is not the one that was installed; empty: it is, as far as size and time can tell.
QString problemOf(const ModelFile &file, const QString &folder)
{
    const QString path = file.path.isEmpty() ? folder + QLatin1Char('/') + file.name : file.path;
    const QString shown = file.path.isEmpty() ? file.name : file.path;
    const QFileInfo found(path);
    if (!found.exists())
        return QStringLiteral("%1 is missing").arg(shown);
    if (found.size() != file.bytes)
        return QStringLiteral("%1 has %2 bytes, %3 were installed").arg(shown).arg(found.size()).arg(file.bytes);
    if (!file.path.isEmpty() && found.lastModified().toMSecsSinceEpoch() != file.modifiedMs)
        return QStringLiteral("%1 has changed since it was installed").arg(shown);
    return {};
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
                       [](const ModelFile &file) { return file.isPublished || !isWeightsName(file.name); })
           && std::any_of(files.begin(), files.end(), [](const ModelFile &file) { return file.isPublished; });
}

bool isWeightsName(const QString &name)
{
    static const QStringList suffixes{QStringLiteral("pt"), QStringLiteral("pth"), QStringLiteral("bin"),
                                      QStringLiteral("safetensors"), QStringLiteral("ckpt")};
    return suffixes.contains(QFileInfo(name).suffix().toLower());
}

std::optional<InstalledModel> readModelFacts(const QString &folder, const QString &scorer)
{
    QFile file(factsPath(folder));
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
        model.files.append(fileFrom(entry));
        if (const QString problem = problemOf(model.files.last(), folder); !problem.isEmpty())
            model.problem = problem;
    }
    return model;
}

base::Result<void> writeModelFacts(const QString &folder, const InstalledModel &model, const ScorerInfo &info)
{
    QJsonArray files;
    for (const ModelFile &file : model.files)
        files.append(toJson(file));
    const QList<PublishedFile> published = publishedFiles(info.id);
    const QJsonObject document{
        {QStringLiteral("version"), 1},
        {QStringLiteral("scorer"), model.scorer},
        {QStringLiteral("files"), files},
        {QStringLiteral("licence"), info.licence},
        {QStringLiteral("source"), model.source},
        {QStringLiteral("preprocessing"), published.isEmpty() ? QString() : published.first().preprocessing},
        {QStringLiteral("installed_at"), model.installedAt.toString(Qt::ISODateWithMs)}};
    QSaveFile out(factsPath(folder));
    if (!out.open(QIODevice::WriteOnly) || out.write(QJsonDocument(document).toJson()) < 0 || !out.commit())
        return base::failIn(out.fileName(), 0, QStringLiteral("weights.write"), out.errorString());
    return {};
}

} // namespace scoring
