#include "core/trials/studypicturesource.h"

#include <array>

#include <QMutexLocker>
#include <QRandomGenerator>

namespace trials {

namespace {

/// 128 random bits of the operating system, as 32 hexadecimal digits.
QString randomHandle()
{
    std::array<quint32, 4> bits;
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits).toHex());
}

} // namespace

StudyPictureSource::StudyPictureSource(std::shared_ptr<Unblinded> unblinded)
    : m_unblinded(std::move(unblinded))
{
}

base::Result<BlindPicture> StudyPictureSource::show(const SeatPicture &picture)
{
    if (!picture.asset.isValid())
        return base::fail(QStringLiteral("picture.missing"), QStringLiteral("the picture has no file"));
    const BlindPicture shown{randomHandle(), picture.size};
    const QMutexLocker lock(&m_mutex);
    m_assets.insert(shown.handle, picture.asset);
    return shown;
}

base::Result<QImage> StudyPictureSource::picture(const QString &handle) const
{
    return decoded(handle, {});
}

base::Result<QImage> StudyPictureSource::reduced(const QString &handle, const QSize &within) const
{
    return decoded(handle, within);
}

base::Result<QImage> StudyPictureSource::decoded(const QString &handle, const QSize &within) const
{
    const auto id = asset(handle);
    if (!id)
        return base::fail(QStringLiteral("picture.handle"), QStringLiteral("this is no picture of this session"));
    return m_unblinded->pixels(*id, within);
}

std::optional<study::AssetId> StudyPictureSource::asset(const QString &handle) const
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_assets.constFind(handle);
    return found == m_assets.cend() ? std::nullopt : std::optional(*found);
}

} // namespace trials
