#include "ui/gallery/gallerydata.h"

#include <QTest>

#include "tests/ui/gallery/gallerysample.h"

using gallery::GalleryData;

class TestGalleryData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scoresAndPrompts();
    void labels();
    void makers();
};

void TestGalleryData::scoresAndPrompts()
{
    const GalleryData data = sampleData();
    QCOMPARE(data.ownScore(QStringLiteral("hps-v3"), 1), std::optional<double>(2.0));
    QVERIFY(!data.ownScore(QStringLiteral("hps-v3"), 3));
    QVERIFY(!data.ownScore(QStringLiteral("nothing"), 0));
    QCOMPARE(data.promptOfGroup(0, true), 1);
    QCOMPARE(data.promptOfGroup(3, false), 2);
    QCOMPARE(data.scorers, QStringList(QStringLiteral("hps-v3")));
    QCOMPARE(data.histograms.value(QStringLiteral("hps-v3")).n, 3);
}

void TestGalleryData::labels()
{
    const GalleryData data = sampleData();
    QCOMPARE(data.labelled, 2);
    QCOMPARE(gallery::labelTitle(QStringLiteral("clarity_and_focus.intentional_blur")),
             QStringLiteral("Intentional blur"));
    QCOMPARE(gallery::labelTitle(QStringLiteral("clarity_and_focus")), QStringLiteral("Clarity and focus"));
    QCOMPARE(gallery::labelTitle(QStringLiteral("own.kind")), QStringLiteral("own.kind"));
    const GalleryData changed = data.withLabels({{0, {QStringLiteral("color_and_tone.sickly_cast")}}});
    QCOMPARE(changed.labelled, 3);
    QCOMPARE(changed.labels.value(QStringLiteral("color_and_tone")), 2);
    QVERIFY(data.labelsOf(0).isEmpty()); // what others still show stays as it is
}

void TestGalleryData::makers()
{
    QCOMPARE(sampleData().maker(0), QStringLiteral("Lumen"));
    auto snapshot = sampleSnapshot();
    snapshot->pictures[1].kind = study::PictureKind::Photograph;
    snapshot->generatorOfPicture[1] = -1;
    const GalleryData data =
        GalleryData::make(std::make_shared<const analysis::PictureIndex>(*analysis::PictureIndex::make(snapshot)));
    QCOMPARE(data.maker(1), QStringLiteral("Photograph"));
    QCOMPARE(data.maker(0), QStringLiteral("Clean version"));
}

QTEST_GUILESS_MAIN(TestGalleryData)
#include "tst_gallerydata.moc"
