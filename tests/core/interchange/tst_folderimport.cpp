#include "core/interchange/folderimport.h"

#include <QFile>
#include <QtTest>

#include "tests/support/interchangestudy.h"
#include "tests/support/pictures.h"

class TestFolderImport : public QObject
{
    Q_OBJECT

private:
    static QByteArray picture(int seed) { return support::encoded(support::texture(24, 24, seed), "png"); }

    /// Two generators with pictures of these names.
    static QString makeFolder(support::InterchangeStudy &study, const QStringList &names)
    {
        int seed = 0;
        for (const QString &generator : {QStringLiteral("alpha"), QStringLiteral("beta")})
            for (const QString &name : names)
                study.folder().write(QStringLiteral("outputs/%1/%2.png").arg(generator, name), picture(++seed));
        return study.folder().file(QStringLiteral("outputs"));
    }

private Q_SLOTS:
    void linesByNumber_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::newRow("from 1") << QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("10")};
        QTest::newRow("from 0") << QStringList{QStringLiteral("000"), QStringLiteral("001"), QStringLiteral("009")};
    }

    void linesByNumber()
    {
        QFETCH(QStringList, names);
        support::InterchangeStudy study;
        const QString folder = makeFolder(study, names);
        study.folder().write(QStringLiteral("outputs/prompts.txt"), "one\ntwo\n3\n4\n5\n6\n7\n8\n9\nten\n");
        const auto report = study.importPath(folder);
        SUPPORT_OK(report);
        QCOMPARE(report->kind, QStringLiteral("folder"));
        QCOMPARE(report->pictures, 6);
        QCOMPARE(report->prompts, 3);
        QCOMPARE(report->generators, 2);
        QCOMPARE(study.text("SELECT group_concat(text, '|') FROM (SELECT text FROM prompt ORDER BY text)"),
                 QStringLiteral("one|ten|two"));
    }

    void linesByNaturalOrder()
    {
        support::InterchangeStudy study;
        const QString folder =
            makeFolder(study, {QStringLiteral("cow10"), QStringLiteral("cow2"), QStringLiteral("ant")});
        study.folder().write(QStringLiteral("outputs/prompts.txt"), "an ant\ntwo cows\nten cows\n");
        SUPPORT_OK(study.importPath(folder));
        QCOMPARE(
            study.text(
                "SELECT r.text FROM asset_location AS l JOIN picture AS p ON p.asset_id = l.asset_id JOIN prompt AS r ON r.id = p.prompt_id "
                "WHERE l.path LIKE '%alpha/cow10.png'"),
            QStringLiteral("ten cows"));
        study.folder().write(QStringLiteral("outputs/prompts.txt"), "too\nfew\n");
        SUPPORT_FAILS(study.importPath(folder), "import.folder");
    }

    void promptsTable()
    {
        support::InterchangeStudy study;
        const QString folder = makeFolder(study, {QStringLiteral("a"), QStringLiteral("b")});
        study.folder().write(
            QStringLiteral("outputs/prompts.csv"),
            "name,prompt,prompt_group,variant,taxonomy\na,a cow,cow,original,\nb.png,a dark cow,cow,distorted,color_and_tone.dark\n");
        const auto report = study.importPath(folder);
        SUPPORT_OK(report);
        QCOMPARE(report->pictures, 4);
        QCOMPARE(study.count("SELECT count(*) FROM prompt_group"), 1);
        QCOMPARE(study.count("SELECT count(*) FROM picture WHERE variant = 'distorted'"), 2);
        QCOMPARE(study.count("SELECT count(*) FROM taxonomy_label"), 2);
    }

    void aPictureWithoutPromptIsAnErrorOfItsFile()
    {
        support::InterchangeStudy study;
        const QString folder = makeFolder(study, {QStringLiteral("a"), QStringLiteral("b")});
        study.folder().write(QStringLiteral("outputs/prompts.csv"), "name,prompt\na,a cow\n");
        const auto failed = study.importPath(folder);
        SUPPORT_FAILS(failed, "import.row");
        QVERIFY(failed.error().file.endsWith(QStringLiteral("alpha/b.png")));
    }

    void linksOutOfTheFolderAreRefused()
    {
        support::InterchangeStudy study;
        const QString secret = study.folder().write(QStringLiteral("secret/b.png"), picture(9));
        const QString folder = makeFolder(study, {QStringLiteral("a")});
        study.folder().write(QStringLiteral("outputs/prompts.csv"), "name,prompt\na,a cow\nb,a secret\n");
        QVERIFY(QFile::link(secret, study.folder().file(QStringLiteral("outputs/alpha/b.png"))));
        const auto file = study.importPath(folder);
        SUPPORT_FAILS(file, "import.row");
        QVERIFY(file.error().message.contains(QStringLiteral("leads out")));
        QVERIFY(QFile::remove(study.folder().file(QStringLiteral("outputs/alpha/b.png"))));
        QVERIFY(QFile::link(study.folder().file(QStringLiteral("secret")),
                            study.folder().file(QStringLiteral("outputs/gamma"))));
        SUPPORT_FAILS(study.importPath(folder), "import.row");
    }

    void aFolderNeedsPromptsAndGenerators()
    {
        support::InterchangeStudy study;
        const QString folder = makeFolder(study, {QStringLiteral("a")});
        SUPPORT_FAILS(study.importPath(folder, QStringLiteral("folder")), "import.folder");
        study.folder().write(QStringLiteral("flat/prompts.txt"), "a cow\n");
        SUPPORT_FAILS(study.importPath(study.folder().file(QStringLiteral("flat"))), "import.folder");
        study.folder().write(QStringLiteral("flat/a.png"), picture(1));
        SUPPORT_FAILS(study.importPath(study.folder().file(QStringLiteral("flat"))), "import.row");
    }
};

QTEST_GUILESS_MAIN(TestFolderImport)
#include "tst_folderimport.moc"
