#include "core/analysis/embeddingmatrix.h"

#include <array>
#include <cstring>

#include <zlib.h>

#include <QBuffer>
#include <QDir>
#include <QFloat16>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include "core/analysis/embeddingvector.h"
#include "core/base/hash.h"
#include "core/storage/database.h"

namespace analysis {

namespace {

constexpr qsizetype hashBytes = 32;
constexpr int lockMs = 20'000; ///< another program may be making the same file
constexpr qint64 reportEvery = 512;
/// Only inside of this file: what could not be written is made in memory.
constexpr QLatin1String writeCode{"cache.write"};

/// Hash, numbers, checksum of both, padding: a whole number of 8 bytes.
qsizetype recordBytes(int dimension)
{
    return (hashBytes + 2 * qsizetype(dimension) + 4 + 7) / 8 * 8;
}

quint32 checksum(const uchar *record, int dimension)
{
    return quint32(crc32(0, record, uInt(hashBytes + 2 * dimension)));
}

QByteArray recordOf(const QByteArray &hash, const std::vector<float> &vector)
{
    QByteArray record(recordBytes(int(vector.size())), '\0');
    std::memcpy(record.data(), hash.constData(), size_t(hashBytes));
    auto *numbers = reinterpret_cast<qfloat16 *>(record.data() + hashBytes);
    qFloatToFloat16(numbers, vector.data(), qsizetype(vector.size()));
    const quint32 sum = checksum(reinterpret_cast<const uchar *>(record.constData()), int(vector.size()));
    std::memcpy(record.data() + hashBytes + 2 * qsizetype(vector.size()), &sum, sizeof sum);
    return record;
}

} // namespace

/// As it stands in the file, in the order of this machine's bytes: caches do not travel.
struct EmbeddingMatrix::Header
{
    static constexpr std::array<char, 8> ours{'D', 'S', 'E', 'M', 'B', '\0', '\0', '\1'};

    std::array<char, 8> magic = ours;
    quint32 dimension = 0;
    quint32 byteOrder = 0x01020304;
    quint64 rows = 0;
    qint64 newestId = 0; ///< of the study's rows that were looked at
    quint64 seen = 0;    ///< how many those are; rows that are no vector of this length are not here
    std::array<char, hashBytes> newestItem{}; ///< SHA-256 of that row's key
    std::array<char, hashBytes> key{};        ///< SHA-256 of study and tower
    std::array<char, hashBytes> sum{};        ///< SHA-256 of everything above

    void seal() { sum = digest(QByteArrayView(reinterpret_cast<const char *>(this), offsetof(Header, sum))); }
    bool isSealed() const
    {
        return sum == digest(QByteArrayView(reinterpret_cast<const char *>(this), offsetof(Header, sum)));
    }
    qint64 fileBytes() const { return qint64(sizeof(Header)) + qint64(rows) * recordBytes(int(dimension)); }

    static std::array<char, hashBytes> digest(QByteArrayView bytes)
    {
        std::array<char, hashBytes> digest{};
        const QByteArray binary = QByteArray::fromHex(base::sha256(bytes).toLatin1());
        std::memcpy(digest.data(), binary.constData(), digest.size());
        return digest;
    }
};

/// Brings a file, or a buffer, up to what the study has.
class EmbeddingMatrix::Writer
{
public:
    Writer(storage::Database &database, const QString &tower, const base::Progress &progress)
        : m_database(database)
        , m_tower(tower)
        , m_progress(progress)
    {
    }

    Header emptyHeader() const
    {
        Header header;
        header.key = Header::digest((m_database.uid() + u'\n' + m_tower).toUtf8());
        return header;
    }

    /// The header of a whole file of this study and tower; nothing for every other.
    std::optional<Header> headerOf(const QString &path) const
    {
        QFile file(path);
        Header header;
        if (!file.open(QIODevice::ReadOnly)
            || file.read(reinterpret_cast<char *>(&header), sizeof header) != qint64(sizeof header))
            return {};
        const Header wanted = emptyHeader();
        const bool good = header.magic == wanted.magic && header.byteOrder == wanted.byteOrder && header.isSealed()
                          && header.key == wanted.key && header.dimension <= quint32(longestEmbedding)
                          && header.rows <= header.seen && header.seen <= (quint64(1) << 32)
                          && file.size() >= header.fileBytes();
        return good ? std::optional(header) : std::nullopt;
    }

