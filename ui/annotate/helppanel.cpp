#include "ui/annotate/helppanel.h"

#include <QPainter>
#include <QTextDocument>

#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace annotate {

using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

/// The words of Markdown: what is painted here has no emphasis.
QString plainText(const QString &markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    return document.toPlainText().replace(QLatin1Char('\n'), QStringLiteral("\n\n"));
}

} // namespace

HelpPanel::HelpPanel(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Help"));
    setInstructions({});
    hide();
}

void HelpPanel::setInstructions(const QString &instructions)
{
    m_instructions =
        instructions.isEmpty() ? tr(
            "Two pictures were made for the prompt above. Answer the question below them as you feel; there is no right "
            "answer, and nobody expects you to agree with others. Every answer is saved at once, and can be undone.")
                               : plainText(instructions);
    setAccessibleDescription(m_instructions);
    update();
}

void HelpPanel::setKeys(const KeyMap &keys)
{
    const auto row = [&keys](const char *action, const QString &text) {
        return Row{keys.cap(QLatin1String(action)), text};
    };
    m_examples = {row("left_much", tr("Left is far better than right")),
                  row("tie", tr("You would be as happy with either")),
                  row("both_bad", tr("Neither shows what was asked for"))};
    m_rows = {row("left", tr("Left")),
              row("right", tr("Right")),
              row("left_much", tr("Left, much better")),
              row("right_much", tr("Right, much better")),
              row("tie", tr("No preference")),
              row("both_good", tr("Both good")),
              row("both_bad", tr("Both bad")),
              row("skip", tr("Skip, then a reason")),
              row("flag", tr("Flag this pair")),
              row("undo", tr("Undo, without limit")),
              row("flip", tr("Exchange the pictures while held")),
              row("layout", tr("Side by side, overlay, split")),
              row("actual_size", tr("100 % and back")),
              row("label_1", tr("First label or value, and so on")),
              row("done", tr("Next picture, then done")),
              row("pause", tr("Pause")),
              row("help", tr("Close this help"))};
    update();
}

void HelpPanel::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.base);
    painter.fillRect(QRect(0, 0, 1, height()), t.line);
    constexpr int keyColumn = 92;
    const int left = metrics::space16;
    const int width = this->width() - 2 * left;
    const int row = widgets::scaled(metrics::smallControl);
    const int line = widgets::lineHeight(TextRole::Body);
    const QFont body = widgets::textFont(TextRole::Body);
    double y = metrics::space12;
    const auto heading = [&](const QString &text) {
        widgets::paintLine(&painter, QRectF(left, y, width, row), Qt::AlignLeft, text,
                           widgets::textFont(TextRole::Body, widgets::Weight::SemiBold), t.text);
        y += row + metrics::space4;
    };
    const auto rows = [&](const QList<Row> &list) {
        for (const Row &item : list) {
            widgets::paintKeyCap(&painter, QRectF(left, y, keyColumn, row), item.cap, widgets::CapFill::OnBar);
            widgets::paintLine(&painter, QRectF(left + keyColumn, y, width - keyColumn, row), Qt::AlignLeft, item.text,
                               body, t.text2);
            y += row;
        }
        y += metrics::space12;
    };
    heading(tr("How to judge"));
    const int text = widgets::textHeight(m_instructions, body, line, width);
    widgets::paintText(&painter, QRectF(left, y, width, text), m_instructions, body, line, t.text2, 12);
    y += qMin(text, 12 * line) + metrics::space12;
    heading(tr("Examples"));
    rows(m_examples);
    heading(tr("Keys"));
    rows(m_rows);
}

} // namespace annotate
