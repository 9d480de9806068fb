#include "ui/annotate/promptbar.h"

#include <algorithm>

#include <QLinearGradient>
#include <QMap>
#include <QPainter>
#include <QWheelEvent>

#include "ui/widgets/longesttexts.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace annotate {

using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int lowestBar = 64;
constexpr int padding = 8;
constexpr int maximumText = 1112;
constexpr int counterWidth = 120;
constexpr int largeUpTo = 140; ///< characters
constexpr int leadUpTo = 320;
constexpr int longLine = 19; ///< 13/19 above

struct PromptType
{
    QFont font;
    int line;
};

PromptType typeOf(const QString &prompt)
{
    if (prompt.size() <= largeUpTo)
        return {widgets::textFont(TextRole::Large), widgets::lineHeight(TextRole::Large)};
    if (prompt.size() <= leadUpTo)
        return {widgets::textFont(TextRole::Lead), widgets::lineHeight(TextRole::Lead)};
    return {widgets::textFont(TextRole::Body), widgets::scaled(longLine)};
}

} // namespace

PromptBar::PromptBar(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Prompt"));
}

void PromptBar::setSessionPrompts(const QStringList &prompts)
{
    // Longer prompts have smaller letters: the highest one can be of any size.
    QMap<int, QStringList> bySize;
    for (const QString &prompt : prompts)
        bySize[typeOf(prompt).line].append(prompt);
    m_prompts.clear();
    for (const QStringList &sameSize : std::as_const(bySize))
        m_prompts += widgets::longestTexts(sameSize);
    updateGeometry();
}

void PromptBar::setPrompt(const QString &prompt)
{
    m_prompt = prompt;
    m_scroll = 0;
    setAccessibleDescription(prompt);
    update();
}

void PromptBar::setCounter(const QString &done, const QString &of, const QString &note)
{
    m_done = done;
    m_of = of;
    m_note = note;
    update();
}

void PromptBar::setColumn(int left, int width)
{
    m_left = left;
    m_width = width;
    update();
}

int PromptBar::textWidth(int columnWidth) const
{
    return std::max(100, std::min(maximumText, columnWidth - counterWidth - metrics::space24));
}

int PromptBar::neededHeight(const QString &prompt, int columnWidth) const
{
    const PromptType type = typeOf(prompt);
    return widgets::textHeight(prompt, type.font, type.line, textWidth(columnWidth)) + 2 * padding;
}

int PromptBar::heightFor(int columnWidth, int windowHeight) const
{
    int height = lowestBar;
    for (const QString &prompt : m_prompts)
        height = std::max(height, neededHeight(prompt, columnWidth));
    height = std::max(height, neededHeight(m_prompt, columnWidth));
    return std::max(lowestBar, std::min(height, windowHeight / 4));
}

void PromptBar::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.win);
    paintCounter(&painter);
    if (m_prompt.isEmpty())
        return;
    const PromptType type = typeOf(m_prompt);
    const int text = textWidth(m_width);
    const int height = widgets::textHeight(m_prompt, type.font, type.line, text);
    const int note = widgets::lineHeight(TextRole::Small);
    const bool titled = height + note + 2 * padding <= this->height();
    const int content = height + (titled ? note : 0);
    double top = std::max(padding, (this->height() - content) / 2);
    if (titled) {
        widgets::paintLine(&painter, QRectF(m_left, top, text, note), Qt::AlignLeft, tr("Prompt"),
                           widgets::textFont(TextRole::Small), t.text3);
        top += note;
    }
    const bool overflows = content + 2 * padding > this->height();
    painter.setClipRect(QRect(m_left, padding / 2, text + 4, this->height() - padding));
    widgets::paintText(&painter, QRectF(m_left, top - m_scroll, text, height), m_prompt, type.font, type.line, t.text);
    if (!overflows)
        return;
    QLinearGradient fade(0, this->height() - 24, 0, this->height());
    QColor clear = t.win;
    clear.setAlpha(0);
    fade.setColorAt(0, clear);
    fade.setColorAt(1, t.win);
    if (m_scroll + this->height() - 2 * padding < height)
        painter.fillRect(QRect(m_left, this->height() - 24, text + 4, 24), fade);
}

void PromptBar::paintCounter(QPainter *painter)
{
    if (m_done.isEmpty())
        return;
    const widgets::Tokens &t = widgets::tokens();
    const QFont number = widgets::textFont(TextRole::Lead, widgets::Weight::SemiBold);
    const QFont small = widgets::textFont(TextRole::Small);
    const int first = widgets::lineHeight(TextRole::Lead);
    const int second = widgets::lineHeight(TextRole::Small);
    const double right = m_left + m_width;
    const double top = (height() - first - second) / 2.0;
    const double ofWidth = QFontMetricsF(small).horizontalAdvance(m_of);
    // One baseline for both sizes.
    const QFontMetricsF big(number);
    const double baseline = top + (first - big.height()) / 2 + big.ascent();
    painter->setPen(t.text3);
    painter->setFont(small);
    painter->drawText(QPointF(right - ofWidth, baseline), m_of);
    painter->setPen(t.text);
    widgets::paintTabular(painter, QRectF(right - counterWidth, top, counterWidth - ofWidth, first), Qt::AlignRight,
                          m_done, number);
    widgets::paintLine(painter, QRectF(right - counterWidth - 60, top + first, counterWidth + 60, second),
                       Qt::AlignRight, m_note, small, t.text3);
}

void PromptBar::wheelEvent(QWheelEvent *event)
{
    const PromptType type = typeOf(m_prompt);
    const int text = widgets::textHeight(m_prompt, type.font, type.line, textWidth(m_width));
    const int last = std::max(0, text + 2 * padding - height());
    m_scroll = std::clamp(m_scroll - event->angleDelta().y() / 4, 0, last);
    update();
}

} // namespace annotate