    /// Whether the rows that the header speaks of are in the study. The table is append-only: one row and their number
    /// say it of all of them.
    base::Result<bool> agrees(const Header &header)
    {
        BASE_TRY_ASSIGN(count, m_database.prepare(QStringLiteral("SELECT COUNT(*) FROM embedding WHERE tower = ? AND "
                                                                 "kind = 'asset' AND id <= ?")));
        BASE_TRY(count.run(m_tower, header.newestId));
        if (!count.next() || quint64(count.integer(0)) != header.seen)
            return false;
        if (header.seen == 0)
            return true;
        BASE_TRY_ASSIGN(newest, m_database.prepare(QStringLiteral("SELECT item_hash FROM embedding WHERE id = ?")));
        BASE_TRY(newest.run(header.newestId));
        return newest.next() && Header::digest(newest.text(0).toUtf8()) == header.newestItem;
    }

    base::Result<qint64> missing(const Header &header)
    {
        BASE_TRY_ASSIGN(count, m_database.prepare(QStringLiteral("SELECT COUNT(*) FROM embedding WHERE tower = ? AND "
                                                                 "kind = 'asset' AND id > ?")));
        BASE_TRY(count.run(m_tower, header.newestId));
        return count.next() ? count.integer(0) : 0;
    }

    /// Writes the rows that the header does not know yet, at the device's place, and takes them into the header.
    /// Errors: writeCode, "cancelled", those of the database.
    base::Result<void> append(QIODevice &device, Header &header)
    {
        BASE_TRY_ASSIGN(total, missing(header));
        // In order of id by the table itself: sorting an index's rows would carry all their bytes along.
        BASE_TRY_ASSIGN(
            select, m_database.prepare(QStringLiteral("SELECT id, item_hash, dtype, shape, data FROM embedding "
                                                      "WHERE id > ? AND +tower = ? AND +kind = 'asset' ORDER BY id")));
        BASE_TRY(select.run(header.newestId, m_tower));
        QString item;
        for (qint64 done = 0; select.next(); ++done) {
            if (done % reportEvery == 0)
                m_progress.report(QStringLiteral("embeddings"), done, total);
            if (m_progress.isCancelled())
                return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
            item = select.text(1);
            const QByteArray hash = QByteArray::fromHex(item.toLatin1());
            header.newestId = select.integer(0);
            ++header.seen;
            const auto vector = unitVector(select.text(2), select.text(3), select.blob(4));
            if (hash.size() != hashBytes || !vector || (header.dimension != 0 && header.dimension != vector->size()))
                continue;
            header.dimension = quint32(vector->size());
            const QByteArray record = recordOf(hash, *vector);
            if (device.write(record) != record.size())
                return base::fail(writeCode, device.errorString());
            ++header.rows;
        }
        if (!item.isEmpty())
            header.newestItem = Header::digest(item.toUtf8());
        header.seal();
        return {};
    }

    /// Header first or last, always at the beginning.
    static base::Result<void> writeHeader(QIODevice &device, const Header &header)
    {
        if (!device.seek(0)
            || device.write(reinterpret_cast<const char *>(&header), sizeof header) != qint64(sizeof header))
            return base::fail(writeCode, device.errorString());
        return {};
    }

    base::Result<Header> make(QIODevice &device)
    {
        Header header = emptyHeader();
        BASE_TRY(writeHeader(device, header));
        BASE_TRY(append(device, header));
        BASE_TRY(writeHeader(device, header));
        return header;
    }

    base::Result<Header> makeFile(const QString &path)
    {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return base::fail(writeCode, file.errorString());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // what a study shows is its owner's business
        BASE_TRY_ASSIGN(header, make(file));
        if (!file.commit())
            return base::fail(writeCode, file.errorString());
        return header;
    }

    /// What is behind the known rows (of an append that was killed) is overwritten; the header comes last.
    base::Result<Header> appendToFile(const QString &path, Header header)
    {
        QFile file(path);
        const qint64 end = header.fileBytes();
        if (!file.open(QIODevice::ReadWrite) || !file.seek(end))
            return base::fail(writeCode, file.errorString());
        BASE_TRY(append(file, header));
        BASE_TRY(writeHeader(file, header));
        return header;
    }

private:
    storage::Database &m_database;
    QString m_tower;
    const base::Progress &m_progress;
};

QString EmbeddingMatrix::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
           + QStringLiteral("/dissensus/embeddings");
}

