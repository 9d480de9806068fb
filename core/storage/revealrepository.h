#pragma once

#include <QList>
#include <QStringList>

#include "core/base/result.h"
#include "core/study/annotator.h"

namespace storage {

class Database;

/// Which prompts an annotator has seen with names of generators, scores or other people's answers. Votes given on them
/// afterwards are marked "after_reveal". Append-only like everything: what was seen stays seen. Kept as settings, by
/// the uids of annotator and prompt group, so that it means the same in another copy of the study.
class RevealRepository
{
public:
    explicit RevealRepository(Database &database);

    /// Prompt groups whose sheet was seen; those that are noted already add no row.
    base::Result<void> reveal(const study::Annotator &annotator, const QList<study::PromptGroupId> &groups);
    /// So much was seen that prompts cannot be told apart (gallery, plots): every prompt, later ones too.
    base::Result<void> revealAll(const study::Annotator &annotator);

    /// The settings one of which is there when this annotator has seen something of the prompt group. For a connection
    /// that may read nothing else (answersonly.h).
    static QStringList keysOf(const study::Annotator &annotator, const QString &groupUid);
    base::Result<bool> isAnySet(const QStringList &keys);

    base::Result<bool> isRevealed(const study::Annotator &annotator, study::PromptId prompt);
    base::Result<bool> isAllRevealed(const study::Annotator &annotator);

private:
    base::Result<bool> isSet(const QString &key);
    base::Result<void> set(const QString &key);

    Database &m_database;
};

} // namespace storage
