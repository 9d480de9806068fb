#include "core/interchange/importer.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include "core/base/hash.h"
#include "core/interchange/aasscores.h"
#include "core/interchange/aassite.h"
#include "core/interchange/folderimport.h"
#include "core/interchange/importwriter.h"
#include "core/interchange/labelimport.h"
#include "core/interchange/picturetable.h"
#include "core/interchange/recognise.h"
#include "core/interchange/scoreimport.h"
#include "core/interchange/voteimport.h"
#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"

namespace interchange {

namespace {

const QString maintenance = QStringLiteral("maintenance");

/// One run of importInto().
class ImportJob
{
public:
    ImportJob(storage::Database &database, ImportRequest request, const base::Progress &progress)
        : m_database(database)
        , m_request(std::move(request))
        , m_progress(progress)
    {
    }

    base::Result<ImportReport> run();

private:
    base::Result<void> prepare();
    base::Result<QList<PictureRow>> readPictures();
    base::Result<void> importPictures();
    base::Result<void> importTable();
    base::Result<void> importScoreTables();
    base::Result<QString> identity();
    bool isScoreTables() const { return m_report.kind == QLatin1String("aas-scores"); }
    bool isPictureKind() const { return !isScoreTables() && m_tableImports.value(m_report.kind) == nullptr; }

    using TableImport = base::Result<void> (*)(ImportWriter &, const QString &, const ColumnMap &,
                                               const base::Progress &);

