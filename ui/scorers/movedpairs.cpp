#include "ui/scorers/movedpairs.h"

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include "ui/widgets/cachedpicture.h"
#include "ui/widgets/focusring.h"
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
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    widgets::FocusRing::setOwnMark(this);
    setAccessibleName(tr("Pairs whose pick moves with the strength"));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, viewport(), [this] {
        if (m_cache)
            m_cache->dropWaiting();
        viewport()->update();
    });
}

void MovedPairs::setCache(widgets::PictureCache *cache)
{
    m_cache = cache;
    if (cache)
        connect(cache, &widgets::PictureCache::ready, viewport(), [this] { viewport()->update(); });
    viewport()->update();
}

void MovedPairs::setData(const std::shared_ptr<const StrengthData> &data)
{
    m_data = data;
    m_current = -1;
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
        verticalScrollBar()->setValue(int(std::max<qint64>(0, moved - 1)) * pitch());
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

int MovedPairs::pitch() const
{
    return side() + captionHeight + rowGap;
}

int MovedPairs::rowAt(const QPoint &position) const
{
    const int row = (position.y() + verticalScrollBar()->value() - widgets::metrics::space4) / pitch();
    return row >= 0 && row < count() ? row : -1;
}

void MovedPairs::setCurrent(int row)
{
    if (count() == 0)
        return;
    m_current = std::clamp(row, 0, count() - 1);
    const int top = m_current * pitch();
    QScrollBar *bar = verticalScrollBar();
    if (top < bar->value())
        bar->setValue(top);
    else if (top + pitch() > bar->value() + viewport()->height())
        bar->setValue(top + pitch() - viewport()->height());
    const size_t pair = m_data->blend.moving()[size_t(m_current)];
    setAccessibleDescription(QStringLiteral("%1, %2").arg(m_data->pairName(pair), textOf(m_current)));
    viewport()->update();
}

void MovedPairs::updateScrollBar()
{
    const int height = count() * pitch() + 2 * widgets::metrics::space4;
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(pitch() / 2);
}

void MovedPairs::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), widgets::tokens().browse);
    if (count() == 0) {
        const QRect text = viewport()->rect().adjusted(widgets::metrics::regionMargin, widgets::metrics::space8,
                                                       -widgets::metrics::regionMargin, 0);
        widgets::paintText(&painter, text, tr("No pick moves with the strength."),
                           widgets::textFont(widgets::TextRole::Body), widgets::lineHeight(widgets::TextRole::Body),
                           widgets::tokens().text);
        return;
    }
    const int scrolled = verticalScrollBar()->value() - widgets::metrics::space4;
    const int last = std::min(count() - 1, (scrolled + viewport()->height()) / pitch());
    for (int row = std::max(0, scrolled / pitch()); row <= last; ++row)
        paintRow(&painter, row, row * pitch() - scrolled);
}

void MovedPairs::paintRow(QPainter *painter, int row, int top)
{
    const widgets::Tokens &t = widgets::tokens();
    const size_t index = m_data->blend.moving()[size_t(row)];
    const analysis::BlendPair &pair = pairAt(row);
    const int left = widgets::metrics::regionMargin;
    const int width = 2 * side() + pictureGap;
    widgets::paintCachedPicture(painter, QRect(left, top, side(), side()), m_cache,
                                m_data->snapshot->pictures[pair.tally.second].asset);
    widgets::paintCachedPicture(painter, QRect(left + side() + pictureGap, top, side(), side()), m_cache,
                                m_data->snapshot->pictures[pair.tally.first].asset);
    const QRectF caption(left, top + side(), width, captionHeight);
    const bool hasMoved = *pair.crossing() < m_strength || (pair.to <= 0 && *pair.crossing() <= m_strength);
    const QFont font =
        widgets::textFont(widgets::TextRole::Small, hasMoved ? widgets::Weight::SemiBold : widgets::Weight::Regular);
    const QString text = textOf(row);
    const double textWidth = QFontMetricsF(font).horizontalAdvance(text) + 1;
    widgets::paintLine(painter, caption, Qt::AlignRight, text, font, t.text);
    widgets::paintLine(painter, caption.adjusted(0, 0, -textWidth - widgets::metrics::space8, 0), Qt::AlignLeft,
                       m_data->pairName(index), widgets::textFont(widgets::TextRole::Small), t.text);
    if (row == m_current && hasFocus()) {
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRect(left - 3, top - 3, width + 6, side() + captionHeight + 3));
    }
}

void MovedPairs::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
    setStrength(m_strength); // rows are as high as the view is wide
}

void MovedPairs::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        setCurrent(m_current - 1);
        break;
    case Qt::Key_Down:
        setCurrent(m_current + 1);
        break;
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(count() - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT activated(pairAt(m_current));
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void MovedPairs::mousePressEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->pos()); row >= 0)
        setCurrent(row);
}

void MovedPairs::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->pos()); row >= 0)
        Q_EMIT activated(pairAt(row));
}

void MovedPairs::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace scorers
