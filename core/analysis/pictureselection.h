#pragma once

#include <memory>
#include <vector>

#include <QMap>
#include <QString>

#include "core/analysis/pictureindex.h"
#include "core/analysis/similarpictures.h"

namespace analysis {

class PromptSearch;

/// Values from `low` to `high`, both included.
struct ValueRange
{
    double low = 0;
    double high = 0;

    bool operator==(const ValueRange &) const = default;
};

/// Which pictures are meant; every part that is set must hold.
struct PictureFilter
{
    enum class View {
        All,
        Deep,     ///< the scorer's value under the own prompt is below `deepBelow`
        Polite,   ///< the scorer picks it, and fewer than `politeShare` of the people do
        Disagree, ///< the scorer picks the one picture of the pair, most people the other
    };
    static constexpr double politeShare = 0.3;
    static constexpr size_t mostAlike = 200;

    View view = View::All;
    QString scorer; ///< of the views
    double deepBelow = -5;
    QString words;                    ///< every word in prompt, topic, generator, kind or taxonomy
    QString label;                    ///< "class" or "class.kind"
    QMap<QString, ValueRange> ranges; ///< by scorer, of the values under the own prompt; pictures without one are out
    /// Of the pictures that match otherwise, those with the `mostAlike` highest values; null: all.
    std::shared_ptr<const PictureLikeness> likeness;

    bool isEmpty() const
    {
        return view == View::All && words.trimmed().isEmpty() && label.isEmpty() && ranges.isEmpty() && !likeness;
    }
    bool operator==(const PictureFilter &) const = default;
};

struct PictureOrder
{
    enum class Key {
        Study,        ///< as imported
        Score,        ///< under the own prompt
        Gap,          ///< Δ of the pair
        Disagreement, ///< distance between the share of people and the scorer's percentile, largest first
        Likeness,     ///< the filter's, highest first
    };

    Key key = Key::Study;
    QString scorer;
    bool lowestFirst = true; ///< of Score and Gap

    bool operator==(const PictureOrder &) const = default;
};

/// Indices of the pictures that match, in order; pictures without a value come last, equals in study order. `search`
/// may be null while there are no words; any thread.
std::vector<int> selectPictures(const PictureIndex &index, const PictureFilter &filter, const PictureOrder &order,
                                PromptSearch *search);

/// How many pictures a view has by itself.
int countView(const PictureIndex &index, PictureFilter::View view, const PictureFilter &settings);

/// |share of people − percentile of the scorer|, NaN where one of them is missing.
double disagreement(const PictureIndex &index, const ScoreColumns &columns, int picture);

/// Counts in `bins` equal parts between the lowest and the highest value; empty where there are fewer than two values.
struct ValueHistogram
{
    double lowest = 0;
    double highest = 0;
    std::vector<int> counts;
    int n = 0;
};
ValueHistogram histogramOf(const std::vector<double> &values, int bins);

/// Of the parts of the filter the one that alone removes most pictures: for "nothing matches".
struct FilterBlame
{
    enum class Part { None, View, Words, Label, Range };

    Part part = Part::None;
    QString scorer; ///< of a range
    int removed = 0;
};
FilterBlame blame(const PictureIndex &index, const PictureFilter &filter, PromptSearch *search);

} // namespace analysis
