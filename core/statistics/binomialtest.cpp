#include "core/statistics/binomialtest.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/binomial.hpp>

#include "core/statistics/distributions.h"
#include "core/statistics/proportion.h"

namespace statistics {

namespace {

using boost::math::binomial;
using boost::math::cdf;
using boost::math::complement;
using boost::math::pdf;

/// P(X ≥ k).
double atLeast(const binomial &distribution, double k)
{
    return k <= 0 ? 1 : cdf(complement(distribution, k - 1));
}

/// P(X ≤ k).
double atMost(const binomial &distribution, double k)
{
    return k < 0 ? 0 : cdf(distribution, k);
}

/// Sterne's rule: the tail of the observed count, and of the other side all counts that are no more likely.
double sterne(const binomial &distribution, qint64 successes, qint64 n, double p)
{
    const double limit = pdf(distribution, double(successes)) * (1 + 1e-7);
    const double centre = p * double(n);
    if (double(successes) == centre)
        return 1;
    // The probabilities fall monotonically away from the mode: bisection finds where the other tail begins.
    if (double(successes) < centre) {
        qint64 low = qint64(std::ceil(centre)); // first count above the mode that may belong to the tail
        qint64 high = n + 1;
        while (low < high) {
            const qint64 middle = low + (high - low) / 2;
            if (pdf(distribution, double(middle)) <= limit)
                high = middle;
            else
                low = middle + 1;
        }
        return std::min(1.0,
                        atMost(distribution, double(successes)) + (low > n ? 0 : atLeast(distribution, double(low))));
    }
    qint64 low = -1;
    qint64 high = qint64(std::floor(centre));
    while (low < high) {
        const qint64 middle = high - (high - low) / 2;
        if (pdf(distribution, double(middle)) <= limit)
            low = middle;
        else
            high = middle - 1;
    }
    return std::min(1.0, atMost(distribution, double(low)) + atLeast(distribution, double(successes)));
}

} // namespace

PValues binomialTest(qint64 successes, qint64 n, double p)
{
    if (successes < 0 || successes > n)
        return {undefined("successes outside of 0 to n"), undefined("successes outside of 0 to n"),
                undefined("successes outside of 0 to n")};
    if (!(p >= 0 && p <= 1))
        return {undefined("the share is outside of 0 to 1"), undefined("the share is outside of 0 to 1"),
                undefined("the share is outside of 0 to 1")};
    if (n == 0)
        return {1.0, 1.0, 1.0};
    if (p == 0 || p == 1) { // one outcome is certain
        const qint64 certain = p == 0 ? 0 : n;
        return {successes == certain ? 1.0 : 0.0, successes <= certain ? 1.0 : 0.0, successes >= certain ? 1.0 : 0.0};
    }
    const binomial distribution(double(n), p);
    return {sterne(distribution, successes, n, p), atLeast(distribution, double(successes)),
            atMost(distribution, double(successes))};
}

SignTest signTest(std::span<const double> differences)
{
    SignTest test;
    for (const double difference : differences) {
        if (std::isnan(difference)) {
            const auto reason = undefined("a difference is not a number");
            return {0, 0, 0, {reason, reason, reason}};
        }
        ++(difference > 0 ? test.positive : difference < 0 ? test.negative : test.zeros);
    }
    if (test.positive + test.negative == 0) {
        const auto reason = undefined(differences.empty() ? "no differences" : "every difference is 0");
        test.p = {reason, reason, reason};
    } else {
        test.p = binomialTest(test.positive, test.positive + test.negative);
    }
    return test;
}

McNemar mcNemar(qint64 onlyFirst, qint64 onlySecond)
{
    McNemar test{onlyFirst, onlySecond};
    if (onlyFirst + onlySecond <= 0 || onlyFirst < 0 || onlySecond < 0) {
        const auto reason = undefined(onlyFirst == 0 && onlySecond == 0 ? "no pair differs" : "a count is negative");
        for (Number *number :
             {&test.exactP, &test.chiSquared, &test.chiSquaredP, &test.correctedChiSquared, &test.correctedChiSquaredP})
            *number = reason;
        return test;
    }
    const double sum = double(onlyFirst) + double(onlySecond);
    const double apart = std::abs(double(onlyFirst) - double(onlySecond));
    const double corrected = std::max(0.0, apart - 1);
    test.exactP = fairCoinP(onlyFirst, onlyFirst + onlySecond);
    test.chiSquared = apart * apart / sum;
    test.chiSquaredP = chiSquaredUpperP(*test.chiSquared, 1);
    test.correctedChiSquared = corrected * corrected / sum;
    test.correctedChiSquaredP = chiSquaredUpperP(*test.correctedChiSquared, 1);
    return test;
}

} // namespace statistics
