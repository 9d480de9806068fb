#include "core/storage/revealrepository.h"

#include "core/base/clock.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

QString keyOf(const study::Annotator &annotator, const QString &what)
{
    return QStringLiteral("revealed/%1/%2").arg(annotator.uid, what);
}

QString everything()
{
    return QStringLiteral("*");
}

} // namespace

RevealRepository::RevealRepository(Database &database)
    : m_database(database)
{
}

base::Result<bool> RevealRepository::isSet(const QString &key)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral("SELECT 1 FROM setting WHERE key = ? LIMIT 1")));
    BASE_TRY(select.run(key));
    return select.next();
}

base::Result<void> RevealRepository::set(const QString &key)
{
    BASE_TRY_ASSIGN(known, isSet(key));
    if (known)
        return {};
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral("INSERT INTO setting (key, value, set_at) VALUES (?, '1', ?)")));
    return insert.run(key, base::nowMs());
}

base::Result<void> RevealRepository::reveal(const study::Annotator &annotator,
                                            const QList<study::PromptGroupId> &groups)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(find, m_database.prepare(QStringLiteral("SELECT uid FROM prompt_group WHERE id = ?")));
    for (const study::PromptGroupId group : groups) {
        BASE_TRY(find.run(group));
        const QString uid = find.next() ? find.text(0) : QString();
        find.finish();
        if (!uid.isEmpty())
            BASE_TRY(set(keyOf(annotator, uid)));
    }
    return transaction.commit();
}

base::Result<void> RevealRepository::revealAll(const study::Annotator &annotator)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY(set(keyOf(annotator, everything())));
    return transaction.commit();
}

QStringList RevealRepository::keysOf(const study::Annotator &annotator, const QString &groupUid)
{
    return {keyOf(annotator, everything()), keyOf(annotator, groupUid)};
}

base::Result<bool> RevealRepository::isAnySet(const QStringList &keys)
{
    for (const QString &key : keys) {
        BASE_TRY_ASSIGN(known, isSet(key));
        if (known)
            return true;
    }
    return false;
}

base::Result<bool> RevealRepository::isAllRevealed(const study::Annotator &annotator)
{
    return isSet(keyOf(annotator, everything()));
}

base::Result<bool> RevealRepository::isRevealed(const study::Annotator &annotator, study::PromptId prompt)
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(QStringLiteral(
                    "SELECT 1 FROM setting WHERE key IN (?, ? || (SELECT g.uid FROM prompt AS p JOIN prompt_group AS g "
                    "ON g.id = p.group_id WHERE p.id = ?)) LIMIT 1")));
    BASE_TRY(select.run(keyOf(annotator, everything()), keyOf(annotator, {}), prompt));
    return select.next();
}

} // namespace storage
