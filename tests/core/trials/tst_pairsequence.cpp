#include "core/trials/pairsequence.h"

#include <algorithm>
#include <cmath>

#include <QHash>
#include <QTest>

using trials::PicturePair;
using trials::SequenceItem;
using trials::SequenceRequest;

namespace {

QList<PicturePair> pairs(int count, int cells = 1, const QString &prefix = QStringLiteral("pair"))
{
    QList<PicturePair> made;
    for (int i = 0; i < count; ++i)
        made.append({QStringLiteral("%1%2").arg(prefix).arg(i), study::PromptId(1), study::PictureId(2 * i + 1),
                     study::PictureId(2 * i + 2), QStringLiteral("cell%1").arg(i % cells)});
    return made;
}

SequenceRequest request(int count, int perAnnotator, double repeats, int practice)
{
    SequenceRequest made;
    made.seed = 42;
    made.annotator = QStringLiteral("a01");
    made.rules.perAnnotator = perAnnotator;
    made.rules.repeats = repeats;
    made.rules.practice = practice;
    made.pairs = pairs(count);
    return made;
}

bool isCounted(const SequenceItem &item)
{
    return !item.isPractice && !item.isGold && item.repeatOf < 0;
}

qsizetype countIf(const QList<SequenceItem> &items, bool (*what)(const SequenceItem &))
{
    return std::count_if(items.begin(), items.end(), what);
}

} // namespace

class TestPairSequence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goldenDigest();
    void orderOfPairsDoesNotMatter();
    void annotatorsAndSeedsDiffer();
    void counts();
    void repeatsComeLaterWithSwappedSides_data();
    void repeatsComeLaterWithSwappedSides();
    void practiceIsFirstAndNotCounted();
    void sidesAreFair();
    void balancedCells();
    void goldIsSpread();
    void laterImportsAppend();
};

void TestPairSequence::goldenDigest()
{
    // printf '42\x1fa01\x1fp1\x1fp2\x1fq1' | sha256sum
    QCOMPARE(trials::sequenceDigest(42, QStringLiteral("a01"), QStringLiteral("p1\x1fp2\x1fq1")),
             QStringLiteral("ffc0d38bfce37637c4d04195968f1c015ffc12c2f90367d3fb3ebfd02de75abe"));
}

void TestPairSequence::orderOfPairsDoesNotMatter()
{
    SequenceRequest one = request(50, 30, 0.1, 3);
    SequenceRequest other = one;
    std::reverse(other.pairs.begin(), other.pairs.end());
    QCOMPARE(trials::planSequence(one), trials::planSequence(other));
}

void TestPairSequence::annotatorsAndSeedsDiffer()
{
    const SequenceRequest one = request(50, 50, 0, 0);
    SequenceRequest other = one;
    other.annotator = QStringLiteral("a02");
    SequenceRequest third = one;
    third.seed = 43;
    QVERIFY(trials::planSequence(one) != trials::planSequence(other));
    QVERIFY(trials::planSequence(one) != trials::planSequence(third));
}

void TestPairSequence::counts()
{
    const auto items = trials::planSequence(request(200, 100, 0.05, 5));
    QCOMPARE(countIf(items, isCounted), 100);
    QCOMPARE(countIf(items, [](const SequenceItem &item) { return item.isPractice; }), 5);
    QCOMPARE(countIf(items, [](const SequenceItem &item) { return item.repeatOf >= 0; }), 5);
    // Beyond the design is all of it.
    QCOMPARE(trials::planSequence(request(7, 100, 0, 0)).size(), 7);
    QVERIFY(trials::planSequence(request(0, 100, 0.05, 5)).isEmpty());
}

void TestPairSequence::repeatsComeLaterWithSwappedSides_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("share");
    QTest::newRow("usual") << 100 << 0.1;
    QTest::newRow("half") << 10 << 0.5;
    QTest::newRow("more than half") << 10 << 0.7;
    QTest::newRow("all") << 6 << 1.0;
    QTest::newRow("single") << 1 << 1.0;
}

