#pragma once

#include <optional>

#include <QString>

namespace base {

/// The shortest decimal text that reads back as the same double ("0.1", "-4.3665", "1e-07"); '.' decimals.
/// Not for NaN or infinities: those are undefined values and have no text here (an empty string).
QString toShortest(double value);

/// Reads a whole text as a finite double with '.' decimals, independent of locale; nothing for anything else.
std::optional<double> toFiniteDouble(QStringView text);

} // namespace base
