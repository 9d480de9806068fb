#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/snapshot.h"
#include "core/analysis/undefined.h"
#include "core/statistics/interval.h"
#include "core/statistics/reason.h"

namespace analysis {

/// The difference Δ of one picture: itself minus its counterpart, both under the picture's own prompt.
struct PictureDelta
{
    qint32 picture = -1;
    qint32 counterpart = -1;
    double delta = 0; ///< negative: the scorer marks the non-original picture down
};

/// How much a scorer marks down pictures that carry a taxonomy label.
struct TaxonomyGap
{
    QString mainClass;
    QString subClass; ///< empty: the whole class, each picture once
    QString scorer;
    std::vector<PictureDelta> pictures;
    double meanDelta = 0;
    statistics::Defined<statistics::Interval> interval =
        statistics::undefined("not computed"); ///< of mean_gap = −Δ, Student t

    qint64 n() const { return qint64(pictures.size()); }
    double meanGap() const { return -meanDelta; }
};

/// Per scorer, class and sub-class over the non-original pictures that carry the label and have a counterpart with a
/// score. Classes in order of name, the whole class before its sub-classes. Empty rows are left out.
std::vector<TaxonomyGap> taxonomyGaps(const Snapshot &snapshot, const std::vector<int> &tables, double level);

/// Whether the scorer sees the emotion that a picture was made to show.
struct EmotionAccuracy
{
    QString emotion;
    QString scorer;
    qint64 n = 0;
    qint64 ties = 0;    ///< exactly as high as the counterpart: not correct
    qint64 correct = 0; ///< strictly higher than the counterpart under the picture's own prompt
    double meanDifference = 0;
    std::vector<PictureDelta> pictures;

    double accuracy() const { return double(correct) / double(n); }
};

/// Over pictures labelled with one emotion whose counterpart is scored too. Empty rows are left out.
std::vector<EmotionAccuracy> emotionAccuracy(const Snapshot &snapshot, const std::vector<int> &tables);

/// Δ of one generator, averaged over prompt groups; several seeds in a cell are averaged first.
struct GeneratorDelta
{
    QString generator;
    QString scorer;
    qint64 n = 0; ///< pairs of cells with both scores under the original prompt
    std::optional<double> meanDelta;
    std::optional<double> meanAfter;
    std::optional<statistics::Interval> interval; ///< of mean_delta, Student t
    qint64 nShare = 0;                            ///< pairs of cells with both scores under the distorted prompt
    qint64 prefersDistorted = 0;
    qint64 ties = 0;
    Undefined undefined;
};

/// Δ = r(distorted picture, original prompt) − r(original picture, original prompt); the share counts a strictly higher
/// r(distorted picture, distorted prompt). Pictures without a generator are not in it. Empty rows are left out.
std::vector<GeneratorDelta> generatorDeltas(const Snapshot &snapshot, const std::vector<int> &tables, double level);

} // namespace analysis
