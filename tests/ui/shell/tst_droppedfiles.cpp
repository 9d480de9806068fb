#include "ui/shell/droppedfiles.h"

#include <QMimeData>
#include <QTest>
#include <QUrl>

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
        QCOMPARE(files.offer(), QStringLiteral("Open study"));
    }

    void saysWhatADropWouldDo()
    {
        QMimeData one;
        one.setUrls({QUrl::fromLocalFile(QStringLiteral("/p/pictures"))});
        QCOMPARE(DroppedFiles::from(&one).offer(), QStringLiteral("Import pictures"));
        QMimeData many;
        many.setUrls(
            {QUrl::fromLocalFile(QStringLiteral("/p/1.png")), QUrl::fromLocalFile(QStringLiteral("/p/2.png"))});
        QCOMPARE(DroppedFiles::from(&many).offer(), QStringLiteral("Import 2 files"));
    }

    void ignoresWhatIsNoFile()
    {
        QMimeData data;
        data.setText(QStringLiteral("words"));
        data.setUrls({QUrl(QStringLiteral("https://example.org/a.png"))});
        QVERIFY(DroppedFiles::from(&data).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestDroppedFiles)
#include "tst_droppedfiles.moc"
