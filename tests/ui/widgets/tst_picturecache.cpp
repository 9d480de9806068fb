#include "ui/widgets/picturecache.h"

#include <QSignalSpy>
#include <QTest>

#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "tests/support/studies.h"

using support::must;

/// Pictures embedded in a study, one of them damaged.
class PictureCacheTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    widgets::StudyPtr m_study;
    study::AssetId m_red;
    study::AssetId m_broken;

    static study::AssetId embed(storage::Database &database, const QByteArray &bytes)
    {
        study::Asset asset;
        asset.sha256 = base::sha256(bytes);
        asset.bytes = bytes.size();
        asset.width = 64;
        asset.height = 32;
        asset.format = QStringLiteral("png");
        storage::AssetRepository repository(database);
        const study::AssetId id = must(repository.addAsset(asset)).id;
        must(repository.embed(id, bytes));
        return id;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = m_folder.file(QStringLiteral("a.dissensus"));
        {
            auto database = must(storage::Database::create(path, QStringLiteral("Test")));
            QImage red(64, 32, QImage::Format_RGB32);
            red.fill(Qt::red);
            red.save(m_folder.file(QStringLiteral("red.png")));
            QFile file(m_folder.file(QStringLiteral("red.png")));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            m_red = embed(database, bytes);
            m_broken = embed(database, bytes.left(bytes.size() / 2));
        }
        m_study = std::make_shared<widgets::StudyHandle>(must(widgets::StudyHandle::readHead(path)));
    }

    void decodesInTheBackgroundAndRemembers()
    {
        widgets::PictureCache cache(m_study);
        QSignalSpy ready(&cache, &widgets::PictureCache::ready);
        QVERIFY(!cache.find(m_red, 16));
        QVERIFY(!cache.isIdle());
        QVERIFY(ready.wait());
        const auto *entry = cache.find(m_red, 16);
        QVERIFY(entry);
        QCOMPARE(entry->image.size(), QSize(16, 8));
        QCOMPARE(entry->pixels, QSize(64, 32));
        QCOMPARE(entry->image.pixelColor(3, 3), QColor(Qt::red));
        QVERIFY(cache.isIdle());
    }

    void saysWhyAPictureCannotBeShown()
    {
        widgets::PictureCache cache(m_study);
        QSignalSpy ready(&cache, &widgets::PictureCache::ready);
        QVERIFY(!cache.find(m_broken, 0));
        QVERIFY(ready.wait());
        const auto *entry = cache.find(m_broken, 0);
        QVERIFY(entry);
        QVERIFY(entry->image.isNull());
        QVERIFY(!entry->error.isEmpty());
    }

    void mayGoWhileItDecodes()
    {
        auto cache = std::make_unique<widgets::PictureCache>(m_study);
        QVERIFY(!cache->find(m_red, 8));
        cache.reset();
        QTest::qWait(50); // the result finds nobody
    }
};

QTEST_MAIN(PictureCacheTest)
#include "tst_picturecache.moc"
