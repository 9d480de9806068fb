#include "core/scoring/taskqueue.h"

#include <QTest>

using scoring::BatchSizer;
using scoring::ScoreTask;
using scoring::TaskQueue;

class TestTaskQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesBatchesInOrder();
    void whatIsVisibleComesFirst();
    void oneMessageOneSetOfScorers();
    void bytesBoundABatch();
    void theGuiltyOneIsSetAside();
    void afterADeathAFreshTaskIsTried();
};

namespace {

QList<ScoreTask> tasks(int count, const QString &scorer = QStringLiteral("s"))
{
    QList<ScoreTask> list;
    for (int i = 1; i <= count; ++i) {
        ScoreTask task;
        task.asset = study::AssetId(i);
        task.bytes = 10;
        task.scorers = {scorer};
        list += task;
    }
    return list;
}

QList<qint64> numbers(const QList<ScoreTask> &list)
{
    QList<qint64> numbers;
    for (const ScoreTask &task : list)
        numbers += task.asset.value;
    return numbers;
}

using Numbers = QList<qint64>;

} // namespace

void TestTaskQueue::takesBatchesInOrder()
{
    TaskQueue queue(tasks(5));
    const BatchSizer sizer(2);
    QCOMPARE(numbers(queue.next(sizer, true)), (Numbers{1, 2}));
    const auto second = queue.next(sizer, false);
    QCOMPARE(numbers(second), (Numbers{3, 4}));
    queue.putBack(second);
    QCOMPARE(numbers(queue.next(sizer, false)), (Numbers{3, 4}));
    QCOMPARE(numbers(queue.next(sizer, false)), (Numbers{5}));
    QVERIFY(queue.isEmpty());
    QVERIFY(queue.next(sizer, true).isEmpty());
}

void TestTaskQueue::whatIsVisibleComesFirst()
{
    TaskQueue queue(tasks(6));
    queue.prioritise({study::AssetId(5), study::AssetId(99), study::AssetId(3)});
    QCOMPARE(numbers(queue.next(BatchSizer(6), true)), (Numbers{5, 3, 1, 2, 4, 6}));
}

void TestTaskQueue::oneMessageOneSetOfScorers()
{
    QList<ScoreTask> mixed = tasks(4);
    mixed[2].scorers = {QStringLiteral("other")};
    TaskQueue queue(mixed);
    const BatchSizer sizer(10);
    QCOMPARE(numbers(queue.next(sizer, true)), (Numbers{1, 2}));
    QCOMPARE(numbers(queue.next(sizer, true)), (Numbers{3}));
    QCOMPARE(numbers(queue.next(sizer, true)), (Numbers{4}));
}

void TestTaskQueue::bytesBoundABatch()
{
    QList<ScoreTask> large = tasks(3);
    for (ScoreTask &task : large)
        task.bytes = BatchSizer::largestBytes / 2 + 1;
    TaskQueue queue(large);
    QCOMPARE(queue.next(BatchSizer(10), true).size(), 1);
}

void TestTaskQueue::theGuiltyOneIsSetAside()
{
    TaskQueue queue(tasks(3));
    const BatchSizer sizer(3);
    QVERIFY(queue.putSuspects(queue.next(sizer, true)).isEmpty()); // nobody knows whose fault it was
    QVERIFY(queue.next(sizer, false).isEmpty());                   // suspects only when nothing else is in work
    const auto first = queue.next(sizer, true);
    QCOMPARE(numbers(first), (Numbers{1}));
    QVERIFY(queue.putSuspects(first).isEmpty()); // perhaps the worker would have died of anything
    const auto again = queue.next(sizer, true);
    QCOMPARE(numbers(again), (Numbers{1})); // so the next worker gets it first
    QCOMPARE(numbers(queue.putSuspects(again)), (Numbers{1}));
    QCOMPARE(numbers(queue.next(sizer, true)), (Numbers{2}));
    QCOMPARE(numbers(queue.next(sizer, true)), (Numbers{3}));
    QVERIFY(queue.isEmpty());
}

void TestTaskQueue::afterADeathAFreshTaskIsTried()
{
    TaskQueue queue(tasks(5));
    queue.putSuspects(queue.next(BatchSizer(2), true));
    queue.putSuspects(queue.next(BatchSizer(2), true));
    queue.putSuspects(queue.next(BatchSizer(2), true));               // 1 is set aside
    QCOMPARE(numbers(queue.next(BatchSizer(2), true)), (Numbers{3})); // alone, though two would fit
    QCOMPARE(numbers(queue.next(BatchSizer(2), true)), (Numbers{2}));
    QCOMPARE(numbers(queue.next(BatchSizer(2), true)), (Numbers{4, 5}));
}

QTEST_APPLESS_MAIN(TestTaskQueue)
#include "tst_taskqueue.moc"
