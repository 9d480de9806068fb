#include "ui/disagreement/marklegend.h"

#include <QFontMetrics>
#include <QPainter>

#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

constexpr int lineHeight = 32;

} // namespace

MarkLegend::MarkLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize MarkLegend::sizeHint() const
{
    return {200, widgets::scaled(lineHeight)};
}

void MarkLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = widgets::textFont(widgets::TextRole::Small);
    int left = widgets::metrics::regionMargin;
    widgets::paintDiamond(&painter, QPointF(left + widgets::markDiameter / 2, height() / 2.0), widgets::markDiameter,
                          widgets::tokens().model);
    left += int(widgets::markDiameter) + widgets::metrics::space4;
    const auto say = [&](const QString &text) {
        const int width = QFontMetrics(font).horizontalAdvance(text) + 1;
        widgets::paintLine(&painter, QRect(left, 0, width, height()), Qt::AlignLeft, text, font,
                           widgets::tokens().text3);
        left += width + widgets::metrics::space16;
    };
    say(tr("this study, 95 %"));
    say(tr("dashed: chance"));
}

} // namespace disagreement
