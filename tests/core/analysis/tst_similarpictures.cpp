#include "core/analysis/similarpictures.h"

#include <cmath>

#include <QTest>

#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "tests/support/embeddings.h"

using analysis::SimilarPictures;
using support::direction;
using support::embeddingOf;
using support::keepEmbedding;
using support::must;

class TestSimilarPictures : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    const QString m_tower{64, u'a'};

    /// An asset per angle; "nothing" is an asset without embedding.
    storage::Database study(const QString &name, const QList<double> &angles, QList<study::AssetId> &assets)
    {
        storage::Database database = must(storage::Database::create(m_folder.file(name), name));
        const auto add = [&](const QByteArray &bytes) {
            study::Asset asset;
            asset.sha256 = base::sha256(bytes);
            asset.bytes = bytes.size();
            asset.width = asset.height = 8;
            asset.format = QStringLiteral("png");
            assets.append(must(storage::AssetRepository(database).addAsset(asset)).id);
            return asset.sha256;
        };
        add("nothing");
        for (const double angle : angles)
            keepEmbedding(database, embeddingOf(m_tower, add(QByteArray::number(angle)), direction(angle)));
        return database;
    }

private Q_SLOTS:
    void knowsWhoseRowsTheyAre()
    {
        QList<study::AssetId> assets;
        storage::Database database = study(QStringLiteral("four.dissensus"), {0, 30, 60, 180}, assets);
        // Of a picture that the study does not have any more.
        keepEmbedding(database, embeddingOf(m_tower, base::sha256("elsewhere"), direction(10)));
        const auto pictures =
            must(SimilarPictures::open(database, m_tower, m_folder.file(QStringLiteral("cache")), {}));
        QCOMPARE(pictures->size(), 5);
        const auto like = pictures->like(direction(0));
        QVERIFY(std::isnan(like->of(assets[0])));
        QVERIFY(std::isnan(like->of(study::AssetId(999))));
        const QList<double> expected{1, 0.8660254, 0.5, -1};
        for (int i = 0; i < 4; ++i)
            QVERIFY(std::abs(double(like->of(assets[i + 1])) - expected[i]) < 1e-3);

        const auto likeSecond = pictures->likePicture(assets[2]);
        QVERIFY(likeSecond);
        QVERIFY(std::abs(double(likeSecond->of(assets[2])) - 1) < 1e-3);
        QVERIFY(std::abs(double(likeSecond->of(assets[1])) - 0.8660254) < 1e-3);
        QVERIFY(!pictures->likePicture(assets[0]));
    }

    void anotherSizeHasNoValues()
    {
        QList<study::AssetId> assets;
        storage::Database database = study(QStringLiteral("size.dissensus"), {0}, assets);
        const auto pictures =
            must(SimilarPictures::open(database, m_tower, m_folder.file(QStringLiteral("cache")), {}));
        const auto like = pictures->like(direction(0, 7));
        QCOMPARE(like->size(), 0);
        QVERIFY(std::isnan(like->of(assets[1])));
    }

    void countsByTower()
    {
        QList<study::AssetId> assets;
        storage::Database database = study(QStringLiteral("towers.dissensus"), {0, 1}, assets);
        keepEmbedding(database, embeddingOf(QString(64, u'b'), base::sha256("0"), direction(0)));
        keepEmbedding(database,
                      embeddingOf(QString(64, u'c'), base::sha256("0"), direction(0), QStringLiteral("text")));
        const auto towers = must(storage::ScoreRepository(database).embeddedPictures());
        QCOMPARE(towers, (QHash<QString, qint64>{{m_tower, 2}, {QString(64, u'b'), 1}}));
    }
};

QTEST_GUILESS_MAIN(TestSimilarPictures)
#include "tst_similarpictures.moc"
