#pragma once

#include <QFocusFrame>
#include <QPointer>

class QApplication;

namespace widgets {

/// The focus mark: 2 px accent outside the control with a 2 px gap, visible only after keyboard use.
/// One per program. Views that mark their current cell or answer themselves set the property "ownFocusMark".
class FocusRing : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FocusRing)

public:
    explicit FocusRing(QApplication *application);

    /// For widgets that paint their own mark.
    static void setOwnMark(QWidget *widget);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    class Frame;

    void follow(QWidget *widget);

    QPointer<QWidget> m_frame;
    bool m_keyboard = false;
};

} // namespace widgets
