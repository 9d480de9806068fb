#include "core/interchange/table.h"

#include <QtTest>

#include "tests/support/studies.h"

using namespace interchange;

class TestTable : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

private Q_SLOTS:
    void readsCsvAndJsonAlike()
    {
        const QString csv = m_folder.write(QStringLiteral("t.csv"), "prompt,list,flag,number\na cow,x;y,1,12.80\n");
        const QString json =
            m_folder.write(QStringLiteral("t.jsonl"),
                           "{\"prompt\":\"a cow\",\"list\":[\"x\",\"y\"],\"flag\":true,\"number\":12.80}\n");
        for (const QString &path : {csv, json}) {
            auto table = support::must(Table::open(path));
            QVERIFY(table.columns().contains(QStringLiteral("list")));
            TableRow row;
            QVERIFY(support::must(table.next(row)));
            QCOMPARE(row.value(QStringLiteral("prompt")), QStringLiteral("a cow"));
            QCOMPARE(row.value(QStringLiteral("list")), QStringLiteral("x;y"));
            QCOMPARE(row.value(QStringLiteral("flag")), QStringLiteral("1"));
            QCOMPARE(row.value(QStringLiteral("number")), QStringLiteral("12.80"));
            QVERIFY(!row.has(QStringLiteral("missing")));
            QVERIFY(row.value(QStringLiteral("missing")).isEmpty());
            QVERIFY(!support::must(table.next(row)));
        }
    }

    void mapsColumns()
    {
        const QString csv = m_folder.write(QStringLiteral("their.csv"), "worker,caption\nw1,a cow\n");
        const QString asJson =
            m_folder.write(QStringLiteral("map.json"), "{\"worker\": \"annotator\", \"caption\": \"prompt\"}");
        const QString asCsv = m_folder.write(QStringLiteral("map.csv"), "from,to\nworker,annotator\ncaption,prompt\n");
        for (const QString &path : {asJson, asCsv}) {
            auto table = support::must(Table::open(csv, support::must(readColumnMap(path))));
            QCOMPARE(table.columns(), (QStringList{QStringLiteral("annotator"), QStringLiteral("prompt")}));
        }
        SUPPORT_FAILS(readColumnMap(m_folder.write(QStringLiteral("bad.csv"), "a,b\n1,2\n")), "import.map");
        SUPPORT_FAILS(readColumnMap(m_folder.file(QStringLiteral("none.json"))), "file.read");
    }

    void wrongHeadersAreErrors()
    {
        SUPPORT_FAILS(Table::open(m_folder.write(QStringLiteral("twice.csv"), "a,b,a\n")), "import.header");
        SUPPORT_FAILS(Table::open(m_folder.write(QStringLiteral("semicolon.csv"), "a;b;c\n1;2;3\n")), "import.header");
        SUPPORT_FAILS(Table::open(m_folder.write(QStringLiteral("empty.csv"), "")), "import.header");
        SUPPORT_FAILS(Table::open(m_folder.file(QStringLiteral("none.csv"))), "file.read");
    }

    void wrongRowsNameFileAndLine()
    {
        const QString csv = m_folder.write(QStringLiteral("rows.csv"), "a,b\n1\n2,3\n");
        auto table = support::must(Table::open(csv));
        TableRow row;
        const auto bad = table.next(row);
        QVERIFY(!bad);
        QCOMPARE(bad.error().file, csv);
        QCOMPARE(bad.error().line, 2);
        QVERIFY(support::must(table.next(row)));
        QCOMPARE(row.value(QStringLiteral("b")), QStringLiteral("3"));
        auto json = support::must(Table::open(m_folder.write(QStringLiteral("o.jsonl"), "{\"a\":{\"b\":1}}\n")));
        SUPPORT_FAILS(json.next(row), "import.row");
    }
};

QTEST_GUILESS_MAIN(TestTable)
#include "tst_table.moc"
