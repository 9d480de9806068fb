#include "core/storage/answersonly.h"

#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/transaction.h"
#include "core/storage/trialrepository.h"
#include "tests/support/studies.h"

using storage::Database;
using support::must;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

QStringList column(Database &database, const QString &sql)
{
    auto select = must(database.prepare(sql));
    must(select.run());
    QStringList values;
    while (select.next())
        values += select.text(0);
    return values;
}

} // namespace

class TestAnswersOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_database.emplace(must(Database::create(m_folder->file(s("a.dissensus")), s("title"))));
        storage::PromptRepository prompts(*m_database);
        const study::PromptGroup group = must(prompts.addGroup(s("g")));
        const study::Prompt prompt = must(prompts.addPrompt(group.id, s("original"), s("a horse")));
        study::Picture picture;
        picture.prompt = prompt.id;
        picture.variant = s("original");
        picture.generator = must(storage::PictureRepository(*m_database).addGenerator(s("KryptonDiffusion"))).id;
        storage::AnnotatorRepository annotators(*m_database);
        m_annotator = must(annotators.addAnnotator(s("a01"), study::AnnotatorKind::Human, {})).id;
        study::Trial trial;
        trial.annotator = m_annotator;
        trial.prompt = prompt.id;
        trial.question = s("preference");
        trial.pictures = {must(storage::PictureRepository(*m_database).addPicture(picture))};
        m_trial = must(storage::TrialRepository(*m_database).addTrial(trial));
    }
    void cleanup() { m_database.reset(); }

    void everyTableAndColumnIsRefused();
    void viewsFilesAndPragmasAreRefused_data();
    void viewsFilesAndPragmasAreRefused();
    void answersCanBeStored();
    void compiledStatementsAreAskedAgain();

private:
    bool isRefused(const QString &sql)
    {
        auto statement = m_database->prepare(sql);
        return !(statement && statement->run());
    }

    std::unique_ptr<support::TestFolder> m_folder;
    std::optional<Database> m_database;
    study::AnnotatorId m_annotator;
    study::TrialId m_trial;
};

/// What can be read is listed here in full: a column that a later schema brings is refused until somebody decides.
void TestAnswersOnly::everyTableAndColumnIsRefused()
{
    QStringList all;
    const QStringList tables =
        column(*m_database, s("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"))
        + QStringList{s("sqlite_master")};
    for (const QString &table : tables)
        for (const QString &name : column(*m_database, s("SELECT name FROM pragma_table_info('%1')").arg(table)))
            all += table + u'.' + name;
    QVERIFY2(all.size() > 200, qPrintable(QString::number(all.size())));
    storage::allowOnlyAnswers(*m_database);

    QStringList open;
    for (const QString &name : std::as_const(all)) {
        const QString sql = s("SELECT \"%2\" FROM \"%1\"").arg(name.section(u'.', 0, 0), name.section(u'.', 1));
        if (!isRefused(sql))
            open += name;
    }
    for (const QString &table : tables)
        if (!isRefused(s("SELECT count(*) FROM \"%1\"").arg(table)))
            open += table;
    open.sort();
    QCOMPARE(open, (QStringList{s("answer.supersedes"), s("label.answer_id"), s("rating.answer_id"), s("setting.key"),
                                s("withdrawn.item_id"), s("withdrawn.kind")}));
}

void TestAnswersOnly::viewsFilesAndPragmasAreRefused_data()
{
    QTest::addColumn<QString>("sql");
    for (const char *sql :
         {"SELECT * FROM current_answer", "SELECT * FROM live_generator",
          "WITH own AS (SELECT * FROM generator) SELECT * FROM own", "SELECT id FROM trial WHERE annotator_id <> 1",
          "SELECT (SELECT name FROM generator)", "ATTACH ':memory:' AS other", "PRAGMA table_info(generator)",
          "PRAGMA writable_schema = 1", "CREATE TEMP VIEW v AS SELECT * FROM generator", "CREATE TABLE t (x)",
          "DROP TABLE generator", "INSERT INTO generator (uid, name) VALUES ('u', 'n')",
          "INSERT INTO consent SELECT 1, 1, name, 1 FROM generator", "UPDATE answer SET comment = 'x'",
          "DELETE FROM answer", "SELECT load_extension('x')", "REINDEX", "VACUUM"})
        QTest::newRow(sql) << s(sql);
}

void TestAnswersOnly::viewsFilesAndPragmasAreRefused()
{
    QFETCH(QString, sql);
    storage::allowOnlyAnswers(*m_database);
    QVERIFY(isRefused(sql));
}

void TestAnswersOnly::answersCanBeStored()
{
    storage::allowOnlyAnswers(*m_database);
    storage::AnnotatorRepository annotators(*m_database);
    storage::TrialRepository trials(*m_database);
    {
        auto transaction = must(storage::Transaction::begin(*m_database));
        study::Answer answer;
        answer.trial = m_trial;
        answer.session = must(annotators.addSession(m_annotator, 1));
        answer.question = s("preference");
        answer.vote = study::Vote{study::Choice::Picture, 0, 1};
        answer.labels = {{{}, 0, s("fear"), 1}};
        answer.ratings = {{{}, 0, s("clarity"), 2}};
        answer.answeredAt = 5;
        const study::Answer first = must(trials.addAnswer(answer, s("paper")));
        study::Answer second = answer;
        second.uid.clear();
        second.labels.clear();
        second.ratings.clear();
        second.supersedes = first.id;
        must(trials.addAnswer(second));
        must(annotators.addConsent(m_annotator, s("hash")));
        must(annotators.addBackgroundAnswer(m_annotator, s("age"), s("30")));
        must(transaction.commit());
    }
    auto other = must(Database::open(m_database->path()));
    QCOMPARE(must(storage::TrialRepository(other).answersOf(m_annotator)).size(), 2);
}

/// The connection keeps compiled statements; one from before must not slip through.
void TestAnswersOnly::compiledStatementsAreAskedAgain()
{
    const QString sql = s("SELECT name FROM generator");
    QCOMPARE(column(*m_database, sql), QStringList{s("KryptonDiffusion")});
    storage::allowOnlyAnswers(*m_database);
    QVERIFY(isRefused(sql));
}

QTEST_GUILESS_MAIN(TestAnswersOnly)
#include "tst_answersonly.moc"
