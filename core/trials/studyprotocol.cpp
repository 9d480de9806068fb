#include "core/trials/studyprotocol.h"

#include <QHash>

#include "core/base/hash.h"
#include "core/storage/database.h"
#include "core/storage/studyrepository.h"
#include "core/storage/transaction.h"

namespace trials {

base::Result<StudyProtocol> studyProtocol(storage::Database &database)
{
    BASE_TRY_ASSIGN(stored, storage::StudyRepository(database).currentProtocol());
    if (!stored) {
        const Protocol standard = defaultProtocol();
        return StudyProtocol{{}, standard, protocolHash(standard), false};
    }
    const auto protocol = parseProtocol(stored->body, database.path());
    if (!protocol)
        return base::failIn(database.path(), 0, QStringLiteral("protocol.damaged"),
                            QStringLiteral("the stored protocol cannot be read: %1").arg(protocol.error().message),
                            QStringLiteral("Run 'dissensus-cli check' on the study"));
    return StudyProtocol{stored->id, *protocol, stored->hash, stored->locked};
}

base::Result<StudyProtocol> setStudyProtocol(storage::Database &database, const Protocol &protocol)
{
    storage::StudyRepository repository(database);
    BASE_TRY(repository.setProtocol(canonicalBody(protocol), protocolHash(protocol)));
    return studyProtocol(database);
}

base::Result<StudyProtocol> lockStudyProtocol(storage::Database &database)
{
    BASE_TRY_ASSIGN(transaction, storage::Transaction::join(database));
    BASE_TRY_ASSIGN(current, studyProtocol(database));
    if (!current.id.isValid()) {
        BASE_TRY_ASSIGN(stored, setStudyProtocol(database, current.protocol));
        current = stored;
    }
    BASE_TRY(storage::StudyRepository(database).lockProtocol(current.id));
    BASE_TRY(transaction.commit());
    return studyProtocol(database);
}

base::Result<QList<ProtocolVersion>> protocolVersions(storage::Database &database)
{
    BASE_TRY_ASSIGN(current, storage::StudyRepository(database).currentProtocol());
    BASE_TRY_ASSIGN(count, database.prepare(QStringLiteral(
                               "SELECT protocol_hash, count(*) FROM live_answer GROUP BY protocol_hash")));
    BASE_TRY(count.run());
    QHash<QString, qint64> answers;
    while (count.next())
        answers.insert(count.text(0), count.integer(1));
    BASE_TRY_ASSIGN(select,
                    database.prepare(QStringLiteral(
                        "SELECT p.id, p.hash, p.body, p.added_at, EXISTS (SELECT 1 FROM protocol_event AS l "
                        "WHERE l.protocol_id = p.id AND l.event = 'locked') FROM protocol AS p ORDER BY p.id DESC")));
    BASE_TRY(select.run());
    QList<ProtocolVersion> versions;
    while (select.next()) {
        ProtocolVersion version;
        version.id = select.id<study::ProtocolId>(0);
        version.hash = select.text(1);
        version.addedAt = select.integer(3);
        version.locked = select.integer(4) != 0;
        version.inForce = current && current->id == version.id;
        version.answers = answers.value(version.hash);
        if (!version.locked && !version.inForce && version.answers == 0)
            continue;
        const auto protocol = parseProtocol(select.text(2).toUtf8());
        if (!protocol)
            continue;
        version.protocol = *protocol;
        versions.append(version);
    }
    return versions;
}

base::Result<QStringList> verifyStudyProtocol(storage::Database &database)
{
    BASE_TRY_ASSIGN(stored, storage::StudyRepository(database).currentProtocol());
    QStringList problems;
    if (!stored)
        return problems;
    if (const QString hash = base::sha256(stored->body); hash != stored->hash)
        problems.append(QStringLiteral("the stored protocol has the hash %1, not %2").arg(hash, stored->hash));
    const auto protocol = parseProtocol(stored->body);
    if (!protocol)
        problems.append(QStringLiteral("the stored protocol cannot be read: %1").arg(protocol.error().message));
    else if (canonicalBody(*protocol) != stored->body)
        problems.append(QStringLiteral("the stored protocol is not in its canonical form"));
    return problems;
}

} // namespace trials
