#include "core/storage/mergecheck.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

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

base::Result<void> checkBeforeMerge(const QString &study, const QStringList &others, const base::Progress &progress)
{
    std::vector<base::Result<void>> results(static_cast<size_t>(others.size()));
    std::atomic<size_t> next = 0;
    const auto work = [&] {
        base::Result<Database> ours = Database::open(study, Database::Mode::ReadOnly);
        for (size_t i = next++; i < results.size() && !progress.isCancelled(); i = next++) {
            progress.report(QStringLiteral("checking studies"), static_cast<qint64>(i), others.size());
            const QString &path = others.at(static_cast<qsizetype>(i));
            results[i] = ours ? verify(path) : tl::make_unexpected(ours.error());
            if (results[i])
                results[i] = compare(*ours, path);
        }
    };
    std::vector<std::thread> threads;
    const size_t helpers = std::min<size_t>(std::max(1U, std::thread::hardware_concurrency()), results.size());
    for (size_t i = 1; i < helpers; ++i)
        threads.emplace_back(work);
    work();
    for (std::thread &thread : threads)
        thread.join();
    if (progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("the merge was cancelled"));
    for (base::Result<void> &result : results)
        BASE_TRY(std::move(result));
    return {};
}

} // namespace storage
