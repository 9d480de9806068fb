#include "core/analysis/generatorcomparison.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"
#include "tests/support/studies.h"

/// Five prompt groups, generators A and B with distorted pictures, one scorer.
class GeneratorComparisonTest : public QObject
{
    Q_OBJECT

    struct Made
    {
        SmallStudy study;
        std::vector<qint32> original;
        std::vector<qint32> distorted;
        qint32 a = 0;
        qint32 b = 0;
        int scorer = 0;
    };

    static Made make()
    {
        Made made;
        made.a = made.study.addGenerator(QStringLiteral("A"));
        made.b = made.study.addGenerator(QStringLiteral("B"));
        made.scorer = made.study.addScorer(QStringLiteral("hps-v3"));
        for (int i = 0; i < 5; ++i) {
            const qint32 group = made.study.addGroup(QString::number(i));
            made.original.push_back(made.study.addPrompt(group, QStringLiteral("original")));
            made.distorted.push_back(made.study.addPrompt(group, QStringLiteral("distorted")));
        }
        return made;
    }

    static void addScore(Made &made, int group, qint32 generator, double value)
    {
        const qint32 picture = made.study.addPicture(made.distorted[size_t(group)], generator);
        made.study.setScore(made.scorer, picture, made.original[size_t(group)], value);
        made.study.setScore(made.scorer, picture, made.distorted[size_t(group)], -100 * value); // must not be looked at
    }

    static analysis::GeneratorComparison compare(const Made &made, const statistics::WilcoxonOptions &options = {})
    {
        return support::must(analysis::compareGenerators(made.study.snapshot, {made.scorer}, QStringLiteral("A"),
                                                         QStringLiteral("B"), options))
            .front();
    }

private Q_SLOTS:
    void ranksDifferencesUnderTheOriginalPrompt()
    {
        Made made = make();
        for (int i = 0; i < 5; ++i) {
            addScore(made, i, made.a, i + 1.0);
            addScore(made, i, made.b, 0);
        }
        statistics::WilcoxonOptions exact;
        exact.method = statistics::PMethod::Exact;
        const auto row = compare(made, exact);
        QCOMPARE(row.groups, 5);
        QCOMPARE(row.test.n, 5);
        QCOMPARE(*row.test.wPlus, 15.0);
        QCOMPARE(*row.test.pGreater, 1 / 32.0); // one of 2⁵ signs
        QCOMPARE(*row.test.rankBiserial, 1.0);
    }

    void seedsAreAveragedAndZerosCounted()
    {
        Made made = make();
        addScore(made, 0, made.a, 1);
        addScore(made, 0, made.a, 3); // mean 2
        addScore(made, 0, made.b, 2);
        addScore(made, 1, made.a, 5);
        addScore(made, 1, made.b, 4);
        addScore(made, 2, made.a, 9); // B has none
        const auto row = compare(made);
        QCOMPARE(row.groups, 2);
        QCOMPARE(row.test.zeros, 1);
        QCOMPARE(row.test.n, 1);
    }

    void withoutCommonGroupsThereIsNoNumber()
    {
        Made made = make();
        addScore(made, 0, made.a, 1);
        const auto row = compare(made);
        QCOMPARE(row.groups, 0);
        QVERIFY(!row.test.z);
        QVERIFY(!row.test.pTwoSided.reason().isEmpty());
    }

    void unknownGeneratorsAreNamed()
    {
        const Made made = make();
        const auto compared = analysis::compareGenerators(made.study.snapshot, {made.scorer}, QStringLiteral("A"),
                                                          QStringLiteral("C"), {});
        SUPPORT_FAILS(compared, "stats.generator");
        QVERIFY(compared.error().message.contains(QLatin1String("'C'")));
        QVERIFY(compared.error().hint.contains(QLatin1String("A, B")));
    }
};

QTEST_GUILESS_MAIN(GeneratorComparisonTest)
#include "tst_generatorcomparison.moc"
