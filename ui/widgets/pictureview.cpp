#include "ui/widgets/pictureview.h"

#include <cmath>

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include "ui/widgets/theme.h"

namespace widgets {

double wheelStep(const QWheelEvent &event)
{
    constexpr double notch = 120;
    constexpr double factorPerNotch = 1.25;
    return std::pow(factorPerNotch, event.angleDelta().y() / notch);
}

PictureView::PictureView(PictureFrame::Surround surround, QWidget *parent)
    : QWidget(parent)
    , m_surround(surround)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setZoomLink(nullptr);
}

void PictureView::setZoomLink(ZoomLink *link)
{
    if (m_link)
        m_link->disconnect(this);
    if (m_link && m_link->parent() == this)
        delete m_link;
    m_link = link ? link : new ZoomLink(this);
    connect(m_link, &ZoomLink::zoomChanged, this, qOverload<>(&PictureView::update));
    update();
}

void PictureView::toggleActualSize()
{
    Zoom zoom = m_link->zoom();
    zoom.kind = zoom.kind == Zoom::Kind::Fit ? Zoom::Kind::Actual : Zoom::Kind::Fit;
    m_link->setZoom(zoom);
}

void PictureView::setStandIn(PictureView *other)
{
    m_standIn = other;
    update();
}

void PictureView::setInteractive(bool interactive)
{
    m_interactive = interactive;
}

void PictureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_surround == PictureFrame::Surround::Judge ? tokens().judge : tokens().browse);
    const PictureView *standIn = m_standIn;
    const PictureFrame &shown = standIn ? standIn->m_frame : m_frame;
    shown.paint(&painter, rect(), m_link->zoom(), m_surround);
}

void PictureView::wheelEvent(QWheelEvent *event)
{
    if (!m_interactive || !m_frame.hasImage()) {
        event->ignore();
        return;
    }
    m_link->setZoom(
        m_frame.zoomedAt(rect(), m_link->zoom(), devicePixelRatioF(), event->position(), wheelStep(*event)));
}

void PictureView::mousePressEvent(QMouseEvent *event)
{
    m_lastMouse = event->pos();
    m_dragged = false;
}

void PictureView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_interactive || !(event->buttons() & Qt::LeftButton))
        return;
    const QPoint delta = event->pos() - m_lastMouse;
    if (m_link->zoom().kind == Zoom::Kind::Fit) {
        if (!m_dragged && m_frame.hasImage() && delta.manhattanLength() >= QApplication::startDragDistance()) {
            m_dragged = true;
            Q_EMIT dragStarted();
        }
        return;
    }
    m_dragged = m_dragged || delta.manhattanLength() > 2;
    m_link->setZoom(m_frame.pannedBy(rect(), m_link->zoom(), devicePixelRatioF(), delta));
    m_lastMouse = event->pos();
}

void PictureView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_dragged)
        Q_EMIT clicked();
}

void PictureView::mouseDoubleClickEvent(QMouseEvent *)
{
    if (!m_interactive)
        return;
    if (m_link->zoom().kind == Zoom::Kind::Fit)
        Q_EMIT opened();
    else
        m_link->reset();
}

} // namespace widgets
