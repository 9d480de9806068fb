#include "core/storage/mergecheck.h"

#include <algorithm>
#include <memory>

#include <sqlite3.h>

#include "core/storage/database.h"
#include "core/storage/mergetables.h"
#include "core/storage/sqliteerror.h"
#include "core/storage/studycheck.h"

namespace storage {

namespace {

/// Opened by itself: what is no study, or damaged, or brings code of its own, is never attached.
base::Result<void> verify(const QString &path)
{
    BASE_TRY_ASSIGN(other, Database::open(path, Database::Mode::ReadOnly));
    BASE_TRY_ASSIGN(report, checkContent(other));
    if (report.isOk())
        return {};
    base::Error error = base::failIn(path, 0, QStringLiteral("merge.damaged"),
                                     QStringLiteral("the study is damaged: %1 (%2)")
                                         .arg(report.problems.constFirst().what, report.problems.constFirst().where),
                                     QStringLiteral("Ask for another copy; nothing was merged"))
                            .value();
    for (const StudyProblem &problem : std::as_const(report.problems))
        error.details += problem.where + QStringLiteral(": ") + problem.what;
    return tl::make_unexpected(error);
}

/// Names of what a SELECT gives.
base::Result<QStringList> columnsOf(Database &database, const QString &select)
{
    sqlite3_stmt *compiled = nullptr;
    const int code = sqlite3_prepare_v2(database.handle(), select.toUtf8().constData(), -1, &compiled, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(compiled, &sqlite3_finalize);
    if (code != SQLITE_OK)
        return tl::make_unexpected(
            sqliteError(code, QString::fromUtf8(sqlite3_errmsg(database.handle())), select, database.path()));
    QStringList columns;
    for (int i = 0; i < sqlite3_column_count(compiled); ++i)
        columns += QString::fromUtf8(sqlite3_column_name(compiled, i));
    return columns;
}

/// Rows that both have must say the same.
base::Result<void> compareTable(Database &database, const MergeTable &table, const QString &path)
{
    const QString theirs = table.content.arg(QStringLiteral("other"), QStringLiteral("true"));
    const QString ours = table.content.arg(QStringLiteral("main"), QStringLiteral("true"));
    BASE_TRY_ASSIGN(columns, columnsOf(database, ours));
    // CROSS JOIN keeps the other file outermost: each of its rows is looked up here once.
    BASE_TRY_ASSIGN(
        differs,
        database.prepare(
            QStringLiteral("SELECT o.uid FROM (%1) AS o CROSS JOIN (%2) AS m WHERE m.uid = o.uid AND (o.%3) "
                           "IS NOT (m.%4) LIMIT 1")
                .arg(theirs, ours, columns.join(QStringLiteral(", o.")), columns.join(QStringLiteral(", m.")))));
    BASE_TRY(differs.run());
    if (!differs.next())
        return {};
    return base::failIn(path, 0, QStringLiteral("merge.differs"),
                        QStringLiteral("the %1 %2 is not the one that the study holds under this id")
                            .arg(QString(table.name).replace(u'_', u' '), differs.text(0)),
                        QStringLiteral("One of the two files was edited; nothing was merged"));
}

base::Result<void> compare(Database &database, const QString &path)
{
    BASE_TRY(Attached::attach(database, path));
    const Attached attached(database);
    for (const MergeTable &table : mergeTables())
        BASE_TRY(compareTable(database, table, path));
    return {};
}

base::Result<void> check(Database &database, const QString &path)
{
    BASE_TRY(verify(path));
    return compare(database, path);
}

} // namespace

Attached::Attached(Database &database)
    : m_database(database)
{
}

Attached::~Attached()
{
    static_cast<void>(m_database.execute(QStringLiteral("DETACH other")));
}

base::Result<void> Attached::attach(Database &database, const QString &path)
{
    BASE_TRY_ASSIGN(attach, database.prepare(QStringLiteral("ATTACH ? AS other")));
    return attach.run(path);
}

MergeChecks::MergeChecks(QString study, QStringList others, const base::Progress &progress)
    : m_study(std::move(study))
    , m_others(std::move(others))
    , m_progress(progress)
    , m_results(static_cast<size_t>(m_others.size()))
{
    const size_t wanted = std::min<size_t>(std::max(1U, std::thread::hardware_concurrency()), m_results.size());
    for (size_t i = 0; i < wanted; ++i)
        m_threads.emplace_back([this] { work(); });
}

MergeChecks::~MergeChecks()
{
    m_isStopped = true;
}

base::Result<void> MergeChecks::result(qsizetype file)
{
    return m_results[static_cast<size_t>(file)].get_future().get();
}

void MergeChecks::work()
{
    base::Result<Database> ours = Database::open(m_study, Database::Mode::ReadOnly);
    for (size_t i = m_next++; i < m_results.size(); i = m_next++) {
        if (m_isStopped || m_progress.isCancelled())
            m_results[i].set_value(base::fail(base::cancelledCode, QStringLiteral("the merge was cancelled")));
        else
            m_results[i].set_value(ours ? check(*ours, m_others[static_cast<qsizetype>(i)])
                                        : tl::make_unexpected(ours.error()));
    }
}

} // namespace storage
