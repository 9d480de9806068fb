#pragma once

#include <QSet>
#include <QString>

namespace widgets {

/// Which prompts were seen with names or scores in this run: votes given on them afterwards are marked "after_reveal".
/// UI thread only; one for the program.
class RevealLog
{
public:
    static RevealLog &instance();

    /// A place showed names or scores of this prompt.
    void reveal(const QString &prompt);
    /// A place showed names or scores of so much that prompts cannot be told apart (gallery, plots).
    void revealAll();
    bool isRevealed(const QString &prompt) const;
    /// Another study was opened.
    void clear();

private:
    RevealLog() = default;

    QSet<QString> m_prompts;
    bool m_all = false;
};

} // namespace widgets
