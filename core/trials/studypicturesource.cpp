#include "core/trials/studypicturesource.h"

#include <array>

#include <QMutexLocker>
#include <QRandomGenerator>

#include "core/imaging/decode.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"

namespace trials {

namespace {

/// 128 random bits of the operating system, as 32 hexadecimal digits.
QString randomHandle()
{
    std::array<quint32, 4> bits;
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits).toHex());
}

/// The reason without what the original message tells: places, names, sizes.
tl::unexpected<base::Error> blindFailure(const base::Error &error)
{
    if (error.code == QLatin1String("asset.missing"))
        return base::fail(QStringLiteral("picture.missing"), QStringLiteral("the picture's file is missing"),
                          QStringLiteral("Skip this trial and tell the owner of the study"));
    if (error.code == QLatin1String("asset.changed"))
        return base::fail(QStringLiteral("picture.changed"),
                          QStringLiteral("the picture's file has changed since it was imported"),
                          QStringLiteral("Skip this trial and tell the owner of the study"));
    return base::fail(QStringLiteral("picture.broken"), QStringLiteral("the picture cannot be read"),
                      QStringLiteral("Skip this trial and tell the owner of the study"));
}

} // namespace

StudyPictureSource::StudyPictureSource(const QString &studyPath)
    : m_studyPath(studyPath)
{
}

base::Result<BlindPicture> StudyPictureSource::show(storage::Database &database, study::PictureId picture)
{
    BASE_TRY_ASSIGN(found, storage::PictureRepository(database).picture(picture));
    if (!found || !found->asset.isValid())
        return base::fail(QStringLiteral("picture.missing"), QStringLiteral("the picture has no file"));
    BASE_TRY_ASSIGN(asset, storage::AssetRepository(database).asset(found->asset));
    const BlindPicture shown{randomHandle(), asset ? QSize(asset->width, asset->height) : QSize()};
    const QMutexLocker lock(&m_mutex);
    m_assets.insert(shown.handle, found->asset);
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
    // A connection belongs to one thread; this may be any pool thread.
    auto database = storage::Database::open(m_studyPath, storage::Database::Mode::ReadOnly);
    if (!database)
        return blindFailure(database.error());
    const auto bytes = storage::AssetRepository(*database).read(*id);
    if (!bytes)
        return blindFailure(bytes.error());
    const auto image = imaging::decode(*bytes, {within, {}});
    if (!image)
        return blindFailure(image.error());
    return *image;
}

std::optional<study::AssetId> StudyPictureSource::asset(const QString &handle) const
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_assets.constFind(handle);
    return found == m_assets.cend() ? std::nullopt : std::optional(*found);
}

} // namespace trials
