#include "core/analysis/qualityreview.h"

#include <algorithm>

namespace analysis {

QList<ReviewRule> metRules(const AnnotatorQuality &quality, const ReviewRules &rules)
{
    QList<ReviewRule> met;
    const auto share = [](qint64 part, qint64 whole) { return double(part) / double(whole); };
    if (quality.retested >= rules.fewest && share(quality.retestAgreed, quality.retested) < rules.retestBelow)
        met.append(ReviewRule::Retest);
    if (quality.goldShown >= rules.fewest && share(quality.goldPassed, quality.goldShown) < rules.goldBelow)
        met.append(ReviewRule::Gold);
    if (quality.sided >= rules.fewest) {
        const double left = share(quality.left, quality.sided);
        if (std::max(left, 1 - left) > rules.sideAbove)
            met.append(ReviewRule::Side);
    }
    if (quality.votes >= rules.fewest && share(quality.tooFast, quality.votes) > rules.tooFastAbove)
        met.append(ReviewRule::TooFast);
    return met;
}

QualityTotals qualityTotals(const std::vector<AnnotatorQuality> &all, const QList<int> &leaveOut)
{
    QualityTotals totals;
    for (size_t i = 0; i < all.size(); ++i) {
        if (leaveOut.contains(int(i)))
            continue;
        const AnnotatorQuality &one = all[i];
        totals.votes += one.votes;
        totals.retested += one.retested;
        totals.retestAgreed += one.retestAgreed;
        totals.goldShown += one.goldShown;
        totals.goldPassed += one.goldPassed;
        totals.sided += one.sided;
        totals.left += one.left;
        totals.tooFast += one.tooFast;
        totals.skipped += one.skipped;
    }
    return totals;
}

base::Result<std::vector<ResponseTimes>> responseTimes(const Snapshot &snapshot, const VoteFilter &filter, int binMs,
                                                       int bins)
{
    BASE_TRY_ASSIGN(selected, selectAnnotators(snapshot, filter));
    std::vector<ResponseTimes> all(size_t(snapshot.annotators.size()));
    const qint32 question = filter.question.isEmpty() ? -1 : qint32(snapshot.questions.indexOf(filter.question));
    for (const SnapshotVote &vote : snapshot.votes) {
        const size_t who = size_t(vote.annotator);
        if (!selected[who] || vote.responseMs < 0 || vote.outcome == Outcome::Skip || !isCounted(vote, filter)
            || (question >= 0 && vote.question != question))
            continue;
        ResponseTimes &times = all[who];
        times.counts.resize(size_t(bins), 0);
        ++times.counts[size_t(std::min(vote.responseMs / binMs, bins - 1))];
        ++times.n;
    }
    std::vector<ResponseTimes> known;
    for (size_t i = 0; i < all.size(); ++i) {
        if (all[i].n == 0)
            continue;
        all[i].annotator = snapshot.annotators[qsizetype(i)].code;
        known.push_back(std::move(all[i]));
    }
    return known;
}

} // namespace analysis
