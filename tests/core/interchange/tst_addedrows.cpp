#include "core/interchange/addedrows.h"

#include <QTest>

#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "tests/support/interchangestudy.h"

using interchange::AddedRows;
using interchange::ImportReport;

class AddedRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsNewerCounts()
    {
        support::InterchangeStudy study;
        storage::PictureRepository pictures(study.database());
        storage::PromptRepository prompts(study.database());
        const auto before = support::must(pictures.addGenerator(QStringLiteral("before")));

        AddedRows added;
        SUPPORT_OK(added.begin(study.database()));
        QCOMPARE(added.newestGenerator(), before.id.value);
        support::must(pictures.addGenerator(QStringLiteral("one")));
        support::must(pictures.addGenerator(QStringLiteral("two")));
        const auto group = support::must(prompts.addGroup(QStringLiteral("g")));
        support::must(prompts.addPrompt(group.id, QStringLiteral("original"), QStringLiteral("a boat")));

        ImportReport report;
        report.scores = 99; // of another count
        SUPPORT_OK(added.count(study.database(), report));
        QCOMPARE(report.generators, 2);
        QCOMPARE(report.prompts, 1);
        QCOMPARE(report.scores, 0);
        QCOMPARE(report.votes, 0);
    }

    void labelsAndRatingsAreOneSort()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(
            study.import(QStringLiteral("pictures.csv"), "picture,prompt,generator\np1,a boat,A\np2,a boat,B\n"));
        AddedRows added;
        SUPPORT_OK(added.begin(study.database()));
        SUPPORT_OK(study.import(QStringLiteral("votes.csv"),
                                "vote_id,trial_id,annotator,left_picture,right_picture,prompt,answer\n"
                                "v1,t1,ann,p1,p2,a boat,left\n"));
        SUPPORT_OK(study.import(
            QStringLiteral("labels.csv"),
            "label_id,trial_id,annotator,picture,label_set,label,intensity,answered_at,superseded_by,answer_id,type\n"
            "l1,t2,ann,p1,paper,fear,1,2026-01-01T00:00:01.000Z,,a1,label\n"
            "l2,t2,ann,p1,visionreward,clarity,-1,2026-01-01T00:00:02.000Z,,a2,rating\n"));
        ImportReport report;
        SUPPORT_OK(added.count(study.database(), report));
        QCOMPARE(report.votes, 1);
        QCOMPARE(report.labels, 2);
        QCOMPARE(report.trials, 2);
        QCOMPARE(report.annotators, 1);
        QCOMPARE(report.pictures, 0);
    }
};

QTEST_GUILESS_MAIN(AddedRowsTest)
#include "tst_addedrows.moc"
