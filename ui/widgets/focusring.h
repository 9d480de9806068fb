#pragma once

#include <QFocusFrame>
#include <QPointer>

class QApplication;

namespace widgets {

/// The focus mark: 2 px accent outside the control with a 2 px gap, visible only after keyboard use.
/// One per program. Views that mark their current cell themselves say so with setOwnMark().
class FocusRing : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FocusRing)

public:
    explicit FocusRing(QApplication *application);

    /// For widgets that paint their own mark.
    static void setOwnMark(QWidget *widget);
    /// In Annotate: the ring is in the text colour and visible after mouse use too.
    static void setNeutral(QWidget *widget);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    class Frame;

    void follow(QWidget *widget);

    QPointer<QWidget> m_frame;
    bool m_keyboard = false;
};

} // namespace widgets
