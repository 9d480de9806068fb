#include "core/scoring/picturefiles.h"

#include <QFileInfo>

#include "core/scoring/frames.h"

namespace scoring {

namespace {

constexpr qint64 largestProbe = 64 << 20;
constexpr qint64 largestPicture = maxFrameBytes - (1 << 20); // the rest of the message needs some room, too

} // namespace

base::Result<void> PictureFiles::find()
{
    BASE_TRY_ASSIGN(locations, m_assets.locations());
    m_locations = locations;
    return {};
}

PictureFiles::Probe PictureFiles::probe()
{
    for (auto place = m_locations.constBegin(); place != m_locations.constEnd(); ++place) {
        const QString path = m_assets.absolutePath(place->path);
        if (place->bytes > largestProbe || !QFileInfo::exists(path))
            continue;
        const auto asset = m_assets.asset(place.key());
        if (asset && *asset)
            return {path, (*asset)->sha256};
    }
    return {};
}

tl::expected<PictureToScore, QString> PictureFiles::load(const ScoreTask &task, bool isShared)
{
    PictureToScore picture{.key = task.sha256, .data = {}, .path = {}, .sha256 = task.sha256, .features = {}};
    const auto place = m_locations.constFind(task.asset);
    if (isShared && !task.sendBytes && place != m_locations.constEnd()) {
        const QFileInfo file(m_assets.absolutePath(place->path));
        if (file.size() == task.bytes) {
            picture.path = file.absoluteFilePath();
            return picture;
        }
    }
    const base::Result<QByteArray> bytes = m_assets.read(task.asset);
    if (!bytes)
        return tl::make_unexpected(bytes.error().toLine());
    if (bytes->isEmpty())
        return tl::make_unexpected(QStringLiteral("the file is empty"));
    if (bytes->size() > largestPicture)
        return tl::make_unexpected(QStringLiteral("the file is longer than 255 MiB"));
    picture.data = *bytes;
    return picture;
}

} // namespace scoring
