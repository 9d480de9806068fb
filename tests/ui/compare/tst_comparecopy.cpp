#include "ui/compare/comparecopy.h"

#include <memory>

#include <QImage>
#include <QMimeData>
#include <QTest>
#include <QUrl>

class CompareCopyTest : public QObject
{
    Q_OBJECT

    analysis::PromptSheet m_sheet;

private Q_SLOTS:
    void init()
    {
        m_sheet = {};
        m_sheet.group.key = QStringLiteral("boat, red");
        m_sheet.picturesVariant = study::originalVariant;
        analysis::SheetRow row;
        row.scorer = QStringLiteral("hps-v3");
        int id = 0;
        for (const char *generator : {"A", "B\tC"}) {
            analysis::SheetPicture picture;
            picture.generator = QString::fromLatin1(generator);
            picture.asset.id = study::AssetId(++id);
            m_sheet.pictures.push_back(picture);
            m_sheet.people.emplace_back();
        }
        analysis::SheetScore score;
        score.value = 0.1;
        row.cells = {score, std::nullopt};
        m_sheet.rows.push_back(row);
    }

    void csvHoldsFullPrecision()
    {
        const QList<QByteArray> lines = compare::tableCsv(m_sheet).trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].endsWith("score:hps-v3"));
        QVERIFY(lines[1].endsWith(",A,\"boat, red\",,,0,0.1"));
        QVERIFY(lines[2].endsWith(",0,"));
    }

    void tsvKeepsItsColumns()
    {
        const compare::Table table = compare::makeTable(m_sheet, {0, 1}, {});
        const QStringList lines = compare::tableTsv(table).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines[0], QStringLiteral("\tA\tB C"));
        for (const QString &line : lines)
            QCOMPARE(line.count(u'\t'), 2);
        QCOMPARE(lines[2], QStringLiteral("HPSv3\t0.10\t"));
        QCOMPARE(compare::rowTsv(table, 1), lines[0] + u'\n' + lines[2] + u'\n');
    }

    void aPictureIsItsFileAndItsPixels()
    {
        QImage image(3, 2, QImage::Format_RGB32);
        image.fill(Qt::red);
        const std::unique_ptr<QMimeData> mime(compare::pictureMime(QStringLiteral("/a folder/x.png"), image));
        QCOMPARE(mime->urls(), QList<QUrl>{QUrl::fromLocalFile(QStringLiteral("/a folder/x.png"))});
        QCOMPARE(mime->imageData().value<QImage>(), image);
        const std::unique_ptr<QMimeData> embedded(compare::pictureMime({}, image));
        QVERIFY(!embedded->hasUrls());
    }
};

QTEST_GUILESS_MAIN(CompareCopyTest)
#include "tst_comparecopy.moc"
