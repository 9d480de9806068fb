// From the study to the grid: what GalleryPlace reads, asks for and shows.
#include <algorithm>

#include <QStackedLayout>
#include <QThreadPool>
#include <QTimer>

#include "ui/gallery/filterrow.h"
#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/galleryplace.h"
#include "ui/gallery/gallerytext.h"
#include "ui/gallery/gallerytree.h"
#include "ui/gallery/meaningsearch.h"
#include "ui/gallery/rangepane.h"
#include "ui/gallery/sidepane.h"
#include "ui/widgets/activity.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/job.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/thumbnails.h"

namespace gallery {

using analysis::PictureFilter;
using analysis::PictureOrder;
using widgets::PlaceId;

namespace {

/// While scores arrive the study changes every second; reading it must not keep a core busy.
constexpr qint64 restAfterLoad = 3;
constexpr qint64 fillingEveryMs = 200;
/// Fewer than these are made before anybody could read about it.
constexpr qint64 worthTelling = 200;

/// A hundred thousand pictures take a moment to free: not on this thread.
void discard(DataPtr data)
{
    widgets::jobPool()->start([data = std::move(data)] {});
}

base::Result<DataPtr> readAll(storage::Database &database)
{
    BASE_TRY_ASSIGN(data, GalleryData::load(database));
    return std::make_shared<const GalleryData>(std::move(data));
}

base::Result<DataPtr> readPictures(storage::Database &database)
{
    BASE_TRY_ASSIGN(data, GalleryData::loadPictures(database));
    return std::make_shared<const GalleryData>(std::move(data));
}

bool samePictures(const GalleryAnswer &a, const GalleryAnswer &b)
{
    return a.data && !b.shown.empty()
           && std::equal(a.shown.begin(), a.shown.end(), b.shown.begin(), b.shown.end(),
                         [&](int x, int y) { return a.data->picture(x).id == b.data->picture(y).id; });
}

/// Nothing filtered; the threshold is a setting and stays.
PictureFilter unfiltered(const PictureFilter &filter)
{
    PictureFilter all;
    all.deepBelow = filter.deepBelow;
    return all;
}

} // namespace

void GalleryPlace::loadSoon()
{
    const qint64 rest = m_sinceLoad.isValid() ? restAfterLoad * m_loadMs - m_sinceLoad.elapsed() : 0;
    if (!m_later->isActive())
        m_later->start(int(std::clamp<qint64>(rest, 0, 60'000)));
}

void GalleryPlace::load()
{
    if (!m_study || m_loading)
        return;
    m_loading = true;
    m_stale = false;
    m_sinceLoad.start();
    if (m_data->isLoaded() || m_order.key != PictureOrder::Key::Study) {
        loadAll();
        return;
    }
    // The first page does not wait for a million scores: pictures alone first, then everything.
    m_study->run(this, readPictures, [this, study = m_study](const base::Result<DataPtr> &data) {
        if (study == m_study && data) { // whatever is wrong, the whole reading says
            m_data = *data;
            m_firstLook = true;
            ask();
        }
        loadAll();
    });
}

void GalleryPlace::loadAll()
{
    if (!m_study) {
        m_loading = false;
        return;
    }
    m_study->run(this, readAll, [this, study = m_study](const base::Result<DataPtr> &data) {
        m_loading = false;
        if (study != m_study) {
            load();
            return;
        }
        m_loadMs = m_sinceLoad.restart();
        if (data) {
            m_failure->hide();
            take(*data);
        } else {
            m_failure->say(data.error().toLine(), tr("Try again"));
            if (!m_data->isLoaded())
                m_grid->setCells(0, {});
        }
        Q_EMIT statusTextChanged();
        Q_EMIT settledChanged();
        if (m_stale && m_visible)
            loadSoon();
    });
}

void GalleryPlace::take(const DataPtr &data)
{
    discard(std::exchange(m_data, data));
    m_firstLook = false;
    m_bar->setScorers(data->scorers);
    m_side->tree()->setLabelCounts(data->labelled, data->labels);
    m_side->ranges()->setHistograms(data->scorers, data->histograms);
    m_side->ranges()->setRanges(m_filter.ranges);
    ask();
}

/// The scorer that is sorted by, else the first reward, else the first picture statistic.
QString GalleryPlace::viewScorer() const
{
    if (m_order.key != PictureOrder::Key::Study && m_data->scorers.contains(m_order.scorer))
        return m_order.scorer;
    return m_data->scorers.value(0);
}

void GalleryPlace::setFilter(const PictureFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    ask();
}

void GalleryPlace::clearFilters()
{
    forgetLikeness();
    m_filter = unfiltered(m_filter);
    m_bar->setWords({});
    m_side->ranges()->setRanges({});
    m_side->tree()->setCurrent(PictureFilter::View::All, {});
    ask();
}

void GalleryPlace::ask()
{
    if (!m_data->isLoaded())
        return;
    m_filter.scorer = viewScorer();
    m_side->tree()->setScorer(m_filter.scorer);
    m_query->ask(m_data, m_filter, m_order);
    updateFilterRow();
}

void GalleryPlace::showAnswer(const GalleryAnswer &answer)
{
    if (answer.data != m_data)
        return; // of an older state; the question for this one follows
    const bool same = m_wanted.isEmpty() && !m_fromTop && samePictures(m_answer, answer);
    if (m_wanted.isEmpty() && !std::exchange(m_fromTop, false))
        for (const int picture : selectedPictures())
            m_wanted.append(m_answer.data->picture(picture).id);
    discard(std::exchange(m_answer, answer).data);
    m_side->tree()->setViewCounts(answer.viewCounts);
    updateFilterRow();
    if (same) { // votes, scores or labels changed: nothing moves under the reader
        m_wanted.clear();
        m_grid->refresh();
        return;
    }
    const QSet<study::PictureId> wanted(m_wanted.begin(), m_wanted.end());
    m_wanted.clear();
    QList<int> selected;
    for (size_t cell = 0; cell < answer.shown.size() && !wanted.isEmpty(); ++cell)
        if (wanted.contains(m_data->picture(answer.shown[cell]).id))
            selected.append(int(cell));
    if (selected.isEmpty() && !answer.shown.empty())
        selected.append(0);
    m_grid->setCells(
        int(answer.shown.size()),
        [this](int cell) {
            return cellOf(*m_answer.data, m_order, m_answer.shown[size_t(cell)], m_filter.likeness.get());
        },
        selected);
    if (m_data->pictures() == 0)
        m_empty->setText(tr("No pictures yet. Import a folder, a CSV or a data set in Study, or drop files here."),
                         tr("Open Study"));
    else if (answer.shown.empty())
        m_empty->setText(nothingMatches(m_filter, answer.blame), tr("Clear"));
    if (answer.shown.empty())
        m_stack->setCurrentWidget(m_empty);
    else if (m_stack->currentWidget() == m_empty)
        m_stack->setCurrentWidget(m_grid);
    fillAhead();
    Q_EMIT statusTextChanged();
    Q_EMIT settledChanged();
}

void GalleryPlace::updateFilterRow()
{
    const QString all = widgets::formatCount(m_data->pictures());
    if (!m_data->isLoaded())
        m_filterRow->setCount({});
    else if (m_filter.isEmpty())
        m_filterRow->setCount(tr("%n pictures", nullptr, m_data->pictures()));
    else
        m_filterRow->setCount(tr("%1 of %2").arg(widgets::formatCount(qint64(m_answer.shown.size())), all));
    QList<FilterChip> chips;
    const auto without = [this](const std::function<void(PictureFilter &)> &change) {
        return [this, change] {
            PictureFilter filter = m_filter;
            change(filter);
            m_side->ranges()->setRanges(filter.ranges);
            if (!m_bar->isByMeaning())
                m_bar->setWords(filter.words);
            setFilter(filter);
            m_side->tree()->setCurrent(filter.view, filter.label);
        };
    };
    if (!m_filter.words.trimmed().isEmpty())
        chips.append({tr("“%1”").arg(m_filter.words.simplified()), without([](PictureFilter &f) { f.words.clear(); })});
    if (m_filter.likeness)
        chips.append({m_likeTitle, [this] {
                          m_bar->setWords({});
                          forgetLikeness();
                      }});
    if (m_filter.view != PictureFilter::View::All)
        chips.append({viewTitle(m_filter.view, m_filter.scorer),
                      without([](PictureFilter &f) { f.view = PictureFilter::View::All; })});
    if (!m_filter.label.isEmpty())
        chips.append({labelTitle(m_filter.label), without([](PictureFilter &f) { f.label.clear(); })});
    for (auto range = m_filter.ranges.begin(); range != m_filter.ranges.end(); ++range)
        chips.append({rangeTitle(range.key(), range.value()),
                      without([scorer = range.key()](PictureFilter &f) { f.ranges.remove(scorer); })});
    m_filterRow->setChips(chips);
    const bool acrossPrompts = m_order.key == PictureOrder::Key::Score && !widgets::isPictureStatistic(m_order.scorer);
    if (m_meaning->state() == MeaningSearch::State::Searching)
        m_filterRow->setCaution(tr("Searching by meaning"));
    else if (m_filter.likeness)
        m_filterRow->setCaution(unseenCaution());
    else
        m_filterRow->setCaution(
            acrossPrompts ? tr("Scores under different prompts: read the order within one prompt only") : QString());
}

/// Small versions of everything that is shown, in its order, while nothing visible waits.
void GalleryPlace::fillAhead()
{
    if (!m_visible || m_fillingStopped || !m_grid->thumbnails() || !m_answer.data)
        return;
    QList<study::AssetId> assets;
    assets.reserve(qsizetype(m_answer.shown.size()));
    for (const int picture : m_answer.shown)
        assets.append(m_answer.data->picture(picture).asset);
    m_filling.invalidate();
    m_grid->thumbnails()->fill(assets);
}

void GalleryPlace::stopFilling()
{
    if (m_grid->thumbnails())
        m_grid->thumbnails()->stopFilling();
    widgets::Activity::instance().say({QStringLiteral("thumbnails"), {}, PlaceId::Gallery, false, false, {}});
}

void GalleryPlace::showFilling(qint64 done, qint64 total)
{
    const bool finished = done >= total;
    if (!finished && m_sinceFilling.isValid() && m_sinceFilling.elapsed() < fillingEveryMs)
        return;
    m_sinceFilling.start();
    if (!m_filling.isValid()) {
        m_filling.start();
        m_filledBefore = done;
    }
    if (finished || total < worthTelling) {
        widgets::Activity::instance().say({QStringLiteral("thumbnails"), {}, PlaceId::Gallery, false, false, {}});
        return;
    }
    QString text = tr("Small versions %1 of %2").arg(widgets::formatCount(done), widgets::formatCount(total));
    // What the file had already went by at once and says nothing about the rest.
    const QString left =
        widgets::formatEstimate(double(m_filling.elapsed()) / 1000, done - m_filledBefore, total - m_filledBefore);
    if (!left.isEmpty())
        text += QStringLiteral(", ") + left;
    widgets::Activity::instance().say({QStringLiteral("thumbnails"), text, PlaceId::Gallery, false, true, [this] {
                                           m_fillingStopped = true;
                                           stopFilling();
                                       }});
}

} // namespace gallery
