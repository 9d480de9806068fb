#include "core/scoring/weightsfile.h"

#include <algorithm>

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>
#include <QUrl>

#include "core/scoring/scorercatalogue.h"

namespace scoring {

namespace {

constexpr qint64 lengthBytes = 8;
constexpr qint64 headBytes = 16;

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
                      entry[QLatin1String("source")].toString(), entry[QLatin1String("preprocessing")].toString(),
                      entry[QLatin1String("licence_unclear")].toBool()});
    return files;
}

/// Where the last tensor of a safetensors file ends; 0: the header does not say.
qint64 safetensorsEnd(QFile &file)
{
    // Real headers have some hundred KB. What is longer is left to the scorer, which takes it piece by piece.
    constexpr quint64 longestHeader = 8 << 20;
    const QByteArray head = file.read(lengthBytes);
    const quint64 length = qFromLittleEndian<quint64>(head.constData());
    if (length > longestHeader)
        return 0;
    const QJsonObject header = QJsonDocument::fromJson(file.read(qint64(length))).object();
    qint64 end = 0;
    for (const QJsonValue &tensor : header)
        end = std::max(end, tensor[QLatin1String("data_offsets")][1].toInteger());
    return end == 0 ? 0 : lengthBytes + qint64(length) + end;
}

bool endsLikeZip(QFile &file)
{
    constexpr qint64 longestTail = 22 + 0xffff; // the end record and its comment
    file.seek(std::max<qint64>(0, file.size() - longestTail));
    return file.read(longestTail).contains(QByteArray("PK\x05\x06", 4));
}

tl::unexpected<base::Error> cutOff(const QString &path, const QString &reason)
{
    return base::failIn(path, 0, QStringLiteral("weights.damaged"), QStringLiteral("the file is cut off: ") + reason,
                        QStringLiteral("Copy or download it again"));
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

base::Result<void> checkIsWhole(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(path, 0, QStringLiteral("weights.read"), file.errorString(),
                            QStringLiteral("Check that you may read the file"));
    const QByteArray head = file.peek(headBytes);
    switch (weightsFormat(head, file.size())) {
    case WeightsFormat::Unknown:
        return base::failIn(path, 0, QStringLiteral("weights.format"),
                            QStringLiteral("this is no file of weights: neither safetensors nor a PyTorch archive"),
                            QStringLiteral("Choose the published file"));
    case WeightsFormat::TorchLegacy:
        return base::failIn(path, 0, QStringLiteral("weights.format"),
                            QStringLiteral("this file is from before PyTorch 1.6, whose format is not read"),
                            QStringLiteral("Convert it: python3 -c \"import torch; torch.save(torch.load('OLD.pth', "
                                           "map_location='cpu', weights_only=True), 'NEW.pth')\""));
    case WeightsFormat::Safetensors:
        if (const qint64 end = safetensorsEnd(file); end > file.size())
            return cutOff(path, QStringLiteral("it has %1 of %2 bytes").arg(file.size()).arg(end));
        return {};
    case WeightsFormat::TorchArchive:
        if (!endsLikeZip(file))
            return cutOff(path, QStringLiteral("its directory is missing"));
        return {};
    }
    return {};
}

base::Result<WeightsVerdict> judgeWeights(const QString &scorer, const QString &path, qint64 bytes,
                                          const QString &sha256, const QString &from)
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
        // The same name alone means nothing: who trains or converts a model keeps it.
        const bool isFromThere = !from.isEmpty() && QUrl(from).host() == file.source.section(QLatin1Char('/'), 0, 0);
        if (file.sha256.isEmpty() || file.file != name || (file.bytes != bytes && !isFromThere))
            continue;
        return base::failIn(
            path, 0, QStringLiteral("weights.damaged"),
            QStringLiteral("SHA-256 is %1…, that of the published %2 is %3…")
                .arg(sha256.left(8), file.file, file.sha256.left(8)),
            QStringLiteral("Download it again from %1; give weights of your own another name").arg(file.source));
    }
    return WeightsVerdict{};
}

} // namespace scoring
