#include <QImage>
#include <QTest>

#include "tests/support/interchangestudy.h"

/// What a dry run shows before anything is written.
class TestImportPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsGroupsByGenerator();
    void changesNothing();
    void columnsChosenByHand();

private:
    static interchange::ImportRequest request(support::InterchangeStudy &study, const QByteArray &csv);
};

interchange::ImportRequest TestImportPreview::request(support::InterchangeStudy &study, const QByteArray &csv)
{
    for (int i = 0; i < 3; ++i) {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(QColor(40 * i, 90, 10));
        image.save(study.folder().file(QStringLiteral("p%1.png").arg(i)));
    }
    interchange::ImportRequest request;
    request.source = study.folder().write(QStringLiteral("t.csv"), csv);
    request.dryRun = true;
    request.previewRows = 10;
    return request;
}

void TestImportPreview::showsGroupsByGenerator()
{
    support::InterchangeStudy study;
    const auto report = interchange::importInto(study.database(),
                                                request(study, "file,prompt,prompt_group,generator,score:hps-v3\n"
                                                               "p0.png,a harbour,harbour,Krea,11.9\n"
                                                               "p1.png,a harbour,harbour,Flux,13.5\n"
                                                               ",a lamp,lamp,Flux,10.9\n"),
                                                {});
    SUPPORT_OK(report);
    const interchange::ImportPreview &preview = report->preview;
    QCOMPARE(preview.generators, QStringList({QStringLiteral("Flux"), QStringLiteral("Krea")}));
    QCOMPARE(preview.newGenerators, preview.generators);
    QCOMPARE(preview.scorer, QStringLiteral("import:hps-v3"));
    QCOMPARE(preview.groups, 2);
    QVERIFY(preview.bytes > 0);
    QCOMPARE(preview.rows.size(), 2);
    QCOMPARE(preview.rows[0].prompt, QStringLiteral("a harbour"));
    QCOMPARE(preview.rows[0].cells[1].score, QStringLiteral("11.9"));
    QCOMPARE(preview.rows[0].cells[1].path, study.folder().file(QStringLiteral("p0.png")));
    QVERIFY(preview.rows[1].cells[0].hasPicture);
    QVERIFY(preview.rows[1].cells[0].path.isEmpty());
    QVERIFY(!preview.rows[1].cells[1].hasPicture);
}

void TestImportPreview::changesNothing()
{
    support::InterchangeStudy study;
    SUPPORT_OK(interchange::importInto(study.database(),
                                       request(study, "file,prompt,generator\np0.png,a harbour,Krea\n"), {}));
    QCOMPARE(study.count("SELECT count(*) FROM picture"), 0);
    QCOMPARE(study.count("SELECT count(*) FROM source"), 0);
}

void TestImportPreview::columnsChosenByHand()
{
    support::InterchangeStudy study;
    auto asked = request(study, "path,text,model,generator\np0.png,a harbour,Krea,ignored\n");
    SUPPORT_FAILS(interchange::importInto(study.database(), asked, {}), "import.unknown");
    asked.columns = {{QStringLiteral("path"), QStringLiteral("file")},
                     {QStringLiteral("text"), QStringLiteral("prompt")},
                     {QStringLiteral("model"), QStringLiteral("generator")},
                     {QStringLiteral("generator"), QString()}};
    const auto report = interchange::importInto(study.database(), asked, {});
    SUPPORT_OK(report);
    QCOMPARE(report->preview.generators, QStringList({QStringLiteral("Krea")}));
    QCOMPARE(report->pictures, 1);
}

QTEST_GUILESS_MAIN(TestImportPreview)
#include "tst_importpreview.moc"
