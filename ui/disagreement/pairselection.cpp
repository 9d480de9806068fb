#include "ui/disagreement/pairselection.h"

namespace disagreement {

void PairSelection::set(const Ids &ids)
{
    if (ids == m_ids)
        return;
    m_ids = ids;
    Q_EMIT changed();
}

void PairSelection::toggle(const Ids &ids)
{
    Ids united = m_ids;
    united.unite(ids);
    if (united == m_ids)
        united.subtract(ids);
    set(united);
}

void PairSelection::add(const Ids &ids)
{
    Ids united = m_ids;
    set(united.unite(ids));
}

void PairSelection::setTool(Tool tool)
{
    if (tool == m_tool)
        return;
    m_tool = tool;
    Q_EMIT toolChanged();
}

} // namespace disagreement
