#include "core/interchange/scoreimport.h"

#include <QtTest>

#include "core/base/hash.h"
#include "tests/support/interchangestudy.h"
#include "tests/support/pictures.h"

class TestScoreImport : public QObject
{
    Q_OBJECT

private:
    /// A study with one file used once, and records of two seeds of one generator.
    static void fill(support::InterchangeStudy &study)
    {
        study.folder().write(QStringLiteral("a.png"), support::encoded(support::quarters(), "png"));
        support::must(study.import(QStringLiteral("p.csv"),
                                   "file,picture,prompt,generator,prompt_group,prompt_id,variant,seed\n"
                                   "a.png,a,a cow,alpha,cow,p1,original,\n"
                                   ",d,a dark cow,alpha,cow,p2,distorted,\n"
                                   ",s1,a cow,beta,cow,p1,original,1\n"
                                   ",s2,a cow,beta,cow,p1,original,2\n"));
    }

private Q_SLOTS:
    void scoresOfARegeneratedPictureAreStale()
    {
        support::InterchangeStudy study;
        fill(study);
        const auto report =
            study.import(QStringLiteral("s.csv"), "sha256,generator,prompt_group,variant,scorer,value\n"
                                                      + QByteArray(64, '0') + ",alpha,cow,original,hps-v3,1\n");
        SUPPORT_FAILS(report, "import.row");
        QVERIFY(report.error().message.contains(QLatin1String("stale")));
    }

    void findsThePicture_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("picture");
        const QByteArray sha = base::sha256(support::encoded(support::quarters(), "png")).toLatin1();
        QTest::newRow("id") << QByteArray("picture") << QByteArray("d") << QStringLiteral("d");
        QTest::newRow("file") << QByteArray("file") << QByteArray("a.png") << QStringLiteral("a");
        QTest::newRow("sha256") << QByteArray("sha256") << sha << QStringLiteral("a");
        QTest::newRow("cell") << QByteArray("generator,prompt_group,variant") << QByteArray("alpha,cow,distorted")
                              << QStringLiteral("d");
        QTest::newRow("unknown id") << QByteArray("picture") << QByteArray("x") << QString();
        QTest::newRow("unknown file") << QByteArray("file") << QByteArray("b.png") << QString();
        QTest::newRow("several") << QByteArray("generator,prompt_group,variant") << QByteArray("beta,cow,original")
                                 << QString();
        QTest::newRow("nothing named") << QByteArray("picture") << QByteArray("") << QString();
    }

    void findsThePicture()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, row);
        QFETCH(QString, picture);
        support::InterchangeStudy study;
        fill(study);
        const auto report =
            study.import(QStringLiteral("s.csv"), header + ",scorer,value,second\n" + row + ",hps-v3,12.80,-4.5\n");
        if (picture.isEmpty()) {
            SUPPORT_FAILS(report, "import.row");
            return;
        }
        SUPPORT_OK(report);
        QCOMPARE(report->scores, 1);
        QCOMPARE(study.text("SELECT p.uid FROM score AS s JOIN picture AS p ON p.id = s.picture_id"), picture);
        QCOMPARE(study.text("SELECT name FROM scorer"), QStringLiteral("import:hps-v3"));
        QCOMPARE(study.text("SELECT value_text || ' ' || second FROM score"), QStringLiteral("12.80 -4.5"));
    }

    void choosesThePrompt()
    {
        support::InterchangeStudy study;
        fill(study);
        SUPPORT_OK(study.import(QStringLiteral("s.csv"), "picture,scorer,value,prompt_variant,prompt_id\n"
                                                         "a,one,1,,\n"
                                                         "a,two,2,distorted,\n"
                                                         "a,three,3,,p2\n"
                                                         "a,rating:ava,4,,\n"
                                                         "a,sharpness,5,,\n"));
        const auto promptOf = [&study](const char *value) {
            return study.text(qPrintable(
                QStringLiteral(
                    "SELECT coalesce((SELECT uid FROM prompt AS r WHERE r.hash = s.prompt_hash), '-') FROM score AS s WHERE value = %1")
                    .arg(QLatin1String(value))));
        };
        QCOMPARE(promptOf("1"), QStringLiteral("p1"));
        QCOMPARE(promptOf("2"), QStringLiteral("p2"));
        QCOMPARE(promptOf("3"), QStringLiteral("p2"));
        QCOMPARE(promptOf("4"), QStringLiteral("-"));
        QCOMPARE(promptOf("5"), QStringLiteral("-"));
        SUPPORT_FAILS(study.import(QStringLiteral("t.csv"), "picture,scorer,value,prompt_variant\na,one,1,sad\n"),
                      "import.row");
        SUPPORT_FAILS(study.import(QStringLiteral("t.csv"), "picture,scorer,value\na,one,high\n"), "import.row");
    }

    void ownRowsAreRestoredAsTheyWere()
    {
        support::InterchangeStudy study;
        fill(study);
        const QByteArray row = "a,p1,colorfulness,41.5,,0123abcd,cpu,u8,computed,2026-01-31T12:00:00.000Z\n";
        SUPPORT_OK(
            study.import(QStringLiteral("s.csv"),
                         "picture,prompt_id,scorer,value,second,fingerprint,device,dtype,origin,computed_at\n" + row));
        QCOMPARE(
            study.count(
                "SELECT count(*) FROM score WHERE asset_id IS NOT NULL AND origin = 'computed' AND device = 'cpu' AND dtype = 'u8'"),
            1);
        QCOMPARE(study.text("SELECT f.hash FROM score AS s JOIN fingerprint AS f ON f.id = s.fingerprint_id"),
                 QStringLiteral("0123abcd"));
        QCOMPARE(study.text("SELECT name FROM scorer"), QStringLiteral("colorfulness"));
        // Without the provenance the same value is an imported one.
        SUPPORT_OK(study.import(QStringLiteral("t.csv"), "picture,scorer,value\na,colorfulness,41.5\n"));
        QCOMPARE(study.count("SELECT count(*) FROM scorer WHERE name = 'import:colorfulness'"), 1);
    }

    void columnsAreNeeded()
    {
        support::InterchangeStudy study;
        SUPPORT_FAILS(study.import(QStringLiteral("s.csv"), "picture,value\na,1\n", QStringLiteral("scores")),
                      "import.header");
    }
};

QTEST_GUILESS_MAIN(TestScoreImport)
#include "tst_scoreimport.moc"
