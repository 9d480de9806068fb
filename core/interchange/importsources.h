#pragma once

#include <optional>

#include <QHash>
#include <QSet>

#include "core/base/result.h"
#include "core/storage/sourcerepository.h"

namespace interchange {

/// The source rows of one import, and which of them brought each row.
class ImportSources
{
public:
    explicit ImportSources(storage::Database &database);

    /// Makes, or brings back, the import's own source. `import` holds its kind, path, name and content.
    base::Result<void> begin(const storage::Source &import);

    /// Who brings the rows that follow: the import's own source, or another of this name. A pictures file that names
    /// its pictures' sources keeps them: one source row for each name, taken back together.
    base::Result<void> use(const std::optional<QString> &name);
    void useMain() { m_current = m_main; }

    /// Says that the current source brought the row.
    base::Result<void> note(storage::SourceRepository::Item kind, qint64 id);

    /// After a rollback: what was noted, and sources made since, may not be there.
    void forget();

    const storage::Source &import() const { return m_import; }
    const QString &uid() const { return m_uid; }
    QList<study::SourceId> all() const
    {
        QList<study::SourceId> ids(m_byName.cbegin(), m_byName.cend());
        ids.append(m_main);
        return ids;
    }

private:
    base::Result<study::SourceId> add(const QString &name, const QString &content);

    storage::SourceRepository m_repository;
    storage::Source m_import;
    QString m_uid; ///< of the import's own source
    QHash<QString, study::SourceId> m_byName;
    study::SourceId m_main;
    study::SourceId m_current;
    bool m_anythingWithdrawn = true;
    QSet<std::pair<qint64, std::pair<int, qint64>>> m_noted;
};

} // namespace interchange
