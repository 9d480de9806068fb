#pragma once

#include <QByteArrayView>

#include "core/base/result.h"
#include "core/imaging/probe.h"

namespace imaging {

// One header check per container; called by probe(), which knows the format by then. The sizes returned are
// those of the stored pixels, before orientation. Errors carry no file name yet.

/// Walks the markers of ITU T.81 from SOI to EOI.
base::Result<PictureInfo> probeJpeg(QByteArrayView bytes);
/// Walks the chunks of PNG from IHDR to IEND; checks the CRC of every chunk.
base::Result<PictureInfo> probePng(QByteArrayView bytes);
/// Walks the RIFF chunks of WebP; a still picture only.
base::Result<PictureInfo> probeWebP(QByteArrayView bytes);
/// Reads the first directory of a TIFF file and checks the extents of its strips or tiles.
base::Result<PictureInfo> probeTiff(QByteArrayView bytes);

/// Error values that the four share.
tl::unexpected<base::Error> truncated(const QString &what);
tl::unexpected<base::Error> damaged(const QString &what);

} // namespace imaging
