#include "ui/widgets/picturecache.h"

#include "core/imaging/decode.h"
#include "core/storage/assetrepository.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/screenprofile.h"

namespace widgets {

namespace {

constexpr int kibPerMb = 1024;
/// More at once only fight for the same cores.
constexpr int atOnce = 2;

base::Result<PictureCache::Entry> load(storage::Database &database, study::AssetId id, int side,
                                       const imaging::DisplayTransform *colours)
{
    storage::AssetRepository repository(database);
    BASE_TRY_ASSIGN(asset, repository.asset(id));
    BASE_TRY_ASSIGN(bytes, repository.read(id));
    imaging::DecodeOptions options;
    if (side > 0)
        options.fitWithin = QSize(side, side);
    BASE_TRY_ASSIGN(image, imaging::decode(bytes, options));
    if (colours)
        colours->apply(&image);
    return PictureCache::Entry{image, asset ? QSize(asset->width, asset->height) : image.size(), {}};
}

} // namespace

PictureCache::PictureCache(const StudyPtr &study, QObject *parent)
    : QObject(parent)
    , m_study(study)
    , m_entries(Preferences::load().pictureMemoryMb * kibPerMb)
{
    connect(&PreferencesWatch::instance(), &PreferencesWatch::changed, this,
            [this](const Preferences &preferences) { m_entries.setMaxCost(preferences.pictureMemoryMb * kibPerMb); });
}

void PictureCache::followScreenOf(QWidget *widget)
{
    m_screen = new ScreenProfile(widget);
    connect(this, &QObject::destroyed, m_screen, &QObject::deleteLater);
    connect(m_screen, &ScreenProfile::changed, this, [this] {
        ++m_generation;
        m_entries.clear();
        m_running.clear();
        m_waiting.clear();
        Q_EMIT coloursChanged();
    });
}

const PictureCache::Entry *PictureCache::find(study::AssetId asset, int side)
{
    const Key key{asset, side};
    if (const Entry *entry = m_entries.object(key))
        return entry;
    if (m_running.contains(key))
        return nullptr;
    m_waiting.removeOne(key);
    m_waiting.append(key);
    startNext();
    return nullptr;
}

void PictureCache::startNext()
{
    while (m_running.size() < atOnce && !m_waiting.isEmpty())
        decode(m_waiting.takeLast());
}

void PictureCache::decode(const Key &key)
{
    m_running.insert(key);
    m_study->run(
        this,
        [key, colours = m_screen ? m_screen->transform() : nullptr](storage::Database &database) {
            return load(database, key.asset, key.side, colours.get());
        },
        [this, key, generation = m_generation](base::Result<Entry> result) {
            if (generation != m_generation)
                return;
            m_running.remove(key);
            auto entry = std::make_unique<Entry>();
            if (result)
                *entry = *std::move(result);
            else
                entry->error = result.error().toLine();
            const qsizetype cost = 1 + entry->image.sizeInBytes() / 1024;
            m_entries.insert(key, entry.release(), std::min<qsizetype>(cost, m_entries.maxCost()));
            startNext();
            Q_EMIT ready(key.asset);
        });
}

} // namespace widgets
