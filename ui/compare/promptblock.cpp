#include "ui/compare/promptblock.h"

#include <algorithm>

#include <QPainter>

#include "ui/widgets/longesttexts.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace compare {

using widgets::textFont;
using widgets::TextRole;

namespace {

constexpr int widestText = 1010;
constexpr int mostLines = 3;
constexpr int side = 16;
constexpr int top = 8;
constexpr int bottom = 12;
constexpr int moreWidth = 48;

} // namespace

PromptBlock::PromptBlock(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int PromptBlock::textWidth(int width) const
{
    return std::min(widestText, std::max(100, width - 2 * side - moreWidth));
}

int PromptBlock::linesOf(const QString &text, int width) const
{
    const int line = widgets::lineHeight(TextRole::Reading);
    return std::max(1, widgets::textHeight(text, textFont(TextRole::Reading), line, textWidth(width)) / line);
}

int PromptBlock::linesKept(int width) const
{
    if (m_all)
        return linesOf(m_text, width);
    int most = 1;
    for (const QString &text : m_texts) {
        most = std::max(most, std::min(mostLines, linesOf(text, width)));
        if (most == mostLines)
            break;
    }
    return most;
}

int PromptBlock::heightForWidth(int width) const
{
    return top + widgets::lineHeight(TextRole::Small) + linesKept(width) * widgets::lineHeight(TextRole::Reading)
           + bottom + 1;
}

void PromptBlock::setPrompt(const QString &topic, const QString &text)
{
    m_topic = topic;
    m_text = text;
    if (m_all) {
        m_all = false;
        updateGeometry();
    }
    setAccessibleName(tr("Prompt"));
    setAccessibleDescription(text);
    setToolTip(linesOf(text, width()) > mostLines ? text : QString());
    update();
}

void PromptBlock::setTexts(const QStringList &texts)
{
    m_texts = widgets::longestTexts(texts);
    updateGeometry();
}

void PromptBlock::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const widgets::Tokens &tokens = widgets::tokens();
    painter.fillRect(rect(), tokens.win);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
    const int small = widgets::lineHeight(TextRole::Small);
    widgets::paintLine(&painter, QRect(side, top, textWidth(width()), small), Qt::AlignLeft, m_topic,
                       textFont(TextRole::Small), tokens.text3);
    const int line = widgets::lineHeight(TextRole::Reading);
    const int lines = linesKept(width());
    const QRect body(side, top + small, textWidth(width()), lines * line);
    widgets::paintText(&painter, body, m_text, textFont(TextRole::Reading), line, tokens.text, lines);
    if (!m_all && linesOf(m_text, width()) > lines)
        widgets::paintLine(&painter, QRect(body.right() + 8, body.bottom() - line + 1, moreWidth, line), Qt::AlignLeft,
                           tr("more"), textFont(TextRole::Small, widgets::Weight::Medium), tokens.accent);
}

void PromptBlock::mousePressEvent(QMouseEvent *)
{
    if (!m_all && linesOf(m_text, width()) > linesKept(width())) {
        m_all = true;
        updateGeometry();
        update();
    }
}

void PromptBlock::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateGeometry();
}

} // namespace compare
