#include "core/storage/studycheck.h"

#include <sqlite3.h>

#include <QtTest>

#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/sourcerepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/studies.h"

using storage::Database;

namespace {

/// Does to the file what the program never does: from outside, without foreign keys and triggers.
void tamper(const QString &path, const char *sql)
{
    sqlite3 *db = nullptr;
    sqlite3_open(QFile::encodeName(path).constData(), &db);
    char *error = nullptr;
    if (sqlite3_exec(db, sql, nullptr, nullptr, &error) != SQLITE_OK)
        qFatal("%s", error);
    sqlite3_close(db);
}

QStringList findings(const QString &path)
{
    auto database = support::must(Database::open(path, Database::Mode::ReadOnly));
    const storage::StudyReport report = support::must(storage::checkStudy(database));
    QStringList lines;
    for (const storage::StudyProblem &problem : report.problems)
        lines += problem.what + (problem.repairable ? QStringLiteral(" (repairable)") : QString());
    return lines;
}

} // namespace

class TestStudyCheck : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    int m_made = 0;

    /// A study with a protocol, two pictures with files, a trial and an answer to it.
    QString makeStudy()
    {
        const QString path = m_folder.file(QStringLiteral("%1/study.dissensus").arg(++m_made));
        QDir().mkpath(QFileInfo(path).path());
        auto database = support::must(Database::create(path, QStringLiteral("t")));
        const QByteArray body = R"({"questions":[{"id":"preference","kind":"choice"}],"version":1})";
        const auto protocol = support::must(storage::StudyRepository(database).setProtocol(body, base::sha256(body)));
        const auto group = support::must(storage::PromptRepository(database).addGroup(QStringLiteral("g")));
        const auto prompt = support::must(
            storage::PromptRepository(database).addPrompt(group.id, QStringLiteral("original"), QStringLiteral("p")));
        study::Trial trial;
        trial.annotator = support::must(storage::AnnotatorRepository(database).addAnnotator(
                                            QStringLiteral("p1"), study::AnnotatorKind::Human))
                              .id;
        trial.prompt = prompt.id;
        trial.protocol = protocol;
        trial.question = QStringLiteral("preference");
        for (const char *name : {"A", "B"})
            trial.pictures += addPicture(database, prompt.id, QLatin1String(name));
        study::Answer answer;
        answer.trial = support::must(storage::TrialRepository(database).addTrial(trial));
        answer.question = trial.question;
        answer.vote = study::Vote{study::Choice::Picture, 1, 2};
        support::must(storage::TrialRepository(database).addAnswer(answer));
        return path;
    }

    study::PictureId addPicture(Database &database, study::PromptId prompt, const QString &name)
    {
        const QByteArray bytes = name.toUtf8().repeated(100);
        const QString file = m_folder.write(QStringLiteral("%1/%2.png").arg(m_made).arg(name), bytes);
        storage::AssetRepository assets(database);
        const auto asset =
            support::must(assets.addAsset({{}, base::sha256(bytes), bytes.size(), 10, 10, QStringLiteral("png")}));
        support::must(
            assets.addLocation(asset.id, file, bytes.size(), QFileInfo(file).lastModified().toMSecsSinceEpoch()));
        storage::PictureRepository pictures(database);
        study::Picture picture;
        picture.asset = asset.id;
        picture.prompt = prompt;
        picture.generator = support::must(pictures.addGenerator(name)).id;
        picture.variant = QStringLiteral("original");
        return support::must(pictures.addPicture(picture));
    }

