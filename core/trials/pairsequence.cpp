#include "core/trials/pairsequence.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include <QHash>

#include "core/base/hash.h"

namespace trials {

namespace {

/// A pair with its digest, of which different digits decide different things.
struct Drawn
{
    PicturePair pair;
    QString digest;

    bool swapped() const { return digit(63) % 2 == 1; }
    bool practiceSwapped() const { return digit(62) % 2 == 1; }
    QStringView repeatOrder() const { return QStringView(digest).mid(32, 16); }
    /// 0 to below `limit`.
    qsizetype spread(qsizetype limit) const
    {
        return limit > 1 ? QStringView(digest).mid(48, 12).toLongLong(nullptr, 16) % limit : 0;
    }

private:
    int digit(qsizetype at) const { return QStringView(digest).mid(at, 1).toInt(nullptr, 16); }
};

QList<Drawn> draw(const SequenceRequest &request, const QList<PicturePair> &pairs)
{
    QList<Drawn> drawn;
    drawn.reserve(pairs.size());
    for (const PicturePair &pair : pairs)
        drawn.append({pair, sequenceDigest(request.seed, request.annotator, pair.key)});
    std::sort(drawn.begin(), drawn.end(), [](const Drawn &a, const Drawn &b) {
        return std::tie(a.digest, a.pair.key) < std::tie(b.digest, b.pair.key);
    });
    return drawn;
}

/// Brings to the front, in turn, one pair of every cell, so that each cell is equally frequent in any prefix.
void balance(QList<Drawn> &drawn)
{
    QHash<QString, int> seen;
    std::vector<std::pair<int, Drawn>> ranked;
    for (const Drawn &pair : std::as_const(drawn))
        ranked.emplace_back(seen[pair.pair.cell]++, pair);
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (qsizetype i = 0; i < drawn.size(); ++i)
        drawn[i] = ranked[static_cast<size_t>(i)].second;
}

/// Something that stands behind the first `after` counted trials.
struct Insertion
{
    qsizetype after = 0;
    SequenceItem item; ///< repeatOf: index of the counted trial
};

int missing(double share, qsizetype counted, int planned, qsizetype available)
{
    const auto wanted = static_cast<qsizetype>(std::floor(share * static_cast<double>(counted) + 0.5));
    return static_cast<int>(std::clamp<qsizetype>(wanted - planned, 0, available));
}

/// Repeats come from the first half (or as much as is needed) and stand in the rest, in the order of their
/// originals.
QList<Insertion> repeats(const QList<Drawn> &counted, int count)
{
    const qsizetype sourceEnd = std::max<qsizetype>(count, (counted.size() + 1) / 2);
    QList<qsizetype> sources;
    for (qsizetype i = 0; i < sourceEnd; ++i)
        sources.append(i);
    std::sort(sources.begin(), sources.end(),
              [&counted](qsizetype a, qsizetype b) { return counted[a].repeatOrder() < counted[b].repeatOrder(); });
    sources.resize(count);
    std::sort(sources.begin(), sources.end());
    QList<Insertion> insertions;
    const qsizetype room = counted.size() - sourceEnd;
    const qsizetype stride = count > 0 ? room / count : 0;
    for (int i = 0; i < count; ++i) {
        const Drawn &original = counted[sources[i]];
        const qsizetype after =
            stride > 0 ? sourceEnd + i * stride + original.spread(stride) + 1 : sourceEnd + (i + 1) * room / count;
        insertions.append({std::min(after, counted.size()),
                           {original.pair, !original.swapped(), false, false, static_cast<int>(sources[i])}});
    }
    return insertions;
}

QList<Insertion> golds(const QList<Drawn> &drawn, int count, qsizetype counted)
{
    QList<Insertion> insertions;
    for (int i = 0; i < count; ++i) {
        const qsizetype begin = i * counted / count;
        const qsizetype end = (i + 1) * counted / count;
        insertions.append(
            {begin + drawn[i].spread(end - begin + 1), {drawn[i].pair, drawn[i].swapped(), false, true, -1}});
    }
    return insertions;
}

/// Pairs beyond the counted ones, then counted ones from the end, which are farthest from the practice.
QList<SequenceItem> practice(const QList<Drawn> &drawn, qsizetype counted, int count)
{
    QList<SequenceItem> items;
    for (qsizetype i = counted; i < drawn.size() && items.size() < count; ++i)
        items.append({drawn[i].pair, drawn[i].practiceSwapped(), true, false, -1});
    for (qsizetype i = counted - 1; i >= 0 && items.size() < count; --i)
        items.append({drawn[i].pair, drawn[i].practiceSwapped(), true, false, -1});
    return items;
}

} // namespace

QString sequenceDigest(qint64 seed, const QString &annotator, const QString &pairKey)
{
    const QStringList parts{QString::number(seed), annotator, pairKey};
    return base::sha256(parts.join(QChar(0x1f)).toUtf8());
}

QList<SequenceItem> planSequence(const SequenceRequest &request)
{
    QList<Drawn> drawn = draw(request, request.pairs);
    if (request.rules.selection == Selection::Balanced)
        balance(drawn);
    const qsizetype counted =
        std::clamp<qsizetype>(request.rules.perAnnotator - request.plannedCounted, 0, drawn.size());
    if (counted == 0)
        return {};
    QList<Drawn> chosen = drawn.first(counted);
    std::sort(chosen.begin(), chosen.end(), [](const Drawn &a, const Drawn &b) { return a.digest < b.digest; });

    const qsizetype total = request.plannedCounted + counted;
    QList<Insertion> insertions =
        repeats(chosen, missing(request.rules.repeats, total, request.plannedRepeats, counted));
    insertions += golds(draw(request, request.gold),
                        missing(request.goldShare, total, request.plannedGold, request.gold.size()), counted);
    std::stable_sort(insertions.begin(), insertions.end(),
                     [](const Insertion &a, const Insertion &b) { return a.after < b.after; });

    QList<SequenceItem> items;
    if (request.isFirst)
        items = practice(drawn, counted, request.rules.practice);
    QList<int> placeOf;
    qsizetype next = 0;
    const auto insertUpTo = [&](qsizetype done) {
        for (; next < insertions.size() && insertions[next].after <= done; ++next) {
            items.append(insertions[next].item);
            if (items.constLast().repeatOf >= 0)
                items.last().repeatOf = placeOf[items.constLast().repeatOf];
        }
    };
    for (qsizetype i = 0; i < counted; ++i) {
        insertUpTo(i);
        placeOf.append(static_cast<int>(items.size()));
        items.append({chosen[i].pair, chosen[i].swapped(), false, false, -1});
    }
    insertUpTo(counted);
    return items;
}

} // namespace trials
