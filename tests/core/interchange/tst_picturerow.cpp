#include "core/interchange/picturerow.h"

#include <QtTest>

#include "core/base/hash.h"
#include "tests/support/pictures.h"
#include "tests/support/studies.h"

using interchange::PictureRow;
using interchange::probePictures;

class TestPictureRow : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    PictureRow row(const QString &name, const QByteArray &bytes, int line) const
    {
        PictureRow row;
        row.file = QStringLiteral("table.csv");
        row.line = line;
        row.path = m_folder.write(name, bytes);
        return row;
    }

private Q_SLOTS:
    void hashesAndMeasures()
    {
        const QByteArray png = support::encoded(support::quarters(), "png");
        QList<PictureRow> rows{row(QStringLiteral("a.png"), png, 2), PictureRow()};
        SUPPORT_OK(probePictures(rows, {}, [](const PictureRow &, const base::Error &) { return false; }));
        QCOMPARE(rows.size(), 2); // a record without a file stays
        QVERIFY(!rows[1].asset);
        QCOMPARE(rows[0].asset->sha256, base::sha256(png));
        QCOMPARE(rows[0].asset->bytes, png.size());
        QCOMPARE(rows[0].asset->width, 64);
        QCOMPARE(rows[0].asset->format, QStringLiteral("png"));
        QVERIFY(rows[0].modified > 0);
    }

    void everyBadFileIsAnErrorOfItsRow()
    {
        const QByteArray png = support::encoded(support::quarters(), "png");
        QList<PictureRow> rows{row(QStringLiteral("good.png"), png, 2),
                               row(QStringLiteral("cut.png"), png.left(200), 3),
                               row(QStringLiteral("empty.png"), {}, 4), row(QStringLiteral("wrong.jpg"), png, 5)};
        rows.append(rows[0]);
        rows.last().expectedSha256 = QString(64, QLatin1Char('0'));
        rows.last().line = 6;
        QList<int> lines;
        SUPPORT_OK(probePictures(rows, {}, [&](const PictureRow &, const base::Error &error) {
            lines.append(error.line);
            return true;
        }));
        QCOMPARE(lines, (QList<int>{3, 4, 5, 6}));
        QCOMPARE(rows.size(), 1);

        QList<PictureRow> again{row(QStringLiteral("cut.png"), png.left(200), 3)};
        SUPPORT_FAILS(probePictures(again, {}, [](const PictureRow &, const base::Error &) { return false; }),
                      "import.row");
    }

    void stopsWhenCancelled()
    {
        QList<PictureRow> rows{PictureRow()};
        base::Progress progress;
        progress.cancel();
        SUPPORT_FAILS(probePictures(rows, progress, [](const PictureRow &, const base::Error &) { return true; }),
                      "cancelled");
    }
};

QTEST_GUILESS_MAIN(TestPictureRow)
#include "tst_picturerow.moc"
