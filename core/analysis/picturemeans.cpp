#include "core/analysis/picturemeans.h"

#include <algorithm>
#include <map>

#include "core/statistics/descriptive.h"

namespace analysis {

std::vector<PictureMean> pictureMeans(const Snapshot &snapshot, const std::vector<int> &tables, double level)
{
    std::vector<PictureMean> rows;
    for (const int index : tables) {
        const ScoreTable &table = snapshot.scores[size_t(index)];
        std::map<std::pair<study::PictureKind, QString>, std::vector<double>> values;
        for (qint32 picture = 0; picture < qint32(snapshot.pictures.size()); ++picture) {
            const study::Picture &one = snapshot.pictures[picture];
            if (const auto value = snapshot.score(table, picture, snapshot.promptOfPicture[size_t(picture)]))
                values[{one.kind, one.variant}].push_back(*value);
        }
        for (const auto &[place, scores] : values) {
            PictureMean row;
            row.scorer = table.scorer();
            row.kind = place.first;
            row.variant = place.second;
            row.n = qint64(scores.size());
            row.mean = *statistics::mean(scores);
            row.deviation = statistics::standardDeviation(scores, statistics::Divisor::Population);
            const auto [lowest, highest] = std::minmax_element(scores.begin(), scores.end());
            row.lowest = *lowest;
            row.highest = *highest;
            row.interval = statistics::meanInterval(scores, level);
            rows.push_back(row);
        }
    }
    return rows;
}

std::vector<CounterpartGap> counterpartGaps(const Snapshot &snapshot, const std::vector<int> &tables, double level)
{
    std::vector<CounterpartGap> rows;
    for (const int index : tables) {
        const ScoreTable &table = snapshot.scores[size_t(index)];
        std::map<study::PictureKind, std::vector<double>> gaps;
        for (qint32 picture = 0; picture < qint32(snapshot.pictures.size()); ++picture) {
            const qint32 counterpart = snapshot.counterpart[size_t(picture)];
            if (counterpart < 0 || snapshot.isOriginal(picture))
                continue;
            if (const auto gap =
                    snapshot.difference(table, counterpart, picture, snapshot.promptOfPicture[size_t(picture)]))
                gaps[snapshot.pictures[picture].kind].push_back(*gap);
        }
        for (const auto &[kind, values] : gaps) {
            CounterpartGap row;
            row.scorer = table.scorer();
            row.kind = kind;
            row.n = qint64(values.size());
            row.meanGap = *statistics::mean(values);
            const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
            row.lowest = *lowest;
            row.highest = *highest;
            row.prefersPicture = std::count_if(values.begin(), values.end(), [](double gap) { return gap < 0; });
            row.ties = std::count(values.begin(), values.end(), 0.0);
            row.interval = statistics::meanInterval(values, level);
            rows.push_back(row);
        }
    }
    return rows;
}

} // namespace analysis
