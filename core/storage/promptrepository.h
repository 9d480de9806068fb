#pragma once

#include <QHash>
#include <QList>

#include "core/base/result.h"
#include "core/study/picture.h"
#include "core/study/prompt.h"

namespace storage {

class Database;

/// Prompt groups and prompts. `add…` return the existing row when the natural key is known already.
class PromptRepository
{
public:
    explicit PromptRepository(Database &database);

    base::Result<study::PromptGroup> addGroup(const QString &key, const QString &topic = {});
    /// `uid` empty: made from the natural key. A uid that another prompt has is the error "import.duplicate_id".
    base::Result<study::Prompt> addPrompt(study::PromptGroupId group, const QString &variant, const QString &text,
                                          const QString &uid = {});

    base::Result<QList<study::PromptGroup>> groups();
    /// Live prompts in the order of their groups' keys, the original first.
    base::Result<QList<study::Prompt>> prompts();
    base::Result<std::optional<study::PromptGroup>> groupByKey(const QString &key);
    base::Result<std::optional<study::Prompt>> prompt(study::PromptId id);
    base::Result<std::optional<study::Prompt>> promptByUid(const QString &uid);
    base::Result<QList<study::Prompt>> promptsOfGroup(study::PromptGroupId group);

private:
    Database &m_database;
};

} // namespace storage
