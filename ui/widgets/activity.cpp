#include "ui/widgets/activity.h"

#include <algorithm>

namespace widgets {

Activity &Activity::instance()
{
    static Activity activity;
    return activity;
}

void Activity::say(const Entry &entry)
{
    const auto known =
        std::find_if(m_entries.begin(), m_entries.end(), [&entry](const Entry &e) { return e.key == entry.key; });
    if (known == m_entries.end()) {
        if (entry.text.isEmpty())
            return;
        m_entries.append(entry);
    } else if (entry.text.isEmpty()) {
        m_entries.erase(known); // clazy:exclude=strict-iterators
    } else {
        *known = entry;
    }
    Q_EMIT changed();
}

} // namespace widgets
