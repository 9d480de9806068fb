#include <sqlite3.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"

class TestCheckCommand : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    static QString s(const char *text) { return QString::fromUtf8(text); }

    /// A study that knows one picture file.
    QString makeStudy(const QString &name, const QString &picture)
    {
        const QString path = m_folder.file(name);
        auto database = support::must(storage::Database::create(path, {}));
        const QByteArray bytes("not really a picture");
        const QString file = m_folder.write(picture, bytes);
        storage::AssetRepository assets(database);
        const auto asset = support::must(assets.addAsset({{}, base::sha256(bytes), bytes.size(), 1, 1, s("png")}));
        support::must(
            assets.addLocation(asset.id, file, bytes.size(), QFileInfo(file).lastModified().toMSecsSinceEpoch()));
        return path;
    }

private Q_SLOTS:
    void soundStudy()
    {
        const support::Run run =
            support::runCli({s("check"), makeStudy(s("sound.dissensus"), s("p.png")), s("--json")});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject document = run.json().object();
        QCOMPARE(document.value(s("ok")), QJsonValue(true));
        QCOMPARE(document.value(s("problems")).toArray().size(), 0);
        QCOMPARE(document.value(s("assets_checked")).toInt(), 1);
    }

    void movedPicturesAreFoundAgain()
    {
        const QString study = makeStudy(s("moved.dissensus"), s("old/p.png"));
        QVERIFY(QDir(m_folder.path()).rename(s("old"), s("new place")));
        const support::Run lost = support::runCli({s("check"), study, s("--json")});
        QCOMPARE(lost.exitCode, 1);
        const QJsonObject problem = lost.json().object().value(s("problems")).toArray().at(0).toObject();
        QCOMPARE(problem.value(s("what")).toString(), s("a picture file is missing"));
        QCOMPARE(problem.value(s("where")).toString(), m_folder.file(s("old/p.png")));
        QCOMPARE(problem.value(s("repairable")), QJsonValue(true));
        QCOMPARE(support::runCli({s("check"), study, s("--find-moved"), m_folder.file(s("new place"))}).exitCode, 0);
        QCOMPARE(support::runCli({s("check"), study}).exitCode, 0);
    }

    void repairDerivesAgain()
    {
        const QString study = makeStudy(s("repair.dissensus"), s("p.png"));
        sqlite3 *db = nullptr;
        sqlite3_open(QFile::encodeName(study).constData(), &db);
        sqlite3_exec(db, "INSERT INTO withdrawn VALUES ('picture', 1)", nullptr, nullptr, nullptr);
        sqlite3_close(db);
        QCOMPARE(support::runCli({s("check"), study}).exitCode, 1);
        QCOMPARE(support::runCli({s("check"), study, s("--repair")}).exitCode, 0);
        QCOMPARE(support::runCli({s("check"), study}).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(TestCheckCommand)
#include "tst_checkcommand.moc"