void TestPairSequence::repeatsComeLaterWithSwappedSides()
{
    QFETCH(int, count);
    QFETCH(double, share);
    const auto items = trials::planSequence(request(count, count, share, 2));
    QList<int> repeated;
    for (int i = 0; i < items.size(); ++i) {
        if (items[i].repeatOf < 0)
            continue;
        QVERIFY(items[i].repeatOf < i);
        const SequenceItem &original = items[items[i].repeatOf];
        QVERIFY(isCounted(original));
        QCOMPARE(original.pair, items[i].pair);
        QCOMPARE(original.swapped, !items[i].swapped);
        QVERIFY(!repeated.contains(items[i].repeatOf));
        repeated.append(items[i].repeatOf);
        if (count == 100)
            QVERIFY2(i - items[i].repeatOf >= 2, "a repeat directly after its original is remembered");
    }
    QCOMPARE(repeated.size(), std::lround(count * share));
}

void TestPairSequence::practiceIsFirstAndNotCounted()
{
    const auto items = trials::planSequence(request(20, 15, 0, 5));
    QStringList practised;
    for (int i = 0; i < items.size(); ++i) {
        QCOMPARE(items[i].isPractice, i < 5);
        if (i < 5)
            practised.append(items[i].pair.key);
        else
            QVERIFY2(!practised.contains(items[i].pair.key), "there were enough other pairs to practise on");
    }
    // With too few pairs practice takes counted ones, the last ones first.
    const auto few = trials::planSequence(request(4, 4, 0, 2));
    QCOMPARE(few.size(), 6);
    QCOMPARE(few[0].pair, few[5].pair);
    QCOMPARE(few[1].pair, few[4].pair);
}

void TestPairSequence::sidesAreFair()
{
    const auto items = trials::planSequence(request(4000, 4000, 0, 0));
    const auto swapped = countIf(items, [](const SequenceItem &item) { return item.swapped; });
    // Binomial(4000, 1/2) has a standard deviation of 31.6; the seed is fixed, so this never flickers.
    QVERIFY2(std::abs(swapped - 2000) < 130, qPrintable(QString::number(swapped)));
}

void TestPairSequence::balancedCells()
{
    SequenceRequest made = request(0, 30, 0, 0);
    made.pairs = pairs(90, 3);
    made.pairs.removeIf(
        [](const PicturePair &pair) { return pair.cell == QLatin1String("cell2") && pair.first.value > 60; });
    made.rules.selection = trials::Selection::Balanced;
    QHash<QString, int> frequency;
    for (const SequenceItem &item : trials::planSequence(made))
        ++frequency[item.pair.cell];
    QCOMPARE(frequency.size(), 3);
    for (const int count : std::as_const(frequency))
        QCOMPARE(count, 10);
}

void TestPairSequence::goldIsSpread()
{
    SequenceRequest made = request(100, 100, 0, 0);
    made.gold = pairs(10, 1, QStringLiteral("gold"));
    made.goldShare = 0.05;
    const auto items = trials::planSequence(made);
    QList<int> places;
    for (int i = 0; i < items.size(); ++i)
        if (items[i].isGold)
            places.append(i);
    QCOMPARE(places.size(), 5);
    QVERIFY(places.constFirst() <= 20);
    QVERIFY(places.constLast() >= 80);
}

void TestPairSequence::laterImportsAppend()
{
    SequenceRequest made = request(10, 20, 0.2, 5);
    made.isFirst = false;
    made.plannedCounted = 15;
    made.plannedRepeats = 3;
    const auto items = trials::planSequence(made);
    QCOMPARE(countIf(items, isCounted), 5);
    QCOMPARE(countIf(items, [](const SequenceItem &item) { return item.isPractice; }), 0);
    QCOMPARE(countIf(items, [](const SequenceItem &item) { return item.repeatOf >= 0; }), 1);
    made.plannedCounted = 20;
    QVERIFY(trials::planSequence(made).isEmpty());
}

QTEST_GUILESS_MAIN(TestPairSequence)
#include "tst_pairsequence.moc"
