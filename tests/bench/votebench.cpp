#include <sqlite3.h>

#include <QFile>

#include "core/trials/annotationsession.h"
#include "tests/bench/measurement.h"
#include "tests/support/smallstudy.h"

namespace bench {

namespace {

constexpr int votes = 300;

/// One row per transaction in a WAL file with synchronous=FULL: what any durable vote costs on this disk.
class BareCommits
{
public:
    explicit BareCommits(const QString &path)
    {
        if (sqlite3_open(QFile::encodeName(path).constData(), &m_db) != SQLITE_OK)
            giveUp(QStringLiteral("%1 cannot be made").arg(path));
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, "
            "text TEXT)");
        sqlite3_prepare_v2(m_db, "INSERT INTO t (text) VALUES (hex(randomblob(100)))", -1, &m_insert, nullptr);
    }
    BareCommits(const BareCommits &) = delete;
    BareCommits &operator=(const BareCommits &) = delete;
    ~BareCommits()
    {
        sqlite3_finalize(m_insert);
        sqlite3_close(m_db);
    }

    void commitOne()
    {
        if (sqlite3_step(m_insert) != SQLITE_DONE || sqlite3_reset(m_insert) != SQLITE_OK)
            giveUp(QString::fromUtf8(sqlite3_errmsg(m_db)));
    }

private:
    void run(const char *sql)
    {
        if (sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            giveUp(QString::fromUtf8(sqlite3_errmsg(m_db)));
    }

    sqlite3 *m_db = nullptr;
    sqlite3_stmt *m_insert = nullptr;
};

} // namespace

QList<Line> benchVotes(const Setting &setting)
{
    support::SmallStudyPlan plan;
    plan.groups = 110; // three pairs each
    support::SmallStudy study(setting.folder, plan);
    study.setProtocol(R"({"version": 1, "pairs": {"per_annotator": 300, "repeats": 0, "practice": 0}})");
    BareCommits bare(setting.folder + QStringLiteral("/bare.sqlite"));

    auto session =
        trials::AnnotationSession::open(study.path(), {QStringLiteral("bench"), study::AnnotatorKind::Machine, {}});
    if (!session)
        giveUp(session.error().toLine());
    Times ours;
    Times next;
    Times theirs;
    for (int i = 0; i < votes; ++i) {
        std::optional<trials::BlindTrial> trial;
        next.measure([&] { trial = (*session)->current().value_or(std::nullopt); });
        if (!trial)
            giveUp(QStringLiteral("the trials ran out"));
        trials::Submission submission;
        submission.trial = trial->id;
        submission.answers = {{QStringLiteral("preference"), study::Vote{study::Choice::Picture, i % 2, 1}, {}, {}}};
        submission.finishes = true;
        submission.responseMs = 900;
        ours.measure([&] {
            const auto committed = (*session)->answer(submission);
            if (!committed)
                giveUp(committed.error().toLine());
        });
        // Turn by turn, so that both meet the same disk.
        theirs.measure([&] { bare.commitOne(); });
    }
    const QString peer = QStringLiteral("bare SQLite FULL commit");
    return {{QStringLiteral("vote, median"), ours.median(), peer, theirs.median(), QStringLiteral("ms")},
            {QStringLiteral("vote, 95 %"), ours.p95(), peer, theirs.p95(), QStringLiteral("ms")},
            {QStringLiteral("next trial, 95 %"), next.p95(), QStringLiteral("one frame at 60 Hz"), 1000.0 / 60,
             QStringLiteral("ms")}};
}

} // namespace bench
