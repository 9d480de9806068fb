#include "ui/disagreement/pairstrip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QToolTip>

#include "ui/widgets/cachedpicture.h"
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

} // namespace

PairStrip::PairStrip(QWidget *parent)
    : PictureList(Qt::Horizontal, widgets::metrics::regionMargin, parent)
{
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Selected pairs"));
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
        clearCurrent();
        if (cache())
            cache()->dropWaiting();
        bar()->setValue(0);
    }
    viewport()->update();
}

std::optional<analysis::PairPoint> PairStrip::chosen() const
{
    if (m_pairs.empty())
        return {};
    return m_pairs[size_t(std::max(0, current()))];
}

QSize PairStrip::sizeHint() const
{
    return {400, topMargin + side + captionGap + captionHeight + bottomMargin};
}

int PairStrip::extent() const
{
    return 2 * side + pictureGap;
}

int PairStrip::gap() const
{
    return itemGap;
}

int PairStrip::crossStart() const
{
    return topMargin;
}

int PairStrip::crossExtent() const
{
    return side + captionGap + captionHeight;
}

QString PairStrip::describe(int index) const
{
    return QTextDocumentFragment::fromHtml(item(index).toolTip).toPlainText();
}

void PairStrip::open(int index)
{
    Q_EMIT activated(m_pairs[size_t(index)]);
}

void PairStrip::paintEmpty(QPainter *painter)
{
    widgets::paintLine(
        painter,
        QRect(widgets::metrics::pageMargin, topMargin, viewport()->width() - 2 * widgets::metrics::pageMargin, 20),
        Qt::AlignLeft, m_emptyText, widgets::textFont(widgets::TextRole::Body), widgets::tokens().text);
}

void PairStrip::paintItem(QPainter *painter, const QRect &rect, int index)
{
    const Item item = m_maker(m_pairs[size_t(index)]);
    widgets::paintCachedPicture(painter, QRect(rect.left(), rect.top(), side, side), cache(), item.left);
    widgets::paintCachedPicture(painter, QRect(rect.left() + side + pictureGap, rect.top(), side, side), cache(),
                                item.right);
    paintCaption(painter, QRect(rect.left(), rect.top() + side + captionGap, rect.width(), captionHeight), item);
    if (!isMarked(index))
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

void PairStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Delete)
        PictureList::keyPressEvent(event);
    else if (current() >= 0)
        Q_EMIT removed(m_pairs[size_t(current())]);
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
    bar()->setValue(bar()->value() - (delta.x() != 0 ? delta.x() : delta.y()));
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
    return PictureList::viewportEvent(event);
}

} // namespace disagreement
