#include "core/analysis/pictureselection.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/promptsearch.h"

namespace analysis {

namespace {

using View = PictureFilter::View;

bool hasLabel(const QStringList &labels, const QString &label)
{
    return std::any_of(labels.begin(), labels.end(), [&label](const QString &own) {
        return own == label || (own.startsWith(label) && own.size() > label.size() && own.at(label.size()) == u'.');
    });
}

bool isInView(const PictureIndex &index, View view, const ScoreColumns &columns, const PictureFilter &filter, int i)
{
    const auto at = size_t(i);
    const PeopleShare &people = index.people[at];
    switch (view) {
    case View::All:
        return true;
    case View::Deep:
        return columns.own[at] < filter.deepBelow;
    case View::Polite:
        return people.partner && columns.lead[at] > 0 && people.share() < PictureFilter::politeShare;
    case View::Disagree:
        return people.partner
               && ((columns.lead[at] > 0 && people.share() < 0.5) || (columns.lead[at] < 0 && people.share() > 0.5));
    }
    return false;
}

/// What the words of one picture are looked for in beside its prompt.
bool nameContains(const PictureIndex &index, int picture, const QString &word)
{
    const Snapshot &snapshot = *index.snapshot;
    const auto contains = [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
    const QStringList &labels = index.labels[size_t(picture)];
    return contains(snapshot.generatorName(picture)) || contains(study::toText(snapshot.pictures[picture].kind))
           || std::any_of(labels.begin(), labels.end(),
                          [&](QString label) { return contains(label.replace(u'_', u' ')); });
}

void keepWords(std::vector<int> &chosen, const PictureIndex &index, const QString &text, PromptSearch *search)
{
    const QStringList words = searchWords(text);
    for (const QString &word : words) {
        const std::vector<bool> prompts = search ? search->promptsWith(word) : std::vector<bool>();
        std::erase_if(chosen, [&](int i) {
            const auto prompt = size_t(index.snapshot->promptOfPicture[size_t(i)]);
            return !(prompt < prompts.size() && prompts[prompt]) && !nameContains(index, i, word);
        });
    }
}

/// What the filter's likeness says of every picture; NaN where it says nothing.
std::vector<double> likenesses(const PictureIndex &index, const PictureLikeness &likeness)
{
    std::vector<double> values(size_t(index.pictures()));
    for (int i = 0; i < index.pictures(); ++i)
        values[size_t(i)] = double(likeness.of(index.snapshot->pictures[i].asset));
    return values;
}

/// Keeps the highest values, in the order in which they were; equals by that order.
void keepMostAlike(std::vector<int> &chosen, const std::vector<double> &values)
{
    std::erase_if(chosen, [&values](int i) { return std::isnan(values[size_t(i)]); });
    if (chosen.size() <= PictureFilter::mostAlike)
        return;
    const auto end = chosen.begin() + PictureFilter::mostAlike;
    std::nth_element(chosen.begin(), end, chosen.end(), [&values](int a, int b) {
        return std::pair(-values[size_t(a)], a) < std::pair(-values[size_t(b)], b);
    });
    chosen.erase(end, chosen.end());
    std::sort(chosen.begin(), chosen.end());
}

/// What the order sorts by; NaN where there is nothing.
std::vector<double> sortKeys(const PictureIndex &index, const PictureOrder &order, const ScoreColumns &columns)
{
    if (order.key == PictureOrder::Key::Score)
        return columns.own;
    if (order.key == PictureOrder::Key::Gap)
        return columns.gap;
    std::vector<double> keys(size_t(index.pictures()));
    for (int i = 0; i < index.pictures(); ++i)
        keys[size_t(i)] = disagreement(index, columns, i);
    return keys;
}

} // namespace

double disagreement(const PictureIndex &index, const ScoreColumns &columns, int picture)
{
    const PeopleShare &people = index.people[size_t(picture)];
    if (!people.partner)
        return std::numeric_limits<double>::quiet_NaN();
    return std::abs(people.share() - columns.percentile[size_t(picture)]);
}

std::vector<int> selectPictures(const PictureIndex &index, const PictureFilter &filter, const PictureOrder &order,
                                PromptSearch *search)
{
    std::vector<int> chosen(size_t(index.pictures()));
    std::iota(chosen.begin(), chosen.end(), 0);
    if (filter.view != View::All) {
        const ScoreColumns *columns = index.columns(filter.scorer);
        std::erase_if(chosen, [&](int i) { return !columns || !isInView(index, filter.view, *columns, filter, i); });
    }
    if (!filter.label.isEmpty())
        std::erase_if(chosen, [&](int i) { return !hasLabel(index.labels[size_t(i)], filter.label); });
    for (auto range = filter.ranges.begin(); range != filter.ranges.end(); ++range) {
        const ScoreColumns *columns = index.columns(range.key());
        if (!columns)
            continue; // the scorer left with an undone import
        std::erase_if(chosen, [&](int i) {
            const double value = columns->own[size_t(i)];
            return !(value >= range->low && value <= range->high);
        });
    }
    keepWords(chosen, index, filter.words, search);

    std::vector<double> keys;
    if (filter.likeness) {
        keys = likenesses(index, *filter.likeness);
        keepMostAlike(chosen, keys);
    }
    if (order.key != PictureOrder::Key::Likeness) {
        const ScoreColumns *columns = order.key == PictureOrder::Key::Study ? nullptr : index.columns(order.scorer);
        if (!columns)
            return chosen;
        keys = sortKeys(index, order, *columns);
    }
    if (keys.empty())
        return chosen;
    const bool lowest =
        order.lowestFirst && (order.key == PictureOrder::Key::Score || order.key == PictureOrder::Key::Gap);
    std::stable_sort(chosen.begin(), chosen.end(), [&keys, lowest](int a, int b) {
        const double x = keys[size_t(a)];
        const double y = keys[size_t(b)];
        if (std::isnan(x) || std::isnan(y))
            return !std::isnan(x) && std::isnan(y);
        return lowest ? x < y : x > y;
    });
    return chosen;
}

int countView(const PictureIndex &index, View view, const PictureFilter &settings)
{
    const ScoreColumns *columns = index.columns(settings.scorer);
    if (view == View::All)
        return index.pictures();
    int count = 0;
    for (int i = 0; columns && i < index.pictures(); ++i)
        count += isInView(index, view, *columns, settings, i) ? 1 : 0;
    return count;
}

ValueHistogram histogramOf(const std::vector<double> &values, int bins)
{
    ValueHistogram histogram;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        histogram.lowest = histogram.n == 0 ? value : std::min(histogram.lowest, value);
        histogram.highest = histogram.n == 0 ? value : std::max(histogram.highest, value);
        ++histogram.n;
    }
    if (histogram.n < 2 || histogram.highest <= histogram.lowest)
        return histogram;
    histogram.counts.assign(size_t(bins), 0);
    const double scale = bins / (histogram.highest - histogram.lowest);
    for (const double value : values)
        if (std::isfinite(value))
            ++histogram.counts[size_t(std::min(bins - 1, int((value - histogram.lowest) * scale)))];
    return histogram;
}

FilterBlame blame(const PictureIndex &index, const PictureFilter &filter, PromptSearch *search)
{
    FilterBlame worst;
    const auto consider = [&](const PictureFilter &part, FilterBlame::Part name, const QString &scorer) {
        const int removed = index.pictures() - int(selectPictures(index, part, {}, search).size());
        if (removed > worst.removed)
            worst = {name, scorer, removed};
    };
    PictureFilter part;
    part.view = filter.view;
    part.scorer = filter.scorer;
    part.deepBelow = filter.deepBelow;
    consider(part, FilterBlame::Part::View, {});
    part = {};
    part.words = filter.words;
    consider(part, FilterBlame::Part::Words, {});
    part = {};
    part.label = filter.label;
    consider(part, FilterBlame::Part::Label, {});
    for (auto range = filter.ranges.begin(); range != filter.ranges.end(); ++range) {
        part = {};
        part.ranges.insert(range.key(), range.value());
        consider(part, FilterBlame::Part::Range, range.key());
    }
    return worst;
}

} // namespace analysis
