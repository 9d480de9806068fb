#include "ui/gallery/gridcell.h"

#include <QPainter>

#include "ui/widgets/icons.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnails.h"

namespace gallery {

namespace {

constexpr int captionSpace = 8; ///< between the value and the name

} // namespace

void paintGridPicture(QPainter *painter, const QRect &area, study::AssetId asset, const widgets::Thumbnails *thumbnails)
{
    const widgets::Tokens &t = widgets::tokens();
    const widgets::Thumbnails::Entry *entry = asset.isValid() && thumbnails ? thumbnails->find(asset) : nullptr;
    if (entry && !entry->image.isNull()) {
        const double ratio = painter->device()->devicePixelRatioF();
        QSizeF size = QSizeF(entry->image.size()) / ratio;
        size.scale(area.size(), Qt::KeepAspectRatio);
        QRectF target({}, size);
        target.moveCenter(QRectF(area).center());
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(target, entry->image);
    } else if (entry || !asset.isValid()) {
        painter->setPen(QPen(t.text3, 1, Qt::DashLine));
        painter->drawRect(area.adjusted(0, 0, -1, -1));
        widgets::paintIcon(painter, widgets::Icon::BrokenPicture, area, 20, t.text);
    } else {
        const QColor mean = thumbnails ? thumbnails->mean(asset) : QColor();
        painter->fillRect(area, mean.isValid() ? mean : t.skeleton);
    }
}

void paintGridCaption(QPainter *painter, const QRectF &rect, const GridCell &content)
{
    const widgets::Tokens &t = widgets::tokens();
    const QFont strong = widgets::textFont(widgets::TextRole::Small, widgets::Weight::SemiBold);
    const QFont plain = widgets::textFont(widgets::TextRole::Small);
    painter->setPen(t.text);
    if (content.disagreement) {
        // "● 0.92 ◆ 0.08", the second one behind the first
        constexpr double markWidth = 14;
        const double centre = rect.center().y();
        painter->setRenderHint(QPainter::Antialiasing);
        widgets::paintCircle(painter, {rect.left() + 4.5, centre}, widgets::markDiameter, t.people);
        widgets::paintTabular(painter, rect.adjusted(markWidth, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                              content.left, strong);
        const double second = rect.left() + markWidth + widgets::tabularWidth(QStringLiteral("0.00"), strong) + 10;
        widgets::paintDiamond(painter, {second + 4.5, centre}, widgets::markDiameter, t.model);
        painter->setPen(t.text);
        widgets::paintTabular(painter, QRectF(second + markWidth, rect.top(), rect.right() - second, rect.height()),
                              Qt::AlignLeft | Qt::AlignVCenter, content.right, strong);
        return;
    }
    widgets::paintTabular(painter, rect, Qt::AlignLeft | Qt::AlignVCenter, content.left, strong);
    const double taken = content.left.isEmpty() ? 0 : widgets::tabularWidth(content.left, strong) + captionSpace;
    widgets::paintLine(painter, rect.adjusted(taken, 0, 0, 0),
                       (content.left.isEmpty() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, content.right,
                       plain, t.text);
}

} // namespace gallery
