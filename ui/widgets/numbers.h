#pragma once

#include <QString>

namespace widgets {

/// Missing value.
QString noValue();

/// Decimals that a scorer's values are shown with; -1: four significant digits. "import:ID" counts as ID.
int decimalsOf(const QString &scorer);

/// "12.08", "−4.37": the scorer's decimals and a real minus sign. `printed` (an imported value's own text) wins.
QString formatScore(const QString &scorer, double value, const QString &printed = {});
/// "+0.31", "−4.37", "0.00": a difference, with an explicit sign.
QString formatDifference(const QString &scorer, double difference);
/// Fixed decimals with a real minus sign.
QString formatFixed(double value, int decimals);
/// "64 %" below n = 1,000, "64.3 %" from there on.
QString formatShare(double share, qint64 n);
/// "0.012"; "2.3 × 10⁻¹¹" below 0.001.
QString formatP(double p);
/// "0.419 to 0.462".
QString formatInterval(double low, double high, int decimals = 3);
/// Thousands by locale.
QString formatCount(qint64 count);
/// "about 40 s", "about 3 min", "about 2 h"; empty within the first 3 s of work, when nothing can be said yet.
QString formatEstimate(double elapsedSeconds, qint64 done, qint64 total);
/// The same for a time that somebody else reckoned; empty when it is negative, not known.
QString formatTimeLeft(double seconds);
/// The widest text that a scorer's values usually need, for fixed column widths.
QString widestScore(const QString &scorer);

} // namespace widgets
