#include "tests/support/interchangestudy.h"

#include <QDir>
#include <QFile>

namespace support {

InterchangeStudy::InterchangeStudy(const QString &name)
    : m_database(must(storage::Database::create(m_folder.file(name), QStringLiteral("Study"))))
{
}

base::Result<interchange::ImportReport> InterchangeStudy::import(const QString &fileName, const QByteArray &content,
                                                                 const QString &kind, bool keepGoing)
{
    interchange::ImportRequest request;
    request.source = m_folder.write(fileName, content);
    request.kind = kind;
    request.keepGoing = keepGoing;
    return interchange::importInto(m_database, request, {});
}

base::Result<interchange::ImportReport> InterchangeStudy::importPath(const QString &path, const QString &kind)
{
    interchange::ImportRequest request;
    request.source = path;
    request.kind = kind;
    return interchange::importInto(m_database, request, {});
}

QHash<QString, QByteArray> InterchangeStudy::exportAll(const QString &name, const QString &suffix)
{
    QDir().mkpath(m_folder.file(name));
    const auto path = [&](const char *what) {
        return m_folder.file(name + QLatin1Char('/') + QLatin1String(what) + QLatin1Char('.') + suffix);
    };
    interchange::ExportRequest request;
    request.votes = path("votes");
    request.labels = path("labels");
    request.scores = path("scores");
    request.pictures = path("pictures");
    request.trials = path("trials");
    QHash<QString, QByteArray> files;
    for (const interchange::ExportedFile &written : must(interchange::exportTables(m_database, request, {}))) {
        QFile file(written.path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(written.path));
        files.insert(written.what, file.readAll());
    }
    return files;
}

qint64 InterchangeStudy::count(const char *sql)
{
    auto select = must(m_database.prepare(QLatin1String(sql)));
    must(select.run());
    return select.next() ? select.integer(0) : -1;
}

QString InterchangeStudy::text(const char *sql)
{
    auto select = must(m_database.prepare(QLatin1String(sql)));
    must(select.run());
    return select.next() ? select.text(0) : QString();
}

} // namespace support
