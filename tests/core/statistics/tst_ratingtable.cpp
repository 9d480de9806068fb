#include "core/statistics/ratingtable.h"

#include <limits>

#include <QTest>

using statistics::Rating;
using statistics::RatingTable;

class RatingTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAnswersPerUnit()
    {
        const double missing = std::numeric_limits<double>::quiet_NaN();
        const std::vector<Rating> ratings{{2, 5}, {0, 1}, {2, 1}, {0, missing}, {2, 5}, {0, -0.0}, {0, 0.0}};
        const RatingTable table = RatingTable::fromRatings(ratings, 4);
        QCOMPARE(table.values(), (std::vector<double>{0, 1, 5}));
        QCOMPARE(table.units(), 4U);
        QCOMPARE(table.raters(0), 3U);
        QCOMPARE(table.raters(1), 0U);
        QCOMPARE(table.unit(0).size(), 2U);
        QCOMPARE(table.unit(0)[0].count, 2U); // −0 is 0
        QCOMPARE(table.unit(2)[1].category, 2U);
        QCOMPARE(table.unit(2)[1].count, 2U);
        QVERIFY(table.unit(3).empty());
    }

    void countsGiveTheSameTable()
    {
        const RatingTable table = RatingTable::fromCounts(std::vector<qint64>{2, 1, 0, 0, 0, 0}, {0, 1, 2});
        QCOMPARE(table.units(), 2U);
        QCOMPARE(table.categories(), 3U);
        QCOMPARE(table.raters(0), 3U);
        QVERIFY(table.unit(1).empty());
    }

    void nothingIsATableToo()
    {
        QCOMPARE(RatingTable::fromRatings({}, 0).units(), 0U);
        QCOMPARE(RatingTable::fromCounts({}, {}).units(), 0U);
    }
};

QTEST_APPLESS_MAIN(RatingTableTest)
#include "tst_ratingtable.moc"
