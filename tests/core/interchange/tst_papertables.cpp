#include "core/interchange/papertables.h"

#include <QtTest>

#include "tests/support/studies.h"

using interchange::readPaperTable;

/// What the files of the score tables may hold, and what is no good in them.
class TestPaperTables : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    static bool stop(const base::Error &) { return false; }

private Q_SLOTS:
    void filesOfOtherKindsAreEmptyTables()
    {
        for (const char *text : {"a,b\n1,2\n", "model,display_name\nG,H\n"}) {
            const auto table = readPaperTable(m_folder.write(QStringLiteral("other.csv"), text), stop);
            SUPPORT_OK(table);
            QVERIFY(table->pairs.isEmpty());
        }
        for (const char *text : {"[]", "{}", "[1, 2]", "{\"a\": [1]}", "[{\"a\": 1}]"}) {
            const auto table = readPaperTable(m_folder.write(QStringLiteral("other.json"), text), stop);
            SUPPORT_OK(table);
            QVERIFY(table->pairs.isEmpty() && table->faces.isEmpty() && table->verdicts.isEmpty());
        }
    }

    void brokenFilesAreErrors()
    {
        SUPPORT_FAILS(readPaperTable(m_folder.write(QStringLiteral("a.json"), "[{\"hpsv3_oiop\": "), stop),
                      "import.aas");
        SUPPORT_FAILS(readPaperTable(m_folder.write(QStringLiteral("b.json"), QByteArray(100000, '[')), stop),
                      "import.aas");
        SUPPORT_FAILS(readPaperTable(
                          m_folder.write(QStringLiteral("c.json"), "{\"pred\": [{\"a_score\": 1}], \"gt\": []}"), stop),
                      "import.aas");
        SUPPORT_FAILS(readPaperTable(m_folder.write(QStringLiteral("d.csv"), "model,hpsv3_oiop\nG,1\n"), stop),
                      "import.header");
        SUPPORT_FAILS(readPaperTable(m_folder.file(QStringLiteral("none.json")), stop), "file.read");
    }

    void entriesAreCountedInMessages()
    {
        const QString path =
            m_folder.write(QStringLiteral("e.json"), "[{\"hpsv3_oiop\": 1}, {\"hpsv3_oiop\": \"high\"}]");
        const auto stopped = readPaperTable(path, stop);
        SUPPORT_FAILS(stopped, "import.row");
        QVERIFY(stopped.error().message.startsWith(QLatin1String("entry 2: ")));
        QStringList seen;
        const auto table = readPaperTable(path, [&seen](const base::Error &error) {
            seen.append(error.message);
            return true;
        });
        QCOMPARE(seen.size(), 1);
        QCOMPARE(table->pairs.size(), 1);
    }

    void aVerdictNeedsBothSides()
    {
        const QString path = m_folder.write(QStringLiteral("f.json"),
                                            "{\"pred\": [{\"a_score\": 1, \"a_pred\": 1}], \"gt\": [{\"b\": 1}]}");
        SUPPORT_FAILS(readPaperTable(path, stop), "import.row");
    }

    void emptyCellsAreNoValues()
    {
        const auto table = readPaperTable(
            m_folder.write(QStringLiteral("g.csv"), "model,prompt_index,hpsv3_oiop,hpsv3_oidp\nG,0,,2.5\n"), stop);
        SUPPORT_OK(table);
        QCOMPARE(table->pairs[0].values.size(), 1);
        QVERIFY(table->pairs[0].values[0].distortedPrompt);
        QVERIFY(!table->pairs[0].values[0].distortedPicture);
    }

    void foldersAreKnownByTheNamesInThem()
    {
        QDir(m_folder.path()).mkpath(QStringLiteral("all/benchmark"));
        QVERIFY(!interchange::hasPaperTables(m_folder.file(QStringLiteral("all"))));
        m_folder.write(QStringLiteral("all/benchmark/hpsv2.csv"), "x\n");
        QVERIFY(interchange::hasPaperTables(m_folder.file(QStringLiteral("all"))));
        QVERIFY(interchange::hasPaperTables(m_folder.file(QStringLiteral("all/benchmark"))));
        QCOMPARE(interchange::paperTableFiles(m_folder.file(QStringLiteral("all"))).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPaperTables)
#include "tst_papertables.moc"
