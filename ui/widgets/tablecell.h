#pragma once

#include <optional>
#include <utility>

#include <QList>
#include <QMetaType>
#include <QString>
#include <QVariant>

#include "ui/widgets/icons.h"
#include "ui/widgets/textrole.h"

namespace widgets {

/// An estimate with its interval, drawn in its cell on an axis that all rows share.
struct IntervalMark
{
    double value = 0;
    double low = 0;
    double high = 0;
    double axisLow = 0;
    double axisHigh = 1;
    std::optional<double> reference{}; ///< a dashed line: chance, no bias
    bool fromPeople = true;            ///< a circle in the people's colour, else a diamond in the scorers'
    bool hasValue = true;              ///< false: only what all rows share, and the published value
    std::optional<double> published{}; ///< a hollow diamond
    std::optional<std::pair<double, double>> band{}; ///< what people reach among themselves
};

/// The axis that the intervals of a column share, for its head.
struct ColumnAxis
{
    double low = 0;
    double high = 1;
    QList<double> ticks{}; ///< labelled with one decimal
};

/// One cell of a TableView as a plain value.
struct TableCell
{
    QString text{};
    QVariant sort{}; ///< what sorting compares; invalid: the text
    Ink ink = Ink::Text;
    Weight weight = Weight::Regular;
    Icon glyph = Icon::None;
    std::optional<double> share{}; ///< 0 to 1: a line before the text
    bool pressable = false;        ///< a flat button
    QString toolTip{};
    std::optional<IntervalMark> interval{};
};

} // namespace widgets

Q_DECLARE_METATYPE(widgets::ColumnAxis)
Q_DECLARE_METATYPE(widgets::IntervalMark)
