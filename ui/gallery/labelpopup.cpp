#include "ui/gallery/labelpopup.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

#include "ui/gallery/labellist.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace metrics = widgets::metrics;
using widgets::TextRole;

namespace {

constexpr int shadow = 8;
constexpr int bodyWidth = 320;
constexpr int tallest = 420;
constexpr int headHeight = 32;
constexpr int footHeight = 34;

} // namespace

LabelPopup::LabelPopup(QWidget *parent)
    : QWidget(parent)
    , m_find(new QLineEdit(this))
    , m_list(new LabelList(this))
{
    m_find->setPlaceholderText(tr("Find a kind"));
    m_find->addAction(widgets::icon(widgets::Icon::Search), QLineEdit::LeadingPosition);
    m_find->setAccessibleName(tr("Find a kind of the taxonomy"));
    m_find->installEventFilter(this);
    connect(m_find, &QLineEdit::textChanged, m_list, &LabelList::setWords);
    setFocusProxy(m_find);
    hide();
}

void LabelPopup::open(int pictures, const QMap<QString, int> &counts)
{
    m_title = tr("Labels of %n pictures", nullptr, pictures);
    const int height = std::min(tallest, parentWidget()->height() - 2 * metrics::space16) + 2 * shadow;
    setGeometry((parentWidget()->width() - bodyWidth) / 2 - shadow, (parentWidget()->height() - height) / 2,
                bodyWidth + 2 * shadow, height);
    const QRect body = rect().adjusted(shadow, shadow, -shadow, -shadow);
    const int findTop = body.top() + metrics::space8 + headHeight;
    const int control = widgets::scaled(metrics::control);
    m_find->setGeometry(body.left() + metrics::space12, findTop, body.width() - 2 * metrics::space12, control);
    const int listTop = findTop + control + metrics::space8;
    m_list->setGeometry(body.left() + 1, listTop, body.width() - 2, body.bottom() - footHeight - listTop);
    m_find->clear();
    m_list->setCounts(pictures, counts);
    m_focusBefore = QApplication::focusWidget();
    qApp->installEventFilter(this);
    show();
    raise();
    m_find->setFocus(Qt::PopupFocusReason);
}

QStringList LabelPopup::found() const
{
    return m_list->found();
}

void LabelPopup::save()
{
    const QMap<QString, bool> toggled = m_list->toggled();
    hide();
    if (!toggled.isEmpty())
        Q_EMIT saved(toggled);
}

bool LabelPopup::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        save();
        return true;
    case Qt::Key_Up:
        m_list->step(-1);
        return true;
    case Qt::Key_Down:
        m_list->step(1);
        return true;
    case Qt::Key_Space:
        m_list->toggleCurrent();
        m_find->selectAll(); // the next letter begins the next kind
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // the field and the list are one
    default:
        return false;
    }
}

bool LabelPopup::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_find && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    if (event->type() == QEvent::MouseButtonPress && isVisible()) {
        const auto *widget = qobject_cast<QWidget *>(object);
        if (widget && widget != this && !isAncestorOf(widget))
            hide(); // as with every popover, a click outside leaves
    }
    return QWidget::eventFilter(object, event);
}

void LabelPopup::hideEvent(QHideEvent *)
{
    qApp->removeEventFilter(this);
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

void LabelPopup::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect body = rect().adjusted(shadow, shadow, -shadow, -shadow);
    painter.setPen(Qt::NoPen);
    for (int reach = shadow; reach > 0; --reach) { // 0 2 8, black 18 %
        painter.setBrush(QColor(0, 0, 0, 255 * 18 / 100 / shadow));
        painter.drawRoundedRect(QRectF(body).adjusted(-reach, 2 - reach, reach, 2 + reach).intersected(rect()),
                                metrics::popupRadius + reach, metrics::popupRadius + reach);
    }
    painter.setPen(QPen(t.controlBorder, 1));
    painter.setBrush(t.base);
    painter.drawRoundedRect(QRectF(body).adjusted(0.5, 0.5, -0.5, -0.5), metrics::popupRadius, metrics::popupRadius);
    widgets::paintLine(&painter,
                       QRectF(body.left() + metrics::space12, body.top() + metrics::space4,
                              body.width() - 2 * metrics::space12, headHeight),
                       Qt::AlignLeft | Qt::AlignVCenter, m_title,
                       widgets::textFont(TextRole::Body, widgets::Weight::SemiBold), t.text);
    painter.fillRect(QRectF(body.left() + 1, body.bottom() - footHeight, body.width() - 2, 1), t.grid);
    double x = body.left() + metrics::space12;
    const double top = body.bottom() - footHeight + 1;
    const QFont small = widgets::textFont(TextRole::Small);
    const std::pair<Qt::Key, QString> keys[] = {
        {Qt::Key_Space, tr("Mark")}, {Qt::Key_Return, tr("Save")}, {Qt::Key_Escape, tr("Leave")}};
    for (const auto &[key, text] : keys) {
        x = widgets::paintKeyCap(&painter, QRectF(x, top, body.width(), footHeight - 1),
                                 widgets::keyCapText(QKeySequence(key)), widgets::CapFill::OnBar)
            + metrics::iconGap;
        widgets::paintLine(&painter, QRectF(x, top, body.width(), footHeight - 1), Qt::AlignLeft | Qt::AlignVCenter,
                           text, small, t.text2);
        x += QFontMetricsF(small).horizontalAdvance(text) + metrics::space16;
    }
}

} // namespace gallery
