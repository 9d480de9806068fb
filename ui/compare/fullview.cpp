#include "ui/compare/fullview.h"

#include <algorithm>
#include <cmath>

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

#include "ui/widgets/focusring.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/splitline.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace compare {

using widgets::textFont;
using widgets::TextRole;

namespace {

constexpr int margin = 8;
constexpr int captionHeight = 32;
constexpr int zoomNoteMs = 1000;
constexpr double keyStep = 1.25;

/// Keys that mean something here and something else in the place below.
bool isOurs(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Escape:
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Z:
        return true;
    default:
        return key >= Qt::Key_1 && key <= Qt::Key_9;
    }
}

} // namespace

FullView::FullView(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    widgets::FocusRing::setOwnMark(this);
    setObjectName(QStringLiteral("fullView"));
    m_zoomNote.setSingleShot(true);
    m_zoomNote.setInterval(zoomNoteMs);
    connect(&m_zoomNote, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_link, &widgets::ZoomLink::zoomChanged, this, [this] {
        m_zoomNote.start();
        load();
    });
    parent->installEventFilter(this);
    hide();
}

void FullView::setCache(widgets::PictureCache *cache)
{
    if (m_cache)
        m_cache->disconnect(this);
    m_cache = cache;
    if (!cache) {
        hide();
        return;
    }
    connect(cache, &widgets::PictureCache::ready, this, &FullView::load);
    connect(cache, &widgets::PictureCache::coloursChanged, this, [this] {
        m_frames.assign(m_pictures.size(), {});
        load();
    });
}

void FullView::setPictures(const std::vector<analysis::SheetPicture> &pictures, const QStringList &titles)
{
    const bool same = std::equal(pictures.begin(), pictures.end(), m_pictures.begin(), m_pictures.end(),
                                 [](const auto &a, const auto &b) { return a.picture.id == b.picture.id; });
    m_titles = titles;
    if (!same) {
        m_pictures = pictures;
        m_frames.assign(pictures.size(), {});
        m_link.reset();
        const int last = int(pictures.size()) - 1;
        m_current = std::min(m_current, std::max(0, last));
        m_previous = m_previous > last ? -1 : m_previous;
        if (pictures.empty())
            leave();
    }
    updateAccessibleText();
    load();
}

void FullView::open(int index, int previous, Mode mode)
{
    if (m_pictures.empty())
        return;
    m_current = std::clamp(index, 0, int(m_pictures.size()) - 1);
    m_previous = previous;
    m_mode = m_pictures.size() > 1 ? mode : Mode::One;
    m_flipped = false;
    m_split = 0.5;
    m_link.reset();
    m_zoomNote.stop();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus();
    updateAccessibleText();
    load();
}

void FullView::leave()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT closed(m_current);
}

void FullView::nextMode()
{
    if (m_pictures.size() < 2)
        return;
    m_mode = m_mode == Mode::One ? Mode::Overlay : m_mode == Mode::Overlay ? Mode::Split : Mode::One;
    updateAccessibleText();
    load();
}

int FullView::other() const
{
    if (m_previous >= 0 && m_previous != m_current)
        return m_previous;
    return m_current > 0 ? m_current - 1 : std::min(1, int(m_pictures.size()) - 1);
}

int FullView::front() const
{
    return m_flipped ? other() : m_current;
}

void FullView::choose(int index)
{
    if (index < 0 || index >= int(m_pictures.size()) || index == m_current)
        return;
    m_previous = m_current;
    m_current = index;
    updateAccessibleText();
    load();
}

void FullView::setFlipped(bool flipped)
{
    if (m_flipped == flipped)
        return;
    m_flipped = flipped;
    updateAccessibleText();
    update();
}

QRect FullView::frameRect() const
{
    return rect().adjusted(margin, captionHeight, -margin, -margin);
}

void FullView::load()
{
    if (isHidden() || m_pictures.empty())
        return;
    const QRect frame = frameRect();
    // The other one first: what is asked for last is decoded first.
    for (const int index : {other(), m_current})
        fillFrame(&m_frames[size_t(index)], m_cache, m_pictures[size_t(index)].asset, frame, m_link.zoom(),
                  devicePixelRatioF());
    update();
}

void FullView::zoomBy(double factor)
{
    const QRect frame = frameRect();
    m_link.setZoom(m_frames[size_t(m_current)].zoomedAt(frame, m_link.zoom(), devicePixelRatioF(),
                                                        QRectF(frame).center(), factor));
}

// ---- Painting.

void FullView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), widgets::tokens().judge);
    if (m_pictures.empty())
        return;
    const QRect frame = frameRect();
    if (m_mode == Mode::Split)
        paintSplit(&painter, frame);
    else
        m_frames[size_t(front())].paint(&painter, frame, m_link.zoom());
    paintTexts(&painter, frame);
}

void FullView::paintSplit(QPainter *painter, const QRect &frame)
{
    const int x = frame.left() + qRound(frame.width() * m_split);
    const int left = m_flipped ? m_current : other();
    const int right = m_flipped ? other() : m_current;
    painter->save();
    painter->setClipRect(QRect(frame.left(), frame.top(), x - frame.left(), frame.height()));
    m_frames[size_t(left)].paint(painter, frame, m_link.zoom());
    painter->setClipRect(QRect(x, frame.top(), frame.right() + 1 - x, frame.height()));
    m_frames[size_t(right)].paint(painter, frame, m_link.zoom());
    painter->restore();
    widgets::paintSplitLine(painter, frame, x);
}

