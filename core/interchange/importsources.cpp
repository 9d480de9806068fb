#include "core/interchange/importsources.h"

namespace interchange {

ImportSources::ImportSources(storage::Database &database)
    : m_repository(database)
{
}

base::Result<void> ImportSources::begin(const storage::Source &import)
{
    m_import = import;
    BASE_TRY_ASSIGN(main, add(import.name, import.content));
    m_main = main;
    m_current = main;
    BASE_TRY_ASSIGN(withdrawn, m_repository.anythingWithdrawn());
    m_anythingWithdrawn = withdrawn; // nothing withdraws rows while this import holds the transaction
    return {};
}

base::Result<study::SourceId> ImportSources::add(const QString &name, const QString &content)
{
    BASE_TRY_ASSIGN(known, m_repository.sourceByContent(content));
    if (known && known->withdrawn)
        BASE_TRY(m_repository.revive(known->id));
    if (!known) {
        storage::Source source = m_import;
        source.name = name;
        source.content = content;
        BASE_TRY_ASSIGN(added, m_repository.addSource(source));
        known = added;
    }
    if (m_uid.isEmpty())
        m_uid = known->uid;
    return known->id;
}

base::Result<void> ImportSources::use(const std::optional<QString> &name)
{
    useMain();
    if (!name)
        return {};
    if (!m_byName.contains(*name)) {
        BASE_TRY_ASSIGN(source, add(*name, m_import.content + QLatin1Char('#') + *name));
        m_byName.insert(*name, source);
    }
    m_current = m_byName.value(*name);
    return {};
}

base::Result<void> ImportSources::note(storage::SourceRepository::Item kind, qint64 id)
{
    const std::pair key(m_current.value, std::pair(static_cast<int>(kind), id));
    if (m_noted.contains(key))
        return {};
    BASE_TRY(m_anythingWithdrawn ? m_repository.addItem(m_current, kind, id)
                                 : m_repository.addFreshItem(m_current, kind, id));
    m_noted.insert(key);
    return {};
}

void ImportSources::forget()
{
    m_noted.clear();
    m_byName.clear();
    useMain();
}

} // namespace interchange
