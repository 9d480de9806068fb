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

std::vector<PairPoint> StripPane::selectedPairs() const
{
    std::vector<PairPoint> pairs;
    for (size_t i = 0; !m_selection->isEmpty() && i < m_data->pairCount(); ++i) {
        if (m_selection->contains(m_data->pair(i).id))
            pairs.push_back(m_data->pair(i));
    }
    const auto hasPictures = [this](const PairPoint &point) {
        return m_data->snapshot->pictures[point.tally.first].asset.isValid()
               && m_data->snapshot->pictures[point.tally.second].asset.isValid();
    };
    std::stable_sort(pairs.begin(), pairs.end(), [&](const PairPoint &a, const PairPoint &b) {
        if (hasPictures(a) != hasPictures(b))
            return hasPictures(a);
        return std::abs(a.delta) > std::abs(b.delta);
    });
    return pairs;
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
    std::vector<PairPoint> pairs = selectedPairs();
    const SideNames names = sideNames(m_data->query.variantPair);
    const auto withPictures = std::count_if(pairs.begin(), pairs.end(), [this](const PairPoint &point) {
        return m_data->snapshot->pictures[point.tally.first].asset.isValid()
               && m_data->snapshot->pictures[point.tally.second].asset.isValid();
    });
    const bool any = !pairs.empty();
    m_head->setTitle(!any                ? tr("Selected pairs")
                     : pairs.size() == 1 ? tr("1 pair selected")
                                         : tr("%1 pairs selected").arg(widgets::formatCount(qint64(pairs.size()))));
    const QString sides =
        names.sameVariant ? tr("Left: A, right: B") : tr("Left: %1, right: %2").arg(names.second, names.first);
    m_head->setNote(any ? tr("%1 with pictures. %2. Largest |Δ| first").arg(widgets::formatCount(withPictures), sides)
                        : QString());
    for (Button *button : std::as_const(m_buttons))
        button->setVisible(any);
    m_strip->setPairs(
        std::move(pairs), [this](const PairPoint &point) { return itemOf(point); },
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
