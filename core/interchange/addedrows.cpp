#include "core/interchange/addedrows.h"

#include "core/storage/database.h"

namespace interchange {

base::Result<void> AddedRows::begin(storage::Database &database)
{
    for (size_t i = 0; i < sorts.size(); ++i) {
        BASE_TRY_ASSIGN(
            select, database.prepare(
                        QStringLiteral("SELECT coalesce(max(rowid), 0) FROM %1").arg(QLatin1String(sorts[i].after))));
        BASE_TRY(select.run());
        m_newest[i] = select.next() ? select.integer(0) : 0;
    }
    return {};
}

base::Result<void> AddedRows::count(storage::Database &database, ImportReport &report) const
{
    for (const Sort &sort : sorts)
        report.*sort.count = 0;
    for (size_t i = 0; i < sorts.size(); ++i) {
        BASE_TRY_ASSIGN(
            select, database.prepare(
                        QStringLiteral("SELECT count(*) FROM %1 WHERE rowid > ?").arg(QLatin1String(sorts[i].table))));
        BASE_TRY(select.run(m_newest[i]));
        if (select.next())
            report.*sorts[i].count += select.integer(0);
    }
    return {};
}

} // namespace interchange
