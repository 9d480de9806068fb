#include "core/analysis/statswarnings.h"

#include <algorithm>
#include <map>

namespace analysis {

namespace {

/// Fewer equal groups may be chance in scores of few digits.
constexpr qint64 fewestEqualGroups = 10;

/// Pictures by generator, then by prompt group and variant.
using Cell = std::pair<qint32, QString>;
using Cells = std::map<Cell, std::vector<qint32>>;

std::map<qint32, Cells> cellsByGenerator(const Snapshot &snapshot)
{
    std::map<qint32, Cells> cells;
    for (qint32 picture = 0; picture < qint32(snapshot.pictures.size()); ++picture) {
        const qint32 generator = snapshot.generatorOfPicture[size_t(picture)];
        if (generator >= 0)
            cells[generator][{snapshot.groupOfPicture(picture), snapshot.pictures[picture].variant}].push_back(picture);
    }
    return cells;
}

/// Equal under the first picture's own prompt by every scorer that knows both, and by one at least.
bool areEqual(const Snapshot &snapshot, const std::vector<int> &tables, qint32 a, qint32 b)
{
    const qint32 prompt = snapshot.promptOfPicture[size_t(a)];
    bool known = false;
    for (const int table : tables) {
        const auto x = snapshot.score(snapshot.scores[size_t(table)], a, prompt);
        const auto y = snapshot.score(snapshot.scores[size_t(table)], b, prompt);
        if (!x || !y)
            continue;
        if (*x != *y)
            return false;
        known = true;
    }
    return known;
}

void addDuplicates(const Snapshot &snapshot, const std::vector<int> &tables, const std::map<qint32, Cells> &cells,
                   QStringList &warnings)
{
    for (auto a = cells.begin(); a != cells.end(); ++a) {
        for (auto b = std::next(a); b != cells.end(); ++b) {
            qint64 common = 0;
            qint64 equal = 0;
            for (const auto &[cell, pictures] : a->second) {
                const auto other = b->second.find(cell);
                if (other == b->second.end())
                    continue;
                ++common;
                equal += areEqual(snapshot, tables, pictures.front(), other->second.front());
                if (common >= fewestEqualGroups && equal == 0)
                    break; // different from the start
            }
            if (equal >= fewestEqualGroups && equal * 10 >= common * 9)
                warnings.append(
                    QStringLiteral("duplicated block: the pictures of %1 and %2 have the same scores in %3 of %4 places; "
                                   "an average over generators counts them twice")
                        .arg(snapshot.generators[a->first].name, snapshot.generators[b->first].name)
                        .arg(equal)
                        .arg(common));
        }
    }
}

void addRegenerated(const Snapshot &snapshot, const std::map<qint32, Cells> &cells, QStringList &warnings)
{
    for (const auto &[generator, places] : cells) {
        int again = 0;
        for (const auto &[cell, pictures] : places) {
            std::map<std::pair<qint32, QString>, study::AssetId> first; // prompt and seed
            for (const qint32 picture : pictures) {
                const study::Picture &one = snapshot.pictures[picture];
                if (!one.asset.isValid())
                    continue;
                const auto known =
                    first.try_emplace({snapshot.promptOfPicture[size_t(picture)], one.seed}, one.asset).first;
                again += !one.seed.isEmpty() && known->second != one.asset;
            }
        }
        if (again > 0)
            warnings.append(QStringLiteral("regenerated pictures: %1 has %2 pictures with the prompt and seed of another "
                                           "file; scores of the older ones are stale, take their import back")
                                .arg(snapshot.generators[generator].name)
                                .arg(again));
    }
}

} // namespace

QStringList statsWarnings(const Snapshot &snapshot, const std::vector<int> &tables)
{
    const std::map<qint32, Cells> cells = cellsByGenerator(snapshot);
    QStringList warnings;
    addDuplicates(snapshot, tables, cells, warnings);
    addRegenerated(snapshot, cells, warnings);
    return warnings;
}

} // namespace analysis
