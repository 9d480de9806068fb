#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QStringList>

#include "core/base/sqlite.h"
#include "core/study/prompt.h"

namespace analysis {

/// Full-text search in the prompts of a study (SQLite's FTS5), by words that begin as typed, case and accents ignored.
///
/// The index is derived and lives in memory: 10,000 prompts take 60 ms on a pool thread. Tables of its own inside the
/// study would need another schema step and a copy of every older file for something that can be made again at any
/// time, would keep texts in a second place, would let a study from somebody else bring FTS5 tables whose inner form
/// SQLite must not trust, and would exist in one of the two databases only.
class PromptSearch
{
public:
    /// Errors: "cache.sqlite" when memory does not suffice.
    static base::Result<std::shared_ptr<PromptSearch>> make(const QList<study::Prompt> &prompts,
                                                            const QList<study::PromptGroup> &groups,
                                                            const std::vector<qint32> &groupOfPrompt);

    /// Per prompt whether `word` occurs in its text, its topic or its group's key as a word or the begin of one. A
    /// "word" with spaces is a phrase. Any thread, one at a time.
    std::vector<bool> promptsWith(const QString &word);

private:
    explicit PromptSearch(base::SqliteStore store, qsizetype prompts)
        : m_store(std::move(store))
        , m_prompts(size_t(prompts))
    {
    }

    base::SqliteStore m_store;
    std::optional<base::SqliteQuery> m_match;
    size_t m_prompts;
};

/// Words as typed: at spaces, what stands between quotation marks is one.
QStringList searchWords(const QString &text);

} // namespace analysis
