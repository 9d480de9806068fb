#include "core/imaging/displaytransform.h"

#include <array>

#include <lcms2.h>

#include <QCryptographicHash>

namespace imaging {

namespace {

struct ProfileCloser
{
    void operator()(void *profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, ProfileCloser>;

Profile openProfile(const QByteArray &icc)
{
    return Profile(cmsOpenProfileFromMem(icc.constData(), static_cast<cmsUInt32Number>(icc.size())));
}

QString descriptionOf(cmsHPROFILE profile)
{
    std::array<char, 256> text{};
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text.data(),
                           static_cast<cmsUInt32Number>(text.size() - 1));
    return QString::fromLatin1(text.data()).trimmed();
}

} // namespace

DisplayTransform::DisplayTransform(const QByteArray &icc)
    : m_icc(icc)
    , m_id(QString::fromLatin1(QCryptographicHash::hash(icc, QCryptographicHash::Sha256).toHex().first(16)))
{
}

DisplayTransform::~DisplayTransform()
{
    if (m_transform)
        cmsDeleteTransform(m_transform);
}

std::shared_ptr<const DisplayTransform> DisplayTransform::fromProfile(const QByteArray &icc)
{
    const Profile profile = openProfile(icc);
    if (!profile || cmsGetColorSpace(profile.get()) != cmsSigRgbData
        || cmsGetDeviceClass(profile.get()) != cmsSigDisplayClass)
        return nullptr;
    std::shared_ptr<DisplayTransform> transform(new DisplayTransform(icc));
    transform->m_description = descriptionOf(profile.get());
    return transform;
}

void DisplayTransform::apply(QImage *image) const
{
    const bool alpha = image->format() == QImage::Format_ARGB32;
    if (image->isNull() || (!alpha && image->format() != QImage::Format_RGB32))
        return;
    std::call_once(m_once, [this] {
        const Profile display = openProfile(m_icc);
        const Profile srgb(cmsCreate_sRGBProfile());
        // Without the cache of one pixel a transform may be used by many threads.
        if (display)
            m_transform =
                cmsCreateTransform(srgb.get(), TYPE_BGRA_8, display.get(), TYPE_BGRA_8, INTENT_RELATIVE_COLORIMETRIC,
                                   cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_COPY_ALPHA);
    });
    if (!m_transform)
        return;
    const auto stride = static_cast<cmsUInt32Number>(image->bytesPerLine());
    uchar *bits = image->bits();
    cmsDoTransformLineStride(m_transform, bits, bits, static_cast<cmsUInt32Number>(image->width()),
                             static_cast<cmsUInt32Number>(image->height()), stride, stride, 0, 0);
}

} // namespace imaging
