#include "core/interchange/labelimport.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"

class TestLabelImport : public QObject
{
    Q_OBJECT

private:
    static void fill(support::InterchangeStudy &study)
    {
        support::must(study.import(QStringLiteral("p.csv"),
                                   "picture,prompt,prompt_id,generator\na,a cow,p1,alpha\nb,a cow,p1,beta\n"));
    }

private Q_SLOTS:
    void otherToolsNeedLittle()
    {
        support::InterchangeStudy study;
        fill(study);
        const QByteArray table = "annotator,picture,label,intensity\nw1,a,fear,2\nw1,b,joy,\nw2,a,sad,1\n";
        const auto report = study.import(QStringLiteral("l.csv"), table);
        SUPPORT_OK(report);
        QCOMPARE(report->labels, 3);
        QCOMPARE(report->trials, 3); // nobody said that they belong together
        const auto again = study.import(QStringLiteral("l.csv"), table);
        QCOMPARE(again->labels, 0);
        QCOMPARE(again->unchanged, 3);
    }

    void rowsOfOneAnswerStayTogetherAndUndoneOnesStayUndone()
    {
        support::InterchangeStudy study;
        fill(study);
        SUPPORT_OK(study.import(
            QStringLiteral("l.csv"),
            "label_id,trial_id,annotator,picture,label_set,label,intensity,answered_at,superseded_by,answer_id,type\n"
            "l1,t1,w1,a,paper,fear,2,2026-01-01T00:00:01.000Z,u1,a1,label\n"
            "l2,t1,w1,b,paper,joy,0,2026-01-01T00:00:01.000Z,u1,a1,label\n"
            "l3,t1,w1,a,paper,sad,0,2026-01-01T00:00:03.000Z,,a2,label\n"
            "l4,t2,w1,a,visionreward,clarity,-1.5,2026-01-01T00:00:04.000Z,,a3,rating\n"));
        QCOMPARE(study.count("SELECT count(*) FROM answer"), 4); // the undo has no labels and no row, and is there
        QCOMPARE(study.text("SELECT s.uid FROM answer AS u JOIN answer AS s ON s.id = u.supersedes WHERE u.uid = 'u1'"),
                 QStringLiteral("a1"));
        QCOMPARE(
            study.text("SELECT a.uid FROM current_answer AS a JOIN trial AS t ON t.id = a.trial_id WHERE t.uid = 't1'"),
            QStringLiteral("a2"));
        QCOMPARE(study.text("SELECT position FROM label WHERE uid = 'l2'"), QStringLiteral("1"));
        QCOMPARE(study.text("SELECT dimension || value FROM rating"), QStringLiteral("clarity-1.5"));
    }

    void badRows_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::newRow("no picture") << QByteArray("w1,,fear,1");
        QTest::newRow("unknown picture") << QByteArray("w1,x,fear,1");
        QTest::newRow("no label") << QByteArray("w1,a,,1");
        QTest::newRow("no annotator") << QByteArray(",a,fear,1");
        QTest::newRow("intensity") << QByteArray("w1,a,fear,strong");
        QTest::newRow("negative") << QByteArray("w1,a,fear,-1");
    }

    void badRows()
    {
        QFETCH(QByteArray, row);
        support::InterchangeStudy study;
        fill(study);
        const auto failed =
            study.import(QStringLiteral("l.csv"), "annotator,picture,label,intensity\nw0,b,joy,0\n" + row + '\n');
        SUPPORT_FAILS(failed, "import.row");
        QCOMPARE(failed.error().line, 3);
        QCOMPARE(study.count("SELECT count(*) FROM answer"), 0);
    }
};

QTEST_GUILESS_MAIN(TestLabelImport)
#include "tst_labelimport.moc"
