#include "ui/shell/demopair.h"

#include <QPainter>

#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace shell {
namespace {

constexpr int gap = widgets::metrics::space16;
constexpr int captionGap = 13;

} // namespace

DemoPair::DemoPair(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Two pictures of the demo study"));
}

void DemoPair::setPictures(const QImage &original, const QImage &distorted)
{
    m_original = original;
    m_distorted = distorted;
    update();
}

void DemoPair::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.judge);
    const int line = widgets::lineHeight(widgets::TextRole::Body);
    const int side = qMin(pictureSide, (width() - 2 * widgets::metrics::space16 - gap) / 2);
    if (side <= 0)
        return;
    const int left = (width() - 2 * side - gap) / 2;
    const int top = (height() - side - captionGap - line + 1) / 2;
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    int x = left;
    for (const QImage *image : {&m_original, &m_distorted}) {
        const QRect place(x, top, side, side);
        if (!image->isNull())
            painter.drawImage(place, *image);
        x += side + gap;
    }
    widgets::paintText(&painter, QRectF(left, top + side + captionGap, 2 * side + gap, 2 * line),
                       tr("From the demo study: two pictures of one prompt, painted by the program."),
                       widgets::textFont(widgets::TextRole::Body), line, Qt::black, 2);
}

} // namespace shell
