#include "core/analysis/promptsearch.h"

namespace analysis {

base::Result<std::shared_ptr<PromptSearch>> PromptSearch::make(const QList<study::Prompt> &prompts,
                                                               const QList<study::PromptGroup> &groups,
                                                               const std::vector<qint32> &groupOfPrompt)
{
    BASE_TRY_ASSIGN(store, base::SqliteStore::open(QStringLiteral(":memory:")));
    // Without content: only row numbers are asked for.
    BASE_TRY(store.execute("CREATE VIRTUAL TABLE words USING fts5 (text, content = '', prefix = '2 3', "
                           "tokenize = \"unicode61 remove_diacritics 2\"); BEGIN"));
    std::shared_ptr<PromptSearch> search(new PromptSearch(std::move(store), prompts.size()));
    BASE_TRY_ASSIGN(insert, search->m_store.prepare("INSERT INTO words (rowid, text) VALUES (?, ?)"));
    for (qsizetype i = 0; i < prompts.size(); ++i) {
        const study::PromptGroup &group = groups[groupOfPrompt[size_t(i)]];
        insert.reset();
        insert.bind(0, qint64(i));
        insert.bind(1, prompts[i].text + u'\n' + group.topic + u'\n' + group.key);
        BASE_TRY(insert.step());
    }
    BASE_TRY(search->m_store.execute("COMMIT"));
    BASE_TRY_ASSIGN(match, search->m_store.prepare("SELECT rowid FROM words WHERE words MATCH ?"));
    search->m_match.emplace(std::move(match));
    return search;
}

std::vector<bool> PromptSearch::promptsWith(const QString &word)
{
    std::vector<bool> found(m_prompts, false);
    // In quotation marks nothing of FTS5's query language has a meaning; the star after them asks for begins of words.
    QString quoted = word;
    quoted.replace(u'"', QLatin1String("\"\""));
    m_match->reset();
    m_match->bind(0, u'"' + quoted + QLatin1String("\"*"));
    for (auto row = m_match->step(); row && *row; row = m_match->step())
        found[size_t(m_match->integer(0))] = true;
    m_match->reset();
    return found;
}

QStringList searchWords(const QString &text)
{
    QStringList words;
    const QStringList parts = text.split(u'"');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool phrase = i % 2 == 1 && i + 1 < parts.size(); // an open quotation mark is being typed
        if (phrase && !parts[i].trimmed().isEmpty())
            words.append(parts[i].simplified());
        else if (!phrase)
            words.append(parts[i].split(u' ', Qt::SkipEmptyParts));
    }
    return words;
}

} // namespace analysis
