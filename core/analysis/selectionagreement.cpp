#include "core/analysis/selectionagreement.h"

#include "core/analysis/scoreragreement.h"
#include "core/base/progress.h"

namespace analysis {

std::vector<SelectionAgreement> selectionAgreement(const Snapshot &snapshot, const std::vector<PairTally> &pairs,
                                                   const base::Progress &progress)
{
    std::vector<SelectionAgreement> rows;
    for (const ScoreTable &table : snapshot.scores) {
        if (progress.isCancelled())
            return {};
        SelectionAgreement row;
        row.scorer = table.scorer();
        for (const PairTally &pair : pairs) {
            if (pair.firstVotes == pair.secondVotes)
                continue;
            const std::optional<double> difference = scoreDifference(snapshot, table, pair);
            if (!difference)
                continue;
            ++row.decided;
            row.agreeing += (*difference > 0) == (pair.firstVotes > pair.secondVotes);
        }
        rows.push_back(row);
    }
    return rows;
}

} // namespace analysis
