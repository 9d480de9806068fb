#include "core/storage/mergetables.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "core/storage/database.h"
#include "core/storage/mergecheck.h"
#include "tests/support/studies.h"

using storage::Database;
using storage::MergeExtra;
using storage::MergeTable;
using support::must;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestMergeTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTableHasAPlace();
    void parentsComeFirst();
    void contentStartsWithTheIdentity();
    void everyStatementCompiles();

private:
    QStringList list(const QString &sql)
    {
        auto select = must(m_study->prepare(sql));
        must(select.run());
        QStringList found;
        while (select.next())
            found += select.text(0);
        return found;
    }
    /// Tables that the statement stores rows in.
    static QStringList targets(const QString &insert)
    {
        static const QRegularExpression into(s(R"(INTO main\.(\w+))"));
        QStringList tables;
        for (const QRegularExpressionMatch &match : into.globalMatch(insert))
            tables += match.captured(1);
        return tables;
    }

    support::TestFolder m_folder;
    std::unique_ptr<Database> m_study;
    std::unique_ptr<storage::Attached> m_attached;
};

void TestMergeTables::initTestCase()
{
    const QString other = m_folder.file(s("other"));
    must(Database::create(other, s("other")));
    m_study = std::make_unique<Database>(must(Database::create(m_folder.file(s("study")), s("study"))));
    must(storage::Attached::attach(*m_study, other));
    m_attached = std::make_unique<storage::Attached>(*m_study);
}

/// Who adds a table to the schema decides what a merge does with it.
void TestMergeTables::everyTableHasAPlace()
{
    // A study's own: its identity, settings and which protocol is in force; what is derived, or counts its purges; what
    // the merge stores through repositories (places and bytes of pictures, which rows a source brought).
    QSet<QString> left{s("schema_step"), s("study"),      s("setting"),        s("protocol_event"), s("withdrawn"),
                       s("erasure"),     s("asset_blob"), s("asset_location"), s("source_item")};
    QSet<QString> carried;
    for (const MergeTable &table : storage::mergeTables()) {
        QCOMPARE(targets(table.insert), QStringList{table.name});
        carried += table.name;
    }
    for (const MergeExtra &extra : storage::mergeExtras())
        for (const QString &table : targets(extra.insert))
            carried += table;
    QVERIFY(!carried.intersects(left));
    const QStringList tables =
        list(s("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"));
    QVERIFY(tables.size() > 30);
    QCOMPARE(QSet<QString>(tables.cbegin(), tables.cend()), carried + left);
}

void TestMergeTables::parentsComeFirst()
{
    QStringList before;
    for (const MergeTable &table : storage::mergeTables()) {
        for (const QString &parent : list(s("SELECT \"table\" FROM pragma_foreign_key_list('%1')").arg(table.name)))
            QVERIFY2(before.contains(parent) || (table.comesInRounds && parent == table.name),
                     qPrintable(table.name + s(" refers to ") + parent));
        before += table.name;
    }
}

void TestMergeTables::contentStartsWithTheIdentity()
{
    for (const MergeTable &table : storage::mergeTables()) {
        must(m_study->execute(
            s("CREATE TEMP TABLE new_%1 AS %2").arg(table.name, table.content.arg(s("other"), s("true")))));
        QCOMPARE(
            list(s("SELECT name FROM pragma_table_info('new_%1', 'temp') ORDER BY cid").arg(table.name)).constFirst(),
            s("uid"));
        // The condition can name the identity, by which the rows of two files are told to be the same.
        must(m_study->prepare(table.content.arg(s("main"), s("b.%1 = ''").arg(table.identity))));
        const QStringList columns = list(s("SELECT name FROM pragma_table_info('%1', 'main')").arg(table.name));
        QVERIFY2(columns.contains(table.identity), qPrintable(table.name));
    }
}

void TestMergeTables::everyStatementCompiles()
{
    must(m_study->execute(s("CREATE TEMP TABLE picture_of (uid TEXT PRIMARY KEY, ours INTEGER) WITHOUT ROWID")));
    for (const MergeTable &table : storage::mergeTables())
        must(m_study->prepare(QString(table.insert).replace(s(":now"), s("0"))));
    for (const MergeExtra &extra : storage::mergeExtras()) {
        QVERIFY(!extra.what.isEmpty());
        must(m_study->execute(extra.table));
        must(m_study->execute(extra.gather));
        must(m_study->executeScript(extra.insert));
    }
}

QTEST_GUILESS_MAIN(TestMergeTables)
#include "tst_mergetables.moc"
