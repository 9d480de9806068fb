#include "core/interchange/papertraps.h"

#include <algorithm>

#include "core/base/numbers.h"

namespace interchange {

namespace {

/// A block of fewer equal rows may be chance in scores of few digits.
constexpr int fewestEqualRows = 10;

double number(const PaperValue &value)
{
    return *base::toFiniteDouble(value.value); // checked when it was read
}

/// Equal in every cell that both have, and in one at least.
bool areEqual(const PaperCellValues &a, const PaperCellValues &b)
{
    int common = 0;
    for (const auto &[key, value] : a.values) {
        const auto other = b.values.find(key);
        if (other == b.values.end())
            continue;
        if (number(value) != number(other->second))
            return false;
        ++common;
    }
    return common > 0;
}

QString inWords(const QStringList &names)
{
    return names.join(QStringLiteral(", "));
}

} // namespace

base::Result<void> gatherPairs(const PaperTable &table, PaperBlocks &blocks, qint64 &repeated,
                               const PaperRowFailed &failed)
{
    for (const PaperPair &pair : table.pairs) {
        PaperCellValues &cell = blocks[pair.generator][pair.prompt];
        const bool isNew = cell.values.empty();
        const PaperValue *contradicted = nullptr;
        bool repeats = !pair.values.isEmpty();
        for (const PaperValue &value : pair.values) {
            const auto known = cell.values.find({value.scorer, value.distortedPicture, value.distortedPrompt});
            if (known == cell.values.end())
                repeats = false;
            else if (number(known->second) != number(value))
                contradicted = &value;
        }
        if (contradicted) {
            const base::Error problem =
                base::failIn(pair.file, pair.line, QStringLiteral("import.row"),
                             QStringLiteral("%1 under prompt %2 has another value of %3 in an earlier row")
                                 .arg(pair.generator, pair.prompt, contradicted->scorer),
                             QStringLiteral("Give each generator its own name in the column model"))
                    .value();
            if (!failed(problem))
                return tl::make_unexpected(problem);
            continue;
        }
        if (isNew) {
            cell.file = pair.file;
            cell.line = pair.line;
        }
        cell.regenerated |= pair.regenerated;
        repeated += repeats;
        for (const PaperValue &value : pair.values)
            cell.values.insert({{value.scorer, value.distortedPicture, value.distortedPrompt}, value});
    }
    return {};
}

QStringList duplicateWarnings(const PaperBlocks &blocks)
{
    QStringList warnings;
    for (auto a = blocks.begin(); a != blocks.end(); ++a) {
        for (auto b = std::next(a); b != blocks.end(); ++b) {
            size_t equal = 0;
            for (const auto &[prompt, cell] : a->second) {
                const auto other = b->second.find(prompt);
                equal += other != b->second.end() && areEqual(cell, other->second);
            }
            const size_t smaller = std::min(a->second.size(), b->second.size());
            if (equal < fewestEqualRows || equal * 10 < smaller * 9)
                continue;
            warnings.append(
                QStringLiteral("duplicated block: %1 and %2 have the same scores under %3 prompts. Both were imported; "
                               "leave one out before you average over generators")
                    .arg(a->first, b->first)
                    .arg(equal));
        }
    }
    return warnings;
}

QStringList regenerationWarnings(const PaperBlocks &blocks, const PaperBlocks &before)
{
    QStringList warnings;
    for (const auto &[generator, cells] : blocks) {
        int regenerated = 0;
        std::map<QString, int> stale; // scorer → rows that hold the first picture's scores
        const auto old = before.find(generator);
        for (const auto &[prompt, cell] : cells) {
            regenerated += cell.regenerated;
            if (old == before.end())
                continue;
            const auto first = old->second.find(prompt);
            if (first == old->second.end())
                continue;
            std::map<QString, bool> equal;
            for (const auto &[key, value] : first->second.values) {
                const auto current = cell.values.find(key);
                const bool same = current != cell.values.end() && number(current->second) == number(value);
                equal[key.scorer] = (equal.contains(key.scorer) ? equal[key.scorer] : true) && same;
            }
            for (const auto &[scorer, isEqual] : equal)
                stale[scorer] += isEqual;
        }
        if (regenerated > 0)
            warnings.append(QStringLiteral("%1 pictures of %2 were regenerated after a first set of scores: scores of "
                                           "these pictures from older files are stale")
                                .arg(regenerated)
                                .arg(generator));
        for (const auto &[scorer, rows] : stale)
            if (rows > 0)
                warnings.append(QStringLiteral("stale scores: %1 rows of %2 hold the values of %3 from before their "
                                               "pictures were regenerated")
                                    .arg(rows)
                                    .arg(generator, scorer));
    }
    return warnings;
}

QStringList tieWarnings(const PaperBlocks &blocks)
{
    std::map<QString, std::pair<qint64, qint64>> ties; // scorer → ties, pairs
    for (const auto &[generator, cells] : blocks)
        for (const auto &[prompt, cell] : cells)
            for (const auto &[key, value] : cell.values) {
                if (key.distortedPicture || !key.distortedPrompt)
                    continue;
                const auto other = cell.values.find({key.scorer, true, true});
                if (other == cell.values.end())
                    continue;
                ties[key.scorer].first += number(value) == number(other->second);
                ++ties[key.scorer].second;
            }
    QStringList found;
    for (const auto &[scorer, count] : ties)
        if (count.first > 0)
            found.append(QStringLiteral("%1 %2 of %3").arg(scorer).arg(count.first).arg(count.second));
    if (found.isEmpty())
        return {};
    return {QStringLiteral("exact ties under the distorted prompt: %1 pairs. Neither picture is preferred there, and a "
                           "strict comparison counts them for the original")
                .arg(inWords(found))};
}

} // namespace interchange
