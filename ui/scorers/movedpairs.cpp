#include "ui/scorers/movedpairs.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QScrollBar>

#include "ui/widgets/cachedpicture.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace scorers {

namespace {

constexpr int pictureGap = 4;
constexpr int captionHeight = 24;
constexpr int rowGap = 8;
constexpr int largestSide = 162;
constexpr int decimals = 2;

} // namespace

MovedPairs::MovedPairs(QWidget *parent)
    : PictureList(Qt::Vertical, widgets::metrics::space4, parent)
{
    setAccessibleName(tr("Pairs whose pick moves with the strength"));
}

void MovedPairs::setData(const std::shared_ptr<const StrengthData> &data)
{
    m_data = data;
    clearCurrent();
    updateScrollBar();
    setStrength(m_strength);
}

int MovedPairs::count() const
{
    return m_data ? int(m_data->blend.moving().size()) : 0;
}

const analysis::BlendPair &MovedPairs::pairAt(int row) const
{
    return m_data->blend.pairs()[m_data->blend.moving()[size_t(row)]];
}

void MovedPairs::setStrength(double strength)
{
    m_strength = strength;
    if (count() > 0) {
        // The last pair that has moved stands at the top, the next to move below it.
        const qint64 moved = m_data->blend.moved(strength);
        bar()->setValue(int(std::max<qint64>(0, moved - 1)) * pitch());
    }
    viewport()->update();
}

QString MovedPairs::textOf(int row) const
{
    const analysis::BlendPair &pair = pairAt(row);
    const QString from = widgets::formatFixed(*pair.crossing(), decimals);
    return pair.to > 0 ? tr("right from %1").arg(from) : tr("left from %1").arg(from);
}

int MovedPairs::side() const
{
    const int room = (viewport()->width() - 2 * widgets::metrics::regionMargin - pictureGap) / 2;
    return std::clamp(room, 40, largestSide);
}

int MovedPairs::extent() const
{
    return side() + captionHeight;
}

int MovedPairs::gap() const
{
    return rowGap;
}

int MovedPairs::crossStart() const
{
    return widgets::metrics::regionMargin;
}

int MovedPairs::crossExtent() const
{
    return 2 * side() + pictureGap;
}

QString MovedPairs::describe(int row) const
{
    return QStringLiteral("%1, %2").arg(m_data->pairName(m_data->blend.moving()[size_t(row)]), textOf(row));
}

void MovedPairs::open(int row)
{
    Q_EMIT activated(pairAt(row));
}

void MovedPairs::paintEmpty(QPainter *painter)
{
    const QRect text = viewport()->rect().adjusted(widgets::metrics::regionMargin, widgets::metrics::space8,
                                                   -widgets::metrics::regionMargin, 0);
    widgets::paintText(painter, text, tr("No pick moves with the strength."),
                       widgets::textFont(widgets::TextRole::Body), widgets::lineHeight(widgets::TextRole::Body),
                       widgets::tokens().text);
}

void MovedPairs::paintItem(QPainter *painter, const QRect &rect, int row)
{
    const widgets::Tokens &t = widgets::tokens();
    const size_t index = m_data->blend.moving()[size_t(row)];
    const analysis::BlendPair &pair = pairAt(row);
    const int left = rect.left();
    const int top = rect.top();
    widgets::paintCachedPicture(painter, QRect(left, top, side(), side()), cache(),
                                m_data->snapshot->pictures[pair.tally.second].asset);
    widgets::paintCachedPicture(painter, QRect(left + side() + pictureGap, top, side(), side()), cache(),
                                m_data->snapshot->pictures[pair.tally.first].asset);
    const QRectF caption(left, top + side(), rect.width(), captionHeight);
    const bool hasMoved = *pair.crossing() < m_strength || (pair.to <= 0 && *pair.crossing() <= m_strength);
    const QFont font =
        widgets::textFont(widgets::TextRole::Small, hasMoved ? widgets::Weight::SemiBold : widgets::Weight::Regular);
    const QString text = textOf(row);
    const double textWidth = QFontMetricsF(font).horizontalAdvance(text) + 1;
    widgets::paintLine(painter, caption, Qt::AlignRight, text, font, t.text);
    widgets::paintLine(painter, caption.adjusted(0, 0, -textWidth - widgets::metrics::space8, 0), Qt::AlignLeft,
                       m_data->pairName(index), widgets::textFont(widgets::TextRole::Small), t.text);
    if (isMarked(row)) {
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(rect.adjusted(-3, -3, 3, 0));
    }
}

void MovedPairs::resizeEvent(QResizeEvent *event)
{
    PictureList::resizeEvent(event);
    setStrength(m_strength); // rows are as high as the view is wide
}

} // namespace scorers
