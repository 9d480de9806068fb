#pragma once

#include <QJsonObject>

#include "core/interchange/exporter.h"
#include "core/interchange/importer.h"
#include "core/storage/database.h"
#include "tests/support/studies.h"

namespace support {

/// An empty study in a folder of its own, for tests that import into it.
class InterchangeStudy
{
public:
    explicit InterchangeStudy(const QString &name = QStringLiteral("study.dissensus"));

    storage::Database &database() { return m_database; }
    TestFolder &folder() { return m_folder; }

    /// Writes `content` as a file of the folder and imports it.
    base::Result<interchange::ImportReport> import(const QString &fileName, const QByteArray &content,
                                                   const QString &kind = QStringLiteral("auto"),
                                                   bool keepGoing = false);
    /// Imports what is there already.
    base::Result<interchange::ImportReport> importPath(const QString &path,
                                                       const QString &kind = QStringLiteral("auto"));
    /// Writes all five files into the folder `name` (a suffix without point chooses the format) and returns them by
    /// kind.
    QHash<QString, QByteArray> exportAll(const QString &name, const QString &suffix = QStringLiteral("csv"));
    /// The number that a statement selects.
    qint64 count(const char *sql);
    /// The text that a statement selects.
    QString text(const char *sql);

private:
    TestFolder m_folder;
    storage::Database m_database;
};

} // namespace support
