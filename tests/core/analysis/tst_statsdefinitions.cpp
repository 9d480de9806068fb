#include <QTest>

#include "core/analysis/statsdocument.h"

class StatsDefinitionsTest : public QObject
{
    Q_OBJECT

    analysis::StatsOptions m_options;

    QString text(const char *key) const { return analysis::statsDefinitions(m_options)[QLatin1String(key)].toString(); }

private Q_SLOTS:
    void init() { m_options = {}; }

    void onlyThePartsAskedForAreDefined()
    {
        m_options.parts = {QStringLiteral("quality"), QStringLiteral("deltas")};
        const QJsonObject texts = analysis::statsDefinitions(m_options);
        for (const QString &part : analysis::StatsOptions::availableParts())
            QCOMPARE(texts.contains(part), m_options.parts.contains(part));
        for (const char *always : {"votes", "level", "canonical_order", "scorer_version"})
            QVERIFY2(texts.contains(QLatin1String(always)), always);
    }

    void whatIsIncludedIsSaid()
    {
        QVERIFY(!text("votes").contains(QLatin1String("on request")));
        m_options.filter.includeGold = m_options.filter.includePractice = true;
        QVERIFY(text("votes").endsWith(QLatin1String("included on request: practice, gold")));
    }

    void theLevelIsANumber()
    {
        m_options.agreement.level = 0.9;
        QCOMPARE(analysis::statsDefinitions(m_options)[QLatin1String("level")].toDouble(), 0.9);
    }

    void theUnitDecidesWhatIsTrueAndWhatIntervalsAssume()
    {
        QVERIFY(text("scorers").startsWith(QLatin1String("unit = vote")));
        QVERIFY(text("scorers").contains(QLatin1String("votes treated as independent")));
        m_options.agreement.unit = analysis::Unit::Pair;
        QVERIFY(text("scorers").contains(QLatin1String("truth = majority")));
        QVERIFY(!text("scorers").contains(QLatin1String("independent")));
    }

    void bothBadAndTheLeftSideInTheRanking()
    {
        QVERIFY(text("ranking").contains(QLatin1String("both_bad is left out (excluded_both_bad)")));
        QVERIFY(!text("ranking").contains(QLatin1String("left_advantage")));
        m_options.bothBadIsTie = m_options.leftAdvantage = true;
        QVERIFY(text("ranking").contains(QLatin1String("both_bad too")));
        QVERIFY(text("ranking").contains(QLatin1String("left_advantage = gamma")));
    }

    void theTestNamesItsGeneratorsAndMethod()
    {
        QVERIFY(text("compare").isEmpty()); // without generators there is no such part
        m_options.compareA = QStringLiteral("X");
        m_options.compareB = QStringLiteral("Y");
        QVERIFY(text("compare").contains(QLatin1String("differences X - Y")));
        QVERIFY(text("compare").endsWith(QLatin1String("p_greater: X > Y")));
        QVERIFY(text("compare").contains(QLatin1String("zeros dropped")));
        QVERIFY(text("compare").contains(QLatin1String("no continuity correction")));
        m_options.wilcoxon.correction = true;
        QVERIFY(text("compare").contains(QLatin1String("continuity correction 0.5")));
        m_options.wilcoxon.method = statistics::PMethod::Exact;
        m_options.wilcoxon.zeros = statistics::Zeros::Pratt;
        QVERIFY(text("compare").contains(QLatin1String("p exact over all signs")));
        QVERIFY(text("compare").contains(QLatin1String("(Pratt)")));
    }

    void theBootstrapSaysWhatItDraws()
    {
        QVERIFY(text("bootstrap").isEmpty());
        m_options.agreement.bootstrap = 250;
        m_options.agreement.seed = 7;
        QVERIFY(text("bootstrap").startsWith(QLatin1String("250 replicates, seed 7")));
        QVERIFY(text("bootstrap").contains(QLatin1String("scorers prompt groups and annotators (two-way)")));
        m_options.agreement.unit = analysis::Unit::Pair;
        QVERIFY(text("bootstrap").contains(QLatin1String("scorers prompt groups, ranking")));
    }

    void groupsAndDimensionsOnlyWhenAskedFor()
    {
        QVERIFY(text("by_group").isEmpty());
        QVERIFY(text("judge_dimensions").isEmpty());
        m_options.byGroup = true;
        m_options.judgeDimensions = {QStringLiteral("clarity"), QStringLiteral("detail")};
        QVERIFY(text("by_group").contains(QLatin1String("likelihood ratio")));
        QVERIFY(text("judge_dimensions").contains(QLatin1String("over clarity, detail only")));
    }
};

QTEST_APPLESS_MAIN(StatsDefinitionsTest)
#include "tst_statsdefinitions.moc"
