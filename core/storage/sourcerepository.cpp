#include "core/storage/sourcerepository.h"

#include <array>

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

const QString &toText(SourceRepository::Item item)
{
    static const std::array names{
        QStringLiteral("prompt_group"), QStringLiteral("prompt"),   QStringLiteral("generator"),
        QStringLiteral("picture"),      QStringLiteral("taxonomy"), QStringLiteral("counterpart"),
        QStringLiteral("annotator"),    QStringLiteral("session"),  QStringLiteral("trial"),
        QStringLiteral("answer"),       QStringLiteral("score")};
    return names[static_cast<size_t>(item)];
}

/// A source is withdrawn when its newest event says so.
const QString isWithdrawn()
{
    return QStringLiteral(
        "coalesce((SELECT e.event FROM source_event AS e WHERE e.source_id = s.id ORDER BY e.id DESC LIMIT 1), '') = 'withdrawn'");
}

const QString sourceColumns()
{
    return QStringLiteral("SELECT s.id, s.uid, s.kind, s.name, s.path, s.content, s.imported_at, %1 FROM source AS s ")
        .arg(isWithdrawn());
}

Source readSource(const Statement &row)
{
    return {row.id<study::SourceId>(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.integer(6),
            row.integer(7) != 0};
}

} // namespace

SourceRepository::SourceRepository(Database &database)
    : m_database(database)
{
}

base::Result<Source> SourceRepository::addSource(const Source &source)
{
    Source added = source;
    if (added.uid.isEmpty())
        added.uid = base::uuidV7();
    if (added.importedAt == 0)
        added.importedAt = base::nowMs();
    added.withdrawn = false;
    BASE_TRY_ASSIGN(
        insert,
        m_database.prepare(QStringLiteral(
            "INSERT INTO source (uid, kind, name, path, content, imported_at, app_version) VALUES (?, ?, ?, ?, ?, ?, ?)")));
    BASE_TRY(insert.run(added.uid, added.kind, added.name, added.path, added.content, added.importedAt,
                        QStringLiteral(DISSENSUS_VERSION)));
    added.id = study::SourceId(insert.lastInsertId());
    return added;
}

base::Result<QList<Source>> SourceRepository::sources()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(sourceColumns() + QStringLiteral("ORDER BY s.id")));
    BASE_TRY(select.run());
    QList<Source> sources;
    while (select.next())
        sources += readSource(select);
    return sources;
}

base::Result<std::optional<Source>> SourceRepository::sourceByUid(const QString &uid)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(sourceColumns() + QStringLiteral("WHERE s.uid = ?")));
    BASE_TRY(select.run(uid));
    return select.next() ? std::optional(readSource(select)) : std::nullopt;
}

base::Result<std::optional<Source>> SourceRepository::sourceByContent(const QString &content)
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(sourceColumns() + QStringLiteral("WHERE s.content = ? ORDER BY s.id DESC LIMIT 1")));
    BASE_TRY(select.run(content));
    return select.next() ? std::optional(readSource(select)) : std::nullopt;
}

base::Result<void> SourceRepository::addItem(study::SourceId source, Item kind, qint64 itemId)
{
    BASE_TRY(addFreshItem(source, kind, itemId));
    return countAgain(kind, itemId);
}

base::Result<void> SourceRepository::addFreshItem(study::SourceId source, Item kind, qint64 itemId)
{
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral(
                        "INSERT INTO source_item (kind, item_id, source_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")));
    return insert.run(toText(kind), itemId, source);
}

base::Result<bool> SourceRepository::anythingWithdrawn()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral("SELECT 1 FROM withdrawn LIMIT 1")));
    BASE_TRY(select.run());
    return select.next();
}

base::Result<void> SourceRepository::countAgain(Item kind, qint64 itemId)
{
    BASE_TRY_ASSIGN(present,
                    m_database.prepare(QStringLiteral("DELETE FROM withdrawn WHERE kind = ? AND item_id = ?")));
    return present.run(toText(kind), itemId);
}

