#include "core/storage/merge.h"

#include <algorithm>
#include <set>

#include <QFileInfo>
#include <QSet>
#include <QtConcurrent>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/mergecheck.h"
#include "core/storage/mergetables.h"
#include "core/storage/sourcerepository.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

/// Kinds of source_item whose rows have an identity that travels; they are named like their tables.
const QStringList &itemKinds()
{
    static const QStringList kinds{QStringLiteral("prompt_group"), QStringLiteral("prompt"),
                                   QStringLiteral("generator"),    QStringLiteral("picture"),
                                   QStringLiteral("annotator"),    QStringLiteral("session"),
                                   QStringLiteral("trial"),        QStringLiteral("answer")};
    return kinds;
}

/// Where the bytes of an asset that this study does not have are.
struct FoundAsset
{
    QString sha256;
    QString path; ///< absolute; empty: embedded
    AssetLocation location;
    QByteArray bytes;
};

class Merge
{
public:
    explicit Merge(Database &database)
        : m_database(database)
    {
    }

    base::Result<void> prepare();
    /// Sets the new rows of a verified file aside.
    base::Result<void> gather(const QString &path);
    base::Result<void> compareGathered();
    base::Result<MergeReport> store();

private:
    base::Result<void> gatherAssets(Database &other);
    base::Result<void> gatherTable(const MergeTable &table);
    base::Result<void> gatherItems();
    base::Result<void> insert(const MergeTable &table);
    base::Result<void> storeAssets();
    base::Result<void> mapPictures();
    base::Result<void> storeItems();
    base::Result<qint64> number(const QString &sql);

    Database &m_database;
    const QList<MergeTable> m_tables = mergeTables();
    const QList<MergeExtra> m_extras = mergeExtras();
    QList<FoundAsset> m_assets;
    QSet<QString> m_knownAssets;
};

base::Result<qint64> Merge::number(const QString &sql)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(sql));
    BASE_TRY(select.run());
    return select.next() ? select.integer(0) : 0;
}

base::Result<void> Merge::prepare()
{
    // Many files wait in temporary tables and go into one transaction: with the usual cache their pages would be
    // written out again and again.
    for (const char *schema : {"main", "temp"})
        BASE_TRY(m_database.execute(QStringLiteral("PRAGMA %1.cache_size = -131072").arg(QLatin1String(schema))));
    const auto fresh = [this](const QString &name, const QString &create) -> base::Result<void> {
        BASE_TRY(m_database.execute(QStringLiteral("DROP TABLE IF EXISTS temp.") + name));
        return m_database.executeScript(create);
    };
    for (const MergeTable &table : m_tables) {
        const QString name = QStringLiteral("new_") + table.name;
        BASE_TRY(fresh(name, QStringLiteral("CREATE TEMP TABLE %1 AS %2; CREATE INDEX temp.%1_uid ON %1 (uid)")
                                 .arg(name, table.content.arg(QStringLiteral("main"), QStringLiteral("0")))));
    }
    for (const MergeExtra &extra : m_extras)
        BASE_TRY(fresh(extra.table.section(u' ', 3, 3), extra.table));
    BASE_TRY(
        fresh(QStringLiteral("more_item"), QStringLiteral("CREATE TEMP TABLE more_item (kind, source_uid, item_uid)")));
    BASE_TRY(fresh(QStringLiteral("grown_source"),
                   QStringLiteral("CREATE TEMP TABLE grown_source (id INTEGER PRIMARY KEY, uid)")));
    BASE_TRY(fresh(QStringLiteral("picture_of"),
                   QStringLiteral("CREATE TEMP TABLE picture_of (uid TEXT PRIMARY KEY, ours INTEGER) WITHOUT ROWID")));
    AssetRepository assets(m_database);
    BASE_TRY_ASSIGN(known, assets.assets());
    for (const study::Asset &asset : known)
        m_knownAssets.insert(asset.sha256);
    return {};
}

