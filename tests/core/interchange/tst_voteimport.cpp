#include "core/interchange/voteimport.h"

#include <QtTest>

#include "core/storage/studyrepository.h"
#include "tests/support/interchangestudy.h"

class TestVoteImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherToolsNeedLittle()
    {
        support::InterchangeStudy study;
        interchange::ImportRequest request;
        request.source = study.folder().write(QStringLiteral("their.csv"), "worker,caption,model_a,model_b,winner\n"
                                                                           "w1,a cow,alpha,beta,alpha\n"
                                                                           "w2,a cow,beta,alpha,alpha\n"
                                                                           "w2,a horse,alpha,gamma,gamma\n");
        request.mapFile =
            study.folder().write(QStringLiteral("map.json"),
                                 "{\"worker\":\"annotator\",\"caption\":\"prompt\",\"model_a\":\"left_generator\","
                                 "\"model_b\":\"right_generator\",\"winner\":\"preferred_generator\"}");
        const auto report = interchange::importInto(study.database(), request, {});
        SUPPORT_OK(report);
        QCOMPARE(report->kind, QStringLiteral("votes"));
        QCOMPARE(report->votes, 3);
        QCOMPARE(report->annotators, 2);
        QCOMPARE(report->generators, 3);
        QCOMPARE(report->pictures, 4); // alpha and beta of the cow are shared by two votes
        QCOMPARE(study.text(
                     "SELECT group_concat(position, '') FROM (SELECT v.position FROM vote AS v ORDER BY v.answer_id)"),
                 QStringLiteral("011"));
        const auto again = interchange::importInto(study.database(), request, {});
        QCOMPARE(again->votes + again->pictures + again->trials, 0);
        QCOMPARE(again->unchanged, 3);
    }

    void supersessionSurvivesAnyOrder()
    {
        const QByteArray header =
            "vote_id,trial_id,annotator,prompt,left_picture,right_picture,answer,answered_at,superseded_by\n";
        const QByteArray first = "v1,t1,w1,a cow,a,b,left,2026-01-01T00:00:01.000Z,v2\n";
        const QByteArray undo = "v2,t1,w1,a cow,a,b,undone,2026-01-01T00:00:02.000Z,v3\n";
        const QByteArray second = "v3,t1,w1,a cow,a,b,right,2026-01-01T00:00:03.000Z,\n";
        for (const QByteArray &rows : {QByteArray(first + undo + second), QByteArray(second + undo + first)}) {
            support::InterchangeStudy study;
            SUPPORT_OK(study.import(QStringLiteral("v.csv"), header + rows));
            QCOMPARE(study.count("SELECT count(*) FROM answer"), 3);
            QCOMPARE(study.text("SELECT uid FROM current_answer"), QStringLiteral("v3"));
            QCOMPARE(
                study.text("SELECT b.uid FROM answer AS a JOIN answer AS b ON b.id = a.supersedes WHERE a.uid = 'v3'"),
                QStringLiteral("v2"));
            QCOMPARE(support::must(storage::StudyRepository(study.database()).counts()).votes, 1);
            QCOMPARE(study.count("SELECT count(*) FROM trial"), 1);
        }
    }

    void picturesWithIdsOfTheirOwnStayApart()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(study.import(QStringLiteral("v.csv"),
                                "annotator,prompt,left_picture,right_picture,answer\nw1,a cow,x,y,tie\n"));
        QCOMPARE(study.count("SELECT count(*) FROM picture"), 2);
        QCOMPARE(study.count("SELECT count(*) FROM picture WHERE uid IN ('x', 'y')"), 2);
    }

    void badRows_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("message");
        QTest::newRow("answer") << QByteArray("v,t,w1,human,a cow,a,b,best,1,,") << QStringLiteral("answer 'best'");
        QTest::newRow("strength against side")
            << QByteArray("v,t,w1,human,a cow,a,b,left,2,,") << QStringLiteral("contradicts");
        QTest::newRow("strength") << QByteArray("v,t,w1,human,a cow,a,b,left,much,,") << QStringLiteral("whole number");
        QTest::newRow("no annotator") << QByteArray("v,t,,human,a cow,a,b,left,,,")
                                      << QStringLiteral("annotator is empty");
        QTest::newRow("kind") << QByteArray("v,t,w1,robot,a cow,a,b,left,,,") << QStringLiteral("robot");
        QTest::newRow("kind of the known") << QByteArray("v,t,w0,machine,a cow,a,b,left,,,") << QStringLiteral("w0");
        QTest::newRow("same picture twice") << QByteArray("v,t,w1,human,a cow,a,a,left,,,") << QStringLiteral("twice");
        QTest::newRow("no pictures") << QByteArray("v,t,w1,human,a cow,,,left,,,")
                                     << QStringLiteral("neither picture nor generator");
        QTest::newRow("no prompt") << QByteArray("v,t,w1,human,,a,b,left,,,") << QStringLiteral("prompt is empty");
        QTest::newRow("time") << QByteArray("v,t,w1,human,a cow,a,b,left,,yesterday,") << QStringLiteral("yesterday");
        QTest::newRow("superseded by nobody")
            << QByteArray("v,t,w1,human,a cow,a,b,left,,,zz") << QStringLiteral("'zz'");
        QTest::newRow("same id") << QByteArray("v0,t,w1,human,a cow,a,b,left,,,") << QStringLiteral("twice");
        QTest::newRow("other's trial") << QByteArray("v,t0,w1,human,a cow,a,b,left,,,")
                                       << QStringLiteral("another annotator");
    }

    void badRows()
    {
        QFETCH(QByteArray, row);
        QFETCH(QString, message);
        const QByteArray table =
            "vote_id,trial_id,annotator,annotator_kind,prompt,left_picture,right_picture,answer,strength,answered_at,superseded_by\n"
            "v0,t0,w0,human,a cow,a,b,left,-2,2026-01-01T00:00:00.000Z,\n"
            + row + '\n';
        support::InterchangeStudy study;
        const auto failed = study.import(QStringLiteral("v.csv"), table);
        QVERIFY(!failed);
        QCOMPARE(failed.error().line, 3);
        QVERIFY2(failed.error().message.contains(message), qPrintable(failed.error().message));
        QCOMPARE(study.count("SELECT count(*) FROM answer"), 0);
        const auto kept = study.import(QStringLiteral("v.csv"), table, QStringLiteral("votes"), true);
        SUPPORT_OK(kept);
        QCOMPARE(kept->votes, 1);
        QCOMPARE(kept->skipped.size(), 1);
    }

    void trialsMayRepeatLaterOnes()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(study.import(QStringLiteral("p.csv"),
                                "picture,prompt,prompt_id,generator\na,a cow,p1,alpha\nb,a cow,p1,beta\n"));
        const auto report = study.import(
            QStringLiteral("t.csv"),
            "trial_id,annotator,prompt_id,question,position,pictures,is_repeat,repeat_of,planned_at,state\n"
            "t2,w1,p1,preference,1,b;a,1,t1,2026-01-01T00:00:00.000Z,open\n"
            "t1,w1,p1,preference,0,a;b,0,,2026-01-01T00:00:00.000Z,open\n");
        SUPPORT_OK(report);
        QCOMPARE(report->kind, QStringLiteral("trials"));
        QCOMPARE(report->trials, 2);
        QCOMPARE(
            study.text(
                "SELECT r.uid FROM trial AS t JOIN trial AS r ON r.id = t.repeat_of WHERE t.uid = 't2' AND t.is_repeat = 1"),
            QStringLiteral("t1"));
        QCOMPARE(
            study.text(
                "SELECT p.uid FROM trial AS t JOIN trial_picture AS x ON x.trial_id = t.id JOIN picture AS p ON p.id = x.picture_id WHERE t.uid = 't2' AND x.position = 0"),
            QStringLiteral("b"));
    }
};

QTEST_GUILESS_MAIN(TestVoteImport)
#include "tst_voteimport.moc"
