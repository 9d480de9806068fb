#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/result.h"

namespace imaging {

/// The small version of a picture: what grids and strips show.
struct Thumbnail
{
    /// Longer side in pixels; a smaller picture keeps its size. An eighth to a quarter of what generators make, so that
    /// a JPEG is decoded at that size at once, and enough for a cell of the grid on a screen of twice the density.
    static constexpr int side = 256;

    QImage image;
    QRgb mean = 0; ///< opaque mean colour, alpha counted as coverage
};

/// Decodes at a reduced size. Errors: those of decode().
base::Result<Thumbnail> makeThumbnail(const QByteArray &bytes);

/// As it is kept: JPEG, or PNG where pixels are not opaque. Empty only when memory does not suffice.
QByteArray encodeThumbnail(const Thumbnail &thumbnail);

/// Reads what encodeThumbnail() made. Anything else (larger, another format, damaged) is an error, so that a store that
/// somebody else wrote cannot make a decoder work on what it never sees otherwise. Errors: those of decode(),
/// "picture.too_large".
base::Result<QImage> decodeThumbnail(const QByteArray &encoded);

} // namespace imaging
