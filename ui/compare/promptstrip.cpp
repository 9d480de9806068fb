#include "ui/compare/promptstrip.h"

#include <algorithm>

#include <QFontMetrics>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include "ui/widgets/cachedpicture.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace compare {

namespace metrics = widgets::metrics;
using widgets::tokens;

namespace {

constexpr int thumb = 40;
constexpr int thumbGap = 2;
constexpr int mostThumbs = 6;
constexpr int padding = 8;
constexpr int itemGap = 8;
constexpr int topMargin = 11;
constexpr int itemHeight = 76;
constexpr int bottomMargin = 11;
constexpr int captionHeight = 18;
constexpr int longestCaption = 260;
constexpr qsizetype mostMeasured = 500; ///< of more captions the width is estimated: measuring thousands would be felt

int thumbsOf(const analysis::PromptEntry &entry)
{
    return std::min<int>(mostThumbs, int(entry.assets.size()));
}

} // namespace

PromptStrip::PromptStrip(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus); // ← and → walk through the prompts from everywhere
    setAccessibleName(tr("Prompts"));
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

void PromptStrip::setCache(widgets::PictureCache *cache)
{
    m_cache = cache;
    if (cache)
        connect(cache, &widgets::PictureCache::ready, viewport(), qOverload<>(&QWidget::update));
    if (cache)
        connect(cache, &widgets::PictureCache::coloursChanged, viewport(), qOverload<>(&QWidget::update));
}

void PromptStrip::setEntries(const QList<analysis::PromptEntry> &entries, const QList<int> &numbers)
{
    m_entries = entries;
    m_numbers = numbers;
    m_current = -1;
    measure();
    viewport()->update();
}

void PromptStrip::setCurrent(int index)
{
    m_current = index;
    if (index >= 0 && index < m_entries.size()) {
        const QRect rect = itemRect(index);
        if (rect.left() < padding)
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() + rect.left() - padding);
        else if (rect.right() > viewport()->width() - padding)
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() + rect.right() - viewport()->width()
                                            + padding);
        setAccessibleDescription(caption(index));
    }
    viewport()->update();
}

QSize PromptStrip::sizeHint() const
{
    return {400, topMargin + itemHeight + bottomMargin};
}

QString PromptStrip::caption(int index) const
{
    const analysis::PromptEntry &entry = m_entries[index];
    QString title = entry.topic.isEmpty() ? entry.text : entry.topic;
    constexpr int longestText = 40;
    if (title.size() > longestText)
        title = title.left(longestText - 1) + QChar(0x2026);
    QString text = QStringLiteral("%1  %2").arg(m_numbers.value(index)).arg(title);
    if (entry.picturesWithoutFile > 0)
        text += entry.picturesWithoutFile == 1 ? tr(", 1 picture missing")
                                               : tr(", %1 pictures missing").arg(entry.picturesWithoutFile);
    return text;
}

void PromptStrip::measure()
{
    const QFontMetrics metrics(widgets::textFont(widgets::TextRole::Small));
    const bool exact = m_entries.size() <= mostMeasured;
    m_lefts.clear();
    int left = padding;
    for (int i = 0; i < m_entries.size(); ++i) {
        m_lefts.append(left);
        const int thumbs = thumbsOf(m_entries[i]) * (thumb + thumbGap) - thumbGap;
        const QString words = caption(i);
        const int width = exact ? metrics.horizontalAdvance(words) : int(words.size()) * metrics.averageCharWidth();
        const int text = std::min(longestCaption, width + 1);
        left += std::max(thumbs, text) + 2 * padding + itemGap;
    }
    m_lefts.append(left);
    horizontalScrollBar()->setRange(0, std::max(0, left - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
}

QRect PromptStrip::itemRect(int index) const
{
    return {m_lefts[index] - horizontalScrollBar()->value(), topMargin, m_lefts[index + 1] - m_lefts[index] - itemGap,
            itemHeight};
}

int PromptStrip::itemAt(const QPoint &position) const
{
    for (int i = 0; i < m_entries.size(); ++i) {
        if (itemRect(i).contains(position))
            return i;
    }
    return -1;
}

void PromptStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), tokens().browse);
    painter.fillRect(QRect(0, 0, viewport()->width(), 1), tokens().line);
    for (int i = 0; i < m_entries.size(); ++i) {
        const QRect rect = itemRect(i);
        if (rect.right() >= 0 && rect.left() <= viewport()->width())
            paintItem(&painter, i);
    }
}

void PromptStrip::paintItem(QPainter *painter, int index)
{
    const QRect rect = itemRect(index);
    const analysis::PromptEntry &entry = m_entries[index];
    for (int i = 0; i < thumbsOf(entry); ++i) {
        const QRect place(rect.left() + padding + i * (thumb + thumbGap), rect.top() + padding, thumb, thumb);
        widgets::paintCachedPicture(painter, place, m_cache, entry.assets[i]);
    }
    widgets::paintLine(
        painter,
        QRect(rect.left() + padding + 1, rect.top() + padding + thumb + 3, rect.width() - 2 * padding, captionHeight),
        Qt::AlignLeft, caption(index), widgets::textFont(widgets::TextRole::Small), tokens().text);
    if (index == m_current) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), metrics::chipRadius, metrics::chipRadius);
        painter->restore();
    }
}

void PromptStrip::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void PromptStrip::mousePressEvent(QMouseEvent *event)
{
    if (const int index = itemAt(event->pos()); index >= 0)
        Q_EMIT chosen(index);
}

void PromptStrip::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (delta.x() != 0 ? delta.x() : delta.y()));
    event->accept();
}

bool PromptStrip::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = itemAt(help->pos());
        QToolTip::showText(help->globalPos(), index < 0 ? QString() : m_entries[index].text, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void PromptStrip::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace compare
