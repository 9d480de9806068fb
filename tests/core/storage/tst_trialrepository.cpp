#include "core/storage/trialrepository.h"

#include <QtTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/studyrepository.h"
#include "tests/support/studies.h"

using storage::Database;
using storage::TrialRepository;

namespace {

/// A study with two pictures and one annotator.
struct Prepared
{
    explicit Prepared(const QString &path)
        : database(support::must(Database::create(path, {})))
        , trials(database)
    {
        storage::PromptRepository prompts(database);
        storage::PictureRepository pictures(database);
        annotator = support::must(storage::AnnotatorRepository(database).addAnnotator(QStringLiteral("p1"),
                                                                                      study::AnnotatorKind::Human))
                        .id;
        session = support::must(storage::AnnotatorRepository(database).addSession(annotator, 1));
        trial.annotator = annotator;
        trial.prompt = support::must(prompts.addPrompt(support::must(prompts.addGroup(QStringLiteral("g"))).id,
                                                       QStringLiteral("original"), QStringLiteral("t")))
                           .id;
        trial.question = QStringLiteral("preference");
        for (const char *name : {"A", "B"}) {
            study::Picture picture;
            picture.prompt = trial.prompt;
            picture.variant = QStringLiteral("original");
            picture.generator = support::must(pictures.addGenerator(QLatin1String(name))).id;
            trial.pictures += support::must(pictures.addPicture(picture));
        }
    }

    study::TrialId add(int position)
    {
        trial.position = position;
        return support::must(trials.addTrial(trial));
    }

    study::Answer vote(study::TrialId to, study::Choice choice, qint64 at, study::AnswerId supersedes = {})
    {
        study::Answer answer;
        answer.trial = to;
        answer.session = session;
        answer.question = QStringLiteral("preference");
        answer.supersedes = supersedes;
        answer.vote =
            study::Vote{choice, choice == study::Choice::Picture ? 1 : -1, choice == study::Choice::Picture ? 2 : 0};
        answer.answeredAt = at;
        return support::must(trials.addAnswer(answer));
    }

    Database database;
    TrialRepository trials;
    study::AnnotatorId annotator;
    study::SessionId session;
    study::Trial trial;
};

} // namespace

class TestTrialRepository : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    int m_made = 0;

    QString newPath() { return m_folder.file(QStringLiteral("%1.dissensus").arg(++m_made)); }

