#include "core/trials/submission.h"

#include <QTest>

#include "core/trials/protocol.h"

using study::Choice;
using trials::QuestionAnswer;
using trials::Submission;

namespace {

const QString preference = QStringLiteral("preference");
const QString emotion = QStringLiteral("emotion");
const QString dimensions = QStringLiteral("dimensions");

QList<study::Question> questions(int strength, int intensity, bool multiple)
{
    QList<study::Question> asked = trials::defaultProtocol().questions;
    asked[0].strength = strength;
    asked[1].intensity = intensity;
    asked[1].multiple = multiple;
    return asked;
}

Submission choice(study::Vote vote)
{
    Submission submission;
    submission.answers = {{preference, vote, {}, {}}};
    return submission;
}

Submission labels(const QList<study::Label> &given)
{
    Submission submission;
    submission.answers = {{emotion, {}, given, {}}};
    return submission;
}

study::Label label(int position, const char *key, int intensity)
{
    return {{}, position, QString::fromLatin1(key), intensity};
}

Submission rating(int position, const char *key, double value)
{
    Submission submission;
    submission.answers = {{dimensions, {}, {}, {{{}, position, QString::fromLatin1(key), value}}}};
    return submission;
}

bool accepted(const Submission &submission, const QList<study::Question> &asked = questions(2, 0, true))
{
    return trials::checkSubmission(submission, asked, 2).has_value();
}

} // namespace

class TestSubmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void votes();
    void labelRules();
    void ratingRules();
    void kindsAndQuestions();
    void textsAndFlags();
};

void TestSubmission::votes()
{
    QVERIFY(accepted(choice({Choice::Picture, 0, 0})));
    QVERIFY(accepted(choice({Choice::Picture, 1, 2})));
    QVERIFY(!accepted(choice({Choice::Picture, 1, 3})));
    QVERIFY(accepted(choice({Choice::Picture, 1, 3}), questions(3, 0, true)));
    QVERIFY(accepted(choice({Choice::Picture, 1, 1}), questions(0, 0, true)));
    QVERIFY(!accepted(choice({Choice::Picture, 1, 2}), questions(0, 0, true)));
    QVERIFY(!accepted(choice({Choice::Picture, 2, 1})));
    QVERIFY(!accepted(choice({Choice::Picture, -1, 1})));
    QVERIFY(!accepted(choice({Choice::Picture, 0, -1})));
    QVERIFY(!accepted(choice({Choice::Tie, -1, 1})));
    QVERIFY(!accepted(choice({Choice::Undone, -1, 0})));
    auto asked = questions(2, 0, true);
    QVERIFY(accepted(choice({Choice::BothBad, -1, 0}), asked));
    QVERIFY(accepted(choice({Choice::Skip, -1, 0}), asked));
    asked[0].answers.removeAll(QStringLiteral("both_bad"));
    asked[0].allowSkip = false;
    QVERIFY(!accepted(choice({Choice::BothBad, -1, 0}), asked));
    QVERIFY(!accepted(choice({Choice::Skip, -1, 0}), asked));
}

void TestSubmission::labelRules()
{
    QVERIFY(accepted(labels({})));
    QVERIFY(accepted(labels({label(0, "fear", 0), label(0, "sad", 0), label(1, "fear", 0)})));
    QVERIFY(!accepted(labels({label(0, "joy", 0)})));
    QVERIFY(!accepted(labels({label(2, "fear", 0)})));
    QVERIFY(!accepted(labels({label(0, "fear", 0), label(0, "fear", 0)})));
    QVERIFY(accepted(labels({label(0, "fear", 2)}))); // as in the contract's example, under the default protocol
    QVERIFY(!accepted(labels({label(0, "fear", 11)})));
    QVERIFY(!accepted(labels({label(0, "fear", -1)})));
    QVERIFY(accepted(labels({label(0, "fear", 3)}), questions(2, 3, true)));
    QVERIFY(!accepted(labels({label(0, "fear", 0)}), questions(2, 3, true)));
    QVERIFY(!accepted(labels({label(0, "fear", 4)}), questions(2, 3, true)));
    QVERIFY(accepted(labels({label(0, "fear", 0), label(1, "sad", 0)}), questions(2, 0, false)));
    QVERIFY(!accepted(labels({label(0, "fear", 0), label(0, "sad", 0)}), questions(2, 0, false)));
}

void TestSubmission::ratingRules()
{
    QVERIFY(accepted(rating(0, "clarity", -1)));
    QVERIFY(!accepted(rating(0, "clarity", -3)));
    QVERIFY(!accepted(rating(0, "clarity", 0.5)));
    QVERIFY(!accepted(rating(0, "beauty", 0)));
    QVERIFY(!accepted(rating(3, "clarity", 0)));
    Submission twice = rating(0, "clarity", 1);
    twice.answers[0].ratings.append(twice.answers.at(0).ratings.at(0));
    QVERIFY(!accepted(twice));
}

void TestSubmission::kindsAndQuestions()
{
    Submission mixed = choice({Choice::Tie, -1, 0});
    mixed.answers[0].labels = {label(0, "fear", 0)};
    QVERIFY(!accepted(mixed));
    Submission voteForLabels;
    voteForLabels.answers = {{emotion, study::Vote{Choice::Tie, -1, 0}, {}, {}}};
    QVERIFY(!accepted(voteForLabels));
    Submission unknown = choice({Choice::Tie, -1, 0});
    unknown.answers[0].question = QStringLiteral("other");
    QVERIFY(!accepted(unknown));
    Submission twice = choice({Choice::Tie, -1, 0});
    twice.answers.append(twice.answers.at(0));
    QVERIFY(!accepted(twice));
    QVERIFY(!accepted(Submission()));
}

void TestSubmission::textsAndFlags()
{
    Submission submission = choice({Choice::Skip, -1, 0});
    submission.flags = {QStringLiteral("flagged"), QStringLiteral("unfocused")};
    submission.reason = QStringLiteral("disturbing");
    QVERIFY(accepted(submission));
    submission.flags = {QStringLiteral("too_fast")};
    QVERIFY(!accepted(submission));
    submission.flags = {QStringLiteral("flagged"), QStringLiteral("flagged")};
    QVERIFY(!accepted(submission));
    submission.flags.clear();
    submission.comment = QString(10001, u'x');
    QVERIFY(!accepted(submission));
    submission.comment.clear();
    submission.responseMs = -5;
    QVERIFY(!accepted(submission));
}

QTEST_GUILESS_MAIN(TestSubmission)
#include "tst_submission.moc"
