#include "core/analysis/annotatorquality.h"

#include "core/statistics/descriptive.h"
#include "core/statistics/proportion.h"

namespace analysis {

namespace {

bool isSided(Outcome outcome)
{
    return outcome == Outcome::First || outcome == Outcome::Second;
}

void countVote(AnnotatorQuality &quality, std::vector<double> &times, const SnapshotVote &vote)
{
    if (vote.outcome == Outcome::Skip) {
        ++quality.skipped;
        return;
    }
    ++quality.votes;
    if (isSided(vote.outcome)) {
        ++quality.sided;
        if ((vote.outcome == Outcome::First) == vote.firstWasLeft)
            ++quality.left;
    }
    if (vote.tooFast)
        ++quality.tooFast;
    if (vote.responseMs >= 0)
        times.push_back(vote.responseMs);
}

void countGold(AnnotatorQuality &quality, const SnapshotVote &vote)
{
    if (!vote.isGold || !vote.goldPassed)
        return;
    ++quality.goldShown;
    if (*vote.goldPassed)
        ++quality.goldPassed;
}

/// A repeat counts when it showed the same pair with swapped sides and was answered both times.
void countRetest(AnnotatorQuality &quality, const SnapshotVote &repeat, const SnapshotVote &original)
{
    const bool samePair = repeat.first == original.first && repeat.second == original.second;
    const bool swapped = repeat.firstWasLeft != original.firstWasLeft;
    if (!samePair || !swapped || repeat.outcome == Outcome::Skip || original.outcome == Outcome::Skip)
        return;
    ++quality.retested;
    if (repeat.outcome == original.outcome)
        ++quality.retestAgreed;
}

void explainMissing(AnnotatorQuality &quality)
{
    if (quality.sided == 0) {
        quality.undefined[QStringLiteral("side_bias")] = QStringLiteral("no left or right answers");
        quality.undefined[QStringLiteral("side_bias_p")] = QStringLiteral("no left or right answers");
    }
    if (quality.retested == 0)
        quality.undefined[QStringLiteral("retest_agreement")] = QStringLiteral("no swapped repeats answered");
    if (!quality.medianMs)
        quality.undefined[QStringLiteral("median_ms")] = QStringLiteral("no response times recorded");
}

} // namespace

std::optional<double> AnnotatorQuality::sideBias() const
{
    if (sided == 0)
        return {};
    return double(left) / double(sided);
}

std::optional<double> AnnotatorQuality::retestAgreement() const
{
    if (retested == 0)
        return {};
    return double(retestAgreed) / double(retested);
}

base::Result<std::vector<AnnotatorQuality>> annotatorQuality(const Snapshot &snapshot, const VoteFilter &filter)
{
    BASE_TRY_ASSIGN(selected, selectAnnotators(snapshot, filter));
    std::vector<AnnotatorQuality> all(size_t(snapshot.annotators.size()));
    std::vector<std::vector<double>> times(all.size());
    std::vector<char> voted(all.size(), 0);

    QHash<std::pair<qint64, qint32>, const SnapshotVote *> byTrial; // only those that repeats point at
    for (const SnapshotVote &vote : snapshot.votes) {
        if (vote.repeatOf != 0)
            byTrial.insert({vote.repeatOf, vote.question}, nullptr);
    }
    for (const SnapshotVote &vote : snapshot.votes) {
        if (const auto repeated = byTrial.find({vote.trial, vote.question}); repeated != byTrial.end())
            *repeated = &vote;
    }

    for (const SnapshotVote &vote : snapshot.votes) {
        const size_t annotator = size_t(vote.annotator);
        if (!selected[annotator])
            continue;
        voted[annotator] = 1;
        countGold(all[annotator], vote);
        if (vote.isRepeat && vote.repeatOf != 0) {
            if (const SnapshotVote *original = byTrial.value({vote.repeatOf, vote.question}))
                countRetest(all[annotator], vote, *original);
        }
        if (isCounted(vote, filter))
            countVote(all[annotator], times[annotator], vote);
    }

    std::vector<AnnotatorQuality> rows;
    for (size_t i = 0; i < all.size(); ++i) {
        if (!voted[i])
            continue;
        AnnotatorQuality &quality = all[i];
        quality.annotator = snapshot.annotators[qsizetype(i)].code;
        quality.kind = snapshot.annotators[qsizetype(i)].kind;
        quality.sideBiasP = statistics::fairCoinP(quality.left, quality.sided);
        quality.medianMs = statistics::median(std::move(times[i]));
        explainMissing(quality);
        rows.push_back(std::move(quality));
    }
    return rows;
}

} // namespace analysis
