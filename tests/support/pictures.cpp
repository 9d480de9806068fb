#include "tests/support/pictures.h"

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <lcms2.h>

#include <QBuffer>
#include <QColor>
#include <QImageWriter>
#include <QtEndian>

namespace support {

namespace {

QByteArray big32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray little32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

/// CRC-32 of PNG, bit by bit: independent of the code under test.
quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffff;
    for (const char c : bytes) {
        crc ^= static_cast<quint8>(c);
        for (int i = 0; i < 8; ++i)
            crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320 : 0);
    }
    return ~crc;
}

QByteArray savedProfile(cmsHPROFILE profile)
{
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    QByteArray bytes(static_cast<qsizetype>(size), '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

} // namespace

QImage quarters(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            const bool top = y < height / 2;
            image.setPixel(x, y, top ? (left ? 0xffff0000 : 0xff00ff00) : (left ? 0xff0000ff : 0xffffffff));
        }
    return image;
}

QImage texture(int width, int height, int seed)
{
    QImage image(width, height, QImage::Format_RGB32);
    quint32 noise = static_cast<quint32>(seed) * 2654435761u;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            noise = noise * 1664525u + 1013904223u;
            const int grain = static_cast<int>(noise >> 27);
            image.setPixel(x, y,
                           qRgb((x * 200) / width + grain, (y * 200) / height + grain, (40 * seed) % 200 + grain));
        }
    return image;
}

QByteArray encoded(const QImage &image, const char *format, int quality)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    if (!writer.write(image))
        qFatal("cannot encode %s", format);
    return buffer.data();
}

QByteArray exifBlock(int orientation)
{
    QByteArray block("II*\0\x08\0\0\0", 8);
    block += QByteArray("\x01\0\x12\x01\x03\0\x01\0\0\0", 10); // one field: Orientation, SHORT, one value
    block += QByteArray(1, static_cast<char>(orientation)) + QByteArray(3, '\0');
    block += QByteArray(4, '\0'); // no next directory
    return block;
}

QByteArray jpegWithOrientation(const QByteArray &jpeg, int orientation)
{
    const QByteArray data = QByteArray("Exif\0\0", 6) + exifBlock(orientation);
    const auto length = static_cast<quint16>(data.size() + 2);
    QByteArray segment("\xff\xe1");
    segment += static_cast<char>(length >> 8);
    segment += static_cast<char>(length & 0xff);
    return jpeg.left(2) + segment + data + jpeg.mid(2);
}

QByteArray pngWithChunk(const QByteArray &png, const char *type, const QByteArray &data)
{
    static constexpr int endOfHeader = 8 + 12 + 13;
    const QByteArray body = QByteArray(type) + data;
    return png.left(endOfHeader) + big32(static_cast<quint32>(data.size())) + body + big32(crc32(body))
           + png.mid(endOfHeader);
}

QByteArray webpWithOrientation(const QByteArray &webp, int orientation)
{
    QImage image = QImage::fromData(webp);
    QByteArray extended("VP8X\x0a\0\0\0", 8);
    extended += '\x08'; // EXIF present
    extended += QByteArray(3, '\0');
    extended += little32(static_cast<quint32>(image.width() - 1)).left(3);
    extended += little32(static_cast<quint32>(image.height() - 1)).left(3);
    const QByteArray exif = exifBlock(orientation);
    const QByteArray chunks =
        "WEBP" + extended + webp.mid(12) + "EXIF" + little32(static_cast<quint32>(exif.size())) + exif;
    return "RIFF" + little32(static_cast<quint32>(chunks.size())) + chunks;
}

QByteArray tiffWithOrientation(const QByteArray &tiff, int orientation)
{
    QByteArray changed = tiff;
    const qsizetype field = tiff.indexOf(QByteArray("\x12\x01\x03\0\x01\0\0\0", 8));
    if (field < 0)
        qFatal("the TIFF has no Orientation field");
    changed[field + 8] = static_cast<char>(orientation);
    return changed;
}

QByteArray cmykJpeg(QSize size, int cyan, int magenta, int yellow, int black, bool adobe, const QByteArray &profile)
{
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char *bytes = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&info, &bytes, &length);
    info.image_width = static_cast<JDIMENSION>(size.width());
    info.image_height = static_cast<JDIMENSION>(size.height());
    info.input_components = 4;
    info.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_colorspace(&info, JCS_CMYK);
    info.write_Adobe_marker = adobe ? TRUE : FALSE;
    jpeg_set_quality(&info, 100, TRUE);
    jpeg_start_compress(&info, TRUE);
    if (!profile.isEmpty())
        jpeg_write_icc_profile(&info, reinterpret_cast<const JOCTET *>(profile.constData()),
                               static_cast<unsigned int>(profile.size()));
    QByteArray row;
    for (int x = 0; x < size.width(); ++x)
        for (const int ink : {cyan, magenta, yellow, black})
            row += static_cast<char>(adobe ? 255 - ink : ink);
    for (int y = 0; y < size.height(); ++y) {
        auto *pointer = reinterpret_cast<JSAMPROW>(row.data());
        jpeg_write_scanlines(&info, &pointer, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    const QByteArray jpeg(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(length));
    std::free(bytes);
    return jpeg;
}

QByteArray wideProfile()
{
    cmsCIExyY white{};
    cmsWhitePointFromTemp(&white, 6504);
    const cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
    cmsToneCurve *gamma = cmsBuildGamma(nullptr, 2.2);
    cmsToneCurve *curves[3] = {gamma, gamma, gamma};
    const QByteArray bytes = savedProfile(cmsCreateRGBProfile(&white, &primaries, curves));
    cmsFreeToneCurve(gamma);
    return bytes;
}

QByteArray linearGreyProfile()
{
    cmsToneCurve *gamma = cmsBuildGamma(nullptr, 1.0);
    const QByteArray bytes = savedProfile(cmsCreateGrayProfile(cmsD50_xyY(), gamma));
    cmsFreeToneCurve(gamma);
    return bytes;
}

QByteArray pngWithProfile(const QImage &image, const QByteArray &profile)
{
    // qCompress puts the length before the zlib stream that PNG wants.
    return pngWithChunk(encoded(image, "png"), "iCCP", QByteArray("test\0\0", 6) + qCompress(profile).mid(4));
}

} // namespace support
