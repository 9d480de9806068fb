#include "core/interchange/recognise.h"

#include <QDir>
#include <QtTest>

#include "tests/support/paths.h"
#include "tests/support/studies.h"

using interchange::recognise;

class TestRecognise : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

private Q_SLOTS:
    void tables_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("kind");
        const auto csv = [](const char *header) { return QByteArray(header) + '\n'; };
        QTest::newRow("pictures") << QStringLiteral("p.csv") << csv("file,prompt,generator") << QStringLiteral("csv");
        QTest::newRow("pictures as JSON")
            << QStringLiteral("p.jsonl") << QByteArray("{\"image\":\"a.png\",\"prompt\":\"p\"}\n")
            << QStringLiteral("jsonl");
        QTest::newRow("scores") << QStringLiteral("s.csv") << csv("picture,scorer,value") << QStringLiteral("scores");
        QTest::newRow("votes") << QStringLiteral("v.csv")
                               << csv("annotator,prompt,left_generator,right_generator,answer")
                               << QStringLiteral("votes");
        QTest::newRow("labels") << QStringLiteral("l.csv") << csv("annotator,picture,label")
                                << QStringLiteral("labels");
        QTest::newRow("trials") << QStringLiteral("t.csv") << csv("trial_id,annotator,pictures,state")
                                << QStringLiteral("trials");
        QTest::newRow("parquet") << QStringLiteral("p.parquet") << QByteArray("PAR1") << QStringLiteral("parquet");
    }

    void tables()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, kind);
        const auto found = recognise(m_folder.write(name, content), {});
        SUPPORT_OK(found);
        QCOMPARE(found->kind, kind);
        QVERIFY(!found->reason.isEmpty());
    }

    void columnsAreMappedFirst()
    {
        const QString path = m_folder.write(QStringLiteral("their.csv"), "worker,choice\n");
        SUPPORT_FAILS(recognise(path, {}), "import.unknown");
        const auto found = recognise(path, {{QStringLiteral("worker"), QStringLiteral("annotator")},
                                            {QStringLiteral("choice"), QStringLiteral("answer")}});
        QCOMPARE(found->kind, QStringLiteral("votes"));
    }

    void folders()
    {
        m_folder.write(QStringLiteral("generators/prompts.txt"), "a cow\n");
        QCOMPARE(recognise(m_folder.file(QStringLiteral("generators")), {})->kind, QStringLiteral("folder"));
        m_folder.write(QStringLiteral("hub/data/train-0.parquet"), "PAR1");
        QCOMPARE(recognise(m_folder.file(QStringLiteral("hub")), {})->kind, QStringLiteral("parquet"));
        QDir(m_folder.path()).mkdir(QStringLiteral("nothing"));
        SUPPORT_FAILS(recognise(m_folder.file(QStringLiteral("nothing")), {}), "import.unknown");
        SUPPORT_FAILS(recognise(m_folder.write(QStringLiteral("a.txt"), "x"), {}), "import.unknown");
    }

    void thePapersFolders()
    {
        SUPPORT_NEED_AAS;
        QCOMPARE(recognise(support::aasFolder(), {})->kind, QStringLiteral("aas-site"));
        QCOMPARE(recognise(support::aasFolder() + QStringLiteral("/lapis"), {})->kind, QStringLiteral("aas-site"));
        QCOMPARE(recognise(support::aasFolder() + QStringLiteral("/scores/benchmark"), {})->kind,
                 QStringLiteral("aas-scores"));
    }
};

QTEST_GUILESS_MAIN(TestRecognise)
#include "tst_recognise.moc"
