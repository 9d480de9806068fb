#include "core/scoring/batchsizer.h"

#include <QTest>

using scoring::BatchSizer;

class TestBatchSizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsToTheTarget();
    void shrinksAtOnce();
    void smallBatchesSayNothing();
    void fixed();
    void room();
};

void TestBatchSizer::growsToTheTarget()
{
    BatchSizer sizer;
    int last = 0;
    while (sizer.next() != last) { // 10 ms a picture: 50 in half a second
        last = sizer.next();
        sizer.answered(last, 10 * last);
        QVERIFY(sizer.next() <= 2 * last);
    }
    QCOMPARE(last, BatchSizer::targetMs / 10);
    for (int i = 0; i < 20; ++i)
        sizer.answered(sizer.next(), 0);
    QCOMPARE(sizer.next(), BatchSizer::largest);
}

void TestBatchSizer::shrinksAtOnce()
{
    BatchSizer sizer;
    sizer.answered(sizer.next(), 60000);
    QCOMPARE(sizer.next(), 1);
}

void TestBatchSizer::smallBatchesSayNothing()
{
    BatchSizer sizer;
    const int before = sizer.next();
    sizer.answered(1, 20); // the last picture of a study
    QCOMPARE(sizer.next(), before);
}

void TestBatchSizer::fixed()
{
    BatchSizer sizer(7);
    sizer.answered(7, 60000);
    QCOMPARE(sizer.next(), 7);
}

void TestBatchSizer::room()
{
    const BatchSizer sizer(3);
    QVERIFY(sizer.hasRoom(0, 0, 10 * BatchSizer::largestBytes)); // a single picture always goes
    QVERIFY(sizer.hasRoom(2, 10, 10));
    QVERIFY(!sizer.hasRoom(3, 10, 10));
    QVERIFY(!sizer.hasRoom(1, BatchSizer::largestBytes, 1));
}

QTEST_APPLESS_MAIN(TestBatchSizer)
#include "tst_batchsizer.moc"