    storage::Database &m_database;
    ImportRequest m_request;
    const base::Progress &m_progress;
    ImportReport m_report;
    ColumnMap m_map;
    QStringList m_read; ///< files that make the import's identity
    const QHash<QString, TableImport> m_tableImports{
        {QStringLiteral("scores"), importScores},
        {QStringLiteral("votes"), importVotes},
        {QStringLiteral("trials"), importTrials},
        {QStringLiteral("labels"), importLabels},
    };
};

base::Result<void> ImportJob::prepare()
{
    const QFileInfo source(m_request.source);
    if (!source.exists())
        return base::failIn(m_request.source, 0, QStringLiteral("import.missing"),
                            QStringLiteral("there is no such file or folder"));
    m_request.source = source.absoluteFilePath();
    if (m_request.name.isEmpty())
        m_request.name = source.fileName();
    m_read.append(m_request.source);
    if (!m_request.mapFile.isEmpty()) {
        BASE_TRY_ASSIGN(map, readColumnMap(m_request.mapFile));
        m_map = map;
        m_read.append(m_request.mapFile);
    }
    for (auto it = m_request.columns.cbegin(); it != m_request.columns.cend(); ++it)
        m_map.insert(it.key(), it->isEmpty() ? QLatin1Char('-') + it.key() : *it);
    m_report.kind = m_request.kind;
    m_report.dryRun = m_request.dryRun;
    if (m_report.kind == QLatin1String("auto")) {
        BASE_TRY_ASSIGN(found, recognise(m_request.source, m_map));
        m_report.kind = found.kind;
        m_report.recognised = found.reason;
    }
    if (!supportedImportKinds().contains(m_report.kind))
        return base::failIn(m_request.source, 0, QStringLiteral("import.unsupported"),
                            QStringLiteral("imports of the kind '%1' are not read by this version").arg(m_report.kind),
                            QStringLiteral("It reads ") + supportedImportKinds().join(QStringLiteral(", ")));
    const bool wantsFolder = m_report.kind == QLatin1String("folder") || m_report.kind == QLatin1String("aas-site");
    if (!isScoreTables() && wantsFolder != source.isDir())
        return base::failIn(m_request.source, 0, QStringLiteral("import.missing"),
                            QStringLiteral("the kind '%1' wants a %2")
                                .arg(m_report.kind, wantsFolder ? QStringLiteral("folder") : QStringLiteral("file")));
    return {};
}

base::Result<QList<PictureRow>> ImportJob::readPictures()
{
    const RowFailed failed = [this](const base::Error &error) {
        if (m_request.keepGoing)
            m_report.skipped.append({error.file, error.line, error.message});
        return m_request.keepGoing;
    };
    m_progress.report(QStringLiteral("Reading the list of pictures"), 0, 0);
    if (m_report.kind == QLatin1String("folder"))
        return readPictureFolder(m_request.source, m_map, failed, m_report.warnings);
    if (m_report.kind == QLatin1String("aas-site"))
        return readAasSite(m_request.source, failed, m_report.warnings, m_read);
    return readPictureTable(m_request.source, m_map, m_database.folder(), failed, m_report.warnings);
}

/// What was imported and how. Folders count by their place, so that a picture added later joins the same source.
base::Result<QString> ImportJob::identity()
{
    QStringList parts{m_report.kind, m_request.groupPrefix, m_request.name};
    for (const QString &path : std::as_const(m_read)) {
        parts.append(path);
        if (QFileInfo(path).isFile()) {
            BASE_TRY_ASSIGN(hash, base::sha256File(path));
            parts.append(hash);
        }
    }
    // Chosen by hand: the same columns in another order are the same import.
    QStringList chosen;
    for (auto it = m_request.columns.cbegin(); it != m_request.columns.cend(); ++it)
        chosen.append(it.key() + QLatin1Char('=') + *it);
    chosen.sort();
    parts += chosen;
    return base::sha256(parts.join(QChar(0x1f)).toUtf8());
}

base::Result<void> ImportJob::importPictures()
{
    BASE_TRY_ASSIGN(rows, readPictures());
    BASE_TRY(probePictures(rows, m_progress, [this](const PictureRow &, const base::Error &error) {
        if (m_request.keepGoing)
            m_report.skipped.append({error.file, error.line, error.message});
        return m_request.keepGoing;
    }));
    BASE_TRY_ASSIGN(content, identity());
    ImportWriter writer(m_database, m_request, m_report);
    BASE_TRY(writer.begin(m_report.kind, content, m_request.source));
    BASE_TRY(writePictures(writer, rows, m_progress));
    return writer.finish();
}

base::Result<void> ImportJob::importTable()
{
    BASE_TRY_ASSIGN(content, identity());
    ImportWriter writer(m_database, m_request, m_report);
    BASE_TRY(writer.begin(m_report.kind, content, m_request.source));
    BASE_TRY(m_tableImports.value(m_report.kind)(writer, m_request.source, m_map, m_progress));
    return writer.finish();
}

base::Result<void> ImportJob::importScoreTables()
{
    const QStringList files = paperTableFiles(m_request.source);
    for (const QString &file : files)
        if (!m_read.contains(file))
            m_read.append(file);
    BASE_TRY_ASSIGN(content, identity());
    ImportWriter writer(m_database, m_request, m_report);
    BASE_TRY(writer.begin(m_report.kind, content, m_request.source));
    BASE_TRY(importAasScores(writer, files, m_request.keepGoing, m_progress));
    return writer.finish();
}

base::Result<ImportReport> ImportJob::run()
{
    QElapsedTimer timer;
    timer.start();
    BASE_TRY(prepare());
    BASE_TRY_ASSIGN(lock, storage::ExclusiveLock::take(m_database.path(), maintenance));
    BASE_TRY(isScoreTables() ? importScoreTables() : isPictureKind() ? importPictures() : importTable());
    m_report.seconds = static_cast<double>(timer.elapsed()) / 1000;
    return m_report;
}

} // namespace

QStringList supportedImportKinds()
{
    return {QStringLiteral("folder"), QStringLiteral("csv"),      QStringLiteral("jsonl"),
            QStringLiteral("scores"), QStringLiteral("votes"),    QStringLiteral("labels"),
            QStringLiteral("trials"), QStringLiteral("aas-site"), QStringLiteral("aas-scores")};
}

QStringList importKinds()
{
    return supportedImportKinds()
           + QStringList{QStringLiteral("auto"),         QStringLiteral("parquet"), QStringLiteral("aas-benchmark"),
                         QStringLiteral("aas-real"),     QStringLiteral("lapis"),   QStringLiteral("critical"),
                         QStringLiteral("emotion-bias"), QStringLiteral("vsf"),     QStringLiteral("visionreward")};
}

base::Result<ImportReport> importInto(storage::Database &database, ImportRequest request,
                                      const base::Progress &progress)
{
    return ImportJob(database, std::move(request), progress).run();
}

base::Result<void> undoImport(storage::Database &database, const QString &sourceUid)
{
    BASE_TRY_ASSIGN(lock, storage::ExclusiveLock::take(database.path(), maintenance));
    storage::SourceRepository repository(database);
    BASE_TRY_ASSIGN(source, repository.sourceByUid(sourceUid));
    if (!source)
        return base::failIn(database.path(), 0, QStringLiteral("import.nosource"),
                            QStringLiteral("the study has no import with the id '%1'").arg(sourceUid),
                            QStringLiteral("The id is source_id in what import printed"));
    // One import may have made several sources, see ImportSources::use().
    const QString content = source->content.section(QLatin1Char('#'), 0, 0);
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    BASE_TRY_ASSIGN(all, repository.sources());
    for (const storage::Source &one : std::as_const(all))
        if (!one.withdrawn && one.content.section(QLatin1Char('#'), 0, 0) == content)
            BASE_TRY(repository.withdraw(one.id));
    return transaction.commit();
}

} // namespace interchange
