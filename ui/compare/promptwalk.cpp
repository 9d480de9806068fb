#include "ui/compare/promptwalk.h"

namespace compare {

void PromptWalk::setEntries(const QList<analysis::PromptEntry> &entries)
{
    if (const analysis::PromptEntry *here = current(); here && !m_wanted.isValid())
        m_wanted = here->group;
    m_entries = entries;
    m_shown.clear();
    m_index = -1;
    apply();
}

void PromptWalk::setFilter(const QString &words)
{
    m_filter = words.trimmed();
    apply();
}

void PromptWalk::apply()
{
    const analysis::PromptEntry *here = current();
    const study::PromptGroupId target = m_wanted.isValid() || !here ? m_wanted : here->group;
    m_wanted = {};
    m_shown.clear();
    int index = 0;
    const auto contains = [this](const QString &text) { return text.contains(m_filter, Qt::CaseInsensitive); };
    for (int i = 0; i < m_entries.size(); ++i) {
        const analysis::PromptEntry &entry = m_entries[i];
        if (!m_filter.isEmpty() && !contains(entry.text) && !contains(entry.topic) && !contains(entry.key)
            && !contains(entry.otherTexts))
            continue;
        if (entry.group == target)
            index = int(m_shown.size());
        m_shown.append(i);
    }
    m_index = m_shown.isEmpty() ? -1 : index;
}

QList<analysis::PromptEntry> PromptWalk::shown() const
{
    QList<analysis::PromptEntry> entries;
    for (const int i : m_shown)
        entries.append(m_entries[i]);
    return entries;
}

QList<int> PromptWalk::numbers() const
{
    QList<int> numbers;
    for (const int i : m_shown)
        numbers.append(i + 1);
    return numbers;
}

const analysis::PromptEntry *PromptWalk::current() const
{
    return m_index >= 0 && m_index < m_shown.size() ? &m_entries[m_shown[m_index]] : nullptr;
}

} // namespace compare
