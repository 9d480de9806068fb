#include "core/imaging/probe.h"

#include <optional>

#include <QFile>
#include <QFileInfo>

#include "core/imaging/containers.h"

namespace imaging {

namespace {

std::optional<Format> formatByContent(QByteArrayView bytes)
{
    if (bytes.startsWith("\xff\xd8\xff"))
        return Format::Jpeg;
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return Format::Png;
    if (bytes.size() >= 12 && bytes.startsWith("RIFF") && bytes.sliced(8, 4) == QByteArrayView("WEBP"))
        return Format::WebP;
    if (bytes.startsWith(QByteArrayView("II*\0", 4)) || bytes.startsWith(QByteArrayView("MM\0*", 4)))
        return Format::Tiff;
    return std::nullopt;
}

std::optional<Format> formatBySuffix(const QString &name)
{
    const QString suffix = QFileInfo(name).suffix().toLower();
    if (suffix == QLatin1String("jpg") || suffix == QLatin1String("jpeg"))
        return Format::Jpeg;
    if (suffix == QLatin1String("png"))
        return Format::Png;
    if (suffix == QLatin1String("webp"))
        return Format::WebP;
    if (suffix == QLatin1String("tif") || suffix == QLatin1String("tiff"))
        return Format::Tiff;
    return std::nullopt;
}

/// What the magic bytes of a file that is cut off right behind them could still become.
bool isStartOfSignature(QByteArrayView bytes)
{
    for (const QByteArrayView magic : {QByteArrayView("\xff\xd8\xff"), QByteArrayView("\x89PNG\r\n\x1a\n"),
                                       QByteArrayView("II*\0", 4), QByteArrayView("MM\0*", 4)})
        if (magic.startsWith(bytes))
            return true;
    return bytes.size() < 12 && QByteArrayView("RIFF").startsWith(bytes.first(std::min<qsizetype>(4, bytes.size())));
}

base::Result<PictureInfo> probeContent(QByteArrayView bytes, const QString &name)
{
    if (bytes.isEmpty())
        return base::fail(QStringLiteral("picture.empty"), QStringLiteral("the picture file is empty"));
    const std::optional<Format> format = formatByContent(bytes);
    const std::optional<Format> named = formatBySuffix(name);
    if (!format && named && isStartOfSignature(bytes))
        return truncated(QStringLiteral("the file has only %1 bytes").arg(bytes.size()));
    if (!format)
        return base::fail(QStringLiteral("picture.format"),
                          QStringLiteral("the content is no JPEG, PNG, WebP or TIFF picture"),
                          QStringLiteral("Convert it, or leave the file out"));
    if (named && *named != *format)
        return base::fail(QStringLiteral("picture.mislabelled"),
                          QStringLiteral("the name says %1 and the content is %2").arg(toText(*named), toText(*format)),
                          QStringLiteral("Rename the file"));
    switch (*format) {
    case Format::Jpeg:
        return probeJpeg(bytes);
    case Format::Png:
        return probePng(bytes);
    case Format::WebP:
        return probeWebP(bytes);
    case Format::Tiff:
        break;
    }
    return probeTiff(bytes);
}

} // namespace

tl::unexpected<base::Error> truncated(const QString &what)
{
    return base::fail(QStringLiteral("picture.truncated"), QStringLiteral("the picture is cut off: ") + what,
                      QStringLiteral("Copy the file again"));
}

tl::unexpected<base::Error> damaged(const QString &what)
{
    return base::fail(QStringLiteral("picture.damaged"), QStringLiteral("the picture is damaged: ") + what,
                      QStringLiteral("Copy the file again"));
}

QString toText(Format format)
{
    switch (format) {
    case Format::Jpeg:
        return QStringLiteral("jpeg");
    case Format::Png:
        return QStringLiteral("png");
    case Format::WebP:
        return QStringLiteral("webp");
    case Format::Tiff:
        break;
    }
    return QStringLiteral("tiff");
}

base::Result<PictureInfo> probe(QByteArrayView bytes, const QString &name)
{
    base::Result<PictureInfo> info = probeContent(bytes, name);
    if (info && qint64(info->width) * info->height > maxPixels)
        info = base::fail(QStringLiteral("picture.too_large"),
                          QStringLiteral("the picture has %1 x %2 pixels, more than 200 megapixels")
                              .arg(info->width)
                              .arg(info->height),
                          QStringLiteral("Scale it down"));
    if (!info) {
        info.error().file = name;
        return info;
    }
    if (info->orientation >= 5) // rotated by a quarter turn
        std::swap(info->width, info->height);
    return info;
}

base::Result<PictureInfo> probeFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(path, 0, QStringLiteral("file.read"), file.errorString());
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return base::failIn(path, 0, QStringLiteral("file.read"), file.errorString());
    return probe(bytes, path);
}

bool hasPictureSuffix(const QString &name)
{
    return formatBySuffix(name).has_value();
}

} // namespace imaging
