#include "core/imaging/decode.h"

#include <mutex>

#include <tiffio.h>

#include <QBuffer>
#include <QColorSpace>
#include <QImageReader>
#include <QTransform>

#include "core/imaging/containers.h"
#include "core/imaging/jpegdecoder.h"
#include "core/imaging/probe.h"
#include "core/imaging/srgb.h"

namespace imaging {

namespace {

constexpr int allocationLimitMb = 1024;

/// Limits that are global to Qt and libtiff, set before the first use.
void prepareDecoders()
{
    static std::once_flag once;
    std::call_once(once, [] {
        QImageReader::setAllocationLimit(allocationLimitMb);
        // Findings are returned as errors; libtiff would print them to standard error as well.
        TIFFSetErrorHandler(nullptr);
        TIFFSetWarningHandler(nullptr);
    });
}

/// Stored pixels by Qt's plugins (PNG, WebP, TIFF): no orientation applied, profile beside the pixels.
base::Result<StoredPixels> readByPlugin(const QByteArray &bytes, Format format)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, toText(format).toLatin1());
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    StoredPixels pixels;
    if (!reader.read(&pixels.image)) {
        const bool tooLarge = reader.error() == QImageReader::InvalidDataError && pixels.image.isNull()
                              && qint64(reader.size().width()) * reader.size().height() * 8 > qint64(allocationLimitMb)
                                                                                                  << 20;
        if (tooLarge)
            return base::fail(QStringLiteral("picture.too_large"),
                              QStringLiteral("decoding the picture takes more than 1 GB of memory"),
                              QStringLiteral("Scale it down"));
        return damaged(reader.errorString().toLower());
    }
    pixels.iccProfile = pixels.image.colorSpace().iccProfile();
    pixels.image.setColorSpace({}); // conversions between formats must not touch the values
    return pixels;
}

QTransform uprightTransform(int orientation)
{
    // Values 2 to 8 of EXIF's Orientation: what to do to the stored pixels to see them upright.
    switch (orientation) {
    case 2:
        return QTransform(-1, 0, 0, 1, 0, 0);
    case 3:
        return QTransform(-1, 0, 0, -1, 0, 0);
    case 4:
        return QTransform(1, 0, 0, -1, 0, 0);
    case 5:
        return QTransform(0, 1, 1, 0, 0, 0);
    case 6:
        return QTransform(0, 1, -1, 0, 0, 0);
    case 7:
        return QTransform(0, -1, -1, 0, 0, 0);
    case 8:
        return QTransform(0, -1, 1, 0, 0, 0);
    default:
        return {};
    }
}

/// Size that a picture of `size` has when it is made to fit; never larger than it is, never empty.
QSize fittedSize(QSize size, QSize within)
{
    if (within.isEmpty() || (size.width() <= within.width() && size.height() <= within.height()))
        return size;
    return size.scaled(within, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
}

base::Result<QImage> decodeStored(const QByteArray &bytes, const PictureInfo &info, QSize target)
{
    const QSize storedTarget = info.orientation >= 5 ? target.transposed() : target;
    StoredPixels pixels;
    if (info.format == Format::Jpeg) {
        BASE_TRY_ASSIGN(read, readJpeg(bytes, storedTarget));
        pixels = std::move(read);
    } else {
        BASE_TRY_ASSIGN(read, readByPlugin(bytes, info.format));
        pixels = std::move(read);
        if (!info.hasIccProfile) // gamma and chromaticity chunks alone are ignored, as every browser does
            pixels.iccProfile.clear();
    }
    QImage image = toSrgb(pixels);
    if (image.isNull())
        return base::fail(QStringLiteral("picture.too_large"),
                          QStringLiteral("there is not enough memory for the picture"));
    if (image.size() != storedTarget)
        image =
            image.scaled(storedTarget, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(image.format());
    if (info.orientation != 1)
        image = image.transformed(uprightTransform(info.orientation)).convertToFormat(image.format());
    return image;
}

} // namespace

base::Result<QImage> decode(const QByteArray &bytes, const DecodeOptions &options)
{
    prepareDecoders();
    base::Result<PictureInfo> info = probe(bytes);
    base::Result<QImage> image =
        info ? decodeStored(bytes, *info, fittedSize({info->width, info->height}, options.fitWithin))
             : base::Result<QImage>(tl::make_unexpected(info.error()));
    if (!image)
        image.error().file = options.name;
    return image;
}

} // namespace imaging