base::Result<void> Merge::gatherAssets(Database &other)
{
    AssetRepository assets(other);
    BASE_TRY_ASSIGN(all, assets.assets());
    BASE_TRY_ASSIGN(locations, assets.locations());
    for (const study::Asset &asset : std::as_const(all)) {
        if (m_knownAssets.contains(asset.sha256))
            continue;
        FoundAsset found;
        found.sha256 = asset.sha256;
        BASE_TRY_ASSIGN(embedded, assets.isEmbedded(asset.id));
        if (embedded) {
            BASE_TRY_ASSIGN(bytes, assets.read(asset.id));
            found.bytes = bytes;
        } else if (locations.contains(asset.id)) {
            found.location = locations.value(asset.id);
            found.path = assets.absolutePath(found.location.path);
        }
        m_assets.append(found);
        m_knownAssets.insert(asset.sha256);
    }
    return {};
}

base::Result<void> Merge::gatherTable(const MergeTable &table)
{
    return m_database.execute(
        QStringLiteral("INSERT INTO temp.new_%1 %2")
            .arg(table.name,
                 table.content.arg(QStringLiteral("other"),
                                   QStringLiteral("NOT EXISTS (SELECT 1 FROM main.%1 AS known WHERE known.%2 = b.%2)")
                                       .arg(table.name, table.identity))));
}

base::Result<void> Merge::gatherItems()
{
    // Sources that both have with as many rows bring nothing.
    BASE_TRY(m_database.execute(QStringLiteral("DELETE FROM temp.grown_source")));
    BASE_TRY(m_database.execute(
        QStringLiteral("INSERT INTO temp.grown_source SELECT f.id, f.uid FROM other.source AS f "
                       "WHERE (SELECT count(*) FROM other.source_item AS t WHERE t.source_id = f.id) <> "
                       "(SELECT count(*) FROM main.source_item AS t JOIN main.source AS o ON o.id = t.source_id "
                       "WHERE o.uid = f.uid)")));
    for (const QString &kind : itemKinds())
        BASE_TRY(m_database.execute(
            // CROSS JOIN keeps the few sources outermost.
            QStringLiteral("INSERT INTO temp.more_item SELECT '%1', s.uid, b.uid FROM temp.grown_source AS s "
                           "CROSS JOIN other.source_item AS i CROSS JOIN other.%1 AS b "
                           "WHERE i.source_id = s.id AND i.kind = '%1' AND b.id = i.item_id")
                .arg(kind)));
    return {};
}

base::Result<void> Merge::gather(const QString &path)
{
    {
        BASE_TRY_ASSIGN(other, Database::open(path, Database::Mode::ReadOnly));
        BASE_TRY(gatherAssets(other));
    }
    BASE_TRY(Attached::attach(m_database, path));
    const Attached attached(m_database);
    // One transaction for all tables: the end of each goes through every page that waits in memory.
    BASE_TRY_ASSIGN(transaction, Transaction::beginReading(m_database));
    for (const MergeTable &table : m_tables)
        BASE_TRY(gatherTable(table));
    for (const MergeExtra &extra : m_extras)
        BASE_TRY(m_database.execute(extra.gather));
    BASE_TRY(gatherItems());
    return transaction.commit();
}

