#include "core/analysis/gaps.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

class GapsTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    int m_scorer = -1;

    struct Pair
    {
        qint32 originalPrompt;
        qint32 distortedPrompt;
        qint32 original;
        qint32 distorted;
    };

    Pair addPair(qint32 generator, const QStringList &labels = {})
    {
        const qint32 group = m_study.addGroup(QStringLiteral("group-%1").arg(m_study.snapshot.groups.size()));
        Pair pair{};
        pair.originalPrompt = m_study.addPrompt(group, QStringLiteral("original"));
        pair.distortedPrompt = m_study.addPrompt(group, QStringLiteral("distorted"));
        pair.original = m_study.addPicture(pair.originalPrompt, generator);
        pair.distorted = m_study.addPicture(pair.distortedPrompt, generator);
        m_study.snapshot.pictures[pair.distorted].taxonomy = labels;
        m_study.setCounterparts(pair.original, pair.distorted);
        return pair;
    }

    void setScores(const Pair &pair, double oiop, double oidp, double diop, double didp)
    {
        m_study.setScore(m_scorer, pair.original, pair.originalPrompt, oiop);
        m_study.setScore(m_scorer, pair.original, pair.distortedPrompt, oidp);
        m_study.setScore(m_scorer, pair.distorted, pair.originalPrompt, diop);
        m_study.setScore(m_scorer, pair.distorted, pair.distortedPrompt, didp);
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        m_scorer = m_study.addScorer(QStringLiteral("hps-v3"));
    }

    void taxonomyCountsAPictureOncePerClass()
    {
        const qint32 generator = m_study.addGenerator(QStringLiteral("G"));
        setScores(addPair(generator, {QStringLiteral("light.dark"), QStringLiteral("light.flat")}), 0, 10, 0, 4);
        setScores(addPair(generator, {QStringLiteral("light.dark")}), 0, 10, 0, 8);
        const auto rows = analysis::taxonomyGaps(m_study.snapshot, {0}, 0.95);
        QCOMPARE(rows.size(), 3U);
        QCOMPARE(rows[0].mainClass, QStringLiteral("light"));
        QCOMPARE(rows[0].subClass, QString());
        QCOMPARE(rows[0].n(), 2);
        QCOMPARE(rows[0].meanGap(), 4.0); // 6 and 2
        QCOMPARE(rows[0].meanDelta, -4.0);
        QVERIFY(rows[0].interval);
        QCOMPARE(rows[1].subClass, QStringLiteral("dark"));
        QCOMPARE(rows[1].n(), 2);
        QCOMPARE(rows[2].subClass, QStringLiteral("flat"));
        QCOMPARE(rows[2].n(), 1);
        QVERIFY(!rows[2].interval);
    }

    void taxonomyNeedsBothScores()
    {
        const Pair pair = addPair(m_study.addGenerator(QStringLiteral("G")), {QStringLiteral("light.dark")});
        m_study.setScore(m_scorer, pair.distorted, pair.distortedPrompt, 1);
        QVERIFY(analysis::taxonomyGaps(m_study.snapshot, {0}, 0.95).empty());
    }

    void emotionsAreStrict()
    {
        const qint32 generator = m_study.addGenerator(QStringLiteral("G"));
        const double differences[] = {1.5, 0, -0.5};
        for (const double difference : differences) {
            const Pair pair = addPair(generator);
            m_study.snapshot.pictures[pair.distorted].emotion = QStringLiteral("fear");
            setScores(pair, 0, 2, 0, 2 + difference);
        }
        const auto rows = analysis::emotionAccuracy(m_study.snapshot, {0});
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].emotion, QStringLiteral("fear"));
        QCOMPARE(qint64(rows[0].pictures.size()), rows[0].n);
        QCOMPARE(rows[0].n, 3);
        QCOMPARE(rows[0].correct, 1);
        QCOMPARE(rows[0].meanDifference, 1.0 / 3);
    }

    void deltasUseTheOriginalPromptAndShareTheDistortedOne()
    {
        const qint32 generator = m_study.addGenerator(QStringLiteral("G"));
        setScores(addPair(generator), 10, 5, 6, 7); // Δ −4, prefers distorted
        setScores(addPair(generator), 8, 3, 7, 3);  // Δ −1, tie under the distorted prompt
        const auto rows = analysis::generatorDeltas(m_study.snapshot, {0}, 0.95);
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].generator, QStringLiteral("G"));
        QCOMPARE(rows[0].n, 2);
        QCOMPARE(*rows[0].meanDelta, -2.5);
        QCOMPARE(*rows[0].meanAfter, 6.5);
        QCOMPARE(rows[0].prefersDistorted, 1);
        QCOMPARE(rows[0].ties, 1);
        QCOMPARE(rows[0].nShare, 2);
    }

    void deltasAverageSeedsWithinACell()
    {
        const qint32 generator = m_study.addGenerator(QStringLiteral("G"));
        const Pair pair = addPair(generator);
        setScores(pair, 10, 5, 6, 7);
        const qint32 secondSeed = m_study.addPicture(pair.distortedPrompt, generator);
        m_study.setScore(m_scorer, secondSeed, pair.originalPrompt, 8);
        m_study.setScore(m_scorer, secondSeed, pair.distortedPrompt, 1);
        const auto rows = analysis::generatorDeltas(m_study.snapshot, {0}, 0.95);
        QCOMPARE(rows[0].n, 1);
        QCOMPARE(*rows[0].meanDelta, -3.0);    // (6 + 8) / 2 − 10
        QCOMPARE(rows[0].prefersDistorted, 0); // (7 + 1) / 2 = 4 against 5
        QVERIFY(!rows[0].interval);
        QVERIFY(rows[0].undefined.contains(QStringLiteral("low")));
    }

    void scoresAtTheEndOfTheRangeOfDoubles()
    {
        const qint32 generator = m_study.addGenerator(QStringLiteral("G"));
        const QStringList labels{QStringLiteral("light.dark")};
        setScores(addPair(generator, labels), 1.7e308, 1.7e308, -1.7e308, -1.7e308); // no difference a double can hold
        setScores(addPair(generator, labels), 0, 0, 1.7e308, 1.7e308);
        setScores(addPair(generator, labels), 0, 0, 1.6e308, 1.6e308);
        for (study::Picture &picture : m_study.snapshot.pictures)
            picture.emotion = picture.variant == study::originalVariant ? QString() : QStringLiteral("fear");

        const auto gaps = analysis::taxonomyGaps(m_study.snapshot, {0}, 0.95);
        QCOMPARE(gaps[0].n(), 2);
        QCOMPARE(gaps[0].meanDelta, 1.65e308);
        QCOMPARE(gaps[0].interval.reason(), QLatin1String("the values lie too far apart"));
        const auto emotions = analysis::emotionAccuracy(m_study.snapshot, {0});
        QCOMPARE(emotions[0].n, 2);
        QCOMPARE(emotions[0].meanDifference, 1.65e308);
        const auto deltas = analysis::generatorDeltas(m_study.snapshot, {0}, 0.95);
        QCOMPARE(deltas[0].n, 2);
        QCOMPARE(*deltas[0].meanDelta, 1.65e308);
        QCOMPARE(*deltas[0].meanAfter, 1.65e308);
        QCOMPARE(deltas[0].undefined.at(QStringLiteral("low")), QStringLiteral("the values lie too far apart"));
        QCOMPARE(deltas[0].nShare, 3); // which of two is higher can be said
    }

    void deltasSayWhatIsMissing()
    {
        const Pair pair = addPair(m_study.addGenerator(QStringLiteral("G")));
        m_study.setScore(m_scorer, pair.original, pair.distortedPrompt, 1);
        m_study.setScore(m_scorer, pair.distorted, pair.distortedPrompt, 2);
        const auto rows = analysis::generatorDeltas(m_study.snapshot, {0}, 0.95);
        QCOMPARE(rows[0].n, 0);
        QVERIFY(!rows[0].meanDelta);
        QVERIFY(rows[0].undefined.contains(QStringLiteral("mean_delta")));
        QCOMPARE(rows[0].prefersDistorted, 1);
    }
};

QTEST_APPLESS_MAIN(GapsTest)
#include "tst_gaps.moc"
