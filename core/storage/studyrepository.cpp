#include "core/storage/studyrepository.h"

#include "core/base/clock.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

StoredProtocol readProtocol(const Statement &row)
{
    return {row.id<study::ProtocolId>(0), row.text(1), row.text(2).toUtf8(), row.integer(3) != 0};
}

const QString protocolColumns()
{
    return QStringLiteral("SELECT p.id, p.hash, p.body, EXISTS (SELECT 1 FROM protocol_event AS l "
                          "WHERE l.protocol_id = p.id AND l.event = 'locked') FROM protocol AS p ");
}

} // namespace

StudyRepository::StudyRepository(Database &database)
    : m_database(database)
{
}

base::Result<QString> StudyRepository::setting(const QString &key)
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(QStringLiteral("SELECT value FROM setting WHERE key = ? ORDER BY id DESC LIMIT 1")));
    BASE_TRY(select.run(key));
    return select.next() ? select.text(0) : QString();
}

base::Result<void> StudyRepository::setSetting(const QString &key, const QString &value)
{
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral("INSERT INTO setting (key, value, set_at) VALUES (?, ?, ?)")));
    return insert.run(key, value, base::nowMs());
}

base::Result<StudyCounts> StudyRepository::counts()
{
    BASE_TRY_ASSIGN(select,
                    m_database.prepare(QStringLiteral(
                        "SELECT (SELECT count(*) FROM live_prompt), (SELECT count(*) FROM live_prompt_group), "
                        "(SELECT count(*) FROM live_generator), (SELECT count(*) FROM live_picture), "
                        "(SELECT count(DISTINCT asset_id) FROM live_picture), (SELECT count(*) FROM live_trial), "
                        "(SELECT count(*) FROM current_answer AS a JOIN vote AS v ON v.answer_id = a.id AND "
                        "v.choice <> 'undone'), "
                        "(SELECT count(*) FROM live_annotator), (SELECT count(*) FROM current_score), "
                        "(SELECT count(*) FROM label AS l JOIN current_answer AS a ON a.id = l.answer_id)")));
    BASE_TRY(select.run());
    StudyCounts counts;
    if (!select.next())
        return counts;
    int column = 0;
    for (qint64 *count : {&counts.prompts, &counts.promptGroups, &counts.generators, &counts.pictures, &counts.assets,
                          &counts.trials, &counts.votes, &counts.annotators, &counts.scores, &counts.labels})
        *count = select.integer(column++);
    return counts;
}

base::Result<std::optional<StoredProtocol>> StudyRepository::currentProtocol()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(protocolColumns()
                                               + QStringLiteral("JOIN protocol_event AS e ON e.protocol_id = p.id AND "
                                                                "e.event = 'current' ORDER BY e.id DESC LIMIT 1")));
    BASE_TRY(select.run());
    return select.next() ? std::optional(readProtocol(select)) : std::nullopt;
}

base::Result<std::optional<StoredProtocol>> StudyRepository::protocol(study::ProtocolId id)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(protocolColumns() + QStringLiteral("WHERE p.id = ?")));
    BASE_TRY(select.run(id));
    return select.next() ? std::optional(readProtocol(select)) : std::nullopt;
}

base::Result<study::ProtocolId> StudyRepository::setProtocol(const QByteArray &canonicalBody, const QString &hash)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(add,
                    m_database.prepare(QStringLiteral(
                        "INSERT INTO protocol (hash, body, added_at) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING")));
    BASE_TRY(add.run(hash, QString::fromUtf8(canonicalBody), base::nowMs()));
    BASE_TRY_ASSIGN(find, m_database.prepare(QStringLiteral("SELECT id FROM protocol WHERE hash = ?")));
    BASE_TRY(find.run(hash));
    if (!find.next())
        return base::fail(QStringLiteral("study.damaged"), QStringLiteral("the protocol was not stored"));
    const auto id = find.id<study::ProtocolId>(0);
    find.finish();

    BASE_TRY_ASSIGN(current, currentProtocol());
    if (!current || current->id != id) {
        BASE_TRY_ASSIGN(event, m_database.prepare(QStringLiteral(
                                   "INSERT INTO protocol_event (protocol_id, event, at) VALUES (?, 'current', ?)")));
        BASE_TRY(event.run(id, base::nowMs()));
    }
    BASE_TRY(transaction.commit());
    return id;
}

base::Result<void> StudyRepository::lockProtocol(study::ProtocolId id)
{
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral(
                        "INSERT INTO protocol_event (protocol_id, event, at) SELECT ?, 'locked', ? WHERE NOT EXISTS "
                        "(SELECT 1 FROM protocol_event WHERE protocol_id = ? AND event = 'locked')")));
    return insert.run(id, base::nowMs(), id);
}

} // namespace storage
