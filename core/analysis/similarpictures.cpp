#include "core/analysis/similarpictures.h"

#include <limits>

#include "core/storage/database.h"

namespace analysis {

float PictureLikeness::of(study::AssetId asset) const
{
    const qsizetype row = m_rows ? m_rows->value(asset, -1) : -1;
    return row >= 0 && row < size() ? m_cosines[size_t(row)] : std::numeric_limits<float>::quiet_NaN();
}

base::Result<std::shared_ptr<const SimilarPictures>> SimilarPictures::open(storage::Database &database,
                                                                           const QString &tower, const QString &folder,
                                                                           const base::Progress &progress)
{
    BASE_TRY_ASSIGN(matrix, EmbeddingMatrix::open(database, tower, folder, progress));
    QHash<QByteArray, qsizetype> rowOfHash;
    rowOfHash.reserve(matrix.rows());
    for (qsizetype row = 0; row < matrix.rows(); ++row)
        rowOfHash.insert(matrix.hashOf(row).toByteArray(), row);
    const std::shared_ptr<SimilarPictures> pictures(new SimilarPictures(std::move(matrix), tower));
    BASE_TRY_ASSIGN(select, database.prepare(QStringLiteral("SELECT id, sha256 FROM asset")));
    BASE_TRY(select.run());
    while (select.next()) {
        const qsizetype row = rowOfHash.value(QByteArray::fromHex(select.text(1).toLatin1()), -1);
        if (row >= 0)
            pictures->m_rows->insert(select.id<study::AssetId>(0), row);
    }
    return std::shared_ptr<const SimilarPictures>(pictures);
}

std::shared_ptr<const PictureLikeness> SimilarPictures::like(std::span<const float> unit) const
{
    return std::make_shared<const PictureLikeness>(m_rows, m_matrix.similarities(unit));
}

std::shared_ptr<const PictureLikeness> SimilarPictures::likePicture(study::AssetId asset) const
{
    const qsizetype row = m_rows->value(asset, -1);
    return row < 0 ? nullptr : like(m_matrix.vectorOf(row));
}

} // namespace analysis
