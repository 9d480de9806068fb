#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/result.h"

namespace imaging {

/// The kinds of picture files that are read. Nothing else reaches a decoder.
enum class Format { Jpeg, Png, WebP, Tiff };

/// "jpeg", "png", "webp", "tiff".
QString toText(Format format);

/// Pictures of more pixels are refused from their header.
inline constexpr qint64 maxPixels = 200'000'000;

/// What the header says, checked against the length of the bytes.
struct PictureInfo
{
    Format format = Format::Jpeg;
    int width = 0;       ///< upright pixels, after EXIF orientation
    int height = 0;      ///< upright pixels
    int orientation = 1; ///< EXIF orientation of the stored pixels, 1 to 8
    bool hasIccProfile = false;
};

/// Looks at a picture file without decoding it: the format by content, size, orientation, and whether all
/// bytes that it promises are there (JPEG end marker, PNG chunks and IEND, RIFF length, TIFF strips and
/// tiles). `name` is the file's name for messages; when it has a picture suffix that does not go with the
/// content, that is an error too. Errors: "picture.empty", "picture.format", "picture.mislabelled",
/// "picture.truncated", "picture.damaged", "picture.too_large".
base::Result<PictureInfo> probe(QByteArrayView bytes, const QString &name = {});

/// The same for a file. Also "file.read".
base::Result<PictureInfo> probeFile(const QString &path);

/// True for names that end like a picture file (jpg, jpeg, png, webp, tif, tiff; any case).
bool hasPictureSuffix(const QString &name);

} // namespace imaging
