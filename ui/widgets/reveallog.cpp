#include "ui/widgets/reveallog.h"

namespace widgets {

RevealLog &RevealLog::instance()
{
    static RevealLog log;
    return log;
}

void RevealLog::reveal(const QString &prompt)
{
    m_prompts.insert(prompt);
}

void RevealLog::revealAll()
{
    m_all = true;
}

bool RevealLog::isRevealed(const QString &prompt) const
{
    return m_all || m_prompts.contains(prompt);
}

void RevealLog::clear()
{
    m_prompts.clear();
    m_all = false;
}

} // namespace widgets
