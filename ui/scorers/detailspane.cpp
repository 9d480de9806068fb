#include "ui/scorers/detailspane.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/widgets/barrow.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace scorers {
namespace {

constexpr int nameWidth = 112;
constexpr int linePitch = 22;

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QWidget(parent)
    , m_head(new widgets::PaneHead(QString(), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_head);
    layout->addStretch();
}

void DetailsPane::setFacts(const QString &title, const QString &note, const QList<Line> &lines)
{
    m_head->setTitle(title);
    m_head->setNote(note);
    m_lines = lines;
    QStringList spoken;
    for (const Line &line : lines)
        spoken.append(QStringLiteral("%1: %2").arg(line.name, line.value));
    setAccessibleName(title);
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize DetailsPane::sizeHint() const
{
    return {492,
            widgets::metrics::paneHead + int(m_lines.size()) * widgets::scaled(linePitch) + widgets::metrics::space12};
}

void DetailsPane::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.win);
    const QFont font = widgets::textFont(widgets::TextRole::Body);
    const int pitch = widgets::scaled(linePitch);
    int y = m_head->height() + widgets::metrics::space4;
    for (const Line &line : m_lines) {
        widgets::paintLine(&painter, QRectF(widgets::metrics::regionMargin, y, nameWidth, pitch), Qt::AlignLeft,
                           line.name, font, t.text3);
        const int left = widgets::metrics::regionMargin + nameWidth;
        widgets::paintLine(&painter, QRectF(left, y, width() - left - widgets::metrics::regionMargin, pitch),
                           Qt::AlignLeft, line.value, font, t.text);
        y += pitch;
    }
}

} // namespace scorers
