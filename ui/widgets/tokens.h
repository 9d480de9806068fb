#pragma once

#include <QColor>

namespace widgets {

enum class Scheme { Light, Dark };

/// Every colour that the window uses. Chrome is neutral grey; colour means something or is absent.
struct Tokens
{
    QColor win;  ///< bars, side panes, answer strip
    QColor base; ///< tables, plots, fields, popups
    QColor rail;
    QColor line;    ///< separators between regions
    QColor grid;    ///< table lines, plot grid
    QColor control; ///< button and field fill
    QColor controlBorder;
    QColor hover; ///< flat controls under the pointer
    QColor press; ///< pressed and checked
    QColor text;
    QColor text2;    ///< secondary text, icons
    QColor text3;    ///< notes, units, axis lines
    QColor disabled; ///< never for reading
    QColor accent;   ///< focus, current place, one primary button, lasso, slider
    QColor onAccent;
    QColor selection; ///< selected row or item; its text stays `text`
    QColor people;    ///< everything that comes from people, a filled circle
    QColor peopleSoft;
    QColor model; ///< everything that comes from a scorer, a diamond
    QColor modelSoft;
    QColor negative; ///< sign of a gap, never without the sign
    QColor positive;
    QColor warning;
    QColor warningFill;
    QColor error;
    QColor errorFill;
    QColor ok;
    QColor skeleton; ///< placeholder, empty part of a progress line
    QColor judge;    ///< around pictures in Annotate, Compare and full view; the same in both schemes
    QColor browse;   ///< around pictures in grids, strips and inspectors
};

/// The colours of one scheme, whatever theme is in force.
const Tokens &tokensOf(Scheme scheme);

/// Contrast ratio of WCAG 2, 1 to 21, for opaque colours.
double contrast(const QColor &a, const QColor &b);

} // namespace widgets
