#include "ui/widgets/barrow.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr int lineLength = 20;
constexpr int leastNote = 24;

/// A note that gives way: elided where the head has no room, whole in its tooltip.
class NoteLabel : public Label
{
public:
    using Label::Label;

    QSize minimumSizeHint() const override
    {
        return {qMin(leastNote, Label::minimumSizeHint().width()), Label::minimumSizeHint().height()};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintLine(&painter, contentsRect(), Qt::AlignLeft, text(), font(), palette().color(QPalette::WindowText));
    }

    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ToolTip && fontMetrics().horizontalAdvance(text()) > width()) {
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
            return true;
        }
        return Label::event(event);
    }
};

} // namespace

BarRow::BarRow(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_more(new Button(Icon::More, tr("More"), this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::controlGap);
    m_layout->addWidget(m_more);
    m_more->hide();
    connect(m_more, &Button::clicked, this, &BarRow::openMore);
}

void BarRow::add(QWidget *widget)
{
    m_layout->insertWidget(m_layout->count() - 1, widget);
    m_widgets.append(widget);
}

void BarRow::addStretch()
{
    m_layout->insertStretch(m_layout->count() - 1);
}

void BarRow::addLine()
{
    add(new Line(Qt::Vertical, lineLength));
}

QSize BarRow::minimumSizeHint() const
{
    return {0, scaled(metrics::control)};
}

int BarRow::neededWidth() const
{
    int width = m_more->isHidden() ? 0 : m_more->sizeHint().width() + metrics::controlGap;
    for (const auto &widget : m_widgets) {
        if (widget && !widget->isHidden())
            width += qMax(widget->minimumSizeHint().width(), widget->minimumWidth()) + metrics::controlGap;
    }
    return width;
}

void BarRow::fit()
{
    for (const auto &button : std::as_const(m_moved)) {
        if (button)
            button->show();
    }
    m_moved.clear();
    m_more->hide();
    QList<Button *> buttons;
    for (const auto &widget : std::as_const(m_widgets)) {
        if (auto *button = qobject_cast<Button *>(widget.data())) {
            button->setCompact(false);
            buttons.append(button);
        }
    }
    for (auto it = buttons.rbegin(); it != buttons.rend() && neededWidth() > width(); ++it) {
        if ((*it)->canCompact())
            (*it)->setCompact(true);
    }
    for (auto it = buttons.rbegin(); it != buttons.rend() && neededWidth() > width(); ++it) {
        if ((*it)->isHidden() || (*it)->menu())
            continue;
        m_more->show();
        (*it)->hide();
        m_moved.prepend(*it);
    }
}

void BarRow::openMore()
{
    QMenu menu(this);
    for (const auto &button : std::as_const(m_moved)) {
        if (!button)
            continue;
        QAction *action = menu.addAction(button->text().isEmpty() ? button->accessibleName() : button->text());
        action->setEnabled(button->isEnabled());
        action->setCheckable(button->isCheckable());
        action->setChecked(button->isChecked());
        connect(action, &QAction::triggered, button.data(), [target = button.data()] { target->click(); });
    }
    menu.exec(m_more->mapToGlobal(QPoint(0, m_more->height() + metrics::space4)));
}

void BarRow::resizeEvent(QResizeEvent *)
{
    fit();
}

Line::Line(Qt::Orientation orientation, int length, QWidget *parent)
    : QWidget(parent)
{
    if (orientation == Qt::Vertical) {
        setFixedWidth(1);
        if (length > 0)
            setFixedHeight(length);
    } else {
        setFixedHeight(1);
        if (length > 0)
            setFixedWidth(length);
    }
}

void Line::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokens().line);
}

PaneHead::PaneHead(const QString &title, QWidget *parent, Surface surface)
    : QWidget(parent)
    , m_surface(surface)
    , m_title(new Label(title, TextRole::Body, Ink::Text, Weight::SemiBold))
    , m_note(new NoteLabel({}, TextRole::Small, Ink::Text3))
    , m_layout(new QHBoxLayout(this))
{
    setFixedHeight(scaled(metrics::paneHead));
    m_layout->setContentsMargins(metrics::regionMargin, 0, metrics::space8, 0);
    m_layout->setSpacing(metrics::controlGap);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_note);
    m_layout->addStretch();
}

void PaneHead::setEdgePadding(int pixels)
{
    m_layout->setContentsMargins(pixels, 0, pixels, 0);
}

void PaneHead::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PaneHead::setNote(const QString &note)
{
    m_note->setText(note);
}

void PaneHead::add(QWidget *widget)
{
    m_layout->addWidget(widget);
}

void PaneHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_surface == Surface::Bar ? tokens().win : tokens().base);
    if (m_surface == Surface::Bar)
        painter.fillRect(QRect(0, height() - 1, width(), 1), tokens().line);
}

} // namespace widgets
