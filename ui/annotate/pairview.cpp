#include "ui/annotate/pairview.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include "ui/widgets/metrics.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/splitline.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace annotate {

using widgets::PictureFrame;
using widgets::Zoom;

namespace {

constexpr int sideMargin = 32;
constexpr int pictureGap = 16;
constexpr int verticalMargin = 16; ///< above and below together
constexpr int zoomNoteMs = 1000;
constexpr QRgb activeFrame = 0xFF1F1F1F;

} // namespace

PairView::PairView(QWidget *parent)
    : QWidget(parent)
    , m_surround(widgets::tokens().judge)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_zoomNote.setSingleShot(true);
    m_zoomNote.setInterval(zoomNoteMs);
    connect(&m_zoomNote, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_link, &widgets::ZoomLink::zoomChanged, this, [this] {
        m_zoomNote.start();
        update();
        Q_EMIT zoomChanged();
    });
}

int PairView::frameSide(const QSize &size)
{
    const int side = std::min((size.width() - 2 * sideMargin - pictureGap) / 2, size.height() - verticalMargin);
    return std::max(0, side & ~1);
}

int PairView::fixedSide(const QSize &smallestWindow)
{
    // The parts around the pictures at the standard text size.
    constexpr int answerStrip = 164;
    constexpr int progressLine = 3;
    const QSize view(smallestWindow.width() - widgets::metrics::narrowRailWidth,
                     smallestWindow.height() * 3 / 4 - progressLine - answerStrip);
    return frameSide(view);
}

void PairView::setFixedSide(int side)
{
    m_fixedSide = side;
    update();
}

int PairView::sideFor(const QSize &size) const
{
    const int fitted = frameSide(size);
    return m_fixedSide > 0 ? std::min(m_fixedSide, fitted) : fitted;
}

int PairView::widthFor(const QSize &size) const
{
    return 2 * sideFor(size) + pictureGap;
}

QRect PairView::pairRect() const
{
    const int side = sideFor(size());
    const int length = widthFor(size());
    return {(width() - length) / 2, (height() - side + 1) / 2, length, side};
}

QRect PairView::frameRect(int position) const
{
    const QRect pair = pairRect();
    const int side = pair.height();
    if (m_layout != Layout::SideBySide)
        return {(width() - side) / 2, pair.top(), side, side};
    return {pair.left() + (position == 0 ? 0 : side + pictureGap), pair.top(), side, side};
}

void PairView::nextLayout()
{
    m_layout = m_layout == Layout::SideBySide ? Layout::Overlay
               : m_layout == Layout::Overlay  ? Layout::Split
                                              : Layout::SideBySide;
    update();
    Q_EMIT layoutChanged();
}

void PairView::resetLayout()
{
    m_layout = Layout::SideBySide;
    m_split = 0.5;
    update();
    Q_EMIT layoutChanged();
}

void PairView::setFlipped(bool flipped)
{
    if (m_flipped == flipped)
        return;
    m_flipped = flipped;
    update();
    Q_EMIT layoutChanged();
}

QString PairView::shownSide() const
{
    if (m_layout == Layout::SideBySide)
        return m_flipped ? tr("sides exchanged") : QString();
    if (m_layout == Layout::Split)
        return m_flipped ? tr("right picture on the left") : tr("left picture on the left");
    return m_flipped ? tr("showing right") : tr("showing left");
}

void PairView::toggleActualSize()
{
    Zoom zoom = m_link.zoom();
    zoom.kind = zoom.kind == Zoom::Kind::Fit ? Zoom::Kind::Actual : Zoom::Kind::Fit;
    m_link.setZoom(zoom);
}

void PairView::resetZoom()
{
    m_link.reset();
    m_zoomNote.stop();
}

void PairView::setActivePicture(int position)
{
    m_active = position;
    update();
}

void PairView::setCovered(bool covered)
{
    m_covered = covered;
    update();
}

void PairView::setWarning(const QString &reason)
{
    m_warning = reason;
    setAccessibleDescription(reason);
    update();
}

void PairView::setNote(const QString &note)
{
    m_note = note;
    setAccessibleDescription(note);
    update();
}

void PairView::setSurround(const QColor &color)
{
    m_surround = color;
    update();
}

