#include "ui/scorers/strengthdata.h"

#include <algorithm>

#include "core/base/progress.h"
#include "core/storage/database.h"
#include "ui/widgets/scorernames.h"

namespace scorers {

QString StrengthData::pairName(size_t pair) const
{
    const analysis::PairTally &tally = blend.pairs()[pair].tally;
    const QString generator = snapshot->generatorName(tally.first);
    return generator.isEmpty() ? snapshot->groups[snapshot->groupOfPrompt[size_t(tally.prompt)]].topic : generator;
}

base::Result<StrengthData> loadStrength(storage::Database &database,
                                        const std::shared_ptr<const analysis::Snapshot> &known, const QString &from,
                                        const QString &to, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(revision, database.revision());
    StrengthData data;
    data.snapshot = known;
    if (!known || known->revision != revision) {
        BASE_TRY_ASSIGN(read, analysis::Snapshot::load(database, progress));
        data.snapshot = std::make_shared<const analysis::Snapshot>(std::move(read));
    }
    for (const analysis::ScoreTable &table : data.snapshot->scores)
        data.scorers.append(table.scorer());
    std::stable_sort(data.scorers.begin(), data.scorers.end(), widgets::scorerComesFirst);
    data.from = data.scorers.contains(from) ? from : data.scorers.value(0);
    data.to = data.scorers.contains(to) && to != data.from ? to : QString();
    for (const QString &scorer : std::as_const(data.scorers)) {
        if (data.to.isEmpty() && scorer != data.from)
            data.to = scorer;
    }
    const auto tableOf = [&](const QString &scorer) {
        return std::find_if(data.snapshot->scores.begin(), data.snapshot->scores.end(),
                            [&](const analysis::ScoreTable &table) { return table.scorer() == scorer; });
    };
    if (data.to.isEmpty())
        return data;
    BASE_TRY_ASSIGN(votes, analysis::countVotes(*data.snapshot, {}));
    data.blend = analysis::Blend(*data.snapshot, votes, *tableOf(data.from), *tableOf(data.to));
    if (progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
    return data;
}

} // namespace scorers
