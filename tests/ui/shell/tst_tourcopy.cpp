#include <QDir>
#include <QFile>
#include <QTest>

#include "core/storage/assetrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/studyrepository.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "ui/shell/tourcopy.h"

using shell::TourCopy;

class TestTourCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copyFindsThePictures();
    void writingIntoItLeavesTheOriginal();
    void missingStudyIsAnError();
    void anEmptyStudyHasNothing();
    void aDamagedStudyOpensAndCannotBeRead();
};

void TestTourCopy::copyFindsThePictures()
{
    support::TestFolder folder;
    const support::SmallStudy study(folder.path());
    auto copy = TourCopy::make(study.path());
    SUPPORT_OK(copy);
    QVERIFY(copy->path() != study.path());
    auto database = storage::Database::open(copy->path());
    SUPPORT_OK(database);
    storage::AssetRepository assets(*database);
    auto known = assets.assets();
    SUPPORT_OK(known);
    QVERIFY(!known->isEmpty());
    for (auto it = known->cbegin(); it != known->cend(); ++it)
        SUPPORT_OK(assets.read(it.key()));
}

void TestTourCopy::writingIntoItLeavesTheOriginal()
{
    support::TestFolder folder;
    QString path;
    {
        const support::SmallStudy study(folder.path());
        path = study.path();
    }
    const auto bytes = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytes();
    QString folderOfCopy;
    {
        auto copy = TourCopy::make(path);
        SUPPORT_OK(copy);
        folderOfCopy = QFileInfo(copy->path()).path();
        auto database = storage::Database::open(copy->path());
        SUPPORT_OK(database);
        SUPPORT_OK(storage::StudyRepository(*database).setSetting(QStringLiteral("title"), QStringLiteral("changed")));
    }
    QVERIFY(!before.isEmpty());
    QCOMPARE(bytes(), before);
    // The copy goes, what its links point to stays.
    QVERIFY(!QDir(folderOfCopy).exists());
    QVERIFY(!QDir(folder.file(QStringLiteral("pictures"))).isEmpty());
}

void TestTourCopy::missingStudyIsAnError()
{
    SUPPORT_FAILS(TourCopy::make(QStringLiteral("/nowhere/none.dissensus")), "study.missing");
}

void TestTourCopy::anEmptyStudyHasNothing()
{
    auto copy = TourCopy::makeEmpty();
    SUPPORT_OK(copy);
    auto database = storage::Database::open(copy->path());
    SUPPORT_OK(database);
    QVERIFY(support::must(storage::PictureRepository(*database).pictures()).isEmpty());
    const auto file = copy->addFile(QStringLiteral("a.csv"), "x\n");
    SUPPORT_OK(file);
    QVERIFY(QFile::exists(*file));
}

void TestTourCopy::aDamagedStudyOpensAndCannotBeRead()
{
    support::TestFolder folder;
    const support::SmallStudy study(folder.path());
    auto copy = TourCopy::makeDamaged(study.path());
    SUPPORT_OK(copy);
    auto database = storage::Database::open(copy->path());
    SUPPORT_OK(database);
    SUPPORT_OK(database->revision());
    SUPPORT_FAILS(storage::PictureRepository(*database).pictures(), "study.damaged");
    auto original = storage::Database::open(study.path());
    SUPPORT_OK(original);
    SUPPORT_OK(storage::PictureRepository(*original).pictures());
}

QTEST_GUILESS_MAIN(TestTourCopy)
#include "tst_tourcopy.moc"