private Q_SLOTS:
    void trialsComeBackInOrderWithTheirPictures()
    {
        Prepared study(newPath());
        study.add(1);
        std::reverse(study.trial.pictures.begin(), study.trial.pictures.end());
        study.trial.isRepeat = true;
        study.trial.repeatOf = study::TrialId(1);
        study.trial.plannedAt = 77;
        const auto second = study.add(0);
        const auto trials = support::must(study.trials.trialsOf(study.annotator));
        QCOMPARE(trials.size(), 2);
        QCOMPARE(trials[0].id, second);
        QCOMPARE(trials[0].pictures, study.trial.pictures);
        QVERIFY(trials[0].isRepeat);
        QCOMPARE(trials[0].repeatOf, study::TrialId(1));
        QCOMPARE(trials[0].plannedAt, 77);
        QVERIFY(!trials[0].protocol.isValid());
        QCOMPARE(study.trials.trialByUid(trials[1].uid)->value().id, trials[1].id);
        QVERIFY(!study.trials.trial(study::TrialId(99))->has_value());
    }

    void answersComeBackWhole()
    {
        Prepared study(newPath());
        study::Answer answer;
        answer.trial = study.add(0);
        answer.session = study.session;
        answer.question = QStringLiteral("emotion");
        answer.labels = {{{}, 0, QStringLiteral("fear"), 2}, {{}, 1, QStringLiteral("joy"), 0}};
        answer.ratings = {{{}, 1, QStringLiteral("clarity"), -0.1}};
        answer.reason = QStringLiteral("why");
        answer.comment = QStringLiteral("line\nbreak; semicolon");
        answer.shownAt = 100;
        answer.answeredAt = 900;
        answer.responseMs = 800;
        answer.flags = {QStringLiteral("too_fast"), QStringLiteral("unfocused")};
        answer.protocolHash = QStringLiteral("hash");
        const auto stored = support::must(study.trials.addAnswer(answer, QStringLiteral("paper")));
        QVERIFY(!stored.uid.isEmpty() && !stored.labels[1].uid.isEmpty() && !stored.ratings[0].uid.isEmpty());
        const auto read = support::must(study.trials.currentAnswers(answer.trial));
        QCOMPARE(read.size(), 1);
        QCOMPARE(read[0].uid, stored.uid);
        QVERIFY(!read[0].vote);
        QCOMPARE(read[0].labels.size(), 2);
        QCOMPARE(read[0].labels[0].label, QStringLiteral("fear"));
        QCOMPARE(read[0].labels[0].intensity, 2);
        QCOMPARE(read[0].labels[1].uid, stored.labels[1].uid);
        QCOMPARE(read[0].ratings[0].value, -0.1);
        QCOMPARE(read[0].comment, answer.comment);
        QCOMPARE(read[0].shownAt, 100);
        QCOMPARE(read[0].responseMs, 800);
        QCOMPARE(read[0].flags, answer.flags);
        QCOMPARE(read[0].protocolHash, QStringLiteral("hash"));
        QCOMPARE(read[0].appVersion, QStringLiteral(DISSENSUS_VERSION));
    }

    void unknownTimesStayUnknown()
    {
        Prepared study(newPath());
        study.vote(study.add(0), study::Choice::Tie, 5);
        const auto read = support::must(study.trials.answersOf(study.annotator));
        QCOMPARE(read[0].shownAt, 0);
        QCOMPARE(read[0].responseMs, -1);
    }

    void correctionAndUndoSupersede()
    {
        Prepared study(newPath());
        const auto trial = study.add(0);
        const auto first = study.vote(trial, study::Choice::Picture, 1);
        const auto second = study.vote(trial, study::Choice::BothBad, 2, first.id);
        QCOMPARE(study.trials.currentAnswers(trial)->constFirst().uid, second.uid);
        const auto undo = study.vote(trial, study::Choice::Undone, 3, second.id);
        const auto current = support::must(study.trials.currentAnswers(trial));
        QCOMPARE(current.size(), 1);
        QCOMPARE(current[0].uid, undo.uid);
        QCOMPARE(current[0].vote->choice, study::Choice::Undone);
        QCOMPARE(study.trials.answersOf(study.annotator)->size(), 3);
        QCOMPARE(storage::StudyRepository(study.database).counts()->votes, 0);
        study.vote(trial, study::Choice::Picture, 4, undo.id);
        QCOMPARE(storage::StudyRepository(study.database).counts()->votes, 1);
    }

    void ofTwoThatSupersedeTheSameTheLaterWins()
    {
        Prepared study(newPath());
        const auto trial = study.add(0);
        const auto first = study.vote(trial, study::Choice::Tie, 1);
        const auto late = study.vote(trial, study::Choice::BothGood, 20, first.id);
        study.vote(trial, study::Choice::BothBad, 10, first.id); // stored later, answered earlier: a merge
        const auto current = support::must(study.trials.currentAnswers(trial));
        QCOMPARE(current.size(), 1);
        QCOMPARE(current[0].uid, late.uid);
    }

    void supersedingAnotherTrialIsRefusedByTheFile()
    {
        Prepared study(newPath());
        const auto first = study.vote(study.add(0), study::Choice::Tie, 1);
        study::Answer answer;
        answer.trial = study.add(1);
        answer.question = QStringLiteral("preference");
        answer.supersedes = first.id;
        answer.vote = study::Vote{study::Choice::Tie, -1, 0};
        SUPPORT_FAILS(study.trials.addAnswer(answer), "study.constraint");
    }

    void answerWithABadChildLeavesNothing()
    {
        Prepared study(newPath());
        study::Answer answer;
        answer.trial = study.add(0);
        answer.question = QStringLiteral("preference");
        answer.vote = study::Vote{study::Choice::Picture, 0, 1};
        answer.labels = {{QStringLiteral("same id"), 0, QStringLiteral("fear"), 0},
                         {QStringLiteral("same id"), 1, QStringLiteral("joy"), 0}};
        SUPPORT_FAILS(study.trials.addAnswer(answer), "study.constraint");
        QVERIFY(study.trials.answersOf(study.annotator)->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTrialRepository)
#include "tst_trialrepository.moc"
