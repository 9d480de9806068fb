#pragma once

#include <QList>
#include <QWidget>

#include "ui/widgets/place.h"

namespace shell {

/// The keys of the current place (F1): an overlay at the right edge, 320 wide, two columns "key, action", grouped.
/// Takes no focus; F1 or Esc close it. What does not fit is scrolled with the wheel.
class KeyLegend : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyLegend)

public:
    explicit KeyLegend(QWidget *parent);

    void setKeys(const QString &title, const QList<widgets::KeyHelp> &keys);
    /// Places the legend at the right edge of `area` of its parent.
    void place(const QRect &area);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QString m_title;
    QList<widgets::KeyHelp> m_keys;
    int m_offset = 0;   ///< scrolled by the wheel
    int m_contents = 0; ///< height of all lines, as painted last
};

} // namespace shell
