#include "core/interchange/exporter.h"

#include <QtTest>

#include "core/interchange/exportcolumns.h"
#include "tests/support/interchangestudy.h"
#include "tests/support/paths.h"
#include "tests/support/pictures.h"

namespace {

/// Everything that an export can hold: files, records, counterparts, labels, scores of both sorts, undone and repeated
/// trials, practice, gold, flags, text that needs quotes, ratings.
void fill(support::InterchangeStudy &study)
{
    study.folder().write(QStringLiteral("pics/a.png"), support::encoded(support::quarters(), "png"));
    study.folder().write(QStringLiteral("pics/b.jpg"), support::encoded(support::texture(), "jpeg"));
    support::must(study.import(
        QStringLiteral("p.csv"),
        "file,picture,prompt,generator,prompt_group,prompt_id,variant,seed,taxonomy,emotion,kind,source,topic,score:hps-v3,score:hps-v3@distorted\n"
        "pics/a.png,a,\"a \"\"cow\"\",\nlooking\",alpha,cow,p1,original,7,,,,one,Cows,12.80,-0.50\n"
        "pics/b.jpg,b,a dark cow,alpha,cow,p2,distorted,,x.y;z.w,fear,,two,Cows,,1e-5\n"
        ",c,\"a \"\"cow\"\",\nlooking\",beta,cow,p1,original,,,,,,Cows,,\n"
        ",photo,größe,,field,p3,original,,,,photograph,two,,,\n"));
    support::must(study.import(
        QStringLiteral("s.csv"),
        "picture,scorer,value,second,fingerprint,origin,device,dtype,computed_at,prompt_id,prompt_variant\n"
        "a,sharpness,3.0000000001,,f00d,computed,cpu,u8,2026-01-01T00:00:00.000Z,,\n"
        "b,pickscore,0.1,-4.5,beef,computed,cuda:0,fp16,2026-01-02T00:00:00.000Z,p1,original\n"
        "photo,rating:ava,5.0,,,,,,,,\n"));
    support::must(study.import(
        QStringLiteral("v.csv"),
        "vote_id,trial_id,annotator,annotator_kind,groups,session_id,prompt_id,question,left_picture,right_picture,answer,strength,is_practice,is_gold,"
        "is_repeat,repeat_of,reason,comment,shown_at,answered_at,response_ms,flags,superseded_by,protocol_hash,app_version,trial_position,planned_at,gold_better\n"
        "v1,t1,w1,human,g1;g2,s1,p1,preference,a,c,left,-2,0,0,0,,,\"=x, y\",2026-01-03T00:00:00.000Z,2026-01-03T00:00:01.000Z,812,too_fast,v2,hash,0.0.9,0,2026-01-03T00:00:00.000Z,\n"
        "v2,t1,w1,human,g1;g2,s1,p1,preference,a,c,undone,,0,0,0,,,,,2026-01-03T00:00:02.000Z,,,v3,hash,0.0.9,0,2026-01-03T00:00:00.000Z,\n"
        "v3,t1,w1,human,g1;g2,s2,p1,preference,a,c,tie,,0,0,0,,,,,2026-01-03T00:00:03.000Z,5,,,hash,0.1.0,0,2026-01-03T00:00:00.000Z,\n"
        "v4,t2,w1,human,g1;g2,s2,p1,preference,c,a,right,1,0,0,1,t1,,,,2026-01-03T00:00:04.000Z,5,,,hash,0.1.0,3,2026-01-03T00:00:00.000Z,\n"
        "v5,t3,m1,machine,,s3,p1,preference,c,a,left,,1,0,0,,,,,2026-01-03T00:00:05.000Z,5,,,,0.1.0,0,2026-01-03T00:00:00.000Z,\n"
        "v6,t4,m1,machine,,s3,p1,preference,c,a,right,,0,1,0,,,,,2026-01-03T00:00:06.000Z,5,,,,0.1.0,1,2026-01-03T00:00:00.000Z,c\n"
        "v7,t5,m1,machine,,,p1,preference,c,a,skip,,0,0,0,,too small,,,2026-01-03T00:00:07.000Z,,flagged,,,0.1.0,2,2026-01-03T00:00:00.000Z,\n"));
    support::must(
        study.import(QStringLiteral("t.csv"),
                     "trial_id,annotator,annotator_kind,prompt_id,question,position,pictures,planned_at,state\n"
                     "t6,m1,machine,p1,preference,3,a;c,2026-01-03T00:00:00.000Z,open\n"
                     "t7,m1,machine,p1,emotion,4,a;c;b,2026-01-03T00:00:00.000Z,open\n"));
    support::must(study.import(
        QStringLiteral("l.csv"),
        "label_id,trial_id,annotator,picture,label_set,label,intensity,answered_at,superseded_by,answer_id,question,type,session_id,app_version\n"
        "l1,t1,w1,a,paper,fear,2,2026-01-03T00:01:00.000Z,u1,a1,emotion,label,s1,0.1.0\n"
        "l2,t1,w1,c,paper,happy,0,2026-01-03T00:01:00.000Z,u1,a1,emotion,label,s1,0.1.0\n"
        "l3,t1,w1,a,paper,sad,0,2026-01-03T00:02:00.000Z,,a2,emotion,label,s1,0.1.0\n"
        "l4,t7,m1,b,visionreward,clarity,-1.5,2026-01-03T00:03:00.000Z,,a3,emotion,rating,,0.1.0\n"));
}

} // namespace

class TestExporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportImportExportIsIdentical_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QStringList>("order");
        const auto order = [](const char *words) { return QString::fromLatin1(words).split(QLatin1Char(' ')); };
        QTest::newRow("CSV") << QStringLiteral("csv") << order("pictures scores trials votes labels");
        QTest::newRow("JSON lines") << QStringLiteral("jsonl") << order("pictures scores trials votes labels");
        QTest::newRow("trials last") << QStringLiteral("csv") << order("pictures scores votes trials labels");
    }

    void exportImportExportIsIdentical()
    {
        QFETCH(QString, suffix);
        QFETCH(QStringList, order);
        support::InterchangeStudy first;
        fill(first);
        const auto before = first.exportAll(QStringLiteral("export"), suffix);
        QCOMPARE(before.size(), 5);

        // The second study lies beside the first one's export, so that paths mean the same.
        auto database =
            support::must(storage::Database::create(first.folder().file(QStringLiteral("copy.dissensus")), {}));
        for (const QString &what : std::as_const(order)) {
            interchange::ImportRequest request;
            request.source = first.folder().file(QStringLiteral("export/") + what + QLatin1Char('.') + suffix);
            const auto report = interchange::importInto(database, request, {});
            SUPPORT_OK(report);
            QVERIFY(report->skipped.isEmpty());
        }
        interchange::ExportRequest request;
        const auto again = [&](const char *what) {
            return first.folder().file(QStringLiteral("again/") + QLatin1String(what) + QLatin1Char('.') + suffix);
        };
        QDir(first.folder().path()).mkdir(QStringLiteral("again"));
        request.votes = again("votes");
        request.labels = again("labels");
        request.scores = again("scores");
        request.pictures = again("pictures");
        request.trials = again("trials");
        for (const interchange::ExportedFile &written :
             support::must(interchange::exportTables(database, request, {}))) {
            QFile file(written.path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), before.value(written.what));
        }
    }

    void columnsAreThoseOfTheContract()
    {
        support::InterchangeStudy study;
        const auto files = study.exportAll(QStringLiteral("out"));
        QVERIFY(files[QStringLiteral("votes")].startsWith(
            "vote_id,trial_id,annotator,annotator_kind,groups,session_id,prompt_group,prompt_id,prompt,variant,question,left_picture,"
            "right_picture,left_generator,right_generator,left_variant,right_variant,answer,preferred_side,preferred_picture,"
            "preferred_generator,strength,is_practice,is_gold,gold_passed,is_repeat,repeat_of,reason,comment,shown_at,answered_at,"
            "response_ms,flags,superseded_by,protocol_hash,app_version"));
        QVERIFY(files[QStringLiteral("labels")].startsWith(
            "label_id,trial_id,annotator,picture,generator,prompt_id,label_set,label,intensity,answered_at,superseded_by"));
        QCOMPARE(
            files[QStringLiteral("scores")],
            QByteArray(
                "picture,generator,prompt_group,picture_variant,prompt_id,prompt_variant,scorer,value,second,fingerprint,device,dtype,origin,computed_at\n"));
        QVERIFY(files[QStringLiteral("pictures")].startsWith(
            "picture,file,sha256,width,height,generator,prompt_group,prompt_id,variant,prompt,seed,kind,taxonomy,emotion,counterpart,source"));
        QVERIFY(files[QStringLiteral("trials")].startsWith(
            "trial_id,annotator,session_id,prompt_group,prompt_id,question,position,pictures,generators,is_practice,is_gold,is_repeat,repeat_of,planned_at,state"));
    }

    void aFailedExportLeavesTheOldFiles()
    {
        support::InterchangeStudy study;
        fill(study);
        const QString old = study.folder().write(QStringLiteral("votes.csv"), "old");
        interchange::ExportRequest request;
        request.votes = old;
        request.scores = study.folder().file(QStringLiteral("no such folder/scores.csv"));
        SUPPORT_FAILS(interchange::exportTables(study.database(), request, {}), "file.write");
        QFile file(old);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("old"));
    }

    void withdrawnRowsAreNotExported()
    {
        support::InterchangeStudy study;
        const auto report =
            study.import(QStringLiteral("v.csv"),
                         "annotator,prompt,left_generator,right_generator,answer\nw1,a cow,alpha,beta,left\n");
        SUPPORT_OK(interchange::undoImport(study.database(), report->sourceUid));
        for (const QByteArray &file : study.exportAll(QStringLiteral("out")))
            QCOMPARE(file.count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(TestExporter)
#include "tst_exporter.moc"
