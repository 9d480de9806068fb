#include "core/analysis/snapshot.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/snapshotloader.h"
#include "core/statistics/descriptive.h"

namespace analysis {

namespace {

/// UTF-16 sorts surrogates before the private and compatibility areas, UTF-8 does not.
bool lessByCodePoint(QStringView a, QStringView b)
{
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (left == a.end() || right == b.end())
        return left == a.end() && right != b.end();
    if (left->isSurrogate() != right->isSurrogate())
        return right->isSurrogate();
    return *left < *right;
}

} // namespace

base::Result<Snapshot> Snapshot::load(storage::Database &database, const base::Progress &progress)
{
    return SnapshotLoader(database, progress).load();
}

base::Result<Snapshot> Snapshot::loadPictures(storage::Database &database, const base::Progress &progress)
{
    return SnapshotLoader(database, progress).load(SnapshotLoader::Extent::Pictures);
}

std::optional<double> Snapshot::score(const ScoreTable &table, qint32 picture, qint32 prompt) const
{
    return table.value(pictures[picture].id, pictures[picture].asset, hashOfPrompt[size_t(prompt)]);
}

std::optional<double> Snapshot::difference(const ScoreTable &table, qint32 picture, qint32 other, qint32 prompt) const
{
    return differenceOf(score(table, picture, prompt), score(table, other, prompt));
}

std::optional<double> Snapshot::meanScore(const ScoreTable &table, std::span<const qint32> pictures,
                                          qint32 prompt) const
{
    if (prompt < 0)
        return {};
    std::vector<double> values;
    for (const qint32 picture : pictures) {
        if (const auto value = score(table, picture, prompt))
            values.push_back(*value);
    }
    return statistics::mean(values);
}

QString Snapshot::generatorName(qint32 picture) const
{
    const qint32 generator = generatorOfPicture[size_t(picture)];
    return generator < 0 ? QString() : generators[generator].name;
}

bool Snapshot::comesFirst(qint32 picture, qint32 other) const
{
    if (isOriginal(picture) != isOriginal(other))
        return isOriginal(other);
    const bool isPhotograph = pictures[picture].kind == study::PictureKind::Photograph;
    if (isPhotograph != (pictures[other].kind == study::PictureKind::Photograph))
        return isPhotograph;
    const qint32 generator = generatorOfPicture[size_t(picture)];
    const qint32 otherGenerator = generatorOfPicture[size_t(other)];
    if (generator != otherGenerator)
        return lessByCodePoint(generatorName(picture), generatorName(other));
    return lessByCodePoint(pictures[picture].uid, pictures[other].uid);
}

std::optional<double> differenceOf(const std::optional<double> &a, const std::optional<double> &b)
{
    if (!a || !b || !std::isfinite(*a - *b))
        return {};
    return *a - *b;
}

} // namespace analysis
