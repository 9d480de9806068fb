#include "core/analysis/snapshot.h"

#include "core/analysis/snapshotloader.h"

namespace analysis {

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
    // UTF-8 sorts by code point, UTF-16 does not.
    const QByteArray name = generatorName(picture).toUtf8();
    const QByteArray otherName = generatorName(other).toUtf8();
    if (name != otherName)
        return name < otherName;
    return pictures[picture].uid.toUtf8() < pictures[other].uid.toUtf8();
}

} // namespace analysis
