#pragma once

#include <QSize>

#include "core/base/result.h"
#include "core/imaging/srgb.h"

namespace imaging {

/// Decodes a JPEG with libjpeg: the stored pixels (grey, RGB or CMYK) and the ICC profile. The result is at
/// least as large as `atLeast` in both directions, and may be an eighth to seven eighths of the picture when
/// that suffices. libjpeg is used directly because Qt's plugin returns broken pictures as if they were whole,
/// with only a log message, and mixes CMYK inks before their profile can be applied. Errors:
/// "picture.damaged" with libjpeg's finding.
base::Result<StoredPixels> readJpeg(const QByteArray &bytes, QSize atLeast);

} // namespace imaging
