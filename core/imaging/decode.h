#pragma once

#include <QImage>
#include <QSize>

#include "core/base/result.h"

namespace imaging {

struct DecodeOptions
{
    /// Upright size that the result must fit into, proportions kept; empty: all pixels. A smaller picture is
    /// not enlarged. JPEG is decoded at a fraction of its size then, which is several times faster.
    QSize fitWithin;
    /// Name of the file for messages; its suffix is not looked at, the import has done that.
    QString name;
};

/// Decodes a picture: upright, sRGB, 8 bits; Format_RGB32, or Format_ARGB32 where it has an alpha channel.
/// ICC profiles are applied by LittleCMS (perceptual intent); a profile that cannot be used counts as sRGB.
/// Safe to call from many threads. Errors: those of probe(); "picture.damaged" when the pixel data are broken
/// although the container looks whole: a picture that decodes in part is not shown as if it were whole.
base::Result<QImage> decode(const QByteArray &bytes, const DecodeOptions &options = {});

} // namespace imaging
