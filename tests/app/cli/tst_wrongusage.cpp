#include <sqlite3.h>

#include <QDirIterator>
#include <QJsonObject>
#include <QtTest>

#include "core/base/hash.h"
#include "core/storage/exclusivelock.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

/// Wrong usage and wrong files over all commands: the exit code of the contract, one line (or one object) on
/// standard error, nothing on standard output, nothing from Qt or its drivers, and a study that is byte for
/// byte what it was.
class TestWrongUsage : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    QString m_study;

    static QString s(const char *text) { return QString::fromUtf8(text); }

    /// The words of a command line; STUDY and names with a dot are files of the test's folder.
    QStringList words(const QString &line) const
    {
        QStringList result;
        for (const QString &word : line.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            if (word == QLatin1String("STUDY"))
                result += m_study;
            else if (word == QLatin1String("FOLDER"))
                result += m_folder.path();
            else if (word == QLatin1String("NOTHING"))
                result += QString();
            else if (word.startsWith(QLatin1Char('@')))
                result += m_folder.file(word.mid(1));
            else
                result += word;
        }
        return result;
    }

    QStringList filesBeside() const
    {
        QStringList files;
        QDirIterator all(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            if (path.endsWith(QLatin1String("-lock"))) // stays behind by design, empty
                continue;
            files += path + QLatin1Char(' ') + base::sha256File(path).value_or(QString());
        }
        files.sort();
        return files;
    }

    void makeFiles()
    {
        m_folder.write(s("empty.dissensus"), {});
        m_folder.write(s("text.dissensus"), "picture,prompt\n1,2\n");
        m_folder.write(s("picture.dissensus"), QByteArray("\x89PNG\r\n\x1a\n", 8) + QByteArray(3000, 'x'));
        m_folder.write(s("garbage.dissensus"), QByteArray("SQLite format 3\0", 16) + QByteArray(8000, '\x55'));
        QFile study(m_study);
        QVERIFY(study.open(QIODevice::ReadOnly));
        const QByteArray bytes = study.readAll();
        m_folder.write(s("cut.dissensus"), bytes.left(bytes.size() / 3));
        m_folder.write(s("newer.dissensus"), bytes);
        sqlite("newer.dissensus", "PRAGMA user_version = 99; INSERT INTO schema_step VALUES (99, '7.5.0', 0)");
        sqlite("foreign.dissensus", "CREATE TABLE t (x)");
        m_folder.write(s("not.json"), "{\"version\": 1,");
        m_folder.write(s("key.json"), "{\"version\": 1, \"pairz\": {}}");
        m_folder.write(s("value.json"), "{\"version\": 1, \"gold_share\": 7}");
        m_folder.write(s("version.json"), "{\"version\": 2}");
        m_folder.write(s("broken.png"), "this is not a picture");
        m_folder.write(s("empty.png"), {});
        m_folder.write(s("empty.csv"), {});
        m_folder.write(s("text.csv"), "once upon a time\n");
        const QByteArray scores("generator,prompt_group,variant,scorer,value\n");
        m_folder.write(s("row.csv"), scores + "Zebra,group1,original,rating:x,1\nZebra,group1,original,rating:x,n/a\n");
        m_folder.write(s("quote.csv"), scores + "Zebra,key\"1,original,rating:x,1\n");
        m_folder.write(s("broken.csv"), "file,prompt,generator\nbroken.png,a prompt,Zebra\n");
        m_folder.write(s("generators.csv"), "generator,family\nMidjourney,x\n");
    }

    void sqlite(const char *name, const char *sql)
    {
        sqlite3 *db = nullptr;
        sqlite3_open(QFile::encodeName(m_folder.file(s(name))).constData(), &db);
        QCOMPARE(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(db);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_study = support::SmallStudy(m_folder.path()).path();
        makeFiles();
    }

    void oneLineAndNothingChanged_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("says"); ///< a word that the user needs to find the fault
        const auto row = [](const char *line, int exitCode, const char *says) {
            QTest::newRow(line) << s(line) << exitCode << s(says);
        };
        // The grammar.
        row("frobnicate STUDY", 2, "frobnicate");
        row("study", 2, "");
        row("study info", 2, "STUDY");
        row("study info STUDY STUDY", 2, "");
        row("study info STUDY --frob", 2, "frob");
        row("study create @new.db", 2, ".dissensus");
        row("study create @new.dissensus --title", 2, "title");
        row("study protocol STUDY", 2, "ACTION");
        row("study protocol STUDY edit", 2, "edit");
        row("study protocol STUDY set", 2, "FILE");
        row("study protocol STUDY lock @key.json", 2, "FILE");
        row("backup STUDY", 2, "FILE");
        row("check", 2, "STUDY");
        row("annotate STUDY", 2, "annotator");
        row("annotate STUDY --annotator p1 --limit many", 2, "limit");
        row("score STUDY --device gpu", 2, "gpu");
        row("score STUDY --device cuda:x", 2, "cuda:x");
        row("score STUDY --prompts some", 2, "some");
        row("score STUDY --batch 0", 2, "batch");
        row("score-image --scorer contrast", 2, "IMAGE");
        row("score-image --scorer contrast --dtype fp8 @broken.png", 2, "fp8");
        row("score-image @broken.png", 2, "scorer");
        row("stats STUDY --what wisdom", 2, "wisdom");
        row("stats STUDY --unit person", 2, "person");
        row("stats STUDY --level 95", 2, "level");
        row("scorers", 2, "");
        row("demo", 2, "FOLDER");
        row("import STUDY", 2, "SOURCE");
        row("import STUDY @text.csv --as magic", 2, "magic");
        row("import STUDY @text.csv --undo 1", 2, "--undo");
        row("export STUDY", 2, "--votes");
        row("export STUDY --votes @votes.xlsx", 2, "votes.xlsx");
        row("export STUDY --votes @a.csv --labels @a.csv", 2, "same file");
        // Studies that are none.
        row("study info @none.dissensus", 1, "none.dissensus");
        row("study info FOLDER", 1, "not a Dissensus study");
        row("study info @empty.dissensus", 1, "not a Dissensus study");
        row("study info @text.dissensus", 1, "not a Dissensus study");
        row("study info @foreign.dissensus", 1, "not a Dissensus study");
        row("check @picture.dissensus", 1, "picture.dissensus");
        row("stats @garbage.dissensus", 1, "garbage.dissensus");
        row("score @cut.dissensus --scorer contrast", 1, "cut.dissensus");
        row("annotate @empty.dissensus --annotator p1", 1, "empty.dissensus");
        row("annotate @newer.dissensus --annotator p1", 1, "7.5.0");
        row("backup @newer.dissensus @copy.dissensus", 1, "7.5.0");
        row("study create @none/new.dissensus", 1, "folder");
        row("study create STUDY", 1, "exists");
        // Names and files that are not right.
        row("backup STUDY STUDY", 1, "exists");
        row("backup STUDY @none/copy.dissensus", 1, "folder");
        row("study protocol STUDY set @none.json", 1, "none.json");
        row("study protocol STUDY set @not.json", 1, "not.json");
        row("study protocol STUDY set @key.json", 1, "$.pairz");
        row("study protocol STUDY set @value.json", 1, "$.gold_share");
        row("study protocol STUDY set @version.json", 1, "version");
        row("study create @new.dissensus --protocol @key.json", 1, "$.pairz");
        row("check STUDY --find-moved @none", 1, "none");
        row("annotate STUDY --annotator NOTHING", 1, "code");
        row("score STUDY --scorer wisdom", 1, "wisdom");
        row("score STUDY --scorer contrast --worker @none", 1, "none");
        row("score-image --scorer wisdom @broken.png", 1, "wisdom");
        row("score-image --scorer contrast @broken.png", 1, "broken.png");
        row("score-image --scorer contrast @empty.png", 1, "empty.png");
        row("score-image --scorer contrast @none.png", 1, "none.png");
        row("scorers info wisdom", 1, "wisdom");
        row("stats STUDY --scorer wisdom", 1, "wisdom");
        row("import STUDY @none.csv", 1, "none.csv");
        row("import STUDY @empty.csv", 1, "empty.csv");
        row("import STUDY @text.csv --as csv", 1, "text.csv");
        row("import STUDY @row.csv --as scores", 1, "row.csv:3");
        row("import STUDY @quote.csv --as scores", 1, "quote.csv:2");
        row("import STUDY @broken.csv --as csv", 1, "broken.png");
        row("import STUDY --undo no-such-source", 1, "no-such-source");
        row("import STUDY @row.csv --map @none.json", 1, "none.json");
        row("import STUDY @key.json --as jsonl", 1, "key.json");
        row("export STUDY --votes @none/votes.csv", 1, "none");
        row("study generators STUDY --set @none.csv", 1, "none.csv");
        row("study generators STUDY --set @generators.csv", 1, "generators.csv:2");
    }

    void oneLineAndNothingChanged()
    {
        QFETCH(QString, line);
        QFETCH(int, exitCode);
        QFETCH(QString, says);
        const QStringList before = filesBeside();

        const support::Run run = support::runCli(words(line));
        QVERIFY2(run.exitCode == exitCode, (run.err + run.out).constData());
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.err.count('\n') == 1 && run.err.endsWith(".\n"), run.err.constData());
        QVERIFY2(run.err.startsWith("dissensus-cli: "), run.err.constData());
        QVERIFY2(run.err.contains(says.toUtf8()), run.err.constData());
        for (const char *foreign : {"QSql", "Qt", "sqlite", "SELECT", "terminate called", "what()", "libpng", ".cpp"})
            QVERIFY2(!run.err.contains(foreign), run.err.constData());
        QCOMPARE(filesBeside(), before);

        const support::Run json = support::runCli(QStringList{s("--json")} + words(line));
        QCOMPARE(json.exitCode, exitCode);
        QCOMPARE(json.out, QByteArray());
        QCOMPARE(json.err.count('\n'), 1);
        const QJsonObject error = QJsonDocument::fromJson(json.err).object().value(s("error")).toObject();
        QVERIFY2(!error.value(s("code")).toString().isEmpty(), json.err.constData());
        QVERIFY2(!error.value(s("message")).toString().isEmpty(), json.err.constData());
        QCOMPARE(filesBeside(), before);
    }

    void lockedStudyIsNotChanged()
    {
        const auto lock = support::must(storage::ExclusiveLock::take(m_study, s("maintenance")));
        const support::Run run = support::runCli({s("study"), s("protocol"), m_study, s("lock")});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY2(run.err.contains("another program"), run.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestWrongUsage)
#include "tst_wrongusage.moc"
