#include "ui/shell/statusline.h"

#include <QAccessible>
#include <QKeySequence>
#include <QMouseEvent>
#include <QPainter>
#include <QSet>
#include <QTimer>

#include "ui/widgets/button.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace shell {

using widgets::Icon;
namespace metrics = widgets::metrics;

namespace {

constexpr int changeNamedMs = 8000;

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(widgets::scaled(metrics::statusLine));
    setFont(widgets::textFont(widgets::TextRole::Small));
    setMouseTracking(true);
    connect(&widgets::Activity::instance(), &widgets::Activity::changed, this, &StatusLine::rebuild);
    rebuild();
}

void StatusLine::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    update();
}

void StatusLine::setHasStudy(bool hasStudy)
{
    m_hasStudy = hasStudy;
    rebuild();
}

void StatusLine::nameChange(const QString &what)
{
    m_change = what;
    setAccessibleName(
        tr("%1. Undo with %2").arg(what, QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)));
    QAccessibleEvent announcement(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
    update();
    QTimer::singleShot(changeNamedMs, this, [this, change = m_change] {
        if (m_change != change)
            return; // a newer one has its own 8 s
        m_change.clear();
        setAccessibleName(m_text);
        update();
    });
}

void StatusLine::rebuild()
{
    m_parts.clear();
    QSet<QString> stoppable;
    for (const widgets::Activity::Entry &entry : widgets::Activity::instance().entries()) {
        const Icon icon = entry.isError ? Icon::Error : entry.isRunning ? Icon::Timer : Icon::None;
        Part part{entry.text, icon, entry.place, entry.isError, true, {}, nullptr};
        if (entry.cancel) {
            part.cancel = cancelButton(entry);
            stoppable.insert(entry.key);
        }
        m_parts.append(part);
    }
    if (m_hasStudy)
        m_parts.append({tr("Saved"), Icon::Check, widgets::PlaceId::Study, false, false, {}, nullptr});
    for (auto cancel = m_cancels.begin(); cancel != m_cancels.end(); ++cancel)
        (*cancel)->setVisible(stoppable.contains(cancel.key()));
    place();
    update();
}

/// The button stays the same while its activity tells how far it is, so that it keeps the focus.
widgets::Button *StatusLine::cancelButton(const widgets::Activity::Entry &entry)
{
    widgets::Button *&button = m_cancels[entry.key];
    if (!button) {
        button = new widgets::Button(tr("Cancel"), widgets::Button::Kind::Flat, this);
        button->setControlHeight(metrics::smallControl);
        button->setObjectName(QStringLiteral("cancel-") + entry.key);
        connect(button, &widgets::Button::clicked, this, [key = entry.key] {
            for (const widgets::Activity::Entry &running : widgets::Activity::instance().entries()) {
                if (running.key != key || !running.cancel)
                    continue;
                const auto cancel = running.cancel; // which takes its entry away
                cancel();
                return;
            }
        });
    }
    button->setAccessibleName(tr("Cancel: %1").arg(entry.text));
    return button;
}

void StatusLine::place()
{
    double right = width() - metrics::regionMargin;
    for (auto part = m_parts.rbegin(); part != m_parts.rend(); ++part) {
        if (part->cancel) {
            const QSize size = part->cancel->sizeHint();
            part->cancel->setGeometry(int(right) - size.width(), (height() + 1 - size.height()) / 2, size.width(),
                                      size.height());
            right -= size.width() + metrics::space4;
        }
        const double icon = part->icon == Icon::None ? 0 : metrics::chipIcon + metrics::space4;
        const double length = QFontMetricsF(font()).horizontalAdvance(part->text) + icon;
        part->rect = QRectF(right - length, 1, length, height() - 1);
        right -= length + metrics::space16;
    }
}

void StatusLine::resizeEvent(QResizeEvent *)
{
    place();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.win);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
    double leftEnd = width() - metrics::regionMargin;
    for (const Part &part : std::as_const(m_parts)) {
        const QColor ink = part.isError ? t.error : t.text2;
        QRectF words = part.rect;
        if (part.icon != Icon::None) {
            widgets::paintIcon(&painter, part.icon,
                               QRectF(words.left(), words.top(), metrics::chipIcon, words.height()), metrics::chipIcon,
                               ink);
            words.setLeft(words.left() + metrics::chipIcon + metrics::space4);
        }
        widgets::paintLine(&painter, words.adjusted(0, 0, 1, 0), Qt::AlignLeft, part.text, font(), ink);
        leftEnd = qMin(leftEnd, part.rect.left() - metrics::space16);
    }
    const QRectF left(metrics::regionMargin, 1, leftEnd - metrics::regionMargin, height() - 1);
    m_undo = {};
    if (m_change.isEmpty()) {
        widgets::paintLine(&painter, left, Qt::AlignLeft, m_text, font(), t.text2);
        return;
    }
    const QString said = tr("%1.").arg(m_change);
    const QString way = tr("Undo");
    const QFontMetricsF fontMetrics(font());
    const double saidWidth = qMin(fontMetrics.horizontalAdvance(said) + 1, left.width() / 2);
    widgets::paintLine(&painter, QRectF(left.left(), left.top(), saidWidth, left.height()), Qt::AlignLeft, said, font(),
                       t.text2);
    m_undo = QRectF(left.left() + saidWidth + metrics::space8, left.top(), fontMetrics.horizontalAdvance(way) + 1,
                    left.height());
    QFont link = font();
    link.setUnderline(true);
    widgets::paintLine(&painter, m_undo, Qt::AlignLeft, way, link, t.text);
    widgets::paintKeyCap(&painter, m_undo.adjusted(m_undo.width() + metrics::space8, 0, 200, 0),
                         widgets::keyCapText(QKeySequence(QKeySequence::Undo)), widgets::CapFill::OnBar);
}

void StatusLine::mouseMoveEvent(QMouseEvent *event)
{
    bool link = m_undo.contains(event->position());
    for (const Part &part : std::as_const(m_parts))
        link = link || (part.isLink && part.rect.contains(event->position()));
    setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StatusLine::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_undo.contains(event->position())) {
        m_change.clear();
        update();
        Q_EMIT undoClicked();
        return;
    }
    for (const Part &part : std::as_const(m_parts)) {
        if (part.isLink && part.rect.contains(event->position()))
            Q_EMIT placeClicked(part.place);
    }
}

} // namespace shell
