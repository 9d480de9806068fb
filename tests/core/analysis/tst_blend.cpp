#include "core/analysis/blend.h"

#include <QJsonArray>
#include <QTest>

#include "tests/core/analysis/smallstudy.h"
#include "tests/support/golden.h"

using analysis::Blend;
using analysis::BlendPair;
using analysis::Outcome;

class BlendTest : public QObject
{
    Q_OBJECT

    /// A study with one pair per row of differences, and votes as given.
    static SmallStudy study(const std::vector<double> &from, const std::vector<double> &to, const QJsonArray &people)
    {
        SmallStudy study;
        study.addGenerator(QStringLiteral("G"));
        study.addScorer(QStringLiteral("imagereward"));
        study.addScorer(QStringLiteral("hps-v3"));
        study.addAnnotator(QStringLiteral("a"));
        for (size_t i = 0; i < from.size(); ++i) {
            const qint32 group = study.addGroup(QString::number(i));
            const qint32 original = study.addPrompt(group, QStringLiteral("original"));
            const qint32 distorted = study.addPrompt(group, QStringLiteral("distorted"));
            const qint32 first = study.addPicture(distorted, 0);
            const qint32 second = study.addPicture(original, 0);
            study.setCounterparts(first, second);
            study.setScore(0, first, distorted, from[i]);
            study.setScore(0, second, distorted, 0);
            study.setScore(1, first, distorted, to[i]);
            study.setScore(1, second, distorted, 0);
            for (int n = 0; n < people[qsizetype(i)][0].toInt(); ++n)
                study.addVote(0, distorted, first, second, Outcome::First);
            for (int n = 0; n < people[qsizetype(i)][1].toInt(); ++n)
                study.addVote(0, distorted, first, second, Outcome::Second);
        }
        return study;
    }

    static BlendPair pair(double from, double to)
    {
        BlendPair pair;
        pair.from = from;
        pair.to = to;
        return pair;
    }

private Q_SLOTS:
    void matchesNumPyAtEveryStrength()
    {
        const QJsonArray cases =
            support::goldenFile(QStringLiteral("disagreement_golden.json"))[QLatin1String("blend")].toArray();
        QVERIFY(cases.size() >= 3);
        for (const QJsonValue &golden : cases) {
            const SmallStudy made =
                study(support::numbers(golden[QLatin1String("from")]), support::numbers(golden[QLatin1String("to")]),
                      golden[QLatin1String("people")].toArray());
            const auto votes = analysis::countVotes(made.snapshot, {});
            const Blend blend(made.snapshot, *votes, made.snapshot.scores[0], made.snapshot.scores[1]);
            const auto strengths = support::numbers(golden[QLatin1String("strengths")]);
            const auto picked = support::numbers(golden[QLatin1String("picked")]);
            const auto moved = support::numbers(golden[QLatin1String("moved")]);
            for (size_t i = 0; i < strengths.size(); ++i) {
                QCOMPARE(blend.picked(strengths[i]), qint64(picked[i]));
                QCOMPARE(blend.moved(strengths[i]), qint64(moved[i]));
            }
            QVERIFY(qAbs(*blend.peopleShare() - golden[QLatin1String("people_share")].toDouble()) < 1e-14);
        }
    }

    void aPickMovesAtItsCrossing()
    {
        const Blend blend({pair(1, -3), pair(-1, 1), pair(2, 2), pair(-1, -1)});
        QCOMPARE(blend.moving(), (std::vector<size_t>{0, 1}));
        QCOMPARE(*blend.pairs()[0].crossing(), 0.25);
        QCOMPARE(*blend.pairs()[1].crossing(), 0.5);
        QVERIFY(!blend.pairs()[2].crossing());
        QCOMPARE(blend.picked(0), 2);
        QCOMPARE(blend.picked(0.25), 1); // at its crossing the blend is 0, which picks the second
        QCOMPARE(blend.picked(0.5), 1);
        QCOMPARE(blend.picked(0.51), 2);
        QCOMPARE(blend.moved(0.51), 2);
    }

    void withoutVotesThereIsNoLineOfPeople()
    {
        const Blend blend({pair(1, 1)});
        QVERIFY(!blend.peopleShare());
        QCOMPARE(blend.peoplePairs(), 0);
        QVERIFY(Blend().isEmpty());
    }

    void pairsThatOneScorerDoesNotKnowAreLeftOut()
    {
        SmallStudy made = study({1, 1}, {1, 1}, {QJsonArray{0, 0}, QJsonArray{0, 0}});
        made.snapshot.scores[1] = analysis::ScoreTable(QStringLiteral("hps-v3"));
        const auto votes = analysis::countVotes(made.snapshot, {});
        QVERIFY(Blend(made.snapshot, *votes, made.snapshot.scores[0], made.snapshot.scores[1]).isEmpty());
    }
};

QTEST_APPLESS_MAIN(BlendTest)
#include "tst_blend.moc"
