#include "ui/widgets/focusring.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QFocusEvent>
#include <QMenu>
#include <QPainter>

#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr const char *ownMarkProperty = "ownFocusMark";
constexpr const char *neutralProperty = "neutralFocusMark";

bool isNeutral(const QWidget *widget)
{
    return widget && widget->property(neutralProperty).toBool();
}

bool marksItself(const QWidget *widget)
{
    return widget->isWindow() || widget->property(ownMarkProperty).toBool()
           || qobject_cast<const QAbstractScrollArea *>(widget) || qobject_cast<const QMenu *>(widget);
}

} // namespace

class FocusRing::Frame : public QFocusFrame
{
public:
    explicit Frame(QWidget *parent)
        : QFocusFrame(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(isNeutral(widget()) ? tokens().text : tokens().accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::controlRadius + 3,
                                metrics::controlRadius + 3);
    }
};

FocusRing::FocusRing(QApplication *application)
    : QObject(application)
{
    application->installEventFilter(this);
    connect(application, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

void FocusRing::setOwnMark(QWidget *widget)
{
    widget->setProperty(ownMarkProperty, true);
}

void FocusRing::setNeutral(QWidget *widget)
{
    widget->setProperty(neutralProperty, true);
}

void FocusRing::follow(QWidget *widget)
{
    delete m_frame;
    if (!widget || (!m_keyboard && !isNeutral(widget)) || marksItself(widget))
        return;
    auto *frame = new Frame(widget);
    frame->setWidget(widget);
    m_frame = frame;
}

bool FocusRing::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        m_keyboard = true;
    } else if (event->type() == QEvent::MouseButtonPress) {
        m_keyboard = false;
        delete m_frame;
    }
    return QObject::eventFilter(object, event);
}

} // namespace widgets