void FullView::paintTexts(QPainter *painter, const QRect &frame)
{
    const QRect band(frame.left() + 4, 0, frame.width() - 8, captionHeight);
    const QFont font = textFont(TextRole::Body);
    const auto name = [this](int index) { return QStringLiteral("%1  %2").arg(index + 1).arg(m_titles.value(index)); };
    QString left = name(front());
    QString right = tr("%1 of %2").arg(front() + 1).arg(m_pictures.size());
    if (m_mode == Mode::Overlay)
        right = tr("Space: %1").arg(name(m_flipped ? m_current : other()));
    if (m_mode == Mode::Split) {
        left = name(m_flipped ? m_current : other());
        right = name(m_flipped ? other() : m_current);
    }
    widgets::paintLine(painter, QRect(band.left(), 0, band.width() / 2, band.height()), Qt::AlignLeft, left,
                       textFont(TextRole::Body, widgets::Weight::Medium), Qt::black);
    widgets::paintLine(painter, QRect(band.left() + band.width() / 2, 0, band.width() / 2, band.height()),
                       Qt::AlignRight, right, font, Qt::black);
    if (m_zoomNote.isActive()) {
        const double scale = m_frames[size_t(front())].scaleAt(frame, m_link.zoom(), devicePixelRatioF());
        const QString note = QStringLiteral("%1 %").arg(qRound(scale * 100));
        const QRect place(frame.left(), height() - 28, 80, 20);
        painter->fillRect(place, widgets::tokens().judge);
        widgets::paintLine(painter, place.adjusted(4, 0, 0, 0), Qt::AlignLeft, note, font, Qt::black);
    }
}

void FullView::updateAccessibleText()
{
    QString text = tr("Picture %1, %2").arg(front() + 1).arg(m_titles.value(front()));
    if (m_mode != Mode::One)
        text += m_mode == Mode::Overlay ? tr(", over %1").arg(m_titles.value(other()))
                                        : tr(", beside %1").arg(m_titles.value(other()));
    if (text == accessibleName())
        return;
    setAccessibleName(text);
    QAccessibleEvent changed(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&changed);
}

// ---- Events.

bool FullView::event(QEvent *event)
{
    // Keys of the place below are ours while we cover it.
    if (event->type() == QEvent::ShortcutOverride && isOurs(static_cast<QKeyEvent *>(event)->key())
        && !(static_cast<QKeyEvent *>(event)->modifiers() & Qt::ControlModifier)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool FullView::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(object, event);
}

void FullView::resizeEvent(QResizeEvent *)
{
    load();
}

void FullView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        choose(m_current - 1);
        break;
    case Qt::Key_Right:
        choose(m_current + 1);
        break;
    case Qt::Key_Space:
        if (!event->isAutoRepeat())
            setFlipped(true);
        break;
    case Qt::Key_Escape:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        leave();
        break;
    case Qt::Key_Plus:
        zoomBy(keyStep);
        break;
    case Qt::Key_Minus:
        zoomBy(1 / keyStep);
        break;
    case Qt::Key_Z: {
        widgets::Zoom zoom = m_link.zoom();
        zoom.kind = zoom.kind == widgets::Zoom::Kind::Fit ? widgets::Zoom::Kind::Actual : widgets::Zoom::Kind::Fit;
        m_link.setZoom(zoom);
        break;
    }
    default:
        if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9)
            choose(event->key() - Qt::Key_1);
        else
            event->ignore();
    }
}

void FullView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        setFlipped(false);
    else
        event->ignore();
}

void FullView::focusOutEvent(QFocusEvent *event)
{
    setFlipped(false);
    QWidget::focusOutEvent(event);
}

void FullView::wheelEvent(QWheelEvent *event)
{
    if (!m_pictures.empty())
        m_link.setZoom(m_frames[size_t(front())].zoomedAt(frameRect(), m_link.zoom(), devicePixelRatioF(),
                                                          event->position(), widgets::wheelStep(*event)));
}

void FullView::mousePressEvent(QMouseEvent *event)
{
    m_lastMouse = event->position();
    m_dragged = false;
    const QRect frame = frameRect();
    m_draggingSplit =
        m_mode == Mode::Split
        && std::abs(event->position().x() - (frame.left() + frame.width() * m_split)) <= widgets::splitGrab;
}

void FullView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_pictures.empty())
        return;
    const QRect frame = frameRect();
    if (m_draggingSplit) {
        m_split = std::clamp((event->position().x() - frame.left()) / frame.width(), 0.0, 1.0);
        update();
        return;
    }
    const QPointF delta = event->position() - m_lastMouse;
    if (m_link.zoom().kind == widgets::Zoom::Kind::Fit) {
        if (!m_dragged && delta.manhattanLength() >= QApplication::startDragDistance()) {
            m_dragged = true;
            Q_EMIT dragStarted(front());
        }
        return;
    }
    m_link.setZoom(m_frames[size_t(front())].pannedBy(frame, m_link.zoom(), devicePixelRatioF(), delta));
    m_lastMouse = event->position();
}

void FullView::mouseDoubleClickEvent(QMouseEvent *)
{
    if (m_link.zoom().kind == widgets::Zoom::Kind::Fit)
        leave();
    else
        m_link.reset();
}

void FullView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_pictures.empty())
        Q_EMIT menuRequested(front(), event->globalPos());
}

} // namespace compare
