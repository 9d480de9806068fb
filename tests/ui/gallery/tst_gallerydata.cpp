#include "ui/gallery/gallerydata.h"

#include <QTest>

#include "tests/ui/gallery/gallerysample.h"

using gallery::GalleryData;
using gallery::GalleryQuery;

class TestGalleryData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scoresAndPrompts();
    void filters_data();
    void filters();
    void sortsMissingLast();
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
}

void TestGalleryData::filters_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("all") << QString() << QString() << QList<int>{0, 1, 2, 3};
    QTest::newRow("word, any case") << QStringLiteral("HARBOUR") << QString() << QList<int>{0, 1};
    QTest::newRow("two words") << QStringLiteral(" calm  forest ") << QString() << QList<int>{2};
    QTest::newRow("generator") << QStringLiteral("lumen blurred") << QString() << QList<int>{1, 3};
    QTest::newRow("kind by name") << QStringLiteral("muted faded") << QString() << QList<int>{3};
    QTest::newRow("label") << QString() << QStringLiteral("clarity_and_focus.intentional_blur") << QList<int>{1};
    QTest::newRow("class") << QString() << QStringLiteral("color_and_tone") << QList<int>{3};
    QTest::newRow("begin of a class is no class") << QString() << QStringLiteral("color") << QList<int>{};
    QTest::newRow("both") << QStringLiteral("forest") << QStringLiteral("clarity_and_focus") << QList<int>{};
}

void TestGalleryData::filters()
{
    QFETCH(QString, words);
    QFETCH(QString, label);
    QFETCH(QList<int>, expected);
    GalleryQuery query;
    query.words = words;
    query.label = label;
    const std::vector<int> chosen = gallery::selectPictures(sampleData(), query);
    QCOMPARE(QList<int>(chosen.begin(), chosen.end()), expected);
}

void TestGalleryData::sortsMissingLast()
{
    GalleryQuery query;
    query.scorer = QStringLiteral("hps-v3");
    query.order = GalleryQuery::Order::LowestFirst;
    QCOMPARE(gallery::selectPictures(sampleData(), query), (std::vector<int>{2, 1, 0, 3}));
    query.order = GalleryQuery::Order::HighestFirst;
    QCOMPARE(gallery::selectPictures(sampleData(), query), (std::vector<int>{0, 1, 2, 3}));
}

void TestGalleryData::labels()
{
    const QHash<QString, int> counts = gallery::countLabels(sampleData());
    QCOMPARE(counts.value(QStringLiteral("clarity_and_focus")), 1);
    QCOMPARE(counts.value(QStringLiteral("color_and_tone.muted_faded")), 1);
    QVERIFY(!counts.contains(QStringLiteral("lighting_and_exposure")));
}

void TestGalleryData::makers()
{
    GalleryData data = sampleData();
    QCOMPARE(data.maker(0), QStringLiteral("Lumen"));
    auto snapshot = std::make_shared<analysis::Snapshot>(*data.snapshot);
    snapshot->pictures[1].kind = study::PictureKind::Photograph;
    snapshot->generatorOfPicture[1] = -1;
    data.snapshot = snapshot;
    QCOMPARE(data.maker(1), QStringLiteral("Photograph"));
    QCOMPARE(data.maker(0), QStringLiteral("Clean version"));
}

QTEST_GUILESS_MAIN(TestGalleryData)
#include "tst_gallerydata.moc"
