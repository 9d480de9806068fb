#pragma once

#include <cmath>
#include <vector>

#include <QByteArray>

#include "core/base/hash.h"
#include "core/storage/scorerepository.h"
#include "tests/support/studies.h"

namespace support {

/// A stored fp32 embedding of something; one extent.
inline storage::StoredEmbedding embeddingOf(const QString &tower, const QString &sha256,
                                            const std::vector<float> &vector,
                                            const QString &kind = QStringLiteral("asset"))
{
    return {tower,
            kind,
            sha256,
            QStringLiteral("fp32"),
            QString::number(vector.size()),
            QByteArray(reinterpret_cast<const char *>(vector.data()), qsizetype(vector.size() * sizeof(float)))};
}

inline void keepEmbedding(storage::Database &database, const storage::StoredEmbedding &embedding)
{
    must(storage::ScoreRepository(database).addEmbedding(embedding));
}

/// The direction at `degrees` in the plane of the first two of `dimension` axes.
inline std::vector<float> direction(double degrees, int dimension = 4)
{
    constexpr double radian = 3.14159265358979323846 / 180;
    std::vector<float> vector(size_t(dimension), 0);
    vector[0] = float(std::cos(degrees * radian));
    vector[1] = float(std::sin(degrees * radian));
    return vector;
}

} // namespace support
