#include "core/analysis/embeddingmatrix.h"

#include <QDir>
#include <QTest>

#include "core/base/hash.h"
#include "core/storage/database.h"
#include "tests/support/embeddings.h"

using analysis::EmbeddingMatrix;
using support::direction;
using support::embeddingOf;
using support::keepEmbedding;
using support::must;

namespace {

const QString tower(64, u'1');

QString hashOf(int number)
{
    return base::sha256(QByteArray::number(number));
}

/// fp16 keeps 11 bits: components of a unit vector are off by 2⁻¹² at most, and a product of four of them by 2⁻¹⁰.
constexpr float rounding = 1e-3F;

} // namespace

class TestEmbeddingMatrix : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    QString cache() const { return m_folder.file(QStringLiteral("cache folder")); }

    storage::Database study(const QString &name)
    {
        return must(storage::Database::create(m_folder.file(name + QStringLiteral(".dissensus")), name));
    }
    EmbeddingMatrix open(storage::Database &database, const QString &of = tower)
    {
        return must(EmbeddingMatrix::open(database, of, cache(), {}));
    }
    QString fileOf(const storage::Database &database) const
    {
        return EmbeddingMatrix::fileOf(cache(), database.uid(), tower);
    }
    /// Ten pictures, 0°, 9°, … 81°.
    storage::Database tenPictures(const QString &name)
    {
        storage::Database database = study(name);
        for (int i = 0; i < 10; ++i)
            keepEmbedding(database, embeddingOf(tower, hashOf(i), direction(9 * i)));
        return database;
    }
    static void verifyTen(const EmbeddingMatrix &matrix)
    {
        QCOMPARE(matrix.rows(), 10);
        const std::vector<float> cosines = matrix.similarities(direction(0));
        QCOMPARE(cosines.size(), size_t(10));
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(matrix.hashOf(i).toByteArray().toHex(), hashOf(i).toLatin1());
            QVERIFY(std::abs(cosines[size_t(i)] - direction(9 * i)[0]) < rounding);
        }
    }

