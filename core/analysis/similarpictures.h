#pragma once

#include <memory>
#include <span>
#include <vector>

#include <QHash>

#include "core/analysis/embeddingmatrix.h"
#include "core/study/ids.h"

namespace analysis {

/// Which row of a matrix is whose.
using RowOfAsset = QHash<study::AssetId, qsizetype>;

/// How close the pictures of a study are to a text or to a picture.
class PictureLikeness
{
public:
    PictureLikeness() = default;
    PictureLikeness(std::shared_ptr<const RowOfAsset> rows, std::vector<float> cosines)
        : m_rows(std::move(rows))
        , m_cosines(std::move(cosines))
    {
    }

    /// −1 to 1; NaN for a picture without embedding.
    float of(study::AssetId asset) const;
    /// Pictures (files) with a value.
    qsizetype size() const { return qsizetype(m_cosines.size()); }

private:
    std::shared_ptr<const RowOfAsset> m_rows;
    std::vector<float> m_cosines; ///< by row
};

/// The pictures of a study by what one tower saw in them. Never changes; any thread.
class SimilarPictures
{
public:
    /// Reads the rows and where they belong. `folder` of the cache: see EmbeddingMatrix::open(), whose errors these
    /// are.
    static base::Result<std::shared_ptr<const SimilarPictures>>
    open(storage::Database &database, const QString &tower, const QString &folder, const base::Progress &progress);

    QString tower() const { return m_tower; }
    qsizetype size() const { return m_matrix.rows(); }
    int dimension() const { return m_matrix.dimension(); }

    /// `unit`: of length 1, from the text tower that belongs to this one. Of another size: no values.
    std::shared_ptr<const PictureLikeness> like(std::span<const float> unit) const;
    /// Null when the picture has no embedding.
    std::shared_ptr<const PictureLikeness> likePicture(study::AssetId asset) const;

private:
    SimilarPictures(EmbeddingMatrix matrix, const QString &tower)
        : m_matrix(std::move(matrix))
        , m_tower(tower)
    {
    }

    EmbeddingMatrix m_matrix;
    QString m_tower;
    std::shared_ptr<RowOfAsset> m_rows = std::make_shared<RowOfAsset>();
};

} // namespace analysis
