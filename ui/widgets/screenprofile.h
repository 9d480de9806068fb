#pragma once

#include <memory>

#include <QObject>
#include <QPointer>

#include "core/imaging/displaytransform.h"

class QScreen;
class QWidget;
class QWindow;

namespace widgets {

/// The ICC profile that the desktop announces for a screen: on X11 the property _ICC_PROFILE of the root window
/// (_ICC_PROFILE_1, … for further screens). Null where the platform tells none: pictures are shown as sRGB then.
std::shared_ptr<const imaging::DisplayTransform> profileOf(const QScreen *screen);

/// Says in which colours a widget's window is seen, and when it moves to a screen with others.
class ScreenProfile : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScreenProfile)

public:
    explicit ScreenProfile(QWidget *widget);

    /// Null: sRGB.
    const std::shared_ptr<const imaging::DisplayTransform> &transform() const { return m_transform; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void follow();
    void read();

    QWidget *m_widget;
    QPointer<QWindow> m_window;
    std::shared_ptr<const imaging::DisplayTransform> m_transform;
};

} // namespace widgets
