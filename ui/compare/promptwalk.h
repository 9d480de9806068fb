#pragma once

#include <QList>
#include <QString>

#include "core/analysis/promptsheet.h"

namespace compare {

/// The prompts of a study, those of them that a filter lets through, and at which one we stand.
class PromptWalk
{
public:
    void clear() { *this = {}; }
    /// Stays at the prompt where it stands, or goes to the one that is wanted.
    void setEntries(const QList<analysis::PromptEntry> &entries);
    void setFilter(const QString &words);
    /// The next setEntries() or setFilter() goes there, as far as the filter lets it through.
    void want(study::PromptGroupId group) { m_wanted = group; }

    const QList<analysis::PromptEntry> &entries() const { return m_entries; }
    /// What the filter lets through, and the places of these in the whole study, from 1.
    QList<analysis::PromptEntry> shown() const;
    QList<int> numbers() const;
    QString filter() const { return m_filter; }
    int count() const { return int(m_shown.size()); }

    /// Place among the shown ones; −1: there are none.
    int index() const { return m_index; }
    void goTo(int index) { m_index = index; }
    bool canStep(int by) const { return m_index + by >= 0 && m_index + by < m_shown.size(); }
    /// Null when nothing is shown.
    const analysis::PromptEntry *current() const;

private:
    void apply();

    QList<analysis::PromptEntry> m_entries;
    QList<int> m_shown; ///< indices into m_entries
    int m_index = -1;   ///< into m_shown
    study::PromptGroupId m_wanted;
    QString m_filter;
};

} // namespace compare
