#include "core/interchange/picturetable.h"

#include <QFileInfo>

#include "core/interchange/exportcolumns.h"
#include "core/interchange/scorernames.h"
#include "core/study/prompt.h"

namespace interchange {

namespace {

tl::unexpected<base::Error> rowError(const QString &what, const QString &hint = {})
{
    return base::fail(QStringLiteral("import.row"), what, hint);
}

/// Absolute path of a file that a row names.
base::Result<QString> findFile(const QString &text, const QList<QDir> &folders)
{
    for (const QDir &folder : folders) {
        const QFileInfo info(QDir::cleanPath(folder.absoluteFilePath(text)));
        if (info.isFile())
            return info.absoluteFilePath();
    }
    return rowError(QStringLiteral("the file '%1' is not there").arg(text),
                    QStringLiteral("Write paths relative to the table's folder or to the study's folder"));
}

/// What our own export says of a file that is not beside it.
std::optional<study::Asset> describedAsset(const TableRow &row)
{
    study::Asset asset;
    asset.sha256 = row.value(QStringLiteral("sha256"));
    if (asset.sha256.size() != 64)
        return std::nullopt;
    asset.bytes = row.value(QStringLiteral("bytes")).toLongLong();
    asset.width = row.value(QStringLiteral("width")).toInt();
    asset.height = row.value(QStringLiteral("height")).toInt();
    asset.format = row.value(QStringLiteral("format"));
    return asset;
}

base::Result<QList<ScoreCell>> readScoreCells(const TableRow &row)
{
    static const QString prefix = QStringLiteral("score:");
    QList<ScoreCell> cells;
    for (const QString &column : row.columns()) {
        if (!column.startsWith(prefix) || row.value(column).isEmpty())
            continue;
        const QString id = column.mid(prefix.size());
        const QString name = id.section(QLatin1Char('@'), 0, 0);
        if (name.isEmpty())
            return rowError(QStringLiteral("the column '%1' names no scorer").arg(column));
        const QString variant = id.section(QLatin1Char('@'), 1);
        const QString scorer = importedScorerName(name);
        cells.append({scorer, row.value(column), variant, variant.isEmpty() && isPromptless(scorer)});
    }
    return cells;
}

} // namespace

base::Result<PictureRow> readPictureRow(const TableRow &row, const QString &file, const QList<QDir> &folders,
                                        bool ownExport)
{
    const auto text = [&row](const char *column) { return row.value(QLatin1String(column)); };
    PictureRow picture;
    picture.file = file;
    picture.line = row.line;
    picture.fileText = text("file").isEmpty() ? text("image") : text("file");
    picture.expectedSha256 = text("sha256").toLower();
    if (!picture.fileText.isEmpty() && !folders.isEmpty()) {
        BASE_TRY_ASSIGN(path, findFile(picture.fileText, folders));
        picture.path = path;
    } else if (picture.fileText.isEmpty()) {
        picture.asset = describedAsset(row);
    }
    const QString kind = text("kind").isEmpty() ? QStringLiteral("generated") : text("kind");
    const auto knownKind = study::pictureKindFromText(kind);
    if (!knownKind)
        return rowError(QStringLiteral("the kind '%1' is none of generated, photograph, painting").arg(kind));
    picture.kind = *knownKind;
    picture.uid = text("picture");
    picture.generator = text("generator");
    if (picture.generator.isEmpty() && picture.kind == study::PictureKind::Generated && !ownExport)
        return rowError(QStringLiteral("the generator is empty"),
                        QStringLiteral("Name the generator, or set the kind to photograph or painting"));
    picture.groupKey = text("prompt_group");
    picture.topic = text("topic");
    picture.promptUid = text("prompt_id");
    picture.prompt = text("prompt");
    picture.variant = text("variant").isEmpty() ? QString(study::originalVariant) : text("variant");
    picture.promptVariant = text("prompt_variant").isEmpty() ? picture.variant : text("prompt_variant");
    picture.seed = text("seed");
    picture.emotion = text("emotion");
    picture.counterpart = text("counterpart");
    if (row.has(QStringLiteral("taxonomy"))) {
        QStringList labels = text("taxonomy").split(QLatin1Char(';'), Qt::SkipEmptyParts);
        for (QString &label : labels)
            label = label.trimmed();
        picture.taxonomy = labels;
    }
    if (row.has(QStringLiteral("source")))
        picture.sourceName = text("source");
    if (!ownExport) {
        BASE_TRY_ASSIGN(scores, readScoreCells(row));
        picture.scores = scores;
    }
    return picture;
}

base::Result<QList<PictureRow>> readPictureTable(const QString &path, const ColumnMap &map, const QDir &studyFolder,
                                                 const RowFailed &failed, QStringList &warnings)
{
    BASE_TRY_ASSIGN(table, Table::open(path, map));
    const QStringList columns = table.columns();
    const QStringList exported = pictureColumns();
    const bool ownExport = std::all_of(exported.cbegin(), exported.cend(),
                                       [&columns](const QString &name) { return columns.contains(name); });
    if (!columns.isEmpty() && !columns.contains(QStringLiteral("prompt"))
        && !columns.contains(QStringLiteral("prompt_id")) && !columns.contains(QStringLiteral("prompt_group")))
        return base::failIn(path, 1, QStringLiteral("import.header"), QStringLiteral("there is no column 'prompt'"),
                            QStringLiteral("Give file, prompt and generator, or map your columns with --map"));
    for (const QString &column : columns) {
        if (!ownExport || !column.startsWith(QLatin1String("score:")))
            continue;
        warnings.append(QStringLiteral(
            "the score columns were left out: the exported scores file has them with their fingerprints"));
        break;
    }
    const QList<QDir> folders{QFileInfo(path).absoluteDir(), studyFolder};
    QList<PictureRow> rows;
    TableRow row;
    while (true) {
        const base::Result<bool> more = table.next(row);
        if (more && !*more)
            return rows;
        base::Result<PictureRow> picture =
            more ? readPictureRow(row, path, folders, ownExport) : tl::make_unexpected(more.error());
        if (picture) {
            rows.append(std::move(*picture));
            continue;
        }
        base::Error error = picture.error();
        error.file = path;
        error.line = row.line;
        if (!failed(error))
            return tl::make_unexpected(error);
    }
}

base::Result<void> writePictures(ImportWriter &writer, const QList<PictureRow> &rows, const base::Progress &progress)
{
    qint64 done = 0;
    for (const PictureRow &picture : rows) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the import was cancelled"));
        BASE_TRY(writer.row(picture.file, picture.line, [&]() -> base::Result<void> {
            BASE_TRY(writer.picture(picture));
            return {};
        }));
        if (++done % 256 == 0)
            progress.report(QStringLiteral("Storing pictures"), done, rows.size());
    }
    return {};
}

} // namespace interchange
