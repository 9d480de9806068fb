#include "core/interchange/scorerranges.h"

#include <QtTest>

class TestScorerRanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesInsideAreNotAskedAbout()
    {
        interchange::ScorerRanges ranges;
        ranges.see(QStringLiteral("import:imagereward"), 2.5);
        ranges.see(QStringLiteral("import:imagereward"), -2.5);
        ranges.see(QStringLiteral("import:of-my-own"), 1e9); // nobody knows its range
        ranges.see(QStringLiteral("rating:ava"), 11);
        QVERIFY(ranges.questions().isEmpty());
    }

    void valuesOutsideAreAskedAboutOncePerScorer()
    {
        interchange::ScorerRanges ranges;
        for (const double value : {1.0, 3.0, -9.5, 15.0})
            ranges.see(QStringLiteral("import:imagereward"), value);
        const QStringList questions = ranges.questions();
        QCOMPARE(questions.size(), 1);
        QVERIFY(questions[0].contains(QLatin1String("3 of 4 values")));
        QVERIFY(questions[0].contains(QLatin1String("-9.5 to 15")));
        QVERIFY(questions[0].endsWith(QLatin1String("HPSv3 has such values"))); // the narrowest range that holds them
    }
};

QTEST_GUILESS_MAIN(TestScorerRanges)
#include "tst_scorerranges.moc"