/// The same new row may come from several files; two that are not alike may not.
base::Result<void> Merge::compareGathered()
{
    for (const MergeTable &table : m_tables) {
        {
            BASE_TRY_ASSIGN(several, m_database.prepare(QStringLiteral("SELECT 1 FROM temp.new_%1 GROUP BY uid "
                                                                       "HAVING count(*) > 1 LIMIT 1")
                                                            .arg(table.name)));
            BASE_TRY(several.run());
            if (!several.next())
                continue;
        }
        BASE_TRY(m_database.execute(
            QStringLiteral("CREATE TEMP TABLE alike AS SELECT DISTINCT * FROM temp.new_%1").arg(table.name)));
        {
            BASE_TRY_ASSIGN(twice, m_database.prepare(
                                       QStringLiteral("SELECT uid FROM temp.alike GROUP BY uid HAVING count(*) > 1")));
            BASE_TRY(twice.run());
            if (twice.next())
                return base::fail(QStringLiteral("merge.differs"),
                                  QStringLiteral("the %1 %2 is not the same in all of the files")
                                      .arg(QString(table.name).replace(u'_', u' '), twice.text(0)),
                                  QStringLiteral("One of them was edited; nothing was merged"));
        }
        BASE_TRY(m_database.execute(QStringLiteral("DELETE FROM temp.new_%1").arg(table.name)));
        BASE_TRY(
            m_database.execute(QStringLiteral("INSERT INTO temp.new_%1 SELECT * FROM temp.alike").arg(table.name)));
        BASE_TRY(m_database.execute(QStringLiteral("DROP TABLE temp.alike")));
    }
    return {};
}

base::Result<void> Merge::insert(const MergeTable &table)
{
    const QString sql = QString(table.insert).replace(QStringLiteral(":now"), QString::number(base::nowMs()));
    BASE_TRY_ASSIGN(waiting, number(QStringLiteral("SELECT count(*) FROM temp.new_") + table.name));
    while (waiting > 0) {
        BASE_TRY_ASSIGN(statement, m_database.prepare(sql));
        BASE_TRY(statement.run());
        if (!table.comesInRounds || statement.rowsAffected() <= 0)
            return {};
        waiting -= statement.rowsAffected();
    }
    return {};
}

base::Result<void> Merge::storeAssets()
{
    AssetRepository assets(m_database);
    std::sort(m_assets.begin(), m_assets.end(),
              [](const FoundAsset &a, const FoundAsset &b) { return a.sha256 < b.sha256; });
    for (const FoundAsset &found : std::as_const(m_assets)) {
        BASE_TRY_ASSIGN(asset, assets.assetBySha256(found.sha256));
        if (!asset)
            continue;
        if (!found.bytes.isEmpty())
            BASE_TRY(assets.embed(asset->id, found.bytes));
        else if (!found.path.isEmpty())
            BASE_TRY(assets.addLocation(asset->id, found.path, found.location.bytes, found.location.modified));
    }
    return {};
}

/// A picture from elsewhere is the one with its id, or the one with its use.
base::Result<void> Merge::mapPictures()
{
    BASE_TRY(m_database.execute(QStringLiteral("INSERT INTO temp.picture_of SELECT uid, id FROM main.picture")));
    return m_database.execute(QStringLiteral(
        "INSERT OR IGNORE INTO temp.picture_of SELECT n.uid, p.id FROM temp.new_picture AS n "
        "JOIN main.prompt_group AS k ON k.key = n.group_key "
        "JOIN main.prompt AS r ON r.group_id = k.id AND r.variant = n.prompt_variant AND r.text = n.text "
        "JOIN main.asset AS a ON a.sha256 = n.sha256 LEFT JOIN main.generator AS g ON g.name = n.name "
        "JOIN main.picture AS p ON p.prompt_id = r.id AND p.asset_id = a.id AND p.generator_id IS g.id "
        "AND p.variant = n.variant AND p.seed = n.seed AND p.kind = n.kind"));
}

/// Of rows that were here before without any import, no import of another copy becomes the owner.
base::Result<void> Merge::storeItems()
{
    for (const QString &kind : itemKinds())
        BASE_TRY(m_database.execute(
            QStringLiteral(
                "INSERT OR IGNORE INTO main.source_item (kind, item_id, source_id) "
                "SELECT '%1', b.id, s.id FROM temp.more_item AS i JOIN main.source AS s ON s.uid = i.source_uid "
                "JOIN main.%1 AS b ON b.uid = i.item_uid WHERE i.kind = '%1' AND "
                "(EXISTS (SELECT 1 FROM temp.new_%1 AS n WHERE n.uid = i.item_uid) OR "
                "EXISTS (SELECT 1 FROM main.source_item AS t WHERE t.kind = '%1' AND t.item_id = b.id))")
                .arg(kind)));
    return SourceRepository(m_database).deriveWithdrawn();
}

