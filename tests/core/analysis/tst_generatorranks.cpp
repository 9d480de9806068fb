#include "core/analysis/generatorranks.h"

#include <QJsonArray>
#include <QTest>

#include "tests/core/analysis/smallstudy.h"
#include "tests/support/golden.h"

using analysis::Outcome;

class GeneratorRanksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesNumPyAndSciPy()
    {
        const QJsonArray cases =
            support::goldenFile(QStringLiteral("disagreement_golden.json"))[QLatin1String("ranks")].toArray();
        QVERIFY(cases.size() >= 2);
        for (const QJsonValue &golden : cases) {
            SmallStudy study;
            const int generators = golden[QLatin1String("generators")].toInt();
            for (int i = 0; i < generators; ++i)
                study.addGenerator(QStringLiteral("G%1").arg(i));
            study.addScorer(QStringLiteral("hps-v3"));
            study.addAnnotator(QStringLiteral("a"));
            const QJsonArray pairs = golden[QLatin1String("pairs")].toArray();
            for (const QJsonValue &pair : pairs) { // a prompt of its own for each: scores are differences here
                const qint32 group = study.addGroup(QString::number(study.snapshot.groups.size()));
                const qint32 prompt = study.addPrompt(group, QStringLiteral("original"));
                const qint32 first = study.addPicture(prompt, pair[0].toInt());
                const qint32 second = study.addPicture(prompt, pair[1].toInt());
                study.setScore(0, first, prompt, pair[4].toDouble());
                study.setScore(0, second, prompt, 0);
                for (int i = 0; i < pair[2].toInt(); ++i)
                    study.addVote(0, prompt, first, second, Outcome::First);
                for (int i = 0; i < pair[3].toInt(); ++i)
                    study.addVote(0, prompt, first, second, Outcome::Second);
            }
            const auto votes = analysis::countVotes(study.snapshot, {});
            const auto ranks = analysis::generatorRanks(study.snapshot, *votes, study.snapshot.scores[0],
                                                        QStringLiteral("original/original"));
            QCOMPARE(int(ranks.generators.size()), generators);
            const auto people = support::numbers(golden[QLatin1String("people")]);
            const auto scorer = support::numbers(golden[QLatin1String("scorer")]);
            const auto peopleRank = support::numbers(golden[QLatin1String("people_rank")]);
            const auto scorerRank = support::numbers(golden[QLatin1String("scorer_rank")]);
            for (const analysis::GeneratorStanding &one : ranks.generators) {
                const size_t i = size_t(one.generator);
                QVERIFY(qAbs(one.peopleShare - people[i]) < 1e-14);
                QVERIFY(qAbs(one.scorerShare - scorer[i]) < 1e-14);
                QCOMPARE(one.peopleRank, peopleRank[i]);
                QCOMPARE(one.scorerRank, scorerRank[i]);
            }
            QVERIFY(qAbs(*ranks.spearman - golden[QLatin1String("spearman")].toDouble()) < 1e-13);
            for (size_t i = 1; i < ranks.generators.size(); ++i)
                QVERIFY(ranks.generators[i - 1].peopleRank <= ranks.generators[i].peopleRank);
        }
    }

    void betweenVariantsThePairCountsOnceForItsGenerator()
    {
        SmallStudy study;
        study.addGenerator(QStringLiteral("G"));
        study.addScorer(QStringLiteral("hps-v3"));
        study.addAnnotator(QStringLiteral("a"));
        const qint32 group = study.addGroup(QStringLiteral("g"));
        const qint32 original = study.addPrompt(group, QStringLiteral("original"));
        const qint32 distorted = study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 first = study.addPicture(distorted, 0);
        const qint32 second = study.addPicture(original, 0);
        study.setScore(0, first, distorted, 1);
        study.setScore(0, second, distorted, 2);
        study.addVote(0, distorted, first, second, Outcome::First);
        const auto votes = analysis::countVotes(study.snapshot, {});
        const auto ranks = analysis::generatorRanks(study.snapshot, *votes, study.snapshot.scores[0],
                                                    QStringLiteral("distorted/original"));
        QCOMPARE(ranks.generators.size(), 1U);
        QCOMPARE(ranks.generators[0].pairs, 1);
        QCOMPARE(ranks.generators[0].peopleShare, 1.0);
        QCOMPARE(ranks.generators[0].scorerShare, 0.0);
        QVERIFY(!ranks.spearman); // one generator has no order
    }
};

QTEST_APPLESS_MAIN(GeneratorRanksTest)
#include "tst_generatorranks.moc"
