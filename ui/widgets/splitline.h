#pragma once

class QPainter;
class QRect;

namespace widgets {

/// The line between two pictures that share one frame: 1 px white, 1 px black, and a handle in the middle, visible on
/// any picture.
void paintSplitLine(QPainter *painter, const QRect &frame, int x);

/// How near a press must be to the line to take it, in logical pixels.
inline constexpr double splitGrab = 12;

} // namespace widgets
