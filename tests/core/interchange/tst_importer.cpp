#include "core/interchange/importer.h"

#include <QtTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/interchangestudy.h"

namespace {

const QByteArray pictures = "picture,prompt,generator,prompt_group,variant,score:mine\n"
                            "a,a cow,alpha,cow,original,1.5\n"
                            "b,a cow,beta,cow,original,2.5\n"
                            "c,a dark cow,alpha,cow,distorted,\n";

} // namespace

class TestImporter : public QObject
{
    Q_OBJECT

private:
    static qint64 livePictures(support::InterchangeStudy &study)
    {
        return support::must(storage::StudyRepository(study.database()).counts()).pictures;
    }

private Q_SLOTS:
    void theSameImportTwiceAddsNothing()
    {
        support::InterchangeStudy study;
        const auto first = study.import(QStringLiteral("p.csv"), pictures);
        SUPPORT_OK(first);
        QCOMPARE(first->pictures, 3);
        QCOMPARE(first->scores, 2);
        const auto second = study.import(QStringLiteral("p.csv"), pictures);
        SUPPORT_OK(second);
        QCOMPARE(second->pictures + second->prompts + second->generators + second->scores, 0);
        QCOMPARE(second->unchanged, 5);
        QCOMPARE(second->sourceUid, first->sourceUid);
    }

    void undoWithdrawsAndTheSameAgainRevives()
    {
        support::InterchangeStudy study;
        const auto first = study.import(QStringLiteral("p.csv"), pictures);
        SUPPORT_OK(interchange::undoImport(study.database(), first->sourceUid));
        QCOMPARE(livePictures(study), 0);
        QCOMPARE(study.count("SELECT count(*) FROM live_score"), 0);
        QCOMPARE(study.count("SELECT count(*) FROM live_generator"), 0);
        const auto again = study.import(QStringLiteral("p.csv"), pictures);
        SUPPORT_OK(again);
        QCOMPARE(again->pictures, 0);
        QCOMPARE(livePictures(study), 3);
        QCOMPARE(study.count("SELECT count(*) FROM live_score"), 2);
        SUPPORT_FAILS(interchange::undoImport(study.database(), QStringLiteral("nothing")), "import.nosource");
    }

    void rowsThatTwoImportsBringOutliveOneUndo()
    {
        support::InterchangeStudy study;
        const auto first = study.import(QStringLiteral("p.csv"), pictures);
        SUPPORT_OK(study.import(QStringLiteral("q.csv"),
                                "picture,prompt,generator,prompt_group,variant\na,a cow,alpha,cow,original\n"));
        SUPPORT_OK(interchange::undoImport(study.database(), first->sourceUid));
        QCOMPARE(livePictures(study), 1);
    }

    void severalNamedSourcesAreUndoneTogether()
    {
        support::InterchangeStudy study;
        const auto report = study.import(QStringLiteral("p.csv"),
                                         "picture,prompt,generator,source\na,a cow,alpha,one\nb,a cow,beta,two\n");
        SUPPORT_OK(report);
        QVERIFY(study.exportAll(QStringLiteral("out"))[QStringLiteral("pictures")].contains(",two,"));
        SUPPORT_OK(interchange::undoImport(study.database(), report->sourceUid));
        QCOMPARE(livePictures(study), 0);
        SUPPORT_OK(study.import(QStringLiteral("p.csv"),
                                "picture,prompt,generator,source\na,a cow,alpha,one\nb,a cow,beta,two\n"));
        QCOMPARE(livePictures(study), 2);
    }

