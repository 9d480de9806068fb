#include "core/storage/schema.h"

#include <QtTest>

#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/studyrepository.h"
#include "tests/support/studies.h"

using storage::Database;
using storage::SchemaStep;

namespace {

/// The steps of an imaginary later version.
QList<SchemaStep> laterSteps()
{
    return storage::schemaSteps()
           + QList<SchemaStep>{
               {2, QStringLiteral("0.7.0"),
                QStringLiteral("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);\n"
                               "INSERT INTO note (text) SELECT value FROM setting WHERE key = 'title';")},
               {3, QStringLiteral("0.9.0"),
                QStringLiteral("ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey';")}};
}

qint64 number(Database &database, const QString &sql)
{
    auto statement = support::must(database.prepare(sql));
    support::must(statement.run());
    return statement.next() ? statement.integer(0) : -1;
}

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    QString newStudy(const char *name)
    {
        const QString path = m_folder.file(QLatin1String(name));
        support::must(Database::create(path, QStringLiteral("kept")));
        return path;
    }

private Q_SLOTS:
    void stepsCountFromOneToTheVersionOfThisProgram()
    {
        const QList<SchemaStep> steps = storage::schemaSteps();
        for (int i = 0; i < steps.size(); ++i) {
            QCOMPARE(steps[i].version, i + 1);
            QVERIFY(!steps[i].script.isEmpty());
            QVERIFY(!steps[i].since.isEmpty());
        }
        QCOMPARE(steps.constLast().version, storage::schemaVersion);
    }

    void everyTableIsAppendOnlyButTheDerivedOne()
    {
        Database database = support::must(Database::open(newStudy("append.dissensus")));
        auto tables = support::must(
            database.prepare(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name "
                                            "NOT LIKE 'sqlite_%' AND name <> 'withdrawn'")));
        SUPPORT_OK(tables.run());
        int checked = 0;
        while (tables.next()) {
            const QString name = tables.text(0);
            // A trigger per row needs a row; what matters is that the file holds one of each kind for every
            // table.
            for (const char *event : {"UPDATE", "DELETE"}) {
                auto trigger =
                    support::must(database.prepare(QStringLiteral("SELECT count(*) FROM sqlite_master WHERE type = "
                                                                  "'trigger' AND tbl_name = ? AND sql LIKE ?")));
                SUPPORT_OK(trigger.run(
                    name,
                    QStringLiteral("%BEFORE %1 ON %2 BEGIN SELECT RAISE(ABORT%").arg(QLatin1String(event), name)));
                QVERIFY(trigger.next());
                QVERIFY2(trigger.integer(0) == 1, qPrintable(name));
            }
            ++checked;
        }
        QVERIFY(checked > 25);
        // And that such triggers bite, also when a row is replaced.
        SUPPORT_FAILS(database.execute(QStringLiteral("UPDATE setting SET value = 'x'")), "study.constraint");
        SUPPORT_FAILS(database.execute(QStringLiteral("DELETE FROM setting")), "study.constraint");
        SUPPORT_FAILS(database.execute(QStringLiteral(
                          "INSERT OR REPLACE INTO setting (id, key, value, set_at) VALUES (1, 'title', 'x', 0)")),
                      "study.constraint");
        QCOMPARE(storage::StudyRepository(database).setting(QStringLiteral("title")).value(), QStringLiteral("kept"));
    }

    void olderStudyIsBackedUpAndSteppedUp()
    {
        const QString path = newStudy("old.dissensus");
        {
            auto database = Database::open(path, Database::Mode::ReadWrite, laterSteps());
            SUPPORT_OK(database);
            QCOMPARE(database->fileSchemaVersion().value(), 3);
            QCOMPARE(
                number(*database, QStringLiteral("SELECT count(*) FROM note WHERE text = 'kept' AND colour = 'grey'")),
                1);
            QCOMPARE(number(*database, QStringLiteral("SELECT count(*) FROM schema_step")), 3);
        }
        // The copy is a study of the old schema, which this program opens as it was.
        {
            auto copy = Database::open(m_folder.file(QStringLiteral("old.before-schema-3.dissensus")));
            SUPPORT_OK(copy);
            QCOMPARE(copy->fileSchemaVersion().value(), 1);
            QCOMPARE(storage::StudyRepository(*copy).setting(QStringLiteral("title")).value(), QStringLiteral("kept"));
        }
        // A second opening has nothing to do.
        SUPPORT_OK(Database::open(path, Database::Mode::ReadWrite, laterSteps()));
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("old.before*")}).size(), 1);
    }

    void newerStudyNamesTheVersionThatOpensIt()
    {
        const QString path = newStudy("new.dissensus");
        SUPPORT_OK(Database::open(path, Database::Mode::ReadWrite, laterSteps()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        for (const Database::Mode mode : {Database::Mode::ReadOnly, Database::Mode::ReadWrite}) {
            const auto opened = Database::open(path, mode);
            SUPPORT_FAILS(opened, "study.newer");
            QVERIFY(opened.error().toLine().contains(QStringLiteral("0.9.0")));
        }
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll(), before);
    }

    void failedStepLeavesTheOldStudy()
    {
        const QString path = newStudy("failed.dissensus");
        QList<SchemaStep> steps = laterSteps();
        steps[2].script = QStringLiteral("CREATE TABLE half (x); SELECT nothing FROM nowhere;");
        SUPPORT_FAILS(Database::open(path, Database::Mode::ReadWrite, steps), "study.sql");
        auto database = Database::open(path);
        SUPPORT_OK(database);
        QCOMPARE(database->fileSchemaVersion().value(), 1);
        QCOMPARE(number(*database, QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name IN ('note', 'half')")),
                 0);
    }

    void stepThatBreaksKeysIsRefused()
    {
        const QString path = newStudy("keys.dissensus");
        QList<SchemaStep> steps = storage::schemaSteps();
        steps += {2, QStringLiteral("0.7.0"),
                  QStringLiteral("CREATE TABLE bad (x INTEGER REFERENCES picture (id) DEFERRABLE INITIALLY "
                                 "DEFERRED); INSERT INTO bad VALUES (99);")};
        SUPPORT_FAILS(Database::open(path, Database::Mode::ReadWrite, steps), "study.damaged");
        QCOMPARE(Database::open(path)->fileSchemaVersion().value(), 1);
    }

    void readingDoesNotStepUp()
    {
        const QString path = newStudy("reader.dissensus");
        SUPPORT_FAILS(Database::open(path, Database::Mode::ReadOnly, laterSteps()), "study.older");
        QCOMPARE(Database::open(path)->fileSchemaVersion().value(), 1);
    }

    void waitsForNobody()
    {
        const QString path = newStudy("busy.dissensus");
        const auto lock = support::must(storage::ExclusiveLock::take(path, QStringLiteral("maintenance")));
        SUPPORT_FAILS(Database::open(path, Database::Mode::ReadWrite, laterSteps()), "study.locked");
    }
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
