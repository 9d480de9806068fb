#include "ui/disagreement/marklegend.h"

#include <QFontMetrics>
#include <QPainter>

#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

constexpr int lineHeight = 32;
constexpr int plateWidth = 14;
constexpr int plateHeight = 12;
constexpr int decimals = 2;

QString bandText(const analysis::HumanCeiling &ceiling)
{
    return MarkLegend::tr("people with people, %1").arg(widgets::formatInterval(ceiling.low, ceiling.high, decimals));
}

} // namespace

MarkLegend::MarkLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void MarkLegend::setContents(bool published, const std::optional<analysis::HumanCeiling> &ceiling)
{
    m_published = published;
    m_ceiling = ceiling;
    setToolTip(ceiling ? tr("From two people on the same pair (%1 pairs of votes) to one person and the majority of "
                            "the others (%2 votes)")
                             .arg(widgets::formatCount(ceiling->pairsOfVotes), widgets::formatCount(ceiling->votes))
                       : QString());
    setAccessibleName(ceiling ? bandText(*ceiling) : QString());
    update();
}

QSize MarkLegend::sizeHint() const
{
    return {200, widgets::scaled(lineHeight)};
}

void MarkLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const widgets::Tokens &tokens = widgets::tokens();
    const QFont font = widgets::textFont(widgets::TextRole::Small);
    const double middle = height() / 2.0;
    int left = widgets::metrics::regionMargin;
    const auto say = [&](const QString &text) {
        const int width = QFontMetrics(font).horizontalAdvance(text) + 1;
        widgets::paintLine(&painter, QRect(left, 0, width, height()), Qt::AlignLeft, text, font, tokens.text3);
        left += width + widgets::metrics::space16;
    };
    const auto diamond = [&](const QColor &color, bool hollow) {
        widgets::paintDiamond(&painter, QPointF(left + widgets::markDiameter / 2, middle), widgets::markDiameter, color,
                              hollow);
        left += int(widgets::markDiameter) + widgets::metrics::space4;
    };
    diamond(tokens.model, false);
    say(tr("this study, 95 %"));
    if (m_published) {
        diamond(tokens.text3, true);
        say(tr("published"));
    }
    if (m_ceiling) {
        painter.fillRect(QRectF(left, middle - plateHeight / 2.0, plateWidth, plateHeight), tokens.peopleSoft);
        left += plateWidth + widgets::metrics::iconGap;
        say(bandText(*m_ceiling));
    }
    say(tr("dashed: chance"));
}

} // namespace disagreement
