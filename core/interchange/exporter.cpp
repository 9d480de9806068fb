#include "core/interchange/exporter.h"

#include <QFileInfo>

#include "core/interchange/answerexport.h"
#include "core/interchange/exportcolumns.h"
#include "core/interchange/pictureexport.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace interchange {

namespace {

class ExportJob
{
public:
    ExportJob(storage::Database &database, const ExportRequest &request, const base::Progress &progress)
        : m_database(database)
        , m_request(request)
        , m_progress(progress)
    {
    }

    base::Result<QList<ExportedFile>> run();

private:
    struct Open
    {
        QString what;
        TableWriter writer;
    };

    base::Result<void> writeAnswers();
    base::Result<void> writePictures();
    base::Result<TableWriter *> open(const QString &what, const QString &path, const QStringList &columns);

    storage::Database &m_database;
    const ExportRequest &m_request;
    const base::Progress &m_progress;
    ExportContext m_context;
    std::vector<std::unique_ptr<Open>> m_open;
};

base::Result<TableWriter *> ExportJob::open(const QString &what, const QString &path, const QStringList &columns)
{
    if (path.isEmpty())
        return nullptr;
    BASE_TRY_ASSIGN(writer, TableWriter::create(path, columns,
                                                m_request.forSpreadsheet ? TableWriter::Formulas::Neutral
                                                                         : TableWriter::Formulas::Plain));
    m_open.push_back(std::make_unique<Open>(Open{what, std::move(writer)}));
    return &m_open.back()->writer;
}

base::Result<void> ExportJob::writeAnswers()
{
    BASE_TRY_ASSIGN(votes, open(QStringLiteral("votes"), m_request.votes, voteColumns()));
    if (votes)
        BASE_TRY(exportVotes(m_database, m_context, *votes, m_progress));
    BASE_TRY_ASSIGN(labels, open(QStringLiteral("labels"), m_request.labels, labelColumns()));
    if (labels)
        BASE_TRY(exportLabels(m_database, m_context, *labels, m_progress));
    BASE_TRY_ASSIGN(trials, open(QStringLiteral("trials"), m_request.trials, trialColumns()));
    if (trials)
        BASE_TRY(exportTrials(m_database, m_context, *trials, m_progress));
    return {};
}

base::Result<void> ExportJob::writePictures()
{
    if (m_request.scores.isEmpty() && m_request.pictures.isEmpty())
        return {};
    m_progress.report(QStringLiteral("Reading scores"), 0, 0);
    BASE_TRY_ASSIGN(scores, exportableScores(m_database, m_context));
    BASE_TRY_ASSIGN(scoreFile, open(QStringLiteral("scores"), m_request.scores, scoreColumns()));
    if (scoreFile)
        writeScores(scores, m_context, *scoreFile);
    BASE_TRY_ASSIGN(pictureFile, open(QStringLiteral("pictures"), m_request.pictures, pictureExportColumns(scores)));
    if (pictureFile)
        BASE_TRY(
            exportPictures(m_database, m_context, scores, QFileInfo(m_request.pictures).absolutePath(), *pictureFile));
    return {};
}

base::Result<QList<ExportedFile>> ExportJob::run()
{
    BASE_TRY_ASSIGN(transaction, storage::Transaction::beginReading(m_database));
    BASE_TRY_ASSIGN(context, ExportContext::load(m_database));
    m_context = std::move(context);
    BASE_TRY(writeAnswers());
    BASE_TRY(writePictures());
    if (m_progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("the export was cancelled"));
    QList<ExportedFile> files;
    for (const auto &one : m_open) {
        BASE_TRY(one->writer.commit());
        files.append({one->what, one->writer.path(), one->writer.rows()});
    }
    return files;
}

} // namespace

base::Result<QList<ExportedFile>> exportTables(storage::Database &database, const ExportRequest &request,
                                               const base::Progress &progress)
{
    return ExportJob(database, request, progress).run();
}

} // namespace interchange
