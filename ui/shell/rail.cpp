#include "ui/shell/rail.h"

#include <QKeySequence>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace shell {

using widgets::PlaceId;
namespace metrics = widgets::metrics;

namespace {

constexpr int topMargin = 8;
constexpr int placeGap = 2;
constexpr int narrowPitch = 40;
constexpr int bottomPitch = 37;
constexpr int bottomMargin = 9;

} // namespace

RailButton::RailButton(widgets::Icon icon, const QString &title, const QKeySequence &key, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(title);
    setAccessibleName(title);
    setFocusPolicy(Qt::TabFocus);
    setFont(widgets::textFont(widgets::TextRole::Caption));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const QString keyText = widgets::keyCapText(key);
    setToolTip(keyText.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, keyText));
}

void RailButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
    update();
}

void RailButton::setNeutral(bool neutral)
{
    m_neutral = neutral;
    update();
}

int RailButton::labelWidth() const
{
    return fontMetrics().horizontalAdvance(text());
}

QSize RailButton::sizeHint() const
{
    const int height = m_narrow        ? narrowPitch
                       : isCheckable() ? widgets::scaled(metrics::railItem) + placeGap
                                       : bottomPitch;
    return {metrics::narrowRailWidth, height};
}

void RailButton::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    const bool labelled = !m_narrow && isCheckable();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plate =
        m_narrow ? QRectF(4, 1, width() - 9, height() - 2) : QRectF(4, 0, width() - 9, height() - placeGap);
    if (isChecked() || isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? t.win : isDown() ? t.press : t.hover);
        if (isEnabled())
            painter.drawRoundedRect(plate, metrics::controlRadius, metrics::controlRadius);
    }
    if (isChecked()) {
        painter.setBrush(m_neutral ? t.text2 : t.accent);
        // At the outer edge of the window.
        const double edge = layoutDirection() == Qt::RightToLeft ? width() - 3 : -3;
        painter.drawRoundedRect(QRectF(edge, plate.top() + 8, 6, plate.height() - 16), 2, 2);
    }
    const QColor ink = !isEnabled() ? t.disabled : isChecked() ? t.text : t.text2;
    const double centre = labelled ? 18 : height() / 2.0;
    painter.setRenderHint(QPainter::Antialiasing, false);
    widgets::paintIcon(&painter, m_icon, QRectF(0, centre - 10, width() - 1, 20), metrics::railIcon, ink);
    if (labelled) {
        painter.setPen(ink);
        painter.setFont(font());
        painter.drawText(QRect(0, 30, width() - 1, height() - 30 - 7), Qt::AlignHCenter | Qt::AlignVCenter, text());
    }
}

void RailButton::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void RailButton::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

Rail::Rail(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_menu(new RailButton(widgets::Icon::Menu, tr("Menu"), QKeySequence(Qt::Key_F10), this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_layout->setContentsMargins(0, topMargin, 0, bottomMargin);
    m_layout->setSpacing(0);
    m_layout->addStretch();
    m_layout->addWidget(m_menu);
    connect(m_menu, &RailButton::clicked, this, &Rail::menuClicked);
    applyWidth();
}

void Rail::addPlace(PlaceId place, widgets::Icon icon, const QString &title, const QKeySequence &key)
{
    auto *button = new RailButton(icon, title, key, this);
    button->setObjectName(QStringLiteral("rail-%1").arg(widgets::toText(place)));
    const bool atBottom = place == PlaceId::Preferences;
    button->setCheckable(!atBottom);
    m_buttons.insert(place, button);
    // Places, stretch, Preferences, Menu.
    m_layout->insertWidget(atBottom ? m_layout->count() - 1 : m_layout->count() - 2, button);
    connect(button, &RailButton::clicked, this, [this, place] { Q_EMIT placeClicked(place); });
    applyWidth();
}

void Rail::setPlaceEnabled(PlaceId place, bool enabled, const QString &why)
{
    if (RailButton *button = m_buttons.value(place)) {
        button->setEnabled(enabled);
        button->setStatusTip(why);
    }
}

void Rail::setCurrent(PlaceId place)
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        (*it)->setChecked(it.key() == place);
        (*it)->setNeutral(place == PlaceId::Annotate);
    }
}

void Rail::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    m_layout->setContentsMargins(0, topMargin, 0, bottomMargin);
    applyWidth();
}

void Rail::applyWidth()
{
    int width = metrics::narrowRailWidth;
    if (!m_narrow) {
        width = metrics::railWidth;
        for (const RailButton *button : std::as_const(m_buttons)) {
            if (button->isCheckable())
                width = qMax(width, button->labelWidth() + 10);
        }
    }
    setFixedWidth(width);
    for (RailButton *button : std::as_const(m_buttons))
        button->setNarrow(m_narrow);
    m_menu->setNarrow(m_narrow);
}

QWidget *Rail::orderTabs()
{
    QWidget *previous = nullptr;
    for (int i = 0; i < m_layout->count(); ++i) {
        QWidget *next = m_layout->itemAt(i)->widget();
        if (previous && next)
            setTabOrder(previous, next);
        previous = next ? next : previous;
    }
    return previous;
}

QPoint Rail::menuPosition() const
{
    return m_menu->mapToGlobal(QPoint(m_menu->width() + metrics::space4, 0));
}

void Rail::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.rail);
    painter.fillRect(QRect(layoutDirection() == Qt::RightToLeft ? 0 : width() - 1, 0, 1, height()), t.line);
}

} // namespace shell
