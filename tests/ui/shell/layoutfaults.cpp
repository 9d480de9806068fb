#include "tests/ui/shell/layoutfaults.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>

#include "ui/widgets/button.h"

namespace support {
namespace {

QString nameOf(const QWidget *widget)
{
    QString text;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        text = label->text();
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        text = button->text();
    if (text.isEmpty())
        text = widget->accessibleName();
    QString parents;
    for (const QWidget *parent = widget->parentWidget(); parent && !parent->isWindow(); parent = parent->parentWidget())
        parents.prepend(QLatin1String(parent->metaObject()->className()) + QLatin1Char('/'));
    return QStringLiteral("%1%2 “%3”").arg(parents, QLatin1String(widget->metaObject()->className()), text.left(60));
}

bool isControl(const QWidget *widget)
{
    return qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget)
           || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget);
}

/// Something can be scrolled, so what lies outside is not lost.
bool isInScrollArea(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(parent))
            return true;
    }
    return false;
}

QString tooSmall(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->text().isEmpty() || label->wordWrap() || !label->toolTip().isEmpty())
            return {};
        const int needed = label->fontMetrics().horizontalAdvance(label->text());
        if (label->minimumSizeHint().width() < needed)
            return {}; // it gives way, and has its text as tooltip
        if (needed > label->contentsRect().width() + 1)
            return QStringLiteral("needs %1 px and has %2").arg(needed).arg(label->contentsRect().width());
        return {};
    }
    if (const auto *button = qobject_cast<const widgets::Button *>(widget)) {
        if (button->width() < button->minimumSizeHint().width())
            return QStringLiteral("needs %1 px and has %2").arg(button->minimumSizeHint().width()).arg(button->width());
        return {};
    }
    if (const auto *combo = qobject_cast<const QComboBox *>(widget)) {
        const int needed = combo->fontMetrics().horizontalAdvance(combo->currentText()) + 32;
        if (needed > combo->width() && combo->toolTip().isEmpty())
            return QStringLiteral("needs %1 px and has %2").arg(needed).arg(combo->width());
    }
    return {};
}

} // namespace

QStringList layoutFaults(QWidget *window)
{
    QStringList faults;
    QList<QWidget *> controls;
    const QList<QWidget *> all = window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->isVisible() && isControl(widget) && !widget->visibleRegion().isEmpty())
            controls.append(widget);
    }
    for (QWidget *widget : std::as_const(controls)) {
        if (const QString why = tooSmall(widget); !why.isEmpty())
            faults.append(QStringLiteral("%1 %2").arg(nameOf(widget), why));
        const QRect inWindow(widget->mapTo(window, QPoint()), widget->size());
        if (!window->rect().contains(inWindow) && !isInScrollArea(widget))
            faults.append(QStringLiteral("%1 stands outside of the window: from %2, %3 to %4, %5")
                              .arg(nameOf(widget))
                              .arg(inWindow.left())
                              .arg(inWindow.top())
                              .arg(inWindow.right())
                              .arg(inWindow.bottom()));
        for (QWidget *other : std::as_const(controls)) {
            if (other <= widget || other->parentWidget() != widget->parentWidget())
                continue;
            if (widget->geometry().intersects(other->geometry()))
                faults.append(QStringLiteral("%1 covers %2").arg(nameOf(widget), nameOf(other)));
        }
    }
    return faults;
}

} // namespace support
