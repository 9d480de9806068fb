#pragma once

#include <QByteArray>
#include <QImage>

namespace imaging {

/// Pixels as a file stores them, not upright, in the colours of the file.
struct StoredPixels
{
    enum class Channels {
        Colour,       ///< RGB or grey in one of QImage's formats
        Cmyk,         ///< Format_RGBA8888 holds C, M, Y, K; 255 is full ink
        InvertedCmyk, ///< the same with 0 for full ink, as Adobe writes it
    };

    QImage image;
    Channels channels = Channels::Colour;
    QByteArray iccProfile; ///< empty: sRGB, or for CMYK the plain product of the inks
};

/// 8-bit sRGB: Format_RGB32, or Format_ARGB32 where `pixels` has alpha. A profile that is broken or does not
/// go with the channels is left out. A null image when memory does not suffice.
QImage toSrgb(const StoredPixels &pixels);

} // namespace imaging
