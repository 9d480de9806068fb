#pragma once

#include <QWidget>

class QPainter;

namespace widgets {

/// A key's text as painted: "⇧ ←", "Num *", "Space". Arrows, shift and backspace are painted as icons.
/// Text always comes from a keyboard map or a QKeySequence, never typed by hand.
QString keyCapText(const QKeySequence &key);

/// How a cap looks: on a win surface or inside a button.
enum class CapFill { OnBar, InButton };

QSizeF keyCapSize(const QString &text);
/// Paints the cap at its size, vertically centred, at the left of `rect`; returns its right edge.
double paintKeyCap(QPainter *painter, const QRectF &rect, const QString &text, CapFill fill, bool enabled = true);

/// One cap as a widget, for legends and rows.
class KeyCap : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyCap)

public:
    explicit KeyCap(const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace widgets