private Q_SLOTS:
    void soundStudyHasNoProblems()
    {
        const QString path = makeStudy();
        auto database = support::must(Database::open(path, Database::Mode::ReadOnly));
        qint64 last = 0;
        const base::Progress progress([&last](const QString &what, qint64 done, qint64) {
            if (what.startsWith(QLatin1String("hashing")))
                last = done;
        });
        const auto report = storage::checkStudy(database, progress);
        SUPPORT_OK(report);
        QVERIFY2(report->isOk(), report->problems.isEmpty() ? "" : qPrintable(report->problems.constFirst().what));
        QCOMPARE(report->assetsChecked, 2);
        QCOMPARE(last, 2);
    }

    void tamperingIsFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char *name, const QByteArray &sql, const char *finding) {
            QTest::newRow(name) << sql << QString::fromLatin1(finding);
        };
        row("dangling key",
            "INSERT INTO label (uid, answer_id, position, label_set, label, intensity) VALUES ('x', 77, 0, "
            "'paper', 'fear', 0)",
            "a row refers to a row of table answer that does not exist");
        row("dropped trigger", "DROP TRIGGER vote_no_update", "the schema lacks a part");
        row("foreign table", "CREATE TABLE mine (x)", "the schema holds something that does not belong to it");
        row("trial without pictures",
            "INSERT INTO trial (uid, annotator_id, prompt_id, question, position, planned_at) VALUES ('t2', "
            "1, 1, 'preference', 1, 0)",
            "a trial has no pictures");
        row("gap in positions", "INSERT INTO trial_picture VALUES (1, 5, 1)",
            "the pictures of a trial are not numbered from 0 without gaps");
        row("answer without vote",
            "INSERT INTO answer (uid, trial_id, question, answered_at, app_version) VALUES ('a2', 1, "
            "'preference', 9, '')",
            "an answer to a choice question holds no vote");
        row("vote for nothing",
            "INSERT INTO answer (uid, trial_id, question, answered_at, app_version) VALUES ('a2', 1, "
            "'preference', 9, ''); INSERT INTO vote VALUES (2, 'picture', 4, 1)",
            "a vote prefers a picture that its trial does not have");
        row("label on nothing",
            "INSERT INTO label (uid, answer_id, position, label_set, label, intensity) VALUES ('l', 1, 3, "
            "'paper', 'fear', 0)",
            "a label is about a picture that its trial does not have");
        row("rating of nothing",
            "INSERT INTO rating (uid, answer_id, position, label_set, dimension, value) VALUES ('r', 1, 3, "
            "'s', 'd', 1)",
            "a rating is about a picture that its trial does not have");
        row("protocol edited",
            "DROP TRIGGER protocol_no_update; UPDATE protocol SET body = '{}'; "
            "CREATE TRIGGER protocol_no_update BEFORE UPDATE ON protocol BEGIN SELECT RAISE(ABORT, 'protocol "
            "is append-only'); END",
            "a protocol does not have its hash");
        row("strange session",
            "INSERT INTO annotator VALUES (9, 'u9', 'c9', 'human', 0); INSERT INTO session (id, uid, "
            "annotator_id, started_at, app_version) VALUES (9, 's9', 9, 0, ''); "
            "INSERT INTO answer (uid, trial_id, session_id, question, answered_at, app_version) VALUES "
            "('a2', 1, 9, 'emotion', 9, '')",
            "an answer belongs to a session of another annotator");
        row("own counterpart", "INSERT INTO counterpart (picture_id, counterpart_id, set_at) VALUES (1, 1, 0)",
            "a picture is its own counterpart");
        row("withdrawn by hand", "INSERT INTO withdrawn VALUES ('picture', 1)",
            "the list of withdrawn rows differs from the undone imports (repairable)");
        // CHECK constraints: one, the second of a table, one with parentheses of its own, one of the whole row.
        const QByteArray unchecked("PRAGMA ignore_check_constraints = ON; ");
        const QByteArray answer("INSERT INTO answer (uid, trial_id, question, answered_at, app_version) VALUES ('a2', "
                                "1, 'preference', 9, ''); INSERT INTO vote VALUES ");
        row("unknown kind of picture",
            unchecked + "INSERT INTO picture (uid, prompt_id, variant, kind) VALUES ('u', 1, 'v', 'drawing')",
            "the file is damaged");
        row("negative strength", unchecked + answer + "(2, 'tie', NULL, -1)", "the file is damaged");
        row("choice without position", unchecked + answer + "(2, 'picture', NULL, 1)", "the file is damaged");
        row("score of nothing",
            unchecked
                + "INSERT INTO scorer VALUES (1, 's'); INSERT INTO fingerprint VALUES (1, 1, 'h', '{}'); "
                  "INSERT INTO score (prompt_hash, fingerprint_id, value, origin, app_version, computed_at) VALUES ('', 1, 0, 'o', '', 0)",
            "the file is damaged");
        row("schema number",
            "PRAGMA user_version = 0; INSERT INTO schema_step VALUES (7, '9', 0); PRAGMA user_version = 1",
            "the schema number and the list of schema steps differ");
    }

    void tamperingIsFound()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, finding);
        const QString path = makeStudy();
        tamper(path, sql.constData());
        QCOMPARE(findings(path), QStringList{finding});
    }

    void supersessionAcrossQuestionsIsFound()
    {
        const QString path = makeStudy();
        // The trigger of the file refuses it; so the tampering drops the trigger, which is found too.
        tamper(path, "DROP TRIGGER answer_supersedes_its_own_question; "
                     "INSERT INTO answer (uid, trial_id, question, supersedes, answered_at, app_version) "
                     "VALUES ('a2', 1, 'emotion', 1, 9, '')");
        QVERIFY(findings(path).contains(QStringLiteral("an answer supersedes one to another question, or itself")));
    }

    void picturesAreCompared()
    {
        const QString path = makeStudy();
        QVERIFY(QFile::remove(m_folder.file(QStringLiteral("%1/A.png").arg(m_made))));
        m_folder.write(QStringLiteral("%1/B.png").arg(m_made), "something else");
        QCOMPARE(findings(path), (QStringList{QStringLiteral("a picture file is missing (repairable)"),
                                              QStringLiteral("a picture file has changed since it was imported")}));
    }

    void damagedPageIsFound()
    {
        const QString path = makeStudy();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        // The middle of the last page of an index or a table; which one does not matter.
        QVERIFY(file.seek(file.size() - 2000));
        file.write(QByteArray(1500, '\xff'));
        file.close();
        auto database = Database::open(path, Database::Mode::ReadOnly);
        if (!database)
            return; // refused at once: found, too
        const auto report = storage::checkStudy(*database);
        QVERIFY(!report || !report->isOk());
    }

    void withdrawnRowsAreRepaired()
    {
        const QString path = makeStudy();
        tamper(path, "INSERT INTO withdrawn VALUES ('picture', 1)");
        auto database = support::must(Database::open(path));
        SUPPORT_OK(storage::repairStudy(database));
        QVERIFY(storage::checkStudy(database)->isOk());
    }

    void cancels()
    {
        auto database = support::must(Database::open(makeStudy(), Database::Mode::ReadOnly));
        base::Progress progress;
        progress.cancel();
        SUPPORT_FAILS(storage::checkStudy(database, progress), "cancelled");
    }
};

QTEST_GUILESS_MAIN(TestStudyCheck)
#include "tst_studycheck.moc"
