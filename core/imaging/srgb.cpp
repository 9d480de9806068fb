#include "core/imaging/srgb.h"

#include <memory>

#include <lcms2.h>

namespace imaging {

namespace {

struct ProfileCloser
{
    void operator()(void *profile) const { cmsCloseProfile(profile); }
};
struct TransformCloser
{
    void operator()(void *transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, ProfileCloser>;
using ColourTransform = std::unique_ptr<void, TransformCloser>;

/// Rows of `in` through the profile into sRGB; a null image if there is no such transform.
QImage transformRows(const QImage &in, cmsHPROFILE from, cmsUInt32Number layout, bool alpha)
{
    const Profile srgb(cmsCreate_sRGBProfile());
    const ColourTransform transform(
        cmsCreateTransform(from, layout, srgb.get(), TYPE_BGRA_8, INTENT_PERCEPTUAL, alpha ? cmsFLAGS_COPY_ALPHA : 0));
    if (!transform)
        return {};
    QImage out(in.size(), alpha ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    if (out.isNull())
        return {};
    if (!alpha)
        out.fill(0xffffffff); // the transform leaves the fourth byte alone
    cmsDoTransformLineStride(transform.get(), in.constBits(), out.bits(), static_cast<cmsUInt32Number>(in.width()),
                             static_cast<cmsUInt32Number>(in.height()), static_cast<cmsUInt32Number>(in.bytesPerLine()),
                             static_cast<cmsUInt32Number>(out.bytesPerLine()), 0, 0);
    return out;
}

QImage greyThrough(cmsHPROFILE profile, const QImage &image)
{
    const bool deep = image.depth() > 32 || image.format() == QImage::Format_Grayscale16;
    const QImage grey = image.convertToFormat(deep ? QImage::Format_Grayscale16 : QImage::Format_Grayscale8);
    QImage out = transformRows(grey, profile, deep ? TYPE_GRAY_16 : TYPE_GRAY_8, false);
    if (!out.isNull() && image.hasAlphaChannel()) {
        out = out.convertToFormat(QImage::Format_ARGB32);
        out.setAlphaChannel(image.convertToFormat(QImage::Format_Alpha8));
        out = out.convertToFormat(QImage::Format_ARGB32);
    }
    return out;
}

QImage colourThrough(cmsHPROFILE profile, const QImage &image)
{
    const bool alpha = image.hasAlphaChannel();
    if (image.depth() > 32 || image.format() == QImage::Format_Grayscale16)
        return transformRows(image.convertToFormat(QImage::Format_RGBA64), profile, TYPE_RGBA_16, alpha);
    return transformRows(image.convertToFormat(QImage::Format_ARGB32), profile, TYPE_BGRA_8, alpha);
}

/// Paper white less the inks, for CMYK without a usable profile.
QImage plainProduct(const StoredPixels &pixels)
{
    const int full = pixels.channels == StoredPixels::Channels::Cmyk ? 255 : 0;
    QImage out(pixels.image.size(), QImage::Format_RGB32);
    if (out.isNull())
        return {};
    for (int y = 0; y < out.height(); ++y) {
        const uchar *ink = pixels.image.constScanLine(y);
        auto *row = reinterpret_cast<QRgb *>(out.scanLine(y));
        for (int x = 0; x < out.width(); ++x, ink += 4) {
            const auto light = [&](int channel) { return full == 255 ? 255 - ink[channel] : ink[channel]; };
            const int black = light(3);
            row[x] = qRgb(light(0) * black / 255, light(1) * black / 255, light(2) * black / 255);
        }
    }
    return out;
}

} // namespace

QImage toSrgb(const StoredPixels &pixels)
{
    const Profile profile(pixels.iccProfile.isEmpty()
                              ? nullptr
                              : cmsOpenProfileFromMem(pixels.iccProfile.constData(),
                                                      static_cast<cmsUInt32Number>(pixels.iccProfile.size())));
    const cmsColorSpaceSignature space = profile ? cmsGetColorSpace(profile.get()) : cmsColorSpaceSignature{};
    QImage converted;
    if (pixels.channels != StoredPixels::Channels::Colour) {
        const bool inverted = pixels.channels == StoredPixels::Channels::InvertedCmyk;
        if (space == cmsSigCmykData)
            converted = transformRows(pixels.image, profile.get(), inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8, false);
        return converted.isNull() ? plainProduct(pixels) : converted;
    }
    if (space == cmsSigGrayData)
        converted = greyThrough(profile.get(), pixels.image);
    else if (space == cmsSigRgbData)
        converted = colourThrough(profile.get(), pixels.image);
    if (!converted.isNull())
        return converted;
    return pixels.image.convertToFormat(pixels.image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
}

} // namespace imaging
