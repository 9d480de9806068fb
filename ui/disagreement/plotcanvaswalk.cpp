// How arrow keys walk through the marks of a plot.
#include "ui/disagreement/plotcanvas.h"

#include <cmath>
#include <tuple>

namespace disagreement {

void PlotCanvas::walk(Way way, bool adds)
{
    const int mark = m_hovered >= 0 && rowOf(m_hovered) >= 0 ? nextInRows(way) : next(way);
    if (mark < 0)
        return;
    hover(mark, true);
    if (adds)
        m_selection->add(idsOf(mark));
}

/// The next mark in the order of one axis.
int PlotCanvas::next(Way way) const
{
    const bool alongX = way == Way::Left || way == Way::Right;
    const bool onwards = way == Way::Right || way == Way::Up;
    const auto key = [&](int mark) {
        const QPointF place = placeOf(mark);
        return alongX ? std::tuple(place.x(), place.y(), mark) : std::tuple(place.y(), place.x(), mark);
    };
    int best = -1;
    for (int mark = 0; mark < marks(); ++mark) {
        const bool beyond = m_hovered < 0 || (onwards ? key(mark) > key(m_hovered) : key(mark) < key(m_hovered));
        if (beyond && (best < 0 || (onwards ? key(mark) < key(best) : key(mark) > key(best))))
            best = mark;
    }
    return best;
}

/// In rows: along the row, or the closest mark of the next row up or down.
int PlotCanvas::nextInRows(Way way) const
{
    const int row = rowOf(m_hovered);
    const double x = placeOf(m_hovered).x();
    if (way == Way::Left || way == Way::Right) {
        const bool onwards = way == Way::Right;
        const auto key = [&](int mark) { return std::pair(placeOf(mark).x(), mark); };
        int best = -1;
        for (int mark = 0; mark < marks(); ++mark) {
            if (rowOf(mark) != row || (onwards ? key(mark) <= key(m_hovered) : key(mark) >= key(m_hovered)))
                continue;
            if (best < 0 || (onwards ? key(mark) < key(best) : key(mark) > key(best)))
                best = mark;
        }
        return best;
    }
    int best = -1;
    for (int mark = 0; mark < marks(); ++mark) { // rows are numbered from the top
        const int distance = way == Way::Down ? rowOf(mark) - row : row - rowOf(mark);
        if (distance <= 0)
            continue;
        const auto key = [&](int of) { return std::pair(std::abs(rowOf(of) - row), std::abs(placeOf(of).x() - x)); };
        if (best < 0 || key(mark) < key(best))
            best = mark;
    }
    return best;
}

} // namespace disagreement
