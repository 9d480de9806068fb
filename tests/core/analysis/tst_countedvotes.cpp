#include "core/analysis/countedvotes.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;

class CountedVotesTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        const qint32 group = m_study.addGroup(QStringLiteral("a"));
        const qint32 original = m_study.addPrompt(group, QStringLiteral("original"));
        const qint32 distorted = m_study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 generator = m_study.addGenerator(QStringLiteral("G"));
        m_study.addPicture(distorted, generator); // 0, first
        m_study.addPicture(original, generator);  // 1, second
        m_study.addAnnotator(QStringLiteral("ann"), {QStringLiteral("art")});
        m_study.addAnnotator(QStringLiteral("bob"), {QStringLiteral("art"), QStringLiteral("photo")});
        m_study.addAnnotator(QStringLiteral("cy"));
    }

    void sumsEveryKindOfAnswerPerPair()
    {
        for (const Outcome outcome : {Outcome::First, Outcome::First, Outcome::Second, Outcome::Tie, Outcome::BothGood,
                                      Outcome::BothBad, Outcome::Skip})
            m_study.addVote(0, 0, 0, 1, outcome);
        m_study.addVote(0, 1, 0, 1, Outcome::Second); // another prompt: another pair
        const auto counted = analysis::countVotes(m_study.snapshot, {});
        QVERIFY(counted);
        QCOMPARE(counted->pairs.size(), 2U);
        const analysis::PairTally &pair = counted->pairs[0];
        QCOMPARE(pair.firstVotes, 2);
        QCOMPARE(pair.secondVotes, 1);
        QCOMPARE(pair.humanTies(), 3);
        QCOMPARE(pair.decided(), 3);
        QCOMPARE(pair.share(), 2.0 / 3);
        QCOMPARE(counted->votes.size(), 7U); // the skip is missing
        QCOMPARE(analysis::variantPair(m_study.snapshot, pair), QStringLiteral("distorted/original"));
    }

    void leavesOutPracticeGoldAndRepeatsUnlessAsked()
    {
        m_study.addVote(0, 0, 0, 1, Outcome::First);
        m_study.addVote(0, 0, 0, 1, Outcome::First).isPractice = true;
        m_study.addVote(0, 0, 0, 1, Outcome::First).isGold = true;
        m_study.addVote(0, 0, 0, 1, Outcome::First).isRepeat = true;
        QCOMPARE(analysis::countVotes(m_study.snapshot, {})->votes.size(), 1U);
        analysis::VoteFilter filter;
        filter.includePractice = true;
        QCOMPARE(analysis::countVotes(m_study.snapshot, filter)->votes.size(), 2U);
        filter.includeGold = true;
        filter.includeRepeats = true;
        QCOMPARE(analysis::countVotes(m_study.snapshot, filter)->votes.size(), 4U);
    }

    void filtersByAnnotatorAndGroup()
    {
        for (qint32 annotator = 0; annotator < 3; ++annotator)
            m_study.addVote(annotator, 0, 0, 1, Outcome::First);
        const auto count = [this](const QStringList &annotators, const QStringList &groups) {
            analysis::VoteFilter filter;
            filter.annotators = annotators;
            filter.groups = groups;
            return analysis::countVotes(m_study.snapshot, filter)->votes.size();
        };
        QCOMPARE(count({}, {}), 3U);
        QCOMPARE(count({QStringLiteral("ann"), QStringLiteral("cy")}, {}), 2U);
        QCOMPARE(count({}, {QStringLiteral("art")}), 2U);
        QCOMPARE(count({}, {QStringLiteral("photo"), QStringLiteral("art")}), 2U);
        QCOMPARE(count({QStringLiteral("ann")}, {QStringLiteral("photo")}), 0U);
    }

    void filtersByPromptAndQuestion()
    {
        m_study.addVote(0, 0, 0, 1, Outcome::First);
        m_study.addVote(0, 1, 0, 1, Outcome::First);
        m_study.snapshot.questions.append(QStringLiteral("beauty"));
        m_study.addVote(0, 1, 0, 1, Outcome::First).question = 1;
        analysis::VoteFilter filter;
        filter.promptVariant = QStringLiteral("distorted");
        QCOMPARE(analysis::countVotes(m_study.snapshot, filter)->votes.size(), 2U);
        filter.question = QStringLiteral("beauty");
        QCOMPARE(analysis::countVotes(m_study.snapshot, filter)->votes.size(), 1U);
    }

    void namesThatTheStudyDoesNotKnow()
    {
        analysis::VoteFilter filter;
        filter.annotators = {QStringLiteral("nobody")};
        QCOMPARE(analysis::countVotes(m_study.snapshot, filter).error().code, QStringLiteral("stats.annotator"));
        filter = {};
        filter.groups = {QStringLiteral("none")};
        QCOMPARE(analysis::countVotes(m_study.snapshot, filter).error().code, QStringLiteral("stats.group"));
        filter = {};
        filter.question = QStringLiteral("none");
        QCOMPARE(analysis::countVotes(m_study.snapshot, filter).error().code, QStringLiteral("stats.question"));
    }
};

QTEST_APPLESS_MAIN(CountedVotesTest)
#include "tst_countedvotes.moc"
