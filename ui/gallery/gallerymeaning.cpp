// What GalleryPlace does to find pictures by what they show.
#include <cmath>

#include <QStackedLayout>

#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/galleryplace.h"
#include "ui/gallery/meaningsearch.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/strip.h"

namespace gallery {

using analysis::PictureOrder;
using widgets::PlaceId;

void GalleryPlace::connectMeaning()
{
    connect(m_meaning, &MeaningSearch::found, this, &GalleryPlace::takeLikeness);
    connect(m_meaning, &MeaningSearch::changed, this, &GalleryPlace::showMeaning);
    connect(m_bar, &GalleryBar::meaningAsked, this, [this](const QString &text) {
        if (text.trimmed().isEmpty())
            forgetLikeness();
        else
            m_meaning->findText(text);
    });
    connect(m_bar, &GalleryBar::meaningToggled, this, [this](bool on) {
        if (!on)
            forgetLikeness();
        analysis::PictureFilter filter = m_filter;
        filter.words = on ? QString() : m_bar->words();
        setFilter(filter);
    });
    connect(m_meaningStrip, &widgets::Strip::actionClicked, this, [this] {
        const MeaningSearch::State state = m_meaning->state();
        if (state == MeaningSearch::State::Failed)
            m_meaning->again();
        else if (state == MeaningSearch::State::NoScorer || m_meaning->isQueueBusy())
            Q_EMIT placeRequested(PlaceId::Scorers, {});
        else
            m_meaning->compute();
    });
}

void GalleryPlace::findSimilar()
{
    const QList<int> pictures = selectedPictures();
    if (pictures.isEmpty())
        return;
    const int picture = pictures.first();
    m_meaning->findLike(m_data->picture(picture).asset,
                        tr("%1, “%2”").arg(m_data->maker(picture), m_data->promptOf(picture).text.simplified()));
}

void GalleryPlace::takeLikeness(const std::shared_ptr<const analysis::PictureLikeness> &likeness, const QString &title)
{
    if (!m_filter.likeness) // a second question keeps what the first one replaced
        m_orderBefore = m_order;
    m_likeTitle = title;
    m_order = {PictureOrder::Key::Likeness, {}, false};
    m_bar->setLikeness(true);
    m_bar->setOrder(m_order);
    if (m_stack->currentWidget() != m_grid)
        closeFull();
    analysis::PictureFilter filter = m_filter;
    filter.likeness = likeness;
    m_fromTop = true;
    setFilter(filter);
}

void GalleryPlace::forgetLikeness()
{
    m_meaning->clear();
    if (!m_filter.likeness)
        return;
    if (m_order.key == PictureOrder::Key::Likeness)
        m_order = m_orderBefore;
    m_bar->setLikeness(false);
    m_bar->setOrder(m_order);
    analysis::PictureFilter filter = m_filter;
    filter.likeness.reset();
    setFilter(filter);
}

void GalleryPlace::showMeaning()
{
    const QString message = m_meaning->message();
    if (message.isEmpty())
        m_meaningStrip->hide();
    else
        m_meaningStrip->say(message, m_meaning->actionText());
    updateFilterRow();
    Q_EMIT settledChanged();
}

/// Pictures that a search by meaning cannot find.
QString GalleryPlace::unseenCaution() const
{
    int unseen = 0;
    for (int i = 0; m_filter.likeness && i < m_data->pictures(); ++i)
        unseen += std::isnan(m_filter.likeness->of(m_data->picture(i).asset)) ? 1 : 0;
    return unseen == 0 ? QString()
                       : tr("%n pictures without embeddings are left out: score them in Scorers", nullptr, unseen);
}

} // namespace gallery
