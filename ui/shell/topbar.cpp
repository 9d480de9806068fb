#include "ui/shell/topbar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>

#include "ui/widgets/barrow.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace shell {

using widgets::Ink;
using widgets::Label;
using widgets::TextRole;
namespace metrics = widgets::metrics;

TopBar::TopBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new Label({}, TextRole::Body, Ink::Text, widgets::Weight::SemiBold))
    , m_simulated(new Label(tr("simulated"), TextRole::Small, Ink::Text3))
    , m_line(new widgets::Line(Qt::Vertical, 20))
    , m_rows(new QStackedWidget)
{
    setFixedHeight(widgets::scaled(metrics::topBar));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::regionMargin, 0, metrics::regionMargin, 1);
    layout->setSpacing(metrics::controlGap);
    m_title->setMaximumWidth(320);
    m_simulated->setToolTip(tr("The votes of this study were made by a program, not by people"));
    layout->addWidget(m_title);
    layout->addWidget(m_simulated);
    layout->addSpacing(metrics::space12);
    layout->addWidget(m_line);
    layout->addSpacing(metrics::space4);
    layout->addWidget(m_rows, 1);
    m_rows->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setStudy({}, false);
}

void TopBar::setStudy(const QString &title, bool simulated)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_line->setVisible(!title.isEmpty());
    m_simulated->setVisible(simulated);
}

void TopBar::showPlace(widgets::Place *place)
{
    QWidget *&row = m_rowOf[place];
    if (!row) {
        auto *bar = new widgets::BarRow;
        place->fillTopBar(bar);
        row = bar;
        m_rows->addWidget(row);
    }
    m_rows->setCurrentWidget(row);
}

void TopBar::orderTabsAfter(QWidget *previous)
{
    // In the order of their parents' children, which is the one in which they were added to the row.
    const QList<QWidget *> controls = m_rows->currentWidget()->findChildren<QWidget *>();
    for (QWidget *control : controls) {
        if ((control->focusPolicy() & Qt::TabFocus) != Qt::TabFocus || control->focusProxy()
            || control->window() != window())
            continue;
        setTabOrder(previous, control);
        previous = control;
    }
}

void TopBar::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.win);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace shell
