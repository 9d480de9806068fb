#include "core/scoring/picturefiles.h"

#include <QFile>
#include <QTest>

#include "tests/core/scoring/scoringstudy.h"

class TestPictureFiles : public QObject
{
    Q_OBJECT

    static scoring::ScoreTask taskOf(const study::Asset &asset)
    {
        scoring::ScoreTask task;
        task.asset = asset.id;
        task.sha256 = asset.sha256;
        task.bytes = asset.bytes;
        return task;
    }

private Q_SLOTS:
    void aFileOfTheStudyIsTheProbe()
    {
        const ScoringStudy study(1);
        storage::Database database = support::must(storage::Database::open(study.path()));
        scoring::PictureFiles files(database);
        QVERIFY(files.probe().path.isEmpty()); // nothing was looked up yet
        SUPPORT_OK(files.find());
        const auto probe = files.probe();
        QFile file(probe.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(base::sha256(file.readAll()), probe.sha256);

        // One that is gone proves nothing.
        QVERIFY(QFile::remove(probe.path));
        const auto other = files.probe();
        QVERIFY(other.path != probe.path);
        QVERIFY(QFile::remove(other.path));
        QVERIFY(files.probe().path.isEmpty());
        QVERIFY(files.probe().sha256.isEmpty());
    }

    void byPathWhereFilesAreShared()
    {
        const ScoringStudy study(1);
        storage::Database database = support::must(storage::Database::open(study.path()));
        scoring::PictureFiles files(database);
        SUPPORT_OK(files.find());
        const study::Asset &asset = study.assets().first();
        scoring::ScoreTask task = taskOf(asset);

        const auto shared = files.load(task, true);
        QVERIFY(shared);
        QCOMPARE(shared->key, asset.sha256);
        QCOMPARE(shared->sha256, asset.sha256);
        QCOMPARE(shared->path, study.file(0));
        QVERIFY(shared->data.isEmpty());

        const auto sent = files.load(task, false);
        QVERIFY(sent);
        QVERIFY(sent->path.isEmpty());
        QCOMPARE(base::sha256(sent->data), asset.sha256);

        task.sendBytes = true; // the worker could not use the path
        const auto again = files.load(task, true);
        QVERIFY(again);
        QVERIFY(again->path.isEmpty());
        QCOMPARE(again->data, sent->data);
    }

    void filesThatAreNotAsTheyWere()
    {
        const ScoringStudy study(1);
        storage::Database database = support::must(storage::Database::open(study.path()));
        scoring::PictureFiles files(database);
        SUPPORT_OK(files.find());
        const scoring::ScoreTask task = taskOf(study.assets().first());
        QVERIFY(QFile::resize(study.file(0), 10));
        for (const bool isShared : {true, false}) {
            const auto changed = files.load(task, isShared);
            QVERIFY(!changed);
            QVERIFY2(changed.error().contains(study.file(0)), qPrintable(changed.error()));
        }
        QVERIFY(QFile::remove(study.file(0)));
        QVERIFY(!files.load(task, true));
    }
};

QTEST_GUILESS_MAIN(TestPictureFiles)
#include "tst_picturefiles.moc"
