#include "core/statistics/labelerrors.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace statistics {

namespace {

const char *problemOf(std::span<const double> predicted, std::span<const double> labels)
{
    if (predicted.empty())
        return "no values";
    const auto isFinite = [](double value) { return std::isfinite(value); };
    const bool allFinite = std::all_of(predicted.begin(), predicted.end(), isFinite)
                           && std::all_of(labels.begin(), labels.end(), isFinite);
    return allFinite ? nullptr : "a value is not finite";
}

} // namespace

Number meanAbsoluteError(std::span<const double> predicted, std::span<const double> labels)
{
    if (const char *problem = problemOf(predicted, labels))
        return undefined(problem);
    double sum = 0;
    for (size_t i = 0; i < predicted.size(); ++i)
        sum += std::abs(predicted[i] - labels[i]);
    return sum / double(predicted.size());
}

Number balancedMeanAbsoluteError(std::span<const double> predicted, std::span<const double> labels)
{
    if (const char *problem = problemOf(predicted, labels))
        return undefined(problem);
    struct Class
    {
        double n = 0;
        double errors = 0;
    };
    std::map<double, Class> classes;
    for (size_t i = 0; i < predicted.size(); ++i) {
        Class &of = classes[labels[i]];
        ++of.n;
        of.errors += std::abs(predicted[i] - labels[i]);
    }
    double sum = 0;
    for (const auto &[label, of] : classes)
        sum += of.errors / of.n;
    return sum / double(classes.size());
}

Number weightedF1(std::span<const double> predicted, std::span<const double> labels)
{
    if (const char *problem = problemOf(predicted, labels))
        return undefined(problem);
    struct Class
    {
        double labelled = 0;
        double predicted = 0;
        double hits = 0;
    };
    std::map<double, Class> classes;
    for (size_t i = 0; i < predicted.size(); ++i) {
        ++classes[labels[i]].labelled;
        ++classes[predicted[i]].predicted;
        if (predicted[i] == labels[i])
            ++classes[labels[i]].hits;
    }
    double sum = 0;
    for (const auto &[label, of] : classes)
        sum += of.labelled * 2 * of.hits / (of.labelled + of.predicted);
    return sum / double(labels.size());
}

double roundHalfToEven(double value)
{
    const double down = std::floor(value);
    const double part = value - down;
    if (part != 0.5)
        return part < 0.5 ? down : down + 1;
    return std::fmod(down, 2) == 0 ? down : down + 1;
}

} // namespace statistics