base::Result<void> SourceRepository::withdraw(study::SourceId source)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY(addEvent(source, QStringLiteral("withdrawn")));
    BASE_TRY(deriveWithdrawn());
    // Answers that no import brought were given in the program: if one went along, the import is in use.
    BASE_TRY_ASSIGN(lost, m_database.prepare(QStringLiteral(
                              "SELECT count(*) FROM withdrawn AS w WHERE w.kind = 'answer' AND NOT EXISTS "
                              "(SELECT 1 FROM source_item AS i WHERE i.kind = 'answer' AND i.item_id = w.item_id)")));
    BASE_TRY(lost.run());
    const qint64 answers = lost.next() ? lost.integer(0) : 0;
    lost.finish();
    if (answers > 0)
        return base::fail(QStringLiteral("source.in_use"),
                          QStringLiteral("%1 answers given in this study depend on the import").arg(answers),
                          QStringLiteral("Keep the import, or start a new study without it"));
    return transaction.commit();
}

base::Result<void> SourceRepository::revive(study::SourceId source)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY(addEvent(source, QStringLiteral("revived")));
    BASE_TRY(deriveWithdrawn());
    return transaction.commit();
}

base::Result<void> SourceRepository::addEvent(study::SourceId source, const QString &event)
{
    BASE_TRY_ASSIGN(
        insert, m_database.prepare(QStringLiteral("INSERT INTO source_event (source_id, event, at) VALUES (?, ?, ?)")));
    return insert.run(source, event, base::nowMs());
}

base::Result<void> SourceRepository::deriveWithdrawn()
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY(m_database.execute(QStringLiteral("DELETE FROM withdrawn")));
    BASE_TRY(m_database.execute(QStringLiteral("INSERT INTO withdrawn (kind, item_id) ") + withdrawnDerivation()));
    return transaction.commit();
}

QString SourceRepository::withdrawnDerivation()
{
    // First what only withdrawn sources brought (an annotator who worked in the program stays), then what cannot be
    // without it: each step only looks at kinds before it.
    return QStringLiteral(
               "WITH gone_source (id) AS (SELECT s.id FROM source AS s WHERE %1), "
               "gone (kind, item_id) AS ("
               "  SELECT i.kind, i.item_id FROM source_item AS i GROUP BY i.kind, i.item_id"
               "  HAVING sum(i.source_id NOT IN (SELECT id FROM gone_source)) = 0 AND NOT (i.kind = 'annotator' AND EXISTS ("
               "    SELECT 1 FROM session AS s WHERE s.annotator_id = i.item_id AND NOT EXISTS ("
               "      SELECT 1 FROM source_item AS x WHERE x.kind = 'session' AND x.item_id = s.id)))), "
               "gone_prompt (id) AS (SELECT item_id FROM gone WHERE kind = 'prompt' UNION "
               "  SELECT p.id FROM gone AS g JOIN prompt AS p ON p.group_id = g.item_id WHERE g.kind = 'prompt_group'), "
               "gone_picture (id) AS (SELECT item_id FROM gone WHERE kind = 'picture' UNION "
               "  SELECT p.id FROM gone_prompt AS g JOIN picture AS p ON p.prompt_id = g.id UNION "
               "  SELECT p.id FROM gone AS g JOIN picture AS p ON p.generator_id = g.item_id WHERE g.kind = 'generator'), "
               "gone_trial (id) AS (SELECT item_id FROM gone WHERE kind = 'trial' UNION "
               "  SELECT t.id FROM gone_prompt AS g JOIN trial AS t ON t.prompt_id = g.id UNION "
               "  SELECT t.trial_id FROM gone_picture AS g JOIN trial_picture AS t ON t.picture_id = g.id UNION "
               "  SELECT t.id FROM gone AS g JOIN trial AS t ON t.annotator_id = g.item_id WHERE g.kind = 'annotator') "
               "SELECT kind, item_id FROM gone UNION "
               "SELECT 'prompt', id FROM gone_prompt UNION "
               "SELECT 'picture', id FROM gone_picture UNION "
               "SELECT 'trial', id FROM gone_trial UNION "
               "SELECT 'answer', a.id FROM gone_trial AS g JOIN answer AS a ON a.trial_id = g.id UNION "
               "SELECT 'score', s.id FROM gone_picture AS g JOIN score AS s ON s.picture_id = g.id")
        .arg(isWithdrawn());
}

} // namespace storage
