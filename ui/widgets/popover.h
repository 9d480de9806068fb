#pragma once

#include <QPointer>
#include <QWidget>

namespace widgets {

/// Floats above its parent beside what it belongs to: takes the focus, closes with Esc or a click outside, and gives
/// the focus back. Its margins hold the shadow; contents belong into inner().
class Popover : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Popover)

public:
    explicit Popover(QWidget *parent);

    /// Opens below `anchor` (coordinates of the parent), above it when there is no room.
    void openAt(const QRect &anchor);

protected:
    /// Room for the shadow at every side.
    static constexpr int shadow = 8;

    /// Inside border and padding.
    QRect inner() const;
    /// Keys that belong to the popover while it is open, not to shortcuts of the window below; Esc does anyway.
    virtual bool takesKey(const QKeyEvent &event) const;

    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QPointer<QWidget> m_focusBefore;
};

} // namespace widgets
