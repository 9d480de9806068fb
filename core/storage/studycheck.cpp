#include "core/storage/studycheck.h"

#include <algorithm>
#include <memory>

#include <sqlite3.h>

#include <QFileInfo>
#include <QHash>

#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/schema.h"
#include "core/storage/sourcerepository.h"

namespace storage {

namespace {

/// A query whose every row is a problem: its only column says where.
struct Rule
{
    QString what;
    QString sql;
    bool repairable = false;
    QString when = {}; ///< a query: without a row of it there is nothing to look at; empty: always
};

QList<Rule> rules()
{
    const auto q = [](const char *text) { return QString::fromLatin1(text); };
    return {
        {q("the schema number and the list of schema steps differ"),
         q("SELECT 'user_version ' || v.user_version FROM pragma_user_version AS v WHERE v.user_version <> "
           "coalesce((SELECT max(id) FROM schema_step), -1)")},
        {q("the study has no title"),
         q("SELECT 'setting title' WHERE NOT EXISTS (SELECT 1 FROM setting WHERE key = 'title')")},
        {q("a trial has no pictures"), q("SELECT 'trial ' || t.uid FROM trial AS t WHERE NOT EXISTS (SELECT "
                                         "1 FROM trial_picture AS p WHERE p.trial_id = t.id)")},
        {q("the pictures of a trial are not numbered from 0 without gaps"),
         q("SELECT 'trial ' || t.uid FROM trial AS t JOIN trial_picture AS p ON p.trial_id = t.id GROUP BY "
           "t.id "
           "HAVING max(p.position) <> count(*) - 1 OR min(p.position) <> 0")},
        {q("a repeated trial belongs to another annotator"),
         q("SELECT 'trial ' || t.uid FROM trial AS t JOIN trial AS r ON r.id = t.repeat_of WHERE "
           "r.annotator_id <> t.annotator_id")},
        {q("an answer to a choice question holds no vote"),
         q("SELECT 'answer ' || a.uid FROM answer AS a JOIN trial AS t ON t.id = a.trial_id JOIN protocol AS "
           "p ON p.id = t.protocol_id "
           "WHERE NOT EXISTS (SELECT 1 FROM vote AS v WHERE v.answer_id = a.id) AND EXISTS (SELECT 1 FROM "
           "json_each(p.body, '$.questions') AS q "
           "WHERE q.value ->> 'id' = a.question AND q.value ->> 'kind' = 'choice')")},
        {q("a vote prefers a picture that its trial does not have"),
         q("SELECT 'answer ' || a.uid FROM vote AS v JOIN answer AS a ON a.id = v.answer_id WHERE v.position "
           "IS NOT NULL AND NOT EXISTS "
           "(SELECT 1 FROM trial_picture AS p WHERE p.trial_id = a.trial_id AND p.position = v.position)")},
        {q("a label is about a picture that its trial does not have"),
         q("SELECT 'label ' || l.uid FROM label AS l JOIN answer AS a ON a.id = l.answer_id WHERE NOT EXISTS "
           "(SELECT 1 FROM trial_picture AS p WHERE p.trial_id = a.trial_id AND p.position = l.position)")},
        {q("a rating is about a picture that its trial does not have"),
         q("SELECT 'rating ' || r.uid FROM rating AS r JOIN answer AS a ON a.id = r.answer_id WHERE NOT "
           "EXISTS "
           "(SELECT 1 FROM trial_picture AS p WHERE p.trial_id = a.trial_id AND p.position = r.position)")},
        {q("an answer supersedes one to another question, or itself"),
         q("SELECT 'answer ' || a.uid FROM answer AS a JOIN answer AS s ON s.id = a.supersedes "
           "WHERE s.trial_id <> a.trial_id OR s.question <> a.question OR s.id >= a.id")},
        {q("an answer belongs to a session of another annotator"),
         q("SELECT 'answer ' || a.uid FROM answer AS a JOIN session AS s ON s.id = a.session_id JOIN trial "
           "AS t ON t.id = a.trial_id "
           "WHERE s.annotator_id <> t.annotator_id")},
        {q("a picture is its own counterpart"),
         q("SELECT 'picture ' || p.uid FROM counterpart AS c JOIN picture AS p ON p.id = c.picture_id WHERE "
           "c.counterpart_id = c.picture_id")},
        {q("the list of withdrawn rows differs from the undone imports"),
         q("SELECT kind || ' ' || item_id FROM (SELECT * FROM (SELECT kind, item_id FROM withdrawn EXCEPT "
           "SELECT * FROM (%1)) "
           "UNION SELECT * FROM (SELECT kind, item_id FROM (%1) EXCEPT SELECT kind, item_id FROM withdrawn))")
             .arg(SourceRepository::withdrawnDerivation()),
         true, q("SELECT 1 FROM source_event UNION ALL SELECT 1 FROM withdrawn LIMIT 1")},
    };
}

base::Result<void> checkRules(Database &database, StudyReport &report, const base::Progress &progress)
{
    const QList<Rule> all = rules();
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the check was cancelled"));
        progress.report(QStringLiteral("checking rows"), i, all.size());
        if (!all[i].when.isEmpty()) {
            BASE_TRY_ASSIGN(when, database.prepare(all[i].when));
            BASE_TRY(when.run());
            if (!when.next())
                continue;
        }
        BASE_TRY_ASSIGN(select, database.prepare(all[i].sql));
        BASE_TRY(select.run());
        while (select.next())
            report.problems += {all[i].what, select.text(0), all[i].repairable};
    }
    return {};
}

/// Structure, indices and NULLs. CHECK constraints, of which SQLite makes half of the work here (it builds the list of
/// an IN anew for every row), are checkConstraints()'s.
base::Result<void> checkIntegrity(Database &database, StudyReport &report)
{
    BASE_TRY_ASSIGN(integrity, database.prepare(QStringLiteral("PRAGMA integrity_check")));
    BASE_TRY(integrity.run());
    while (integrity.next())
        if (integrity.text(0) != QLatin1String("ok"))
            report.problems += {QStringLiteral("the file is damaged"), integrity.text(0), false};
    return {};
}

base::Result<void> checkFile(Database &database, StudyReport &report)
{
    BASE_TRY(database.execute(QStringLiteral("PRAGMA ignore_check_constraints = ON")));
    const auto checked = checkIntegrity(database, report);
    BASE_TRY(database.execute(QStringLiteral("PRAGMA ignore_check_constraints = OFF")));
    BASE_TRY(checked);
    BASE_TRY_ASSIGN(keys, database.prepare(QStringLiteral("PRAGMA foreign_key_check")));
    BASE_TRY(keys.run());
    while (keys.next())
        report.problems += {QStringLiteral("a row refers to a row of table %1 that does not exist").arg(keys.text(2)),
                            QStringLiteral("%1 %2").arg(keys.text(0)).arg(keys.integer(1)), false};
    return {};
}

/// "type name" of every table, index, view and trigger, with its SQL.
using SchemaObjects = QHash<QString, QString>;

base::Result<SchemaObjects> makeExpectedObjects()
{
    sqlite3 *opened = nullptr;
    sqlite3_open(":memory:", &opened);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> memory(opened, &sqlite3_close);
    for (const SchemaStep &step : schemaSteps())
        if (sqlite3_exec(memory.get(), step.script.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
            return base::fail(QStringLiteral("study.sql"), QString::fromUtf8(sqlite3_errmsg(memory.get())));
    SchemaObjects objects;
    const auto add = [](void *into, int, char **values, char **) {
        static_cast<SchemaObjects *>(into)->insert(QString::fromUtf8(values[0]), QString::fromUtf8(values[1]));
        return 0;
    };
    sqlite3_exec(memory.get(), "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master", add, &objects,
                 nullptr);
    return objects;
}

/// Made once: a merge checks many files.
const base::Result<SchemaObjects> &expectedObjects()
{
    static const base::Result<SchemaObjects> objects = makeExpectedObjects();
    return objects;
}

/// A dropped trigger would let rows change unseen, so the schema is compared word by word.
base::Result<void> checkSchema(Database &database, StudyReport &report)
{
    BASE_TRY_ASSIGN(expected, expectedObjects());
    BASE_TRY_ASSIGN(select, database.prepare(QStringLiteral("SELECT type || ' ' || name, coalesce(sql, '') FROM "
                                                            "sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")));
    BASE_TRY(select.run());
    while (select.next()) {
        const QString name = select.text(0);
        if (!expected.contains(name))
            report.problems += {QStringLiteral("the schema holds something that does not belong to it"), name, false};
        else if (expected.take(name) != select.text(1))
            report.problems += {QStringLiteral("the schema was changed"), name, false};
    }
    for (auto it = expected.cbegin(); it != expected.cend(); ++it)
        report.problems += {QStringLiteral("the schema lacks a part"), it.key(), false};
    return {};
}

/// The conditions of the CHECK clauses in a table's SQL. None of ours holds a parenthesis in quotes.
QStringList conditionsIn(const QString &sql)
{
    const QLatin1String check("CHECK (");
    QStringList conditions;
    for (qsizetype at = sql.indexOf(check); at >= 0; at = sql.indexOf(check, at + 1)) {
        const qsizetype start = at + check.size();
        qsizetype end = start;
        for (int depth = 1; depth > 0 && end < sql.size(); ++end)
            depth += sql[end] == u'(' ? 1 : sql[end] == u')' ? -1 : 0;
        conditions += sql.mid(start, end - 1 - start);
    }
    return conditions;
}

/// Whether every row fulfils the CHECK constraints of our own schema.
base::Result<void> checkConstraints(Database &database, StudyReport &report)
{
    BASE_TRY_ASSIGN(expected, expectedObjects());
    for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
        const QString table = it.key().section(u' ', 1);
        const QStringList conditions = conditionsIn(it.value());
        if (conditions.isEmpty())
            continue;
        BASE_TRY_ASSIGN(select, database.prepare(QStringLiteral("SELECT 1 FROM %1 WHERE NOT (%2) LIMIT 1")
                                                     .arg(table, conditions.join(QStringLiteral(") OR NOT (")))));
        BASE_TRY(select.run());
        if (select.next())
            report.problems +=
                {QStringLiteral("the file is damaged"), QStringLiteral("CHECK constraint failed in ") + table, false};
    }
    return {};
}

base::Result<void> checkProtocols(Database &database, StudyReport &report)
{
    BASE_TRY_ASSIGN(select, database.prepare(QStringLiteral("SELECT hash, body FROM protocol")));
    BASE_TRY(select.run());
    while (select.next())
        if (base::sha256(select.text(1).toUtf8()) != select.text(0))
            report.problems += {QStringLiteral("a protocol does not have its hash"),
                                QStringLiteral("protocol ") + select.text(0), false};
    return {};
}

/// The bytes of one asset against its hash; several places may be known, one good one is enough.
base::Result<void> checkAsset(AssetRepository &repository, const study::Asset &asset, StudyReport &report)
{
    BASE_TRY_ASSIGN(embedded, repository.isEmbedded(asset.id));
    if (embedded) {
        BASE_TRY_ASSIGN(bytes, repository.read(asset.id));
        ++report.assetsChecked;
        if (base::sha256(bytes) != asset.sha256)
            report.problems +=
                {QStringLiteral("an embedded picture is damaged"), QStringLiteral("asset ") + asset.sha256, false};
        return {};
    }
    BASE_TRY_ASSIGN(places, repository.locationsOf(asset.id));
    QString changed;
    for (const AssetLocation &place : places) {
        const QString path = repository.absolutePath(place.path);
        if (!QFileInfo(path).isFile())
            continue;
        const auto hash = base::sha256File(path);
        if (hash == asset.sha256) {
            ++report.assetsChecked;
            return {};
        }
        changed = path;
    }
    if (!changed.isEmpty()) {
        ++report.assetsChecked;
        report.problems += {QStringLiteral("a picture file has changed since it was imported"), changed, false};
    } else {
        const QString where = places.isEmpty() ? QStringLiteral("asset ") + asset.sha256
                                               : repository.absolutePath(places.constFirst().path);
        report.problems += {QStringLiteral("a picture file is missing"), where, true};
    }
    return {};
}

base::Result<void> checkAssets(Database &database, StudyReport &report, const base::Progress &progress)
{
    AssetRepository repository(database);
    BASE_TRY_ASSIGN(known, repository.assets());
    QList<study::Asset> assets = known.values();
    std::sort(assets.begin(), assets.end(), [](const study::Asset &a, const study::Asset &b) { return a.id < b.id; });
    for (qsizetype i = 0; i < assets.size(); ++i) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the check was cancelled"));
        progress.report(QStringLiteral("hashing pictures"), i, assets.size());
        BASE_TRY(checkAsset(repository, assets[i], report));
    }
    progress.report(QStringLiteral("hashing pictures"), assets.size(), assets.size());
    return {};
}

} // namespace

base::Result<StudyReport> checkContent(Database &database, const base::Progress &progress)
{
    StudyReport report;
    progress.report(QStringLiteral("checking the file"), 0, 0);
    BASE_TRY(checkFile(database, report));
    BASE_TRY(checkSchema(database, report));
    BASE_TRY(checkConstraints(database, report));
    BASE_TRY(checkProtocols(database, report));
    BASE_TRY(checkRules(database, report, progress));
    return report;
}

base::Result<StudyReport> checkStudy(Database &database, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(report, checkContent(database, progress));
    BASE_TRY(checkAssets(database, report, progress));
    return report;
}

base::Result<void> repairStudy(Database &database)
{
    return SourceRepository(database).deriveWithdrawn();
}

} // namespace storage
