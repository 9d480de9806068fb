#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/snapshot.h"
#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

namespace analysis {

/// Scores of the pictures of one kind and variant, each under its own prompt.
struct PictureMean
{
    QString scorer;
    study::PictureKind kind = study::PictureKind::Generated;
    QString variant;
    qint64 n = 0;
    double mean = 0;
    /// Standard deviation with the divisor n, as the paper prints it.
    statistics::Number deviation = statistics::undefined("not computed");
    double lowest = 0;
    double highest = 0;
    statistics::Defined<statistics::Interval> interval = statistics::undefined("not computed"); ///< of mean, Student t
};

/// Per scorer of `tables`, kind and variant that have scores.
std::vector<PictureMean> pictureMeans(const Snapshot &snapshot, const std::vector<int> &tables, double level);

/// Gaps of all pictures of one kind to their counterparts, labelled or not.
struct CounterpartGap
{
    QString scorer;
    study::PictureKind kind = study::PictureKind::Generated;
    qint64 n = 0;
    double meanGap = 0; ///< counterpart minus picture, both under the picture's own prompt
    double lowest = 0;
    double highest = 0;
    qint64 prefersPicture = 0; ///< the picture scores strictly higher than its counterpart
    qint64 ties = 0;
    statistics::Defined<statistics::Interval> interval = statistics::undefined("not computed"); ///< of meanGap
};

/// Per scorer of `tables` and kind of picture, over the non-original pictures whose counterpart is scored too.
std::vector<CounterpartGap> counterpartGaps(const Snapshot &snapshot, const std::vector<int> &tables, double level);

} // namespace analysis
