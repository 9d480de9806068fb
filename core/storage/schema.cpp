#include "core/storage/schema.h"

#include <QFile>
#include <QFileInfo>

#include "core/base/clock.h"
#include "core/storage/backup.h"
#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

base::Result<int> userVersion(Database &database)
{
    BASE_TRY_ASSIGN(pragma, database.prepare(QStringLiteral("PRAGMA user_version")));
    BASE_TRY(pragma.run());
    return pragma.next() ? static_cast<int>(pragma.integer(0)) : 0;
}

/// A name beside the study that is not taken yet.
QString backupName(const QString &studyPath, int newVersion)
{
    const QFileInfo study(studyPath);
    const QString stem = study.absolutePath() + QLatin1Char('/') + study.completeBaseName()
                         + QStringLiteral(".before-schema-%1").arg(newVersion);
    QString name = stem + QLatin1String(".dissensus");
    for (int i = 2; QFile::exists(name); ++i)
        name = QStringLiteral("%1-%2.dissensus").arg(stem).arg(i);
    return name;
}

base::Result<void> checkForeignKeys(Database &database)
{
    BASE_TRY_ASSIGN(check, database.prepare(QStringLiteral("PRAGMA foreign_key_check")));
    BASE_TRY(check.run());
    if (check.next())
        return base::failIn(database.path(), 0, QStringLiteral("study.damaged"),
                            QStringLiteral("a row of table %1 refers to a row that does not exist").arg(check.text(0)),
                            QStringLiteral("Run dissensus-cli check, or open a backup"));
    return {};
}

} // namespace

QList<SchemaStep> schemaSteps()
{
    QFile file(QStringLiteral(":/schema/0001.sql"));
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened); // compiled into this library
    return {{1, QStringLiteral("0.1.0"), QString::fromUtf8(file.readAll())}};
}

base::Result<void> applySteps(Database &database, const QList<SchemaStep> &steps)
{
    BASE_TRY_ASSIGN(from, userVersion(database));
    for (const SchemaStep &step : steps) {
        if (step.version <= from)
            continue;
        BASE_TRY(database.executeScript(step.script));
        BASE_TRY(database.execute(QStringLiteral("PRAGMA user_version = %1").arg(step.version)));
        BASE_TRY_ASSIGN(
            note, database.prepare(QStringLiteral("INSERT INTO schema_step (id, since, applied_at) VALUES (?, ?, ?)")));
        BASE_TRY(note.run(step.version, step.since, base::nowMs()));
    }
    return {};
}

base::Result<void> upgradeSchema(Database &database, const QList<SchemaStep> &steps)
{
    Q_ASSERT(!steps.isEmpty());
    const int newest = steps.constLast().version;
    BASE_TRY_ASSIGN(before, userVersion(database));
    if (before >= newest)
        return {};

    BASE_TRY_ASSIGN(lock, ExclusiveLock::take(database.path(), QStringLiteral("maintenance")));
    BASE_TRY_ASSIGN(now, userVersion(database));
    if (now >= newest)
        return {}; // another process did it while this one waited for nothing

    BASE_TRY(backup(database, backupName(database.path(), newest)));
    BASE_TRY_ASSIGN(transaction, Transaction::begin(database));
    BASE_TRY(applySteps(database, steps));
    BASE_TRY(checkForeignKeys(database));
    return transaction.commit();
}

} // namespace storage
