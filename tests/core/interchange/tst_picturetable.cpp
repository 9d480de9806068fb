#include "core/interchange/picturetable.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"
#include "tests/support/pictures.h"

class TestPictureTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allColumns()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("pics/a.png"), support::encoded(support::quarters(), "png"));
        study.folder().write(QStringLiteral("pics/b.png"), support::encoded(support::texture(), "png"));
        const auto report = study.import(
            QStringLiteral("p.csv"),
            "file,picture,prompt,generator,prompt_group,prompt_id,variant,seed,taxonomy,emotion,kind,counterpart,source,score:hps-v3,score:mine@distorted\n"
            "pics/a.png,A,a cow,gen,g1,p1,original,18446744073709551617,,,,pics/b.png,batch one,12.80,1\n"
            "pics/b.png,B,a dark cow,gen,g1,p2,distorted,,clarity_and_focus.blur; color_and_tone.cast,fear,generated,A,batch one,-3.50,\n"
            ",P,a field,,g2,,,,,,photograph,,batch two,,\n");
        SUPPORT_OK(report);
        QCOMPARE(report->kind, QStringLiteral("csv"));
        QCOMPARE(report->pictures, 3);
        QCOMPARE(report->prompts, 3);
        QCOMPARE(report->generators, 1);
        QCOMPARE(report->scores, 3);
        QCOMPARE(study.text("SELECT seed FROM picture WHERE uid = 'A'"), QStringLiteral("18446744073709551617"));
        QCOMPARE(study.text("SELECT emotion FROM picture WHERE uid = 'B'"), QStringLiteral("fear"));
        QCOMPARE(study.text("SELECT kind FROM picture WHERE uid = 'P'"), QStringLiteral("photograph"));
        QCOMPARE(study.text("SELECT group_concat(label, '|') FROM taxonomy_label"),
                 QStringLiteral("clarity_and_focus.blur|color_and_tone.cast"));
        QCOMPARE(
            study.count(
                "SELECT count(*) FROM counterpart AS c JOIN picture AS a ON a.id = c.picture_id JOIN picture AS b ON b.id = c.counterpart_id "
                "WHERE a.uid || b.uid IN ('AB', 'BA')"),
            2);
        QCOMPARE(
            study.text(
                "SELECT s.value_text FROM score AS s JOIN picture AS p ON p.id = s.picture_id WHERE p.uid = 'A' AND s.value = 12.8"),
            QStringLiteral("12.80"));
        // The score of A under the distorted prompt hangs on that prompt's text.
        QCOMPARE(
            study.text("SELECT r.uid FROM score AS s JOIN prompt AS r ON r.hash = s.prompt_hash WHERE s.value = 1"),
            QStringLiteral("p2"));
        QCOMPARE(study.count("SELECT count(*) FROM scorer WHERE name IN ('import:hps-v3', 'import:mine')"), 2);
        QCOMPARE(study.text("SELECT path FROM asset_location ORDER BY path LIMIT 1"), QStringLiteral("pics/a.png"));
    }

    void badRowsNameTheirLine_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("message");
        QTest::newRow("no file") << QByteArray("gone.png,a cow,gen,,original") << QStringLiteral("not there");
        QTest::newRow("no generator") << QByteArray(",a cow,,,original") << QStringLiteral("generator is empty");
        QTest::newRow("no prompt") << QByteArray(",,gen,,original") << QStringLiteral("prompt is empty");
        QTest::newRow("kind") << QByteArray(",a cow,gen,drawing,original") << QStringLiteral("kind 'drawing'");
        QTest::newRow("fields") << QByteArray(",a cow") << QStringLiteral("fields");
        QTest::newRow("UTF-8") << QByteArray(",a \xff cow,gen,,original") << QStringLiteral("UTF-8");
        QTest::newRow("cut picture") << QByteArray("cut.png,a cow,gen,,original") << QStringLiteral("cut off");
    }

    void badRowsNameTheirLine()
    {
        QFETCH(QByteArray, row);
        QFETCH(QString, message);
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("cut.png"), support::encoded(support::quarters(), "png").left(100));
        const QByteArray table =
            "file,prompt,generator,kind,variant\n,good,gen,,original\n" + row + "\n,also good,gen,,original\n";
        const auto failed = study.import(QStringLiteral("p.csv"), table);
        SUPPORT_FAILS(failed, "import.row");
        QCOMPARE(failed.error().line, 3);
        QCOMPARE(failed.error().file, study.folder().file(QStringLiteral("p.csv")));
        QVERIFY2(failed.error().message.contains(message), qPrintable(failed.error().message));
        QCOMPARE(study.count("SELECT count(*) FROM picture"), 0); // nothing was changed
        QCOMPARE(study.count("SELECT count(*) FROM source"), 0);

        const auto kept = study.import(QStringLiteral("p.csv"), table, QStringLiteral("csv"), true);
        SUPPORT_OK(kept);
        QCOMPARE(kept->pictures, 2);
        QCOMPARE(kept->skipped.size(), 1);
        QCOMPARE(kept->skipped[0].line, 3);
        QVERIFY(kept->skipped[0].reason.contains(message));
    }

    void pathsMayLeadOutWhenTheUserListsThem()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("elsewhere/a.png"), support::encoded(support::quarters(), "png"));
        SUPPORT_OK(
            study.import(QStringLiteral("tables/p.csv"), "image,prompt,generator\n../elsewhere/a.png,a cow,gen\n"));
        // Relative to the study's folder, too.
        SUPPORT_OK(
            study.import(QStringLiteral("tables/q.csv"), "file,prompt,generator\nelsewhere/a.png,a horse,gen\n"));
        QCOMPARE(study.count("SELECT count(*) FROM asset"), 1); // one file, two uses
        QCOMPARE(study.count("SELECT count(*) FROM picture"), 2);
    }

    void aMissingPromptColumnIsTold()
    {
        support::InterchangeStudy study;
        SUPPORT_FAILS(study.import(QStringLiteral("p.csv"), "file,generator\na.png,gen\n", QStringLiteral("csv")),
                      "import.header");
    }
};

QTEST_GUILESS_MAIN(TestPictureTable)
#include "tst_picturetable.moc"
