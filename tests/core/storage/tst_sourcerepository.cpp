#include "core/storage/sourcerepository.h"

#include <QtTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/studies.h"

using Item = storage::SourceRepository::Item;

/// A study with two pictures of one prompt, all brought by one source.
struct Imported
{
    explicit Imported(const QString &path)
        : database(storage::Database::create(path, {}).value())
    {
        storage::PromptRepository prompts(database);
        storage::PictureRepository pictureRows(database);
        storage::SourceRepository sources(database);
        source = add(QStringLiteral("first"));
        group = prompts.addGroup(QStringLiteral("g")).value().id;
        prompt = prompts.addPrompt(group, QStringLiteral("original"), QStringLiteral("a prompt")).value().id;
        for (const char *name : {"A", "B"}) {
            study::Picture picture;
            picture.generator = pictureRows.addGenerator(QLatin1String(name)).value().id;
            picture.prompt = prompt;
            picture.variant = QStringLiteral("original");
            pictures += pictureRows.addPicture(picture).value();
            support::must(sources.addItem(source, Item::Generator, picture.generator.value));
        }
        bring(source);
    }

    study::SourceId add(const QString &content)
    {
        storage::Source added;
        added.kind = QStringLiteral("csv");
        added.content = content;
        return storage::SourceRepository(database).addSource(added).value().id;
    }

    void bring(study::SourceId by)
    {
        storage::SourceRepository sources(database);
        support::must(sources.addItem(by, Item::PromptGroup, group.value));
        support::must(sources.addItem(by, Item::Prompt, prompt.value));
        for (const study::PictureId picture : std::as_const(pictures))
            support::must(sources.addItem(by, Item::Picture, picture.value));
    }

    study::TrialId planTrial()
    {
        const auto annotator = storage::AnnotatorRepository(database)
                                   .addAnnotator(QStringLiteral("p1"), study::AnnotatorKind::Human)
                                   .value();
        study::Trial trial;
        trial.annotator = annotator.id;
        trial.prompt = prompt;
        trial.question = QStringLiteral("preference");
        trial.pictures = pictures;
        return storage::TrialRepository(database).addTrial(trial).value();
    }

    storage::StudyCounts counts() { return storage::StudyRepository(database).counts().value(); }

    storage::Database database;
    study::SourceId source;
    study::PromptGroupId group;
    study::PromptId prompt;
    QList<study::PictureId> pictures;
};

class TestSourceRepository : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    int m_made = 0;

    QString newPath() { return m_folder.file(QStringLiteral("study %1.dissensus").arg(++m_made)); }

private Q_SLOTS:
    void withdrawnRowsLeaveEveryCountAndComeBack()
    {
        Imported study(newPath());
        storage::SourceRepository sources(study.database);
        QCOMPARE(study.counts().pictures, 2);
        SUPPORT_OK(sources.withdraw(study.source));
        QCOMPARE(study.counts().pictures, 0);
        QCOMPARE(study.counts().prompts, 0);
        QCOMPARE(study.counts().promptGroups, 0);
        QCOMPARE(study.counts().generators, 0);
        QVERIFY(storage::PictureRepository(study.database).pictures()->isEmpty());
        QVERIFY(sources.sources()->constFirst().withdrawn);
        SUPPORT_OK(sources.revive(study.source));
        QCOMPARE(study.counts().pictures, 2);
        QVERIFY(!sources.sourceByContent(QStringLiteral("first"))->value().withdrawn);
    }

    void rowsOfTwoSourcesStayUntilBothAreGone()
    {
        Imported study(newPath());
        const study::SourceId second = study.add(QStringLiteral("second"));
        study.bring(second);
        storage::SourceRepository sources(study.database);
        SUPPORT_OK(sources.withdraw(study.source));
        QCOMPARE(study.counts().pictures, 0); // their generators came from the first source alone
        SUPPORT_OK(sources.revive(study.source));
        SUPPORT_OK(sources.withdraw(second));
        QCOMPARE(study.counts().pictures, 2);
    }

    void anotherImportOfWithdrawnRowsBringsThemBack()
    {
        Imported study(newPath());
        storage::SourceRepository sources(study.database);
        SUPPORT_OK(sources.withdraw(study.source));
        study.bring(study.add(QStringLiteral("second")));
        QCOMPARE(study.counts().pictures, 2);
    }

    void plannedTrialsLeaveWithTheirPictures()
    {
        Imported study(newPath());
        study.planTrial();
        QCOMPARE(study.counts().trials, 1);
        SUPPORT_OK(storage::SourceRepository(study.database).withdraw(study.source));
        QCOMPARE(study.counts().trials, 0);
    }

    void refusedOnceAnAnswerDependsOnIt()
    {
        Imported study(newPath());
        study::Answer answer;
        answer.trial = study.planTrial();
        answer.question = QStringLiteral("preference");
        answer.vote = study::Vote{study::Choice::Picture, 0, 1};
        answer.answeredAt = 5;
        SUPPORT_OK(storage::TrialRepository(study.database).addAnswer(answer));
        SUPPORT_FAILS(storage::SourceRepository(study.database).withdraw(study.source), "source.in_use");
        QCOMPARE(study.counts().pictures, 2);
        QCOMPARE(study.counts().votes, 1);
        QVERIFY(!storage::SourceRepository(study.database).sources()->constFirst().withdrawn);
    }

    void annotatorWhoWorkedHereStays()
    {
        Imported study(newPath());
        storage::SourceRepository sources(study.database);
        storage::AnnotatorRepository annotators(study.database);
        const auto annotator = annotators.addAnnotator(QStringLiteral("p9"), study::AnnotatorKind::Human).value();
        SUPPORT_OK(sources.addItem(study.source, Item::Annotator, annotator.id.value));
        SUPPORT_OK(sources.withdraw(study.source));
        QCOMPARE(study.counts().annotators, 0);
        SUPPORT_OK(annotators.addSession(annotator.id, 1));
        QCOMPARE(study.counts().annotators, 1);
        SUPPORT_OK(sources.revive(study.source));
        SUPPORT_OK(sources.withdraw(study.source));
        QCOMPARE(study.counts().annotators, 1);
    }
};

QTEST_GUILESS_MAIN(TestSourceRepository)
#include "tst_sourcerepository.moc"
