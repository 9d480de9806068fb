#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include "core/statistics/interval.h"
#include "core/statistics/reason.h"
#include "tests/support/golden.h"

/// tests/data/statistics_parity.json, written by tests/reference/statistics_parity.py: what other packages say about
/// generated and degenerate samples.
namespace parity {

inline QJsonArray cases(const char *name)
{
    static const QJsonObject document = support::goldenFile(QStringLiteral("statistics_parity.json"));
    return document[QLatin1String(name)].toArray();
}

/// null is NaN, "inf" and "-inf" are infinite.
inline double number(const QJsonValue &value)
{
    if (value.isString())
        return value.toString() == QLatin1String("inf") ? std::numeric_limits<double>::infinity()
                                                        : -std::numeric_limits<double>::infinity();
    return value.isDouble() ? value.toDouble() : std::numeric_limits<double>::quiet_NaN();
}

inline std::vector<double> numbers(const QJsonValue &array)
{
    std::vector<double> values;
    for (const QJsonValue &value : array.toArray())
        values.push_back(number(value));
    return values;
}

/// Closed-form results; the packages themselves are no better.
inline constexpr double closed = 1e-9;
/// Results of iterations.
inline constexpr double iterative = 1e-6;

/// Relative, or a few roundings of a number of order 1 where the true value is 0.
inline bool isClose(double ours, double theirs, double relative)
{
    return ours == theirs || std::abs(ours - theirs) <= relative * std::abs(theirs) + 1e-13;
}

/// Empty when our number is that of the package, or undefined with a reason where that is null; otherwise both.
inline QString mismatch(const statistics::Number &ours, const QJsonValue &theirs, double relative)
{
    if (theirs.isNull() || theirs.isUndefined())
        return !ours && !ours.reason().isEmpty()
                   ? QString()
                   : QStringLiteral("ours is %1, expected undefined").arg(ours.value_or(0));
    if (!ours)
        return QStringLiteral("ours is undefined (%1), expected %2").arg(ours.reason()).arg(number(theirs));
    if (isClose(*ours, number(theirs), relative))
        return {};
    return QStringLiteral("ours is %1, expected %2").arg(*ours, 0, 'g', 17).arg(number(theirs), 0, 'g', 17);
}

inline QString mismatch(const statistics::Defined<statistics::Interval> &ours, const QJsonValue &theirs,
                        double relative)
{
    if (theirs.isNull() || theirs.isUndefined())
        return !ours && !ours.reason().isEmpty() ? QString() : QStringLiteral("expected no interval");
    if (!ours)
        return QStringLiteral("no interval: %1").arg(ours.reason());
    const QString low = mismatch(statistics::Number(ours->low), theirs[0], relative);
    return low.isEmpty() ? mismatch(statistics::Number(ours->high), theirs[1], relative) : low;
}

} // namespace parity

/// Fails with both numbers, and the number of the case `index`.
#define COMPARE_WITH(ours, theirs, relative)                                                                           \
    do {                                                                                                               \
        const QString difference = parity::mismatch((ours), (theirs), (relative));                                     \
        if (!difference.isEmpty())                                                                                     \
            QFAIL(qPrintable(QStringLiteral("case %1, %2: %3").arg(index).arg(QLatin1String(#ours), difference)));     \
    } while (false)