void PairView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_surround);
    if (m_covered)
        return;
    if (!m_warning.isEmpty()) {
        constexpr int widest = 480;
        const QFont font = widgets::textFont(widgets::TextRole::Lead);
        const int line = widgets::lineHeight(widgets::TextRole::Lead);
        const int wide = std::min(widest, width() - 2 * sideMargin);
        const int high = widgets::textHeight(m_warning, font, line, wide);
        widgets::paintText(&painter, QRectF((width() - wide) / 2.0, (height() - high) / 2.0, wide, high), m_warning,
                           font, line, Qt::black);
        return;
    }
    const auto shown = [this](int position) -> PictureFrame & {
        return m_frames[size_t(m_flipped ? 1 - position : position)];
    };
    if (m_layout == Layout::SideBySide) {
        for (int position = 0; position < 2; ++position) {
            shown(position).paint(&painter, frameRect(position), m_link.zoom());
            if (position == (m_flipped ? 1 - m_active : m_active) && m_active >= 0) {
                painter.setPen(QPen(QColor(activeFrame), 2));
                painter.drawRect(frameRect(position).adjusted(-1, -1, 1, 1));
            }
        }
    } else if (m_layout == Layout::Overlay) {
        shown(0).paint(&painter, frameRect(0), m_link.zoom());
    } else {
        paintSplit(&painter);
    }
    if (!m_note.isEmpty())
        widgets::paintLine(&painter, rect(), Qt::AlignHCenter, m_note, widgets::textFont(widgets::TextRole::Body),
                           Qt::black);
    if (m_zoomNote.isActive())
        paintZoomNote(&painter);
    if (m_frames[0].hasImage() && m_frames[1].hasImage())
        Q_EMIT painted();
}

void PairView::paintSplit(QPainter *painter)
{
    const QRect frame = frameRect(0);
    const int x = frame.left() + qRound(frame.width() * m_split);
    const int first = m_flipped ? 1 : 0;
    painter->save();
    painter->setClipRect(QRect(frame.left(), frame.top(), x - frame.left(), frame.height()));
    m_frames[size_t(first)].paint(painter, frame, m_link.zoom());
    painter->setClipRect(QRect(x, frame.top(), frame.right() + 1 - x, frame.height()));
    m_frames[size_t(1 - first)].paint(painter, frame, m_link.zoom());
    painter->restore();
    widgets::paintSplitLine(painter, frame, x);
}

void PairView::paintZoomNote(QPainter *painter)
{
    const QRect frame = frameRect(0);
    const double scale = m_frames[0].scaleAt(frame, m_link.zoom(), devicePixelRatioF());
    const QString text = QStringLiteral("%1 %").arg(qRound(scale * 100));
    const QRectF place(8, height() - 28, 120, 20);
    widgets::paintLine(painter, place, Qt::AlignLeft, text, widgets::textFont(widgets::TextRole::Body), Qt::black);
}

int PairView::frameAt(const QPointF &point) const
{
    if (m_layout == Layout::SideBySide && frameRect(1).contains(point.toPoint()))
        return 1;
    return frameRect(0).contains(point.toPoint()) ? 0 : -1;
}

void PairView::wheelEvent(QWheelEvent *event)
{
    const int position = frameAt(event->position());
    if (position < 0 || !m_frames[size_t(position)].hasImage())
        return;
    m_link.setZoom(m_frames[size_t(position)].zoomedAt(frameRect(position), m_link.zoom(), devicePixelRatioF(),
                                                       event->position(), widgets::wheelStep(*event)));
}

void PairView::mousePressEvent(QMouseEvent *event)
{
    m_lastMouse = event->position();
    const QRect frame = frameRect(0);
    m_draggingSplit =
        m_layout == Layout::Split
        && std::abs(event->position().x() - (frame.left() + frame.width() * m_split)) <= widgets::splitGrab;
}

void PairView::moveSplit(double x)
{
    const QRect frame = frameRect(0);
    m_split = std::clamp((x - frame.left()) / frame.width(), 0.0, 1.0);
    update();
}

void PairView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    if (m_draggingSplit) {
        moveSplit(event->position().x());
        return;
    }
    const int position = std::max(0, frameAt(m_lastMouse));
    m_link.setZoom(m_frames[size_t(position)].pannedBy(frameRect(position), m_link.zoom(), devicePixelRatioF(),
                                                       event->position() - m_lastMouse));
    m_lastMouse = event->position();
}

void PairView::mouseDoubleClickEvent(QMouseEvent *)
{
    m_link.reset();
}

} // namespace annotate
