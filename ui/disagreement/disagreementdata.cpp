#include "ui/disagreement/disagreementdata.h"

#include <algorithm>
#include <set>

#include <QCoreApplication>

#include "core/base/progress.h"
#include "core/storage/database.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

namespace {

constexpr double level = 0.95;

QString tr(const char *text)
{
    return QCoreApplication::translate("disagreement", text);
}

QStringList annotatorGroupsOf(const analysis::Snapshot &snapshot)
{
    QStringList groups;
    for (const study::Annotator &annotator : snapshot.annotators)
        groups += annotator.groups;
    groups.removeDuplicates();
    groups.sort();
    return groups;
}

/// Variants of the prompts under which people judged, the original first.
QStringList promptVariantsOf(const analysis::Snapshot &snapshot)
{
    std::vector<char> shown(size_t(snapshot.prompts.size()), 0);
    for (const analysis::SnapshotVote &vote : snapshot.votes)
        shown[size_t(vote.prompt)] = 1;
    QStringList variants;
    for (qsizetype i = 0; i < snapshot.prompts.size(); ++i) {
        if (shown[size_t(i)] && !variants.contains(snapshot.prompts[i].variant))
            variants.append(snapshot.prompts[i].variant);
    }
    std::stable_sort(variants.begin(), variants.end(), [](const QString &a, const QString &b) {
        return (a == study::originalVariant) > (b == study::originalVariant);
    });
    return variants;
}

int indexOfScorer(const analysis::Snapshot &snapshot, const QString &scorer)
{
    for (size_t i = 0; i < snapshot.scores.size(); ++i) {
        if (snapshot.scores[i].scorer() == scorer)
            return int(i);
    }
    return -1;
}

QString pictureTitle(const analysis::Snapshot &snapshot, qint32 picture)
{
    const QString generator = snapshot.generatorName(picture);
    if (!generator.isEmpty())
        return generator;
    switch (snapshot.pictures[picture].kind) {
    case study::PictureKind::Photograph:
        return tr("Photograph");
    case study::PictureKind::Painting:
        return tr("Painting");
    case study::PictureKind::Generated:
        break;
    }
    return tr("Picture");
}

} // namespace

const analysis::ScoreTable *Data::table() const
{
    const int index = snapshot ? indexOfScorer(*snapshot, query.scorer) : -1;
    return index < 0 ? nullptr : &snapshot->scores[size_t(index)];
}

Data compute(const std::shared_ptr<const analysis::Snapshot> &snapshot, const Query &query,
             const base::Progress &progress)
{
    Data data;
    data.snapshot = snapshot;
    data.query = query;
    for (const analysis::ScoreTable &table : snapshot->scores)
        data.scorers.append(table.scorer());
    std::stable_sort(data.scorers.begin(), data.scorers.end(), widgets::scorerComesFirst);
    if (!data.scorers.contains(query.scorer))
        data.query.scorer = data.scorers.value(0);
    data.questions = snapshot->questions;
    data.promptVariants = promptVariantsOf(*snapshot);
    data.annotatorGroups = annotatorGroupsOf(*snapshot);

    analysis::VoteFilter filter;
    filter.question = data.questions.contains(query.question) ? query.question : QString();
    filter.promptVariant = data.promptVariants.contains(query.promptVariant) ? query.promptVariant : QString();
    if (data.annotatorGroups.contains(query.annotatorGroup))
        filter.groups = {query.annotatorGroup};
    const auto votes = analysis::countVotes(*snapshot, filter);
    if (!votes)
        return data; // cannot happen: the names were just looked up
    data.votes = qint64(votes->votes.size());
    std::set<qint32> annotators;
    for (const analysis::CountedVote &vote : votes->votes)
        annotators.insert(vote.annotator);
    data.annotators = int(annotators.size());
    data.variantPairs = analysis::variantPairs(*snapshot, *votes);
    if (!data.variantPairs.contains(query.variantPair))
        data.query.variantPair = data.variantPairs.value(0);

    std::vector<int> tables;
    for (const QString &scorer : std::as_const(data.scorers))
        tables.push_back(indexOfScorer(*snapshot, scorer));
    data.agreement = analysis::scorerAgreement(*snapshot, *votes, tables, {query.unit, level, 0, 1}, progress);
    std::erase_if(data.agreement,
                  [&](const analysis::ScorerAgreement &row) { return row.variantPair != data.query.variantPair; });

    if (data.variantPairs.isEmpty()) { // nothing to agree with yet: the scorers stay listed
        for (const QString &scorer : std::as_const(data.scorers)) {
            analysis::ScorerAgreement row;
            row.scorer = scorer;
            data.agreement.push_back(row);
        }
    }

    const int shown = indexOfScorer(*snapshot, data.query.scorer);
    if (shown < 0)
        return data;
    const analysis::ScoreTable &table = snapshot->scores[size_t(shown)];
    data.points = analysis::pairPoints(*snapshot, *votes, table, data.query.variantPair, level);
    if (data.votes == 0)
        data.deltas = analysis::deltasWithoutPeople(*snapshot, table);
    data.gaps = analysis::taxonomyGaps(*snapshot, {shown}, level);
    std::erase_if(data.gaps, [](const analysis::TaxonomyGap &gap) { return !gap.subClass.isEmpty(); });
    std::stable_sort(
        data.gaps.begin(), data.gaps.end(),
        [](const analysis::TaxonomyGap &a, const analysis::TaxonomyGap &b) { return a.meanDelta < b.meanDelta; });
    return data;
}

base::Result<Data> load(storage::Database &database, const std::shared_ptr<const analysis::Snapshot> &known,
                        const Query &query, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(revision, database.revision());
    std::shared_ptr<const analysis::Snapshot> snapshot = known;
    if (!snapshot || snapshot->revision != revision) {
        BASE_TRY_ASSIGN(read, analysis::Snapshot::load(database, progress));
        snapshot = std::make_shared<const analysis::Snapshot>(std::move(read));
    }
    return compute(snapshot, query, progress);
}

SideNames sideNames(const QString &variantPair)
{
    const QString first = variantPair.section(QLatin1Char('/'), 0, 0);
    const QString second = variantPair.section(QLatin1Char('/'), 1);
    if (first == second)
        return {QStringLiteral("A"), QStringLiteral("B"), true};
    const auto name = [](const QString &variant) {
        return variant == study::distortedVariant  ? tr("wide-spectrum")
               : variant == study::originalVariant ? tr("original")
                                                   : variant;
    };
    return {name(first), name(second), false};
}

QString variantTitle(const QString &variant)
{
    return variant == study::distortedVariant  ? tr("Wide-spectrum")
           : variant == study::originalVariant ? tr("Original")
                                               : variant;
}

QString pairTitle(const analysis::Snapshot &snapshot, const analysis::PairPoint &point)
{
    const QString first = pictureTitle(snapshot, point.tally.first);
    const QString second = pictureTitle(snapshot, point.tally.second);
    return first == second ? first : tr("%1, %2").arg(first, second);
}

QString promptTitle(const analysis::Snapshot &snapshot, const analysis::PairPoint &point)
{
    constexpr int longest = 60;
    const study::PromptGroup &group = snapshot.groups[snapshot.groupOfPrompt[size_t(point.tally.prompt)]];
    const QString text = group.topic.isEmpty() ? snapshot.prompts[point.tally.prompt].text : group.topic;
    return text.size() > longest ? text.left(longest - 1) + QChar(0x2026) : text;
}

} // namespace disagreement
