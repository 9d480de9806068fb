#pragma once

#include <memory>
#include <span>
#include <vector>

#include <QByteArray>
#include <QFile>
#include <QString>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace storage {
class Database;
}

namespace analysis {

/// The embeddings that one tower made of a study's pictures, as rows of length 1 in fp16 that are mapped from a file in
/// the cache folder: a hundred thousand pictures of 768 numbers are 160 MB which stay out of the heap and in the page
/// cache.
///
/// The file is derived and belongs to one study and one tower. open() compares it with the study: rows that came since
/// are appended, and a file that is damaged, of another study, tower or version, or newer than its study (a backup was
/// put back) is made again. Every row has a checksum that is looked at when the file is opened. A folder that cannot be
/// written costs time at the next start, nothing else: the rows are in memory then. An open matrix never changes.
class EmbeddingMatrix
{
public:
    /// `folder` is made when it is missing. Errors: those of the database, "cancelled".
    static base::Result<EmbeddingMatrix> open(storage::Database &database, const QString &tower, const QString &folder,
                                              const base::Progress &progress);

    /// dissensus/embeddings in the user's cache folder.
    static QString defaultFolder();
    /// Where open() keeps the rows.
    static QString fileOf(const QString &folder, const QString &studyUid, const QString &tower);

    qsizetype rows() const { return m_rows; }
    int dimension() const { return m_dimension; }
    /// SHA-256 of the picture's bytes, in 32 bytes.
    QByteArrayView hashOf(qsizetype row) const;
    /// The row as stored, of length 1 up to rounding.
    std::vector<float> vectorOf(qsizetype row) const;
    /// The cosine of every row with `query`, a vector of length 1 and of dimension() numbers (another size: no rows).
    /// Brute force, without an index: exact, and 100,000 rows take a few hundredths of a second.
    std::vector<float> similarities(std::span<const float> query) const;

private:
    class Writer;
    struct Header;

    static base::Result<EmbeddingMatrix> openFile(storage::Database &database, const QString &tower,
                                                  const QString &path, const base::Progress &progress);
    const uchar *record(qsizetype row) const;
    bool map(const QString &path, const Header &header);
    bool isSound() const;

    std::unique_ptr<QFile> m_file; ///< keeps the mapping; null: the rows are in m_bytes
    QByteArray m_bytes;
    const uchar *m_records = nullptr;
    qsizetype m_rows = 0;
    int m_dimension = 0;
};

} // namespace analysis
