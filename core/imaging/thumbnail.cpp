#include "core/imaging/thumbnail.h"

#include <QBuffer>
#include <QImageWriter>

#include "core/imaging/decode.h"
#include "core/imaging/probe.h"

namespace imaging {

namespace {

constexpr int jpegQuality = 82; ///< 9 KB for a photograph; artefacts are below what a cell shows

QRgb meanOf(const QImage &image)
{
    quint64 red = 0;
    quint64 green = 0;
    quint64 blue = 0;
    quint64 weight = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const quint64 alpha = image.hasAlphaChannel() ? quint64(qAlpha(line[x])) : 255;
            red += alpha * quint64(qRed(line[x]));
            green += alpha * quint64(qGreen(line[x]));
            blue += alpha * quint64(qBlue(line[x]));
            weight += alpha;
        }
    }
    if (weight == 0)
        return qRgb(127, 127, 127);
    return qRgb(int(red / weight), int(green / weight), int(blue / weight));
}

} // namespace

base::Result<Thumbnail> makeThumbnail(const QByteArray &bytes)
{
    BASE_TRY_ASSIGN(image, decode(bytes, {QSize(Thumbnail::side, Thumbnail::side), {}}));
    const QRgb mean = meanOf(image);
    return Thumbnail{std::move(image), mean};
}

QByteArray encodeThumbnail(const Thumbnail &thumbnail)
{
    QByteArray encoded;
    QBuffer buffer(&encoded);
    buffer.open(QIODevice::WriteOnly);
    const bool opaque = !thumbnail.image.hasAlphaChannel();
    QImageWriter writer(&buffer, opaque ? "jpeg" : "png");
    if (opaque)
        writer.setQuality(jpegQuality);
    if (!writer.write(thumbnail.image))
        return {};
    return encoded;
}

base::Result<QImage> decodeThumbnail(const QByteArray &encoded)
{
    BASE_TRY_ASSIGN(info, probe(encoded));
    const bool ours = (info.format == Format::Jpeg || info.format == Format::Png) && info.width <= Thumbnail::side
                      && info.height <= Thumbnail::side;
    if (!ours)
        return base::fail(QStringLiteral("picture.too_large"), QStringLiteral("this is no thumbnail of ours"));
    return decode(encoded);
}

} // namespace imaging
