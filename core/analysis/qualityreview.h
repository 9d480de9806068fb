#pragma once

#include <vector>

#include <QList>

#include "core/analysis/annotatorquality.h"

namespace analysis {

/// The written rules by which a person's work is looked at again. Nothing is dropped by them: they decide which rows
/// say "review". Defaults after common practice: retest below 70 %, gold below 80 %, one side above 60 %, more than 10
/// % of the answers faster than the protocol's limit.
struct ReviewRules
{
    double retestBelow = 0.70;
    double goldBelow = 0.80;
    double sideAbove = 0.60;
    double tooFastAbove = 0.10;
    qint64 fewest = 10; ///< a rule says nothing about fewer answers of its kind
};

enum class ReviewRule { Retest, Gold, Side, TooFast };

/// The rules that somebody's work meets, in the order of ReviewRule.
QList<ReviewRule> metRules(const AnnotatorQuality &quality, const ReviewRules &rules = {});

/// Counts over everybody who is not left out, for the lines below the table.
struct QualityTotals
{
    qint64 votes = 0;
    qint64 retested = 0;
    qint64 retestAgreed = 0;
    qint64 goldShown = 0;
    qint64 goldPassed = 0;
    qint64 sided = 0;
    qint64 left = 0;
    qint64 tooFast = 0;
    qint64 skipped = 0;
};

/// `leaveOut` by the annotators' place in `all`.
QualityTotals qualityTotals(const std::vector<AnnotatorQuality> &all, const QList<int> &leaveOut = {});

/// How long one annotator looked before answering, as counts per stretch of time.
struct ResponseTimes
{
    QString annotator;
    std::vector<qint64> counts; ///< of stretches of `binMs`; the last one holds everything above
    qint64 n = 0;
};

/// One entry per annotator with counted votes of a known time, by the snapshot's order. `binMs` and `bins` above 0.
/// Errors: those of selectAnnotators.
base::Result<std::vector<ResponseTimes>> responseTimes(const Snapshot &snapshot, const VoteFilter &filter, int binMs,
                                                       int bins);

} // namespace analysis
