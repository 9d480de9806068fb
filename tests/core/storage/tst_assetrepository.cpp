#include "core/storage/assetrepository.h"

#include <QtTest>

#include "core/base/hash.h"
#include "core/storage/database.h"
#include "tests/support/studies.h"

using storage::AssetRepository;
using storage::Database;

class TestAssetRepository : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    static qint64 modified(const QString &path) { return QFileInfo(path).lastModified().toMSecsSinceEpoch(); }

    /// An asset with these bytes at this path below the test's folder.
    study::Asset add(AssetRepository &assets, const QString &name, const QByteArray &bytes)
    {
        const QString path = m_folder.write(name, bytes);
        const study::Asset asset =
            support::must(assets.addAsset({{}, base::sha256(bytes), bytes.size(), 4, 3, QStringLiteral("png")}));
        support::must(assets.addLocation(asset.id, path, bytes.size(), modified(path)));
        return asset;
    }

    Database newStudy(const QString &name)
    {
        const QString path = m_folder.file(name);
        QDir().mkpath(QFileInfo(path).path());
        return support::must(Database::create(path, {}));
    }

private Q_SLOTS:
    void sameBytesAreTheSameAsset()
    {
        Database database = newStudy(QStringLiteral("same/s.dissensus"));
        AssetRepository assets(database);
        const study::Asset a = add(assets, QStringLiteral("same/a.png"), "bytes");
        const study::Asset b = add(assets, QStringLiteral("same/b.png"), "bytes");
        QCOMPARE(a.id, b.id);
        QCOMPARE(assets.assets()->size(), 1);
        QCOMPARE(assets.locationsOf(a.id)->size(), 2);
        QCOMPARE(assets.locations()->value(a.id).path, QStringLiteral("b.png"));
        QCOMPARE(assets.assetBySha256(a.sha256)->value().width, 4);
        QVERIFY(!assets.assetBySha256(QString(64, QLatin1Char('0')))->has_value());
    }

    void unchangedPlaceIsNotNotedTwice()
    {
        Database database = newStudy(QStringLiteral("twice/s.dissensus"));
        AssetRepository assets(database);
        const study::Asset asset = add(assets, QStringLiteral("twice/a.png"), "bytes");
        const QString path = m_folder.file(QStringLiteral("twice/a.png"));
        SUPPORT_OK(assets.addLocation(asset.id, path, asset.bytes, modified(path)));
        QCOMPARE(assets.locationsOf(asset.id)->size(), 1);
    }

    void pathsNearTheStudyAreRelative_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("stored");
        QTest::newRow("below") << m_folder.file(QStringLiteral("rel/pictures/a.png"))
                               << QStringLiteral("pictures/a.png");
        QTest::newRow("beside") << m_folder.file(QStringLiteral("others/b.png")) << QStringLiteral("../others/b.png");
        QTest::newRow("elsewhere") << QStringLiteral("/usr/share/c.png") << QStringLiteral("/usr/share/c.png");
    }

    void pathsNearTheStudyAreRelative()
    {
        QFETCH(QString, file);
        QFETCH(QString, stored);
        const QString study = m_folder.file(QStringLiteral("rel/s.dissensus"));
        Database database =
            QFile::exists(study) ? support::must(Database::open(study)) : newStudy(QStringLiteral("rel/s.dissensus"));
        AssetRepository assets(database);
        const auto asset =
            support::must(assets.addAsset({{}, base::sha256(file.toUtf8()), 5, 1, 1, QStringLiteral("png")}));
        SUPPORT_OK(assets.addLocation(asset.id, file, 5, 0));
        QCOMPARE(assets.locationsOf(asset.id)->constFirst().path, stored);
        QCOMPARE(assets.absolutePath(stored), file);
    }

    void studyMovedWithItsPicturesKeepsThem()
    {
        {
            Database database = newStudy(QStringLiteral("before/s.dissensus"));
            AssetRepository assets(database);
            add(assets, QStringLiteral("before/p/a.png"), "bytes");
        }
        QVERIFY(QDir(m_folder.path()).rename(QStringLiteral("before"), QStringLiteral("after")));
        Database database = support::must(Database::open(m_folder.file(QStringLiteral("after/s.dissensus"))));
        AssetRepository assets(database);
        QCOMPARE(assets.read(study::AssetId(1)).value(), QByteArray("bytes"));
    }

    void changedFileIsNeverUsedSilently()
    {
        Database database = newStudy(QStringLiteral("changed/s.dissensus"));
        AssetRepository assets(database);
        const study::Asset asset = add(assets, QStringLiteral("changed/a.png"), "bytes");
        QTest::qSleep(5);                                         // another time of modification
        m_folder.write(QStringLiteral("changed/a.png"), "BYTES"); // as long as before
        const auto read = assets.read(asset.id);
        SUPPORT_FAILS(read, "asset.changed");
        QCOMPARE(read.error().file, m_folder.file(QStringLiteral("changed/a.png")));
    }

    void touchedFileWithTheSameBytesIsFine()
    {
        Database database = newStudy(QStringLiteral("touched/s.dissensus"));
        AssetRepository assets(database);
        const study::Asset asset = add(assets, QStringLiteral("touched/a.png"), "bytes");
        QTest::qSleep(5);
        m_folder.write(QStringLiteral("touched/a.png"), "bytes");
        QCOMPARE(assets.read(asset.id).value(), QByteArray("bytes"));
    }

    void anOlderPlaceHelpsWhenTheNewestIsGone()
    {
        Database database = newStudy(QStringLiteral("older/s.dissensus"));
        AssetRepository assets(database);
        const study::Asset asset = add(assets, QStringLiteral("older/a.png"), "bytes");
        add(assets, QStringLiteral("older/b.png"), "bytes");
        QVERIFY(QFile::remove(m_folder.file(QStringLiteral("older/b.png"))));
        QCOMPARE(assets.read(asset.id).value(), QByteArray("bytes"));
        QVERIFY(assets.isPresent(asset).value());
        QVERIFY(QFile::remove(m_folder.file(QStringLiteral("older/a.png"))));
        const auto read = assets.read(asset.id);
        SUPPORT_FAILS(read, "asset.missing");
        QCOMPARE(read.error().details.size(), 2);
        QVERIFY(!assets.isPresent(asset).value());
    }

    void embeddedBytesNeedNoFile()
    {
        Database database = newStudy(QStringLiteral("embedded/s.dissensus"));
        AssetRepository assets(database);
        const study::Asset asset = add(assets, QStringLiteral("embedded/a.png"), "bytes");
        QVERIFY(!assets.isEmbedded(asset.id).value());
        SUPPORT_OK(assets.embed(asset.id, "bytes"));
        SUPPORT_OK(assets.embed(asset.id, "bytes"));
        QVERIFY(QFile::remove(m_folder.file(QStringLiteral("embedded/a.png"))));
        QVERIFY(assets.isEmbedded(asset.id).value());
        QVERIFY(assets.isPresent(asset).value());
        QCOMPARE(assets.read(asset.id).value(), QByteArray("bytes"));
    }

    void movedFilesAreFoundByTheirHash()
    {
        Database database = newStudy(QStringLiteral("moved/s.dissensus"));
        AssetRepository assets(database);
        const study::Asset a = add(assets, QStringLiteral("old/a.png"), "first");
        const study::Asset b = add(assets, QStringLiteral("old/b.png"), "other"); // the same size
        const study::Asset c = add(assets, QStringLiteral("old/c.png"), "a third one");
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("new/deep")));
        QVERIFY(
            QFile::rename(m_folder.file(QStringLiteral("old/a.png")), m_folder.file(QStringLiteral("new/deep/x.png"))));
        QVERIFY(QFile::rename(m_folder.file(QStringLiteral("old/b.png")), m_folder.file(QStringLiteral("new/y.png"))));
        m_folder.write(QStringLiteral("new/decoy.png"), "decoy"); // the same size again
        qint64 reported = 0;
        const base::Progress progress([&reported](const QString &, qint64 done, qint64) { reported = done; });
        QCOMPARE(assets.findMoved(m_folder.file(QStringLiteral("new")), progress).value(), 2);
        QCOMPARE(reported, 2);
        QCOMPARE(assets.read(a.id).value(), QByteArray("first"));
        QCOMPARE(assets.read(b.id).value(), QByteArray("other"));
        QCOMPARE(assets.read(c.id).value(), QByteArray("a third one"));
        QCOMPARE(assets.findMoved(m_folder.file(QStringLiteral("new"))).value(), 0);
    }

    void searchCancelsAndNamesAWrongFolder()
    {
        Database database = newStudy(QStringLiteral("cancel/s.dissensus"));
        AssetRepository assets(database);
        const study::Asset asset = add(assets, QStringLiteral("cancel/a.png"), "bytes");
        QVERIFY(QFile::rename(m_folder.file(QStringLiteral("cancel/a.png")),
                              m_folder.file(QStringLiteral("cancel/z.png"))));
        base::Progress progress;
        progress.cancel();
        SUPPORT_FAILS(assets.findMoved(m_folder.path(), progress), "cancelled");
        SUPPORT_FAILS(assets.read(asset.id), "asset.missing");
        SUPPORT_FAILS(assets.findMoved(m_folder.file(QStringLiteral("nowhere"))), "asset.folder");
    }
};

QTEST_GUILESS_MAIN(TestAssetRepository)
#include "tst_assetrepository.moc"
