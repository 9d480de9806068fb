#include "ui/widgets/thumbnails.h"

#include <algorithm>
#include <mutex>

#include "core/imaging/decode.h"
#include "core/imaging/thumbnail.h"
#include "core/imaging/thumbnailstore.h"
#include "core/storage/assetrepository.h"

namespace widgets {

namespace {

/// What is visible takes no more than the screen has pixels: 33 MB at 4K. The rest keeps the way back warm.
constexpr int budgetKiB = 64 * 1024;
constexpr int fillBatch = 4;

struct KeptFile
{
    QString path;
    std::once_flag opened;
    std::unique_ptr<imaging::ThumbnailStore> store;
};

KeptFile &keptFile()
{
    static KeptFile file;
    return file;
}

/// Opened by the first pool thread that needs it; null when there is none.
imaging::ThumbnailStore *store()
{
    KeptFile &file = keptFile();
    std::call_once(file.opened, [&file] {
        if (file.path.isEmpty())
            return;
        if (auto opened = imaging::ThumbnailStore::open(file.path))
            file.store = std::move(*opened);
        else
            qWarning("thumbnails are not kept: %s", qPrintable(opened.error().toLine()));
    });
    return file.store.get();
}

using Made = Thumbnails::Made;

/// From the file, or from the picture itself and then into the file.
base::Result<Made> smallVersion(storage::Database &database, study::AssetId id)
{
    storage::AssetRepository assets(database);
    BASE_TRY_ASSIGN(asset, assets.asset(id));
    if (!asset)
        return base::fail(QStringLiteral("asset.missing"), QStringLiteral("the study knows no such picture file"));
    if (imaging::ThumbnailStore *kept = store())
        if (const auto entry = kept->find(asset->sha256))
            if (auto image = imaging::decodeThumbnail(entry->encoded))
                return Made{*std::move(image), entry->mean};
    BASE_TRY_ASSIGN(bytes, assets.read(id));
    BASE_TRY_ASSIGN(made, imaging::makeThumbnail(bytes));
    if (imaging::ThumbnailStore *kept = store())
        (void)kept->keep(asset->sha256, {imaging::encodeThumbnail(made), made.mean}); // it is made again next time
    return Made{std::move(made.image), made.mean};
}

QImage fitted(const QImage &image, int side)
{
    if (image.width() <= side && image.height() <= side)
        return image;
    return image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

base::Result<Made> largerVersion(storage::Database &database, study::AssetId id, int side)
{
    BASE_TRY_ASSIGN(bytes, storage::AssetRepository(database).read(id));
    BASE_TRY_ASSIGN(image, imaging::decode(bytes, {QSize(side, side), {}}));
    return Made{std::move(image), 0};
}

int atOnce()
{
    return std::clamp(QThread::idealThreadCount(), 2, 8);
}

} // namespace

void Thumbnails::keepIn(const QString &file)
{
    keptFile().path = file;
}

Thumbnails::Thumbnails(const StudyPtr &study, QObject *parent)
    : QObject(parent)
    , m_study(study)
    , m_entries(budgetKiB)
{
}

QColor Thumbnails::mean(study::AssetId asset) const
{
    const auto known = m_means.constFind(asset);
    return known == m_means.constEnd() ? QColor() : QColor(*known);
}

void Thumbnails::want(const QList<study::AssetId> &visible, int side)
{
    m_wanted = visible;
    m_next = 0;
    m_side = side;
    // What is visible must fit, or it would be decoded for ever.
    const auto needed = visible.size() * side * side * 4 / 1024;
    m_entries.setMaxCost(std::max<qsizetype>(budgetKiB, needed * 3 / 2));
    startNext();
}

/// Nothing yet, or only the small version where more pixels are to be seen.
bool Thumbnails::needs(study::AssetId asset) const
{
    if (!asset.isValid() || m_running.contains(asset))
        return false;
    const Entry *entry = m_entries.object(asset);
    if (!entry)
        return true;
    const int pixels = std::max(entry->image.width(), entry->image.height());
    // Made smaller than wanted, and not because the picture has no more.
    return !entry->image.isNull() && entry->side < m_side && pixels >= std::min(entry->side, imaging::Thumbnail::side);
}

void Thumbnails::startNext()
{
    while (m_running.size() < atOnce() && m_next < m_wanted.size()) {
        const study::AssetId asset = m_wanted[m_next++];
        if (needs(asset))
            load(asset);
    }
    if (isIdle()) {
        readMeans();
        fillNext();
    }
}

void Thumbnails::load(study::AssetId asset)
{
    m_running.insert(asset);
    const Entry *known = m_entries.object(asset);
    const bool larger = known && known->side >= std::min(m_side, imaging::Thumbnail::side);
    const int side = larger ? m_side : std::min(m_side, imaging::Thumbnail::side);
    m_study->run(
        this,
        [asset, side, larger](storage::Database &database) -> base::Result<Made> {
            if (larger)
                return largerVersion(database, asset, side);
            BASE_TRY_ASSIGN(made, smallVersion(database, asset));
            return Made{fitted(made.image, side), made.mean};
        },
        [this, asset, side](base::Result<Made> made) {
            m_running.remove(asset);
            take(asset, side, std::move(made));
            startNext();
            Q_EMIT ready();
        });
}

void Thumbnails::take(study::AssetId asset, int side, base::Result<Made> made)
{
    auto entry = std::make_unique<Entry>();
    entry->side = side;
    if (made) {
        entry->image = std::move(made->image);
        if (made->mean != 0)
            m_means.insert(asset, made->mean);
    } else if (const Entry *known = m_entries.object(asset); known && !known->image.isNull()) {
        entry->image = known->image; // the small version stays where the larger one cannot be made
    } else {
        entry->error = made.error().toLine();
    }
    const bool small = side < m_side;
    const qsizetype cost = 1 + entry->image.sizeInBytes() / 1024;
    m_entries.insert(asset, entry.release(), std::min<qsizetype>(cost, budgetKiB));
    if (small) // the sharp version follows
        m_next = std::min(m_next, std::max<qsizetype>(0, m_wanted.indexOf(asset)));
}

/// Once, when the first page is there.
void Thumbnails::readMeans()
{
    if (m_meansRead)
        return;
    m_meansRead = true;
    m_study->run(
        this,
        [](storage::Database &database) -> base::Result<QHash<study::AssetId, QRgb>> {
            QHash<study::AssetId, QRgb> known;
            if (!store())
                return known;
            const QHash<QByteArray, QRgb> means = store()->means();
            BASE_TRY_ASSIGN(select, database.prepare(QStringLiteral("SELECT id, sha256 FROM asset")));
            BASE_TRY(select.run());
            while (select.next()) {
                const auto mean = means.constFind(QByteArray::fromHex(select.text(1).toLatin1()));
                if (mean != means.constEnd())
                    known.insert(select.id<study::AssetId>(0), *mean);
            }
            return known;
        },
        [this](const base::Result<QHash<study::AssetId, QRgb>> &known) {
            if (!known)
                return;
            for (auto mean = known->begin(); mean != known->end(); ++mean)
                m_means.insert(mean.key(), mean.value());
            Q_EMIT ready();
            fillNext();
        });
}

void Thumbnails::fill(const QList<study::AssetId> &order)
{
    m_fill = keptFile().path.isEmpty() ? QList<study::AssetId>() : order;
    m_filled = 0;
    fillNext();
}

/// One small batch after the other, and only while nothing visible waits.
void Thumbnails::fillNext()
{
    if (m_filling || !m_meansRead || !isIdle())
        return;
    QList<study::AssetId> batch;
    while (batch.size() < fillBatch && m_filled < m_fill.size()) {
        const study::AssetId asset = m_fill[m_filled++];
        if (asset.isValid() && !m_means.contains(asset))
            batch.append(asset);
    }
    if (batch.isEmpty()) {
        if (!m_fill.isEmpty())
            Q_EMIT filled(m_filled, m_fill.size());
        return;
    }
    m_filling = true;
    using Means = QList<std::pair<study::AssetId, QRgb>>;
    m_study->run(
        this,
        [batch](storage::Database &database) -> base::Result<Means> {
            Means means;
            for (const study::AssetId asset : batch)
                if (const auto made = smallVersion(database, asset)) // what cannot be read says so where it is shown
                    means.append({asset, made->mean});
            return means;
        },
        [this](const base::Result<Means> &means) {
            m_filling = false;
            if (means)
                for (const auto &[asset, mean] : *means)
                    m_means.insert(asset, mean);
            Q_EMIT filled(m_filled, m_fill.size());
            fillNext();
        });
}

} // namespace widgets