    void undoIsRefusedOnceVotesDependOnIt()
    {
        support::InterchangeStudy study;
        const auto report = study.import(QStringLiteral("p.csv"), pictures);
        // A vote given in the program: no import brought it.
        storage::AnnotatorRepository annotators(study.database());
        const auto annotator =
            support::must(annotators.addAnnotator(QStringLiteral("w1"), study::AnnotatorKind::Human));
        const auto session = support::must(annotators.addSession(annotator.id, 1));
        study::Trial trial;
        trial.annotator = annotator.id;
        trial.prompt = study::PromptId(study.count("SELECT id FROM prompt WHERE text = 'a cow'"));
        trial.question = QStringLiteral("preference");
        trial.pictures = {study::PictureId(study.count("SELECT id FROM picture WHERE uid = 'a'")),
                          study::PictureId(study.count("SELECT id FROM picture WHERE uid = 'b'"))};
        storage::TrialRepository trials(study.database());
        study::Answer answer;
        answer.trial = support::must(trials.addTrial(trial));
        answer.session = session;
        answer.question = trial.question;
        answer.vote = study::Vote{study::Choice::Picture, 0, 1};
        answer.answeredAt = 2;
        support::must(trials.addAnswer(answer));
        SUPPORT_FAILS(interchange::undoImport(study.database(), report->sourceUid), "source.in_use");
        QCOMPARE(livePictures(study), 3);
    }

    void aDryRunChangesNothing()
    {
        support::InterchangeStudy study;
        interchange::ImportRequest request;
        request.source = study.folder().write(QStringLiteral("p.csv"), pictures);
        request.dryRun = true;
        const auto report = interchange::importInto(study.database(), request, {});
        SUPPORT_OK(report);
        QVERIFY(report->dryRun);
        QCOMPARE(report->pictures, 3);
        for (const char *sql :
             {"SELECT count(*) FROM picture", "SELECT count(*) FROM source", "SELECT count(*) FROM prompt_group"})
            QCOMPARE(study.count(sql), 0);
    }

    void prefixesKeepSourcesApart()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(study.import(QStringLiteral("p.csv"), pictures));
        const QByteArray other = "prompt,generator,prompt_group,variant\nanother cow,alpha,cow,original\n";
        const auto clash = study.import(QStringLiteral("q.csv"), other);
        SUPPORT_FAILS(clash, "import.row");
        QVERIFY(clash.error().hint.contains(QStringLiteral("--group-prefix")));
        interchange::ImportRequest request;
        request.source = study.folder().file(QStringLiteral("q.csv"));
        request.groupPrefix = QStringLiteral("q/");
        SUPPORT_OK(interchange::importInto(study.database(), request, {}));
        QCOMPARE(study.count("SELECT count(*) FROM prompt_group WHERE key = 'q/cow'"), 1);
    }

    void cancelledImportsChangeNothing()
    {
        support::InterchangeStudy study;
        interchange::ImportRequest request;
        request.source = study.folder().write(QStringLiteral("p.csv"), pictures);
        base::Progress progress;
        progress.cancel();
        SUPPORT_FAILS(interchange::importInto(study.database(), request, progress), "cancelled");
        QCOMPARE(livePictures(study), 0);
    }

    void oneImportAtATime()
    {
        support::InterchangeStudy study;
        const auto lock = storage::ExclusiveLock::take(study.database().path(), QStringLiteral("maintenance"));
        SUPPORT_OK(lock);
        SUPPORT_FAILS(study.import(QStringLiteral("p.csv"), pictures), "study.locked");
    }

    void whatIsNotReadYetIsToldClearly()
    {
        support::InterchangeStudy study;
        for (const QString &kind : interchange::importKinds()) {
            if (interchange::supportedImportKinds().contains(kind) || kind == QStringLiteral("auto"))
                continue;
            const auto report = study.import(QStringLiteral("x.parquet"), "PAR1", kind);
            SUPPORT_FAILS(report, "import.unsupported");
            QVERIFY(report.error().hint.contains(QStringLiteral("aas-site")));
        }
        SUPPORT_FAILS(study.importPath(study.folder().file(QStringLiteral("none"))), "import.missing");
        SUPPORT_FAILS(study.importPath(study.folder().path(), QStringLiteral("votes")), "import.missing");
    }
};

QTEST_GUILESS_MAIN(TestImporter)
#include "tst_importer.moc"
