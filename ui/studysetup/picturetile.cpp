#include "ui/studysetup/picturetile.h"

#include <QPainter>

#include "ui/widgets/cachedpicture.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace studysetup {

PictureTile::PictureTile(widgets::PictureCache *cache, study::AssetId asset, const QString &caption, int side,
                         int captionLines, QWidget *parent)
    : QAbstractButton(parent)
    , m_cache(cache)
    , m_asset(asset)
    , m_caption(caption)
    , m_side(side)
    , m_captionLines(captionLines)
{
    setAccessibleName(caption);
    setToolTip(caption);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    if (cache)
        connect(cache, &widgets::PictureCache::ready, this, qOverload<>(&QWidget::update));
}

void PictureTile::setChoice(const QString &choice)
{
    m_choice = choice;
    setAccessibleDescription(choice);
    update();
}

QSize PictureTile::sizeHint() const
{
    return {m_side,
            m_side + m_captionLines * widgets::lineHeight(widgets::TextRole::Caption) + widgets::metrics::space4};
}

void PictureTile::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &tokens = widgets::tokens();
    QPainter painter(this);
    const QRect square(0, 0, m_side, m_side);
    painter.fillRect(square, tokens.browse);
    widgets::paintCachedPicture(&painter, square, m_cache, m_asset);
    if (!m_choice.isEmpty()) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(square).adjusted(1, 1, -1, -1));
    }
    const QRect caption(0, m_side + widgets::metrics::space4, m_side, height() - m_side - widgets::metrics::space4);
    widgets::paintText(&painter, caption, m_choice.isEmpty() ? m_caption : m_choice,
                       widgets::textFont(widgets::TextRole::Caption,
                                         m_choice.isEmpty() ? widgets::Weight::Regular : widgets::Weight::SemiBold),
                       widgets::lineHeight(widgets::TextRole::Caption), m_choice.isEmpty() ? tokens.text3 : tokens.text,
                       m_captionLines);
}

} // namespace studysetup
