#include "core/study/labelset.h"

#include <algorithm>

#include <QTest>

using study::LabelSet;

class TestLabelSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedSets_data();
    void shippedSets();
    void paperLabels();
    void visionRewardRanges();
    void wrongFiles_data();
    void wrongFiles();
    void unknownSet() { QVERIFY(!study::labelSet(QStringLiteral("nosuchset"))); }
};

void TestLabelSet::shippedSets_data()
{
    QTest::addColumn<int>("labels");
    QTest::addColumn<int>("dimensions");
    QTest::newRow("paper") << 4 << 0;
    QTest::newRow("artemis") << 9 << 0;
    QTest::newRow("wikiart-emotions") << 20 << 1;
    QTest::newRow("emotic") << 26 << 3;
    QTest::newRow("napsbe") << 6 << 8;
    QTest::newRow("visionreward") << 0 << 17;
}

void TestLabelSet::shippedSets()
{
    QFETCH(int, labels);
    QFETCH(int, dimensions);
    const QString id = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(study::shippedLabelSets().contains(id));
    const LabelSet *set = study::labelSet(id);
    QVERIFY(set);
    QCOMPARE(set->id, id);
    QCOMPARE(set->labels.size(), labels);
    QCOMPARE(set->dimensions.size(), dimensions);
    QVERIFY(!set->title.isEmpty() && !set->rules.isEmpty() && !set->source.isEmpty());
}

void TestLabelSet::paperLabels()
{
    QStringList keys;
    for (const study::LabelOption &label : study::labelSet(QStringLiteral("paper"))->labels)
        keys.append(label.key);
    QCOMPARE(keys, (QStringList{QStringLiteral("happy"), QStringLiteral("sad"), QStringLiteral("anger"),
                                QStringLiteral("fear")}));
}

void TestLabelSet::visionRewardRanges()
{
    const LabelSet *set = study::labelSet(QStringLiteral("visionreward"));
    const study::Dimension *clarity = set->dimension(QStringLiteral("clarity"));
    QVERIFY(clarity);
    QCOMPARE(clarity->minimum, -2);
    QCOMPARE(clarity->maximum, 2);
    QVERIFY(!set->dimension(QStringLiteral("beauty")));
    QVERIFY(std::all_of(set->dimensions.begin(), set->dimensions.end(), [](const study::Dimension &d) {
        return !d.low.isEmpty() && !d.high.isEmpty() && !d.help.isEmpty();
    }));
}

void TestLabelSet::wrongFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::newRow("not JSON") << QByteArray("{") << QStringLiteral("not a label set");
    QTest::newRow("no id") << QByteArray(R"({"labels":[{"key":"a"}]})") << QStringLiteral("$.id");
    QTest::newRow("empty") << QByteArray(R"({"id":"a"})") << QStringLiteral("$ ");
    QTest::newRow("key with separator") << QByteArray(R"({"id":"a","labels":[{"key":"x;y"}]})")
                                        << QStringLiteral("$.labels[0].key");
    QTest::newRow("twice") << QByteArray(R"({"id":"a","labels":[{"key":"x"},{"key":"x"}]})")
                           << QStringLiteral("$.labels[1].key");
    QTest::newRow("valence") << QByteArray(R"({"id":"a","labels":[{"key":"x","valence":"good"}]})")
                             << QStringLiteral("$.labels[0].valence");
    QTest::newRow("range") << QByteArray(R"({"id":"a","dimensions":[{"key":"x","min":2,"max":2}]})")
                           << QStringLiteral("$.dimensions[0]");
    QTest::newRow("no range") << QByteArray(R"({"id":"a","dimensions":[{"key":"x"}]})")
                              << QStringLiteral("$.dimensions[0]");
}

void TestLabelSet::wrongFiles()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto set = study::parseLabelSet(json, QStringLiteral("mine.json"));
    QVERIFY(!set);
    QVERIFY2(set.error().message.contains(path), qPrintable(set.error().message));
    QCOMPARE(set.error().file, QStringLiteral("mine.json"));
}

QTEST_GUILESS_MAIN(TestLabelSet)
#include "tst_labelset.moc"
