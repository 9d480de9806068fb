#include "ui/disagreement/strippane.h"

#include <algorithm>
#include <cmath>

#include <QMenu>
#include <QVBoxLayout>

#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/numbers.h"

namespace disagreement {

using analysis::PairPoint;
using widgets::Button;

namespace {

/// More are sorted on a pool thread.
constexpr qsizetype sortedAtOnce = 2000;

} // namespace

StripPane::StripPane(PairSelection *selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_data(std::make_shared<Data>())
    , m_head(new widgets::PaneHead(QString()))
    , m_strip(new PairStrip)
{
    auto *gallery = new Button(tr("Show in Gallery"), Button::Kind::Flat);
    auto *comparison = new Button(tr("Compare"), Button::Kind::Flat);
    auto *clear = new Button(tr("Clear"), Button::Kind::Flat);
    clear->setKeyCap(widgets::keyCapText(QKeySequence(Qt::Key_Escape)));
    m_buttons = {gallery, comparison, clear};
    for (Button *button : m_buttons)
        m_head->add(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new widgets::Line(Qt::Horizontal));
    layout->addWidget(m_head);
    layout->addWidget(m_strip);

    connect(gallery, &Button::clicked, this, &StripPane::galleryRequested);
    connect(comparison, &Button::clicked, this, &StripPane::compareChosen);
    connect(clear, &Button::clicked, m_selection, &PairSelection::clear);
    connect(m_strip, &PairStrip::activated, this, &StripPane::compareRequested);
    connect(m_strip, &PairStrip::menuRequested, this, &StripPane::openMenu);
    connect(m_strip, &PairStrip::removed, m_selection,
            [this](const PairPoint &point) { m_selection->toggle({point.id}); });
    connect(m_selection, &PairSelection::changed, this, [this] {
        m_explanation.clear();
        showPairs();
    });
    showPairs();
}

void StripPane::setData(const DataPtr &data)
{
    m_data = data;
    showPairs();
}

QList<study::PictureId> StripPane::pictures() const
{
    QList<study::PictureId> pictures;
    QSet<study::PictureId> known;
    for (int i = 0; i < m_strip->count(); ++i) {
        const analysis::PairId id = m_strip->pair(i).id;
        for (const study::PictureId picture : {id.first, id.second}) {
            if (!known.contains(picture))
                pictures.append(picture);
            known.insert(picture);
        }
    }
    return pictures;
}

void StripPane::explain(const QString &text)
{
    m_explanation = text;
    showPairs();
}

StripPane::Chosen StripPane::choose(const Data &data, const QSet<analysis::PairId> &ids)
{
    Chosen chosen;
    std::vector<PairPoint> bare;
    const auto hasPictures = [&data](const PairPoint &point) {
        return data.snapshot->pictures[point.tally.first].asset.isValid()
               && data.snapshot->pictures[point.tally.second].asset.isValid();
    };
    for (size_t i = 0; !ids.isEmpty() && i < data.pairCount(); ++i) {
        const PairPoint &point = data.pair(i);
        if (ids.contains(point.id))
            (hasPictures(point) ? chosen.pairs : bare).push_back(point);
    }
    const auto larger = [](const PairPoint &a, const PairPoint &b) { return std::abs(a.delta) > std::abs(b.delta); };
    std::stable_sort(chosen.pairs.begin(), chosen.pairs.end(), larger);
    std::stable_sort(bare.begin(), bare.end(), larger);
    chosen.withPictures = qint64(chosen.pairs.size());
    chosen.pairs.insert(chosen.pairs.end(), bare.begin(), bare.end());
    return chosen;
}

PairStrip::Item StripPane::itemOf(const PairPoint &point) const
{
    const auto &pictures = m_data->snapshot->pictures;
    const SideNames names = sideNames(m_data->query.variantPair);
    PairStrip::Item item;
    item.point = point;
    // Between generators A is left, as it is read; else the original is.
    item.left = pictures[names.sameVariant ? point.tally.first : point.tally.second].asset;
    item.right = pictures[names.sameVariant ? point.tally.second : point.tally.first].asset;
    item.title = pairTitle(*m_data->snapshot, point);
    if (point.hasPeople())
        item.people = tr("%1 of %2").arg(point.tally.firstVotes).arg(point.tally.decided());
    item.delta = widgets::formatDifference(m_data->query.scorer, point.delta);
    item.toolTip = pairTooltip(*m_data, point);
    return item;
}

void StripPane::showPairs()
{
    m_choosing.cancel();
    if (m_selection->ids().size() <= sortedAtOnce) {
        take(choose(*m_data, m_selection->ids()));
        return;
    }
    m_choosing.run([data = m_data, ids = m_selection->ids()](base::Progress &) { return choose(*data, ids); },
                   [this, data = m_data, ids = m_selection->ids()](Chosen chosen) {
                       if (data == m_data && ids == m_selection->ids())
                           take(std::move(chosen));
                       Q_EMIT settledChanged();
                   });
}

void StripPane::take(Chosen chosen)
{
    const SideNames names = sideNames(m_data->query.variantPair);
    const size_t count = chosen.pairs.size();
    m_head->setTitle(count == 0   ? tr("Selected pairs")
                     : count == 1 ? tr("1 pair selected")
                                  : tr("%1 pairs selected").arg(widgets::formatCount(qint64(count))));
    const QString sides =
        names.sameVariant ? tr("Left: A, right: B") : tr("Left: %1, right: %2").arg(names.second, names.first);
    m_head->setNote(
        count > 0 ? tr("%1 with pictures. %2. Largest |Δ| first").arg(widgets::formatCount(chosen.withPictures), sides)
                  : QString());
    for (Button *button : std::as_const(m_buttons))
        button->setVisible(count > 0);
    m_strip->setPairs(
        std::move(chosen.pairs), [this](const PairPoint &point) { return itemOf(point); },
        m_explanation.isEmpty() ? tr("Select points to see their pictures. L lasso, click for one.") : m_explanation);
}

void StripPane::compareChosen()
{
    if (const std::optional<PairPoint> point = m_strip->chosen())
        Q_EMIT compareRequested(*point);
}

void StripPane::openMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.addAction(tr("Compare"), this, &StripPane::compareChosen);
    menu.addAction(tr("Show all in Gallery"), this, &StripPane::galleryRequested);
    menu.addAction(tr("Take out of the selection"), this, [this] {
        if (const std::optional<PairPoint> point = m_strip->chosen())
            m_selection->toggle({point->id});
    });
    menu.addAction(tr("Clear selection"), m_selection, &PairSelection::clear);
    menu.exec(position);
}

} // namespace disagreement
