#pragma once

#include "ui/compare/comparerows.h"

class QPainter;
class QRect;

namespace compare {

/// How the parts of a sheet are painted, for the table and the grid alike. Rectangles are logical pixels.
inline constexpr int cellMargin = 12;

/// Name and note of a row on the bar's surface; `angle` in degrees turns the mark of a running row.
void paintRowHead(QPainter *painter, const QRect &rect, const Row &row, int angle);
/// Mark, value, track and rank, 44 high.
void paintCell(QPainter *painter, const QRect &rect, const Row &row, const Cell &cell);
/// Mark, name, value, rank in one line of 20.
void paintBadge(QPainter *painter, const QRect &rect, const Row &row, const Cell &cell);
/// One sentence in place of a row's cells, with its icon, at the left of `rect`; returns its right edge.
int paintRowMessage(QPainter *painter, const QRect &rect, const Row &row);
/// Title at the left, picks at the right.
void paintCaption(QPainter *painter, const QRect &rect, const Column &column);

} // namespace compare
