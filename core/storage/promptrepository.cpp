#include "core/storage/promptrepository.h"

#include <optional>

#include "core/base/hash.h"
#include "core/base/uuid.h"
#include "core/storage/database.h"

namespace storage {

namespace {

study::PromptGroup readGroup(const Statement &row)
{
    return {row.id<study::PromptGroupId>(0), row.text(1), row.text(2), row.text(3)};
}

study::Prompt readPrompt(const Statement &row)
{
    return {row.id<study::PromptId>(0), row.text(1), row.id<study::PromptGroupId>(2), row.text(3), row.text(4)};
}

const QString promptColumns()
{
    return QStringLiteral("SELECT p.id, p.uid, p.group_id, p.variant, p.text ");
}

} // namespace

PromptRepository::PromptRepository(Database &database)
    : m_database(database)
{
}

base::Result<study::PromptGroup> PromptRepository::addGroup(const QString &key, const QString &topic)
{
    BASE_TRY_ASSIGN(find,
                    m_database.prepare(QStringLiteral("SELECT id, uid, key, topic FROM prompt_group WHERE key = ?")));
    BASE_TRY(find.run(key));
    if (find.next())
        return readGroup(find);

    const QString uid = base::uuidV5(QStringLiteral("prompt_group"), {key});
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral("INSERT INTO prompt_group (uid, key, topic) VALUES (?, ?, ?)")));
    BASE_TRY(insert.run(uid, key, topic));
    return study::PromptGroup{study::PromptGroupId(insert.lastInsertId()), uid, key, topic};
}

base::Result<study::Prompt> PromptRepository::addPrompt(study::PromptGroupId group, const QString &variant,
                                                        const QString &text, const QString &uid)
{
    BASE_TRY_ASSIGN(
        find, m_database.prepare(promptColumns()
                                 + QStringLiteral("FROM prompt AS p WHERE group_id = ? AND variant = ? AND text = ?")));
    BASE_TRY(find.run(group, variant, text));
    if (find.next())
        return readPrompt(find);

    QString ownUid = uid;
    if (ownUid.isEmpty()) {
        BASE_TRY_ASSIGN(key, m_database.prepare(QStringLiteral("SELECT key FROM prompt_group WHERE id = ?")));
        BASE_TRY(key.run(group));
        ownUid = base::uuidV5(QStringLiteral("prompt"), {key.next() ? key.text(0) : QString(), variant, text});
    } else {
        BASE_TRY_ASSIGN(other, promptByUid(uid));
        if (other)
            return base::fail(QStringLiteral("import.duplicate_id"),
                              QStringLiteral("the prompt id '%1' belongs to another prompt").arg(uid),
                              QStringLiteral("Give each prompt its own id"));
    }
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral(
                                "INSERT INTO prompt (uid, group_id, variant, text, hash) VALUES (?, ?, ?, ?, ?)")));
    BASE_TRY(insert.run(ownUid, group, variant, text, base::promptHash(text)));
    return study::Prompt{study::PromptId(insert.lastInsertId()), ownUid, group, variant, text};
}

base::Result<QList<study::PromptGroup>> PromptRepository::groups()
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(QStringLiteral("SELECT id, uid, key, topic FROM live_prompt_group ORDER BY key")));
    BASE_TRY(select.run());
    QList<study::PromptGroup> groups;
    while (select.next())
        groups += readGroup(select);
    return groups;
}

base::Result<QList<study::Prompt>> PromptRepository::prompts()
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(promptColumns()
                                   + QStringLiteral("FROM live_prompt AS p JOIN prompt_group AS g ON g.id = p.group_id "
                                                    "ORDER BY g.key, p.variant <> 'original', p.variant, p.id")));
    BASE_TRY(select.run());
    QList<study::Prompt> prompts;
    while (select.next())
        prompts += readPrompt(select);
    return prompts;
}

base::Result<std::optional<study::PromptGroup>> PromptRepository::groupByKey(const QString &key)
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(QStringLiteral("SELECT id, uid, key, topic FROM live_prompt_group WHERE key = ?")));
    BASE_TRY(select.run(key));
    return select.next() ? std::optional(readGroup(select)) : std::nullopt;
}

base::Result<std::optional<study::Prompt>> PromptRepository::prompt(study::PromptId id)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(promptColumns() + QStringLiteral("FROM prompt AS p WHERE id = ?")));
    BASE_TRY(select.run(id));
    return select.next() ? std::optional(readPrompt(select)) : std::nullopt;
}

base::Result<std::optional<study::Prompt>> PromptRepository::promptByUid(const QString &uid)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(promptColumns() + QStringLiteral("FROM prompt AS p WHERE uid = ?")));
    BASE_TRY(select.run(uid));
    return select.next() ? std::optional(readPrompt(select)) : std::nullopt;
}

base::Result<QList<study::Prompt>> PromptRepository::promptsOfGroup(study::PromptGroupId group)
{
    BASE_TRY_ASSIGN(
        select,
        m_database.prepare(
            promptColumns()
            + QStringLiteral("FROM live_prompt AS p WHERE group_id = ? ORDER BY variant <> 'original', variant, id")));
    BASE_TRY(select.run(group));
    QList<study::Prompt> prompts;
    while (select.next())
        prompts += readPrompt(select);
    return prompts;
}

} // namespace storage
