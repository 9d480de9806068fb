#include "core/analysis/pictureindex.h"

#include <cmath>

#include <QTest>

#include "tests/core/analysis/picturesample.h"

using analysis::PictureIndex;

class TestPictureIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns()
    {
        const PictureIndex index = sampleIndex();
        QVERIFY(!index.columns(QStringLiteral("nothing")));
        const analysis::ScoreColumns &columns = *index.columns(QStringLiteral("hps-v3"));
        QCOMPARE(columns.own[0], 5.0);
        QCOMPARE(columns.own[2], -1.0);
        QVERIFY(std::isnan(columns.own[3]));
        // Wide minus original under the wide prompt: 2 − 4.5, for both pictures.
        QCOMPARE(columns.gap[0], -2.5);
        QCOMPARE(columns.gap[1], -2.5);
        QVERIFY(std::isnan(columns.gap[2]));
        // Who leads under the prompt that was judged, and where that stands.
        QCOMPARE(columns.lead[0], 2.5);
        QCOMPARE(columns.lead[1], -2.5);
        QCOMPARE(columns.percentile[0], 0.75);
        QCOMPARE(columns.percentile[1], 0.25);
        QCOMPARE(index.prompts.original(1), 2);
        QCOMPARE(index.prompts.wide(1), 3);
    }

    void people()
    {
        const PictureIndex index = sampleIndex();
        QCOMPARE(index.people[1].preferred, 12);
        QCOMPARE(index.people[1].votes, 14);
        QVERIFY(index.people[1].partner);
        QCOMPARE(index.people[1].prompt, 1);
        QCOMPARE(index.people[2].preferred, 8);
    }

    void midRanks()
    {
        const double none = std::nan("");
        const std::vector<double> ranks = analysis::midRanks({3, none, 1, 3, 2});
        QCOMPARE(ranks[0], 0.75);
        QVERIFY(std::isnan(ranks[1]));
        QCOMPARE(ranks[2], 0.125);
        QCOMPARE(ranks[3], 0.75);
        QCOMPARE(ranks[4], 0.375);
    }

    void labels()
    {
        const QHash<QString, int> counts = analysis::countLabels(sampleIndex());
        QCOMPARE(counts.value(QStringLiteral("clarity_and_focus")), 1);
        QCOMPARE(counts.value(QStringLiteral("color_and_tone.muted_faded")), 1);
        QVERIFY(!counts.contains(QStringLiteral("lighting_and_exposure")));
    }
};

QTEST_APPLESS_MAIN(TestPictureIndex)
#include "tst_pictureindex.moc"
