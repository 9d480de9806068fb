#include "ui/disagreement/pairstrip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QToolTip>

#include "ui/widgets/cachedpicture.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

constexpr int side = 126;
constexpr int pictureGap = 4;
constexpr int itemGap = 12;
constexpr int topMargin = 10;
constexpr int captionGap = 5;
constexpr int captionHeight = 18;
constexpr int bottomMargin = 13;
constexpr int pitch = 2 * side + pictureGap + itemGap;

} // namespace

PairStrip::PairStrip(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    widgets::FocusRing::setOwnMark(this);
    setAccessibleName(tr("Selected pairs"));
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(), [this] {
        if (m_cache)
            m_cache->dropWaiting();
        viewport()->update();
    });
}

void PairStrip::setCache(widgets::PictureCache *cache)
{
    m_cache = cache;
    if (cache)
        connect(cache, &widgets::PictureCache::ready, viewport(), [this] { viewport()->update(); });
    viewport()->update();
}

void PairStrip::setPairs(std::vector<analysis::PairPoint> pairs, ItemMaker maker, const QString &emptyText)
{
    const auto same = [](const analysis::PairPoint &a, const analysis::PairPoint &b) { return a.id == b.id; };
    const bool kept = std::equal(pairs.begin(), pairs.end(), m_pairs.begin(), m_pairs.end(), same);
    m_pairs = std::move(pairs);
    m_maker = std::move(maker);
    m_emptyText = emptyText;
    updateScrollBar();
    if (!kept) { // values that change in place do not move the strip
        m_current = -1;
        if (m_cache)
            m_cache->dropWaiting();
        horizontalScrollBar()->setValue(0);
    }
    viewport()->update();
}

std::optional<analysis::PairPoint> PairStrip::chosen() const
{
    if (m_pairs.empty())
        return {};
    return m_pairs[size_t(std::max(0, m_current))];
}

bool PairStrip::isSettled() const
{
    return !m_cache || m_cache->isIdle();
}

QSize PairStrip::sizeHint() const
{
    return {400, topMargin + side + captionGap + captionHeight + bottomMargin};
}

QRect PairStrip::itemRect(int index) const
{
    const int left = widgets::metrics::regionMargin + index * pitch - horizontalScrollBar()->value();
    return {left, topMargin, pitch - itemGap, side + captionGap + captionHeight};
}

int PairStrip::itemAt(const QPoint &position) const
{
    const int index = (position.x() + horizontalScrollBar()->value() - widgets::metrics::regionMargin) / pitch;
    return index >= 0 && index < count() && itemRect(index).contains(position) ? index : -1;
}

void PairStrip::setCurrent(int index)
{
    if (m_pairs.empty())
        return;
    m_current = qBound(0, index, count() - 1);
    const QRect rect = itemRect(m_current);
    const int margin = widgets::metrics::regionMargin;
    if (rect.left() < margin)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + rect.left() - margin);
    else if (rect.right() > viewport()->width() - margin)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + rect.right() - viewport()->width() + margin);
    setAccessibleDescription(QTextDocumentFragment::fromHtml(item(m_current).toolTip).toPlainText());
    viewport()->update();
}

void PairStrip::updateScrollBar()
{
    const int width = 2 * widgets::metrics::regionMargin + count() * pitch - itemGap;
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(pitch);
}

void PairStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), widgets::tokens().browse);
    if (m_pairs.empty()) {
        widgets::paintLine(
            &painter,
            QRect(widgets::metrics::pageMargin, topMargin, viewport()->width() - 2 * widgets::metrics::pageMargin, 20),
            Qt::AlignLeft, m_emptyText, widgets::textFont(widgets::TextRole::Body), widgets::tokens().text);
        return;
    }
    const int scrolled = horizontalScrollBar()->value() - widgets::metrics::regionMargin;
    const int last = std::min(count() - 1, (scrolled + viewport()->width()) / pitch);
    for (int i = std::max(0, scrolled / pitch); i <= last; ++i)
        paintItem(&painter, itemRect(i), item(i), i == m_current);
}

void PairStrip::paintItem(QPainter *painter, const QRect &rect, const Item &item, bool isCurrent)
{
    widgets::paintCachedPicture(painter, QRect(rect.left(), rect.top(), side, side), m_cache, item.left);
    widgets::paintCachedPicture(painter, QRect(rect.left() + side + pictureGap, rect.top(), side, side), m_cache,
                                item.right);
    paintCaption(painter, QRect(rect.left(), rect.top() + side + captionGap, rect.width(), captionHeight), item);
    if (!isCurrent || !hasFocus())
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(widgets::tokens().accent, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(-4, -4, 4, 4), widgets::metrics::chipRadius,
                             widgets::metrics::chipRadius);
}

void PairStrip::paintCaption(QPainter *painter, const QRect &rect, const Item &item) const
{
    const widgets::Tokens &tokens = widgets::tokens();
    const QFont font = widgets::textFont(widgets::TextRole::Small);
    const QFont bold = widgets::textFont(widgets::TextRole::Small, widgets::Weight::SemiBold);
    constexpr double markGap = 5;
    double right = rect.right() + 1;
    const auto place = [&](const QString &text, const QFont &textFont, bool people) {
        const double width = widgets::tabularWidth(text, textFont);
        painter->setPen(tokens.text);
        widgets::paintTabular(painter, QRectF(right - width, rect.top(), width, rect.height()),
                              Qt::AlignRight | Qt::AlignVCenter, text, textFont);
        const QPointF centre(right - width - markGap - widgets::markDiameter / 2, rect.top() + rect.height() / 2.0);
        if (people)
            widgets::paintCircle(painter, centre, widgets::markDiameter, tokens.people);
        else
            widgets::paintDiamond(painter, centre, widgets::markDiameter, tokens.model);
        right = centre.x() - widgets::markDiameter / 2 - widgets::metrics::space8;
    };
    place(item.delta, bold, false);
    if (!item.people.isEmpty())
        place(item.people, font, true);
    widgets::paintLine(painter, QRectF(rect.left(), rect.top(), right - rect.left(), rect.height()), Qt::AlignLeft,
                       item.title, font, tokens.text);
}

void PairStrip::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void PairStrip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current - 1);
        break;
    case Qt::Key_Right:
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
            Q_EMIT activated(m_pairs[size_t(m_current)]);
        break;
    case Qt::Key_Delete:
        if (m_current >= 0)
            Q_EMIT removed(m_pairs[size_t(m_current)]);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void PairStrip::mousePressEvent(QMouseEvent *event)
{
    if (const int index = itemAt(event->pos()); index >= 0)
        setCurrent(index);
}

void PairStrip::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int index = itemAt(event->pos()); index >= 0)
        Q_EMIT activated(m_pairs[size_t(index)]);
}

void PairStrip::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const int index = itemAt(event->pos());
        if (index < 0)
            return;
        setCurrent(index);
    }
    if (!m_pairs.empty())
        Q_EMIT menuRequested(event->globalPos());
}

void PairStrip::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (delta.x() != 0 ? delta.x() : delta.y()));
    event->accept();
}

bool PairStrip::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = itemAt(help->pos());
        QToolTip::showText(help->globalPos(), index < 0 ? QString() : item(index).toolTip, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void PairStrip::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace disagreement
