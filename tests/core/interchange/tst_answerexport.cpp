#include "core/interchange/answerexport.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"
#include "tests/support/table.h"

class TestAnswerExport : public QObject
{
    Q_OBJECT

private:
    static QList<support::Row> votes(support::InterchangeStudy &study)
    {
        return support::readCsv(study.exportAll(QStringLiteral("out"))[QStringLiteral("votes")]);
    }

private Q_SLOTS:
    void aRowPerAnswerEverGiven()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(study.import(QStringLiteral("p.csv"), "picture,prompt,generator\na,a cow,alpha\nb,a cow,beta\n"));
        SUPPORT_OK(study.import(
            QStringLiteral("v.csv"),
            "vote_id,trial_id,annotator,groups,session_id,prompt,left_picture,right_picture,answer,strength,reason,comment,"
            "shown_at,answered_at,response_ms,flags,superseded_by\n"
            "v1,t1,w1,g1;g2,s1,a cow,a,b,left,-2,,\"a, \"\"b\"\"\",2026-01-01T00:00:00.000Z,2026-01-01T00:00:01.000Z,812,too_fast;unfocused,v2\n"
            "v2,t1,w1,g1;g2,s1,a cow,a,b,undone,,,,,2026-01-01T00:00:02.000Z,,,\n"
            "v3,t2,w1,g1;g2,s1,a cow,b,a,right,3,,,,2026-01-01T00:00:03.000Z,,,\n"
            "v4,t3,w1,g1;g2,s1,a cow,b,a,skip,,cannot see,,,2026-01-01T00:00:04.000Z,,,\n"));
        const auto rows = votes(study);
        QCOMPARE(rows.size(), 4);
        const support::Row &left = rows[0];
        QCOMPARE(left[QStringLiteral("preferred_side")], QStringLiteral("left"));
        QCOMPARE(left[QStringLiteral("preferred_generator")], QStringLiteral("alpha"));
        QCOMPARE(left[QStringLiteral("strength")], QStringLiteral("-2"));
        QCOMPARE(left[QStringLiteral("superseded_by")], QStringLiteral("v2"));
        QCOMPARE(left[QStringLiteral("groups")], QStringLiteral("g1;g2"));
        QCOMPARE(left[QStringLiteral("flags")], QStringLiteral("too_fast;unfocused"));
        QCOMPARE(left[QStringLiteral("comment")], QStringLiteral("a, \"b\""));
        QCOMPARE(left[QStringLiteral("response_ms")], QStringLiteral("812"));
        QCOMPARE(rows[1][QStringLiteral("answer")], QStringLiteral("undone"));
        QCOMPARE(rows[1][QStringLiteral("preferred_picture")], QString());
        QCOMPARE(rows[1][QStringLiteral("response_ms")], QString());
        QCOMPARE(rows[2][QStringLiteral("strength")], QStringLiteral("3"));
        QCOMPARE(rows[2][QStringLiteral("left_generator")], QStringLiteral("beta"));
        QCOMPARE(rows[2][QStringLiteral("preferred_picture")], QStringLiteral("a"));
        QCOMPARE(rows[3][QStringLiteral("reason")], QStringLiteral("cannot see"));
        QStringList states;
        for (const support::Row &row :
             support::readCsv(study.exportAll(QStringLiteral("out"))[QStringLiteral("trials")]))
            states.append(row[QStringLiteral("state")]);
        QCOMPARE(states, (QStringList{QStringLiteral("open"), QStringLiteral("answered"), QStringLiteral("skipped")}));
    }

    void goldIsJudgedByThePictureThatPasses()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(study.import(QStringLiteral("p.csv"), "picture,prompt,generator\na,a cow,alpha\nb,a cow,beta\n"));
        SUPPORT_OK(study.import(
            QStringLiteral("v.csv"),
            "vote_id,trial_id,annotator,prompt,left_picture,right_picture,answer,is_gold,gold_better,answered_at\n"
            "v1,t1,w1,a cow,a,b,left,1,a,2026-01-01T00:00:01.000Z\n"
            "v2,t2,w1,a cow,a,b,right,1,a,2026-01-01T00:00:02.000Z\n"
            "v3,t3,w1,a cow,a,b,tie,1,a,2026-01-01T00:00:03.000Z\n"
            "v4,t4,w1,a cow,a,b,left,0,,2026-01-01T00:00:04.000Z\n"
            "v5,t5,w1,a cow,a,b,skip,1,a,2026-01-01T00:00:05.000Z\n"));
        QStringList passed;
        for (const support::Row &row : votes(study))
            passed.append(row[QStringLiteral("gold_passed")]);
        QCOMPARE(passed,
                 (QStringList{QStringLiteral("1"), QStringLiteral("0"), QStringLiteral("0"), QString(), QString()}));
    }
};

QTEST_GUILESS_MAIN(TestAnswerExport)
#include "tst_answerexport.moc"