QString EmbeddingMatrix::fileOf(const QString &folder, const QString &studyUid, const QString &tower)
{
    constexpr int shortName = 32; // of 64 digits: names the file, the header says which study and tower it is of
    return QStringLiteral("%1/%2.embeddings")
        .arg(folder, base::sha256((studyUid + u'\n' + tower).toUtf8()).left(shortName));
}

base::Result<EmbeddingMatrix> EmbeddingMatrix::open(storage::Database &database, const QString &tower,
                                                    const QString &folder, const base::Progress &progress)
{
    const QString path = fileOf(folder, database.uid(), tower);
    auto matrix = openFile(database, tower, path, progress);
    if (matrix || matrix.error().code != writeCode)
        return matrix;
    EmbeddingMatrix inMemory;
    QBuffer buffer(&inMemory.m_bytes);
    buffer.open(QIODevice::WriteOnly);
    BASE_TRY_ASSIGN(header, Writer(database, tower, progress).make(buffer));
    inMemory.m_rows = qsizetype(header.rows);
    inMemory.m_dimension = int(header.dimension);
    inMemory.m_records = reinterpret_cast<const uchar *>(inMemory.m_bytes.constData()) + sizeof(Header);
    return inMemory;
}

base::Result<EmbeddingMatrix> EmbeddingMatrix::openFile(storage::Database &database, const QString &tower,
                                                        const QString &path, const base::Progress &progress)
{
    QDir().mkpath(QFileInfo(path).path());
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.tryLock(lockMs))
        return base::fail(writeCode, QStringLiteral("the file is in use"));
    Writer writer(database, tower, progress);
    EmbeddingMatrix matrix;
    if (const auto known = writer.headerOf(path)) {
        BASE_TRY_ASSIGN(agrees, writer.agrees(*known));
        if (agrees && matrix.map(path, *known) && matrix.isSound()) {
            BASE_TRY_ASSIGN(missing, writer.missing(*known));
            if (missing == 0)
                return matrix;
            BASE_TRY_ASSIGN(header, writer.appendToFile(path, *known));
            if (matrix.map(path, header))
                return matrix;
        }
    }
    BASE_TRY_ASSIGN(header, writer.makeFile(path));
    if (!matrix.map(path, header))
        return base::fail(writeCode, QStringLiteral("the file cannot be mapped"));
    return matrix;
}

bool EmbeddingMatrix::map(const QString &path, const Header &header)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly) || file->size() < header.fileBytes())
        return false;
    const uchar *bytes = file->map(0, header.fileBytes());
    if (!bytes)
        return false;
    m_file = std::move(file);
    m_records = bytes + sizeof(Header);
    m_rows = qsizetype(header.rows);
    m_dimension = int(header.dimension);
    return true;
}

const uchar *EmbeddingMatrix::record(qsizetype row) const
{
    return m_records + row * recordBytes(m_dimension);
}

bool EmbeddingMatrix::isSound() const
{
    for (qsizetype row = 0; row < m_rows; ++row) {
        quint32 sum = 0;
        std::memcpy(&sum, record(row) + hashBytes + 2 * qsizetype(m_dimension), sizeof sum);
        if (sum != checksum(record(row), m_dimension))
            return false;
    }
    return true;
}

QByteArrayView EmbeddingMatrix::hashOf(qsizetype row) const
{
    return {record(row), hashBytes};
}

std::vector<float> EmbeddingMatrix::vectorOf(qsizetype row) const
{
    std::vector<float> vector(static_cast<size_t>(m_dimension));
    qFloatFromFloat16(vector.data(), reinterpret_cast<const qfloat16 *>(record(row) + hashBytes), m_dimension);
    return vector;
}

std::vector<float> EmbeddingMatrix::similarities(std::span<const float> query) const
{
    if (qsizetype(query.size()) != m_dimension)
        return {};
    std::vector<float> cosines(static_cast<size_t>(m_rows));
    std::vector<float> row(query.size());
    for (size_t i = 0; i < cosines.size(); ++i) {
        // Qt converts with the processor's instructions where it has them.
        qFloatFromFloat16(row.data(), reinterpret_cast<const qfloat16 *>(record(qsizetype(i)) + hashBytes),
                          m_dimension);
        cosines[i] = dotProduct(row, query);
    }
    return cosines;
}

} // namespace analysis
