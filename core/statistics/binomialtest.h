#pragma once

#include <span>

#include <QtGlobal>

#include "core/statistics/reason.h"

namespace statistics {

/// p of a test against both sides and against each.
struct PValues
{
    Number twoSided = undefined("not computed");
    Number greater = undefined("not computed");
    Number less = undefined("not computed");
};

/// Exact binomial test of `successes` among n against the share `p`. Two-sided: the probability of all counts that are
/// no more likely than the observed one (Sterne's rule, with SciPy's relative slack of 1e-7 for rounding).
/// n = 0 gives 1 everywhere. Undefined: p outside 0 … 1 or NaN, successes outside 0 … n.
PValues binomialTest(qint64 successes, qint64 n, double p = 0.5);

struct SignTest
{
    qint64 positive = 0;
    qint64 negative = 0;
    qint64 zeros = 0; ///< dropped
    PValues p;
};

/// Sign test of differences around 0 (Arbuthnott 1710; Dixon & Mood 1946): binomial test of the positive ones among the
/// non-zero ones. Undefined p: for a NaN, and when every difference is 0.
SignTest signTest(std::span<const double> differences);

struct McNemar
{
    qint64 onlyFirst = 0;                          ///< b: the first was right, the second wrong
    qint64 onlySecond = 0;                         ///< c
    Number exactP = undefined("not computed");     ///< two-sided binomial on b of b + c
    Number chiSquared = undefined("not computed"); ///< (b−c)² / (b+c)
    Number chiSquaredP = undefined("not computed");
    Number correctedChiSquared = undefined("not computed"); ///< (|b−c|−1)² / (b+c), Edwards 1948
    Number correctedChiSquaredP = undefined("not computed");
};

/// McNemar 1947, doi:10.1007/BF02295996, of paired yes/no outcomes from the two discordant counts; one degree of
/// freedom. exactP and the statistics are those of statsmodels' `mcnemar`, except that b = c = 0 is undefined here
/// ("no pair differs") where statsmodels divides by 0, and the corrected statistic is 0 where |b − c| < 1: statsmodels
/// would give 1 / (b + c) for b = c.
McNemar mcNemar(qint64 onlyFirst, qint64 onlySecond);

} // namespace statistics
