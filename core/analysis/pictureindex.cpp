#include "core/analysis/pictureindex.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/analysis/countedvotes.h"
#include "core/base/progress.h"

namespace analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

void count(PeopleShare &share, int preferred, const PairTally &pair)
{
    share.preferred += preferred;
    // Of several prompts the one with most votes; a tie stays with the first.
    if (share.prompt < 0 || pair.decided() > share.votes)
        share.prompt = pair.prompt;
    share.votes += pair.decided();
}

ScoreColumns columnsOf(const Snapshot &snapshot, const ScoreTable &table, const std::vector<PeopleShare> &people)
{
    const auto n = size_t(snapshot.pictures.size());
    ScoreColumns columns{table.scorer(),
                         std::vector<double>(n, nothing),
                         std::vector<double>(n, nothing),
                         std::vector<double>(n, nothing),
                         {}};
    const auto difference = [&](qint32 picture, qint32 other, qint32 prompt) {
        return snapshot.difference(table, picture, other, prompt).value_or(nothing);
    };
    for (qint32 i = 0; i < qint32(n); ++i) {
        const qint32 own = snapshot.promptOfPicture[size_t(i)];
        columns.own[size_t(i)] = snapshot.score(table, i, own).value_or(nothing);
        const qint32 partner = snapshot.counterpart[size_t(i)];
        if (partner < 0)
            continue;
        const bool first = snapshot.comesFirst(i, partner);
        const qint32 leading = first ? i : partner;
        const qint32 other = first ? partner : i;
        columns.gap[size_t(i)] = difference(leading, other, snapshot.promptOfPicture[size_t(leading)]);
        const qint32 judged = people[size_t(i)].prompt;
        columns.lead[size_t(i)] = difference(i, partner, judged >= 0 ? judged : own);
    }
    columns.percentile = midRanks(columns.lead);
    return columns;
}

} // namespace

const ScoreColumns *PictureIndex::columns(const QString &scorer) const
{
    const auto found = std::find_if(scorers.begin(), scorers.end(),
                                    [&scorer](const ScoreColumns &columns) { return columns.scorer == scorer; });
    return found == scorers.end() ? nullptr : &*found;
}

base::Result<PictureIndex> PictureIndex::load(storage::Database &database, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(snapshot, Snapshot::load(database, progress));
    return make(std::make_shared<const Snapshot>(std::move(snapshot)));
}

base::Result<PictureIndex> PictureIndex::make(std::shared_ptr<const Snapshot> snapshot)
{
    BASE_TRY_ASSIGN(counted, countVotes(*snapshot, {}));
    PictureIndex index;
    index.people = peopleShares(*snapshot, counted);
    for (const ScoreTable &table : snapshot->scores)
        if (table.size() > 0)
            index.scorers.push_back(columnsOf(*snapshot, table, index.people));
    index.labels.reserve(size_t(snapshot->pictures.size()));
    for (const study::Picture &picture : snapshot->pictures)
        index.labels.push_back(picture.taxonomy);
    index.prompts = GroupPrompts(*snapshot);
    index.snapshot = std::move(snapshot);
    return index;
}

std::vector<PeopleShare> peopleShares(const Snapshot &snapshot, const CountedVotes &counted)
{
    std::vector<PeopleShare> partner(size_t(snapshot.pictures.size()));
    std::vector<PeopleShare> all(size_t(snapshot.pictures.size()));
    for (const PairTally &pair : counted.pairs) {
        const auto first = size_t(pair.first);
        const auto second = size_t(pair.second);
        count(all[first], pair.firstVotes, pair);
        count(all[second], pair.secondVotes, pair);
        if (snapshot.counterpart[first] == pair.second || snapshot.counterpart[second] == pair.first) {
            count(partner[first], pair.firstVotes, pair);
            count(partner[second], pair.secondVotes, pair);
        }
    }
    for (size_t i = 0; i < all.size(); ++i)
        if (partner[i].votes > 0) {
            all[i] = partner[i];
            all[i].partner = true;
        }
    return all;
}

std::vector<double> midRanks(const std::vector<double> &values)
{
    std::vector<size_t> order;
    for (size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i]))
            order.push_back(i);
    std::sort(order.begin(), order.end(), [&values](size_t a, size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size(), nothing);
    for (size_t begin = 0; begin < order.size();) {
        size_t end = begin;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        const double rank = (double(begin) + double(end)) / 2 / double(order.size());
        for (; begin < end; ++begin)
            ranks[order[begin]] = rank;
    }
    return ranks;
}

QHash<QString, int> countLabels(const PictureIndex &index)
{
    QHash<QString, int> counts;
    for (const QStringList &labels : index.labels) {
        QStringList classes;
        for (const QString &label : labels) {
            ++counts[label];
            classes.append(label.section(u'.', 0, 0));
        }
        classes.removeDuplicates();
        for (const QString &name : std::as_const(classes))
            ++counts[name];
    }
    return counts;
}

} // namespace analysis