base::Result<MergeReport> Merge::store()
{
    const auto counted = [](MergeReport &report) {
        return QList<std::pair<qint64 *, QString>>{
            {&report.prompts, QStringLiteral("prompt")},   {&report.generators, QStringLiteral("generator")},
            {&report.pictures, QStringLiteral("picture")}, {&report.annotators, QStringLiteral("annotator")},
            {&report.trials, QStringLiteral("trial")},     {&report.votes, QStringLiteral("vote")},
            {&report.labels, QStringLiteral("label")},     {&report.scores, QStringLiteral("score")}};
    };
    MergeReport report;
    BASE_TRY_ASSIGN(transaction, Transaction::begin(m_database));
    for (const auto &[count, table] : counted(report)) {
        BASE_TRY_ASSIGN(before, number(QStringLiteral("SELECT count(*) FROM main.") + table));
        *count = -before;
    }
    for (const MergeTable &table : m_tables) {
        BASE_TRY(insert(table));
        if (table.name == QLatin1String("picture"))
            BASE_TRY(mapPictures());
    }
    BASE_TRY(storeAssets());
    for (const MergeExtra &extra : m_extras)
        BASE_TRY(m_database.executeScript(extra.insert));
    BASE_TRY(storeItems());
    for (const auto &[count, table] : counted(report)) {
        BASE_TRY_ASSIGN(after, number(QStringLiteral("SELECT count(*) FROM main.") + table));
        *count += after;
    }
    BASE_TRY(transaction.commit());
    return report;
}

/// The canonical paths, each once, in an order that is the files' own: which was named first must not matter.
base::Result<QStringList> inOwnOrder(const Database &database, const QStringList &others)
{
    for (const QString &other : others) {
        // Before anything opens the file: see OpenFile.
        if (QFileInfo(other).canonicalFilePath() == database.path())
            return base::failIn(other, 0, QStringLiteral("merge.self"), QStringLiteral("this is the study itself"),
                                QStringLiteral("Name the other files only"));
    }
    const QList<base::Result<QString>> hashes = QtConcurrent::blockingMapped(others, &base::sha256File);
    std::set<std::pair<QString, QString>> byHash;
    for (qsizetype i = 0; i < others.size(); ++i) {
        if (!hashes[i])
            return base::failIn(others[i], 0, QStringLiteral("study.missing"), QStringLiteral("there is no such study"),
                                QStringLiteral("Check the path"));
        byHash.emplace(*hashes[i], QFileInfo(others[i]).canonicalFilePath());
    }
    QStringList paths;
    for (const auto &[hash, path] : byHash)
        paths += path;
    return paths;
}

} // namespace

base::Result<MergeReport> mergeInto(Database &database, const QStringList &others, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(paths, inOwnOrder(database, others));
    BASE_TRY_ASSIGN(lock, ExclusiveLock::take(database.path(), QStringLiteral("maintenance")));
    MergeChecks checks(database.path(), paths, progress);
    Merge merge(database);
    BASE_TRY(merge.prepare());
    for (qsizetype i = 0; i < paths.size(); ++i) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the merge was cancelled"));
        progress.report(QStringLiteral("reading studies"), i, paths.size());
        BASE_TRY(checks.result(i));
        BASE_TRY(merge.gather(paths[i]));
    }
    BASE_TRY(merge.compareGathered());
    if (progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("the merge was cancelled"));
    BASE_TRY_ASSIGN(report, merge.store());
    report.files = static_cast<int>(paths.size());
    return report;
}

} // namespace storage
