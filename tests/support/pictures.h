#pragma once

#include <QByteArray>
#include <QImage>

namespace support {

/// A picture whose four quarters are red, green, blue and white (as read), so that every turn and flip shows.
QImage quarters(int width = 64, int height = 48);
/// Smooth colours with some texture: compresses like a photograph.
QImage texture(int width = 96, int height = 64, int seed = 1);

/// `format` as QImageWriter names it: "jpeg", "png", "webp", "tiff".
QByteArray encoded(const QImage &image, const char *format, int quality = 95);

/// A minimal EXIF block (a TIFF structure) that says this orientation.
QByteArray exifBlock(int orientation);
/// Puts an APP1 segment with the block behind the start marker of a JPEG.
QByteArray jpegWithOrientation(const QByteArray &jpeg, int orientation);
/// Puts a chunk with a right checksum behind the header chunk of a PNG.
QByteArray pngWithChunk(const QByteArray &png, const char *type, const QByteArray &data);
/// Makes an extended WebP file with an EXIF chunk of a simple one.
QByteArray webpWithOrientation(const QByteArray &webp, int orientation);
/// Changes the Orientation field of a little-endian TIFF file, which must have one.
QByteArray tiffWithOrientation(const QByteArray &tiff, int orientation);

/// A CMYK JPEG of one colour, inks 0 to 255 (255 full). `adobe`: with Adobe's marker and inverted values.
QByteArray cmykJpeg(QSize size, int cyan, int magenta, int yellow, int black, bool adobe,
                    const QByteArray &profile = {});

/// An ICC profile that is not sRGB: Adobe RGB (1998)'s primaries with a gamma of 2.2, made by LittleCMS.
QByteArray wideProfile();
/// A grey ICC profile with a gamma of 1.0.
QByteArray linearGreyProfile();
/// A PNG with this profile embedded.
QByteArray pngWithProfile(const QImage &image, const QByteArray &profile);

} // namespace support
