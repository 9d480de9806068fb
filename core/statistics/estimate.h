#pragma once

#include <QtGlobal>

#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

namespace statistics {

/// A number, the count it rests on, its standard error and an interval; each of them may be undefined for a reason of
/// its own (one unit has a mean but no standard error).
struct Estimate
{
    Number value = undefined("not computed");
    qint64 n = 0;
    Number standardError = undefined("not computed");
    Defined<Interval> interval = undefined("not computed");

    /// Undefined in every part, for one reason.
    static Estimate nothing(const char *reason, qint64 n = 0)
    {
        return {undefined(reason), n, undefined(reason), undefined(reason)};
    }
};

} // namespace statistics
