#include "ui/widgets/strip.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/widgets/button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr int textLeft = metrics::regionMargin + metrics::controlIcon + metrics::space8;
constexpr int padding = metrics::space8;

} // namespace

Strip::Strip(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_button(new Button(QString(), Button::Kind::Outlined, this))
    , m_second(new Button(QString(), Button::Kind::Outlined, this))
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(metrics::regionMargin, 6, metrics::regionMargin, 6);
    m_layout->addStretch();
    m_layout->setSpacing(metrics::controlGap);
    m_layout->addWidget(m_button, 0, Qt::AlignTop);
    m_layout->addWidget(m_second, 0, Qt::AlignTop);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_button, &Button::clicked, this, &Strip::actionClicked);
    connect(m_second, &Button::clicked, this, &Strip::secondActionClicked);
    m_second->hide();
    hide();
}

void Strip::focusAction()
{
    m_button->setFocus(Qt::OtherFocusReason);
}

void Strip::say(const QString &text, const QString &action, const QString &secondAction)
{
    m_text = text;
    m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
    m_second->setText(secondAction);
    m_second->setVisible(!secondAction.isEmpty());
    setAccessibleName(text);
    setMinimumHeight(heightForWidth(qMax(width(), 400)));
    updateGeometry();
    update();
    show();
    QAccessibleEvent announcement(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

int Strip::textWidth(int width) const
{
    int buttons = 0;
    for (const Button *button : {m_button, m_second})
        buttons += button->isHidden() ? 0 : button->sizeHint().width() + metrics::controlGap;
    return width - textLeft - buttons - metrics::space8 - metrics::regionMargin;
}

QSize Strip::sizeHint() const
{
    return {400, heightForWidth(qMax(width(), 400))};
}

int Strip::heightForWidth(int width) const
{
    const int text = textHeight(m_text, textFont(TextRole::Body), lineHeight(TextRole::Body), textWidth(width));
    return qMax(text + 2 * padding, m_button->isHidden() ? 0 : m_button->sizeHint().height() + 12);
}

void Strip::resizeEvent(QResizeEvent *)
{
    setMinimumHeight(heightForWidth(width())); // said before its width was known, it may be too high
}

void Strip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens();
    const bool error = m_kind == Kind::Error;
    const QColor ink = error ? t.error : t.warning;
    QPainter painter(this);
    painter.fillRect(rect(), error ? t.errorFill : t.warningFill);
    const int line = lineHeight(TextRole::Body);
    const int text = textHeight(m_text, textFont(TextRole::Body), line, textWidth(width()));
    const double top = (height() - text) / 2.0;
    paintIcon(&painter, error ? Icon::Error : Icon::Warn,
              QRectF(metrics::regionMargin, top, metrics::controlIcon, line), metrics::controlIcon, ink);
    paintText(&painter, QRectF(textLeft, top, textWidth(width()), text), m_text, textFont(TextRole::Body), line, ink);
}

} // namespace widgets
