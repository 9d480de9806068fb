#include "ui/gallery/gallerytext.h"

#include <limits>

#include <QTest>

#include "tests/ui/gallery/gallerysample.h"

using analysis::PictureFilter;
using analysis::PictureOrder;

class TestGalleryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersComeBackFromTheirKeys()
    {
        for (const PictureOrder &order : gallery::ordersOf(QStringLiteral("import:hps-v3")))
            QCOMPARE(gallery::orderFromKey(gallery::orderKey(order)), order);
        QCOMPARE(gallery::orderFromKey({}).key, PictureOrder::Key::Study);
        QCOMPARE(gallery::orderFromKey(QStringLiteral("nonsense")).key, PictureOrder::Key::Study);
    }

    void ranges()
    {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const QString scorer = QStringLiteral("hps-v3");
        QCOMPARE(gallery::rangeTitle(scorer, {-infinity, 7.6}), QStringLiteral("HPSv3 ≤ 7.60"));
        QCOMPARE(gallery::rangeTitle(scorer, {-3, infinity}), QStringLiteral("HPSv3 ≥ −3.00"));
        QCOMPARE(gallery::rangeTitle(scorer, {-3, 7.6}), QStringLiteral("HPSv3 −3.00 to 7.60"));
    }

    void cells()
    {
        const gallery::GalleryData data = sampleData();
        const QString scorer = QStringLiteral("hps-v3");
        QCOMPARE(gallery::cellOf(data, {}, 1).right, QStringLiteral("Lumen, wide"));
        QCOMPARE(gallery::cellOf(data, {PictureOrder::Key::Score, scorer, true}, 1).left, QStringLiteral("2.00"));
        QCOMPARE(gallery::cellOf(data, {PictureOrder::Key::Score, scorer, true}, 3).left, QStringLiteral("–"));
        QCOMPARE(gallery::cellOf(data, {PictureOrder::Key::Gap, scorer, true}, 1).left, QStringLiteral("−2.50"));
        const gallery::GridCell both = gallery::cellOf(data, {PictureOrder::Key::Disagreement, scorer, true}, 1);
        QVERIFY(both.disagreement);
        QCOMPARE(both.left, QStringLiteral("0.86"));
        QCOMPARE(both.right, QStringLiteral("0.25"));
        QVERIFY(both.name.contains(QStringLiteral("14"))); // n
    }

    void nothingMatches()
    {
        PictureFilter filter;
        filter.ranges.insert(QStringLiteral("hps-v3"), {-std::numeric_limits<double>::infinity(), -20});
        const analysis::FilterBlame blame{analysis::FilterBlame::Part::Range, QStringLiteral("hps-v3"), 46};
        QCOMPARE(gallery::nothingMatches(filter, blame),
                 QStringLiteral("No picture matches these filters. The range HPSv3 ≤ −20.00 alone removes 46."));
    }
};

QTEST_GUILESS_MAIN(TestGalleryText)
#include "tst_gallerytext.moc"
