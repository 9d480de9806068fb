#include "core/scoring/weightsfile.h"

#include <algorithm>

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include "core/scoring/scorercatalogue.h"

namespace scoring {

namespace {

QList<PublishedFile> readPublished()
{
    (void)ScorerCatalogue::scorers(); // registers the resource
    QFile file(QStringLiteral(":/scorers/weights.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    QList<PublishedFile> files;
    const QJsonArray entries = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &entry : entries)
        files.append({entry[QLatin1String("scorer")].toString(), entry[QLatin1String("file")].toString(),
                      entry[QLatin1String("bytes")].toInteger(), entry[QLatin1String("sha256")].toString(),
                      entry[QLatin1String("source")].toString()});
    return files;
}

QString titleOf(const QString &scorer)
{
    const auto info = ScorerCatalogue::find(scorer);
    return info ? info->title : scorer;
}

} // namespace

const QList<PublishedFile> &publishedFiles()
{
    static const QList<PublishedFile> files = readPublished();
    return files;
}

QList<PublishedFile> publishedFiles(const QString &scorer)
{
    QList<PublishedFile> files;
    std::copy_if(publishedFiles().begin(), publishedFiles().end(), std::back_inserter(files),
                 [&](const PublishedFile &file) { return file.scorer == scorer; });
    return files;
}

WeightsFormat weightsFormat(const QByteArray &head, qint64 size)
{
    constexpr qsizetype lengthBytes = 8;
    if (head.startsWith("PK\x03\x04"))
        return WeightsFormat::TorchArchive;
    if (head.size() > lengthBytes && head[lengthBytes] == '{') {
        const quint64 length = qFromLittleEndian<quint64>(head.constData());
        if (length > 0 && length <= quint64(size) - lengthBytes)
            return WeightsFormat::Safetensors;
    }
    // A pickle of protocol 2 that begins with PyTorch's magic number.
    if (head.startsWith(QByteArray("\x80\x02\x8a\x0a", 4)))
        return WeightsFormat::TorchLegacy;
    return WeightsFormat::Unknown;
}

base::Result<WeightsVerdict> judgeWeights(const QString &scorer, const QString &path, qint64 bytes,
                                          const QString &sha256)
{
    const PublishedFile *other = nullptr;
    for (const PublishedFile &file : publishedFiles()) {
        if (file.sha256.isEmpty() || file.sha256 != sha256)
            continue;
        if (file.scorer == scorer)
            return WeightsVerdict{true, file.source};
        other = &file;
    }
    if (other)
        return base::failIn(
            path, 0, QStringLiteral("weights.other"),
            QStringLiteral("this is the published file of %1, not of %2").arg(titleOf(other->scorer), titleOf(scorer)),
            QStringLiteral("Install it as %1").arg(other->scorer));
    const QString name = QFileInfo(path).fileName();
    const QList<PublishedFile> published = publishedFiles(scorer);
    for (const PublishedFile &file : published) {
        if (file.sha256.isEmpty() || (file.bytes != bytes && file.file != name))
            continue;
        if (file.bytes != 0 && file.bytes != bytes)
            return base::failIn(
                path, 0, QStringLiteral("weights.damaged"),
                QStringLiteral("the file has %1 bytes, the published %2 has %3")
                    .arg(bytes)
                    .arg(file.file)
                    .arg(file.bytes),
                QStringLiteral("Download it again from %1; give weights of your own another name").arg(file.source));
        return base::failIn(
            path, 0, QStringLiteral("weights.damaged"),
            QStringLiteral("SHA-256 is %1…, that of the published %2 is %3…")
                .arg(sha256.left(8), file.file, file.sha256.left(8)),
            QStringLiteral("Download it again from %1; give weights of your own another name").arg(file.source));
    }
    return WeightsVerdict{};
}

} // namespace scoring
