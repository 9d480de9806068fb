#pragma once

#include <QColor>
#include <QRectF>

class QPainter;
class QStyleOption;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QStyleOptionViewItem;
class QWidget;

// How Style draws single parts, from the tokens of the theme.
namespace widgets {

inline constexpr int scrollBarWidth = 12;

/// A rounded rectangle; an invalid colour leaves its part out. The border lies inside of `rect`.
void paintBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border, double radius);
/// The box of an input field.
void paintField(QPainter *painter, const QStyleOption &option);
void paintCheckBox(QPainter *painter, const QStyleOption &option);
void paintRadio(QPainter *painter, const QStyleOption &option);
/// Only the handle; nothing where there is nothing to scroll.
void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option, const QRect &handle);
void paintSlider(QPainter *painter, const QStyleOptionSlider &option, const QRect &groove, const QRect &handle);
/// A column's title with its sort arrow.
void paintHeaderLabel(QPainter *painter, const QStyleOptionHeader &option);
/// Background of a row or item; a table that has focus marks the left end of its selected row.
void paintItemPanel(QPainter *painter, const QStyleOptionViewItem &option, const QWidget *widget);

} // namespace widgets
