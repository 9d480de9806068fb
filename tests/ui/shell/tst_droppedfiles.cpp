#include "ui/shell/droppedfiles.h"

#include <QDir>
#include <QMimeData>
#include <QTest>
#include <QUrl>

#include "core/base/progress.h"
#include "tests/support/studies.h"

using shell::DroppedFiles;

class TestDroppedFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsStudiesFromSources()
    {
        QMimeData data;
        data.setUrls(
            {QUrl::fromLocalFile(QStringLiteral("/p/one.png")), QUrl::fromLocalFile(QStringLiteral("/p/a.dissensus"))});
        const DroppedFiles files = DroppedFiles::from(&data);
        QCOMPARE(files.study(), QStringLiteral("/p/a.dissensus"));
        QCOMPARE(files.sources(), QStringList(QStringLiteral("/p/one.png")));
        QCOMPARE(files.offer(true), QStringLiteral("Open study"));
        QCOMPARE(files.offer(false, 7), QStringLiteral("Open study"));
    }

    void saysWhatADropWouldDo()
    {
        QMimeData one;
        one.setUrls({QUrl::fromLocalFile(QStringLiteral("/p/pictures"))});
        const DroppedFiles folder = DroppedFiles::from(&one);
        QCOMPARE(folder.offer(false), QStringLiteral("New study from pictures"));
        QCOMPARE(folder.offer(true), QStringLiteral("Import pictures"));
        // A folder's pictures are counted while it hangs over the window.
        QCOMPARE(folder.offer(false, 240), QStringLiteral("New study from 240 pictures"));
        QCOMPARE(folder.offer(true, 240), QStringLiteral("Import 240 pictures"));
        QCOMPARE(folder.offer(false, 0), QStringLiteral("New study from pictures"));
        QMimeData many;
        many.setUrls(
            {QUrl::fromLocalFile(QStringLiteral("/p/1.csv")), QUrl::fromLocalFile(QStringLiteral("/p/2.csv"))});
        QCOMPARE(DroppedFiles::from(&many).offer(true), QStringLiteral("Import 2 files"));
    }

    void countsPictures()
    {
        const support::TestFolder folder;
        QDir(folder.path()).mkpath(QStringLiteral("pictures/deep"));
        const QString pictures = folder.file(QStringLiteral("pictures"));
        for (const char *name : {"pictures/1.PNG", "pictures/2.jpeg", "pictures/deep/3.webp", "pictures/notes.txt"})
            folder.write(QString::fromLatin1(name), "x");
        const QString single = folder.write(QStringLiteral("4.tif"), "x");
        const base::Progress progress;
        QCOMPARE(DroppedFiles::countPictures({pictures, single}, progress), 4);
        // A link that leads back up ends nothing in a circle.
        QVERIFY(QFile::link(folder.path(), pictures + QStringLiteral("/deep/up")));
        QCOMPARE(DroppedFiles::countPictures({pictures}, progress), 3);
        QCOMPARE(DroppedFiles::countPictures({folder.file(QStringLiteral("nothing"))}, progress), 0);
    }

    void ignoresWhatIsNoFile()
    {
        QMimeData data;
        data.setText(QStringLiteral("words"));
        data.setUrls({QUrl(QStringLiteral("https://example.org/a.png"))});
        QVERIFY(DroppedFiles::from(&data).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDroppedFiles)
#include "tst_droppedfiles.moc"