private Q_SLOTS:
    void emptyStudy()
    {
        storage::Database database = study(QStringLiteral("empty"));
        const EmbeddingMatrix matrix = open(database);
        QCOMPARE(matrix.rows(), 0);
        QVERIFY(matrix.similarities({}).empty());
        QVERIFY(matrix.similarities(direction(0)).empty());
    }

    void knowsAngles()
    {
        storage::Database database = tenPictures(QStringLiteral("angles"));
        verifyTen(open(database));
        verifyTen(open(database)); // from the file
        QCOMPARE(open(database).vectorOf(5).size(), size_t(4));
        QVERIFY(open(database).similarities(direction(0, 5)).empty());
    }

    void lengthDoesNotCount()
    {
        storage::Database database = study(QStringLiteral("lengths"));
        keepEmbedding(database, embeddingOf(tower, hashOf(1), {300, 400}));
        const EmbeddingMatrix matrix = open(database);
        QVERIFY(std::abs(matrix.similarities(std::vector<float>{1, 0}).front() - 0.6F) < rounding);
    }

    void appendsWhatIsNew()
    {
        storage::Database database = study(QStringLiteral("append"));
        for (int i = 0; i < 4; ++i)
            keepEmbedding(database, embeddingOf(tower, hashOf(i), direction(9 * i)));
        const EmbeddingMatrix before = open(database);
        const QByteArray head = [this, &database] {
            QFile file(fileOf(database));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }();
        for (int i = 4; i < 10; ++i)
            keepEmbedding(database, embeddingOf(tower, hashOf(i), direction(9 * i)));
        verifyTen(open(database));
        QFile file(fileOf(database));
        QVERIFY(file.open(QIODevice::ReadOnly));
        constexpr qsizetype headerBytes = 136;
        QVERIFY(file.size() > head.size());
        QCOMPARE(file.readAll().mid(headerBytes, head.size() - headerBytes), head.mid(headerBytes));
        QCOMPARE(before.rows(), 4); // an open one never changes
        QCOMPARE(before.similarities(direction(0)).size(), size_t(4));
    }

    void leavesOutWhatIsNoVector()
    {
        storage::Database database = tenPictures(QStringLiteral("odd"));
        auto tokens = embeddingOf(tower, hashOf(20), direction(0));
        tokens.shape = QStringLiteral("2x2");
        keepEmbedding(database, tokens);
        keepEmbedding(database, embeddingOf(tower, hashOf(21), direction(0, 6)));
        keepEmbedding(database, embeddingOf(tower, hashOf(22), {0, 0, 0, 0}));
        keepEmbedding(database, embeddingOf(tower, QStringLiteral("no hash"), direction(0)));
        keepEmbedding(database, embeddingOf(tower, hashOf(23), direction(0), QStringLiteral("text")));
        keepEmbedding(database, embeddingOf(QString(64, u'2'), hashOf(24), direction(0)));
        verifyTen(open(database));
        const QDateTime made = QFileInfo(fileOf(database)).lastModified();
        QTest::qWait(20);
        verifyTen(open(database));
        QCOMPARE(QFileInfo(fileOf(database)).lastModified(), made); // nothing new was seen
    }

    void damagedFileIsMadeAgain_data()
    {
        QTest::addColumn<int>("at"); ///< negative: from the end
        QTest::addColumn<int>("cut");
        QTest::newRow("magic") << 0 << 0;
        QTest::newRow("dimension") << 8 << 0;
        QTest::newRow("rows") << 16 << 0;
        QTest::newRow("checksum of the head") << 110 << 0;
        QTest::newRow("first row") << 140 << 0;
        QTest::newRow("last row") << -12 << 0;
        QTest::newRow("cut") << 0 << 30;
        QTest::newRow("empty") << 0 << 100'000;
    }

    void damagedFileIsMadeAgain()
    {
        QFETCH(int, at);
        QFETCH(int, cut);
        storage::Database database =
            tenPictures(QStringLiteral("damage-") + QString::fromLatin1(QTest::currentDataTag()));
        verifyTen(open(database));
        QFile file(fileOf(database));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        const QByteArray good = bytes;
        if (cut == 0)
            bytes[at < 0 ? bytes.size() + at : at] ^= 0x40;
        else
            bytes.chop(cut);
        QVERIFY(file.resize(0));
        file.seek(0);
        file.write(bytes);
        file.close();
        verifyTen(open(database));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), good);
    }

    void foreignFileIsMadeAgain()
    {
        storage::Database other = study(QStringLiteral("other"));
        for (int i = 0; i < 10; ++i)
            keepEmbedding(other, embeddingOf(tower, hashOf(i), direction(90)));
        open(other);
        storage::Database database = tenPictures(QStringLiteral("mine"));
        QVERIFY(QFile::copy(fileOf(other), fileOf(database)));
        verifyTen(open(database));
    }

    // A backup that was put back has fewer rows, and others under the same numbers later.
    void fileNewerThanItsStudy()
    {
        const QString path = m_folder.file(QStringLiteral("backup.dissensus"));
        {
            storage::Database database = study(QStringLiteral("backup"));
            keepEmbedding(database, embeddingOf(tower, hashOf(0), direction(0)));
        }
        QVERIFY(QFile::copy(path, path + QStringLiteral(".old")));
        {
            storage::Database database = must(storage::Database::open(path));
            keepEmbedding(database, embeddingOf(tower, hashOf(77), direction(77)));
            QCOMPARE(open(database).rows(), 2);
        }
        QVERIFY(QFile::remove(path) && QFile::copy(path + QStringLiteral(".old"), path));
        storage::Database database = must(storage::Database::open(path));
        QCOMPARE(open(database).rows(), 1);
        QVERIFY(QFile::exists(fileOf(database)));
        {
            storage::Database later = must(storage::Database::open(path));
            keepEmbedding(later, embeddingOf(tower, hashOf(5), direction(5)));
        }
        QCOMPARE(open(database).hashOf(1).toByteArray().toHex(), hashOf(5).toLatin1());
    }

    void worksWithoutAFolder()
    {
        storage::Database database = tenPictures(QStringLiteral("no folder"));
        const QString inTheWay = m_folder.write(QStringLiteral("a file"), "x");
        verifyTen(must(EmbeddingMatrix::open(database, tower, inTheWay, {})));
    }

    void canBeCancelled()
    {
        storage::Database database = tenPictures(QStringLiteral("cancelled"));
        base::Progress progress;
        progress.cancel();
        SUPPORT_FAILS(EmbeddingMatrix::open(database, tower, cache(), progress), "cancelled");
        QVERIFY(!QFile::exists(fileOf(database)));
        verifyTen(open(database));
    }
};

QTEST_GUILESS_MAIN(TestEmbeddingMatrix)
#include "tst_embeddingmatrix.moc"
