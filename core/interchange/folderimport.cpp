#include "core/interchange/folderimport.h"

#include <algorithm>

#include <QCollator>
#include <QFile>
#include <QFileInfo>

#include "core/imaging/picturetexts.h"
#include "core/imaging/probe.h"
#include "core/interchange/generationdata.h"
#include "core/study/prompt.h"

namespace interchange {

namespace {

/// A picture file below GENERATOR.
struct FoundPicture
{
    QString generator; ///< empty: it lies in no generator's folder
    QString fileName;
    QString path;

    QString stem() const { return QFileInfo(fileName).completeBaseName(); }
    QString place() const { return generator.isEmpty() ? fileName : generator + QLatin1Char('/') + fileName; }
};

tl::unexpected<base::Error> folderError(const QString &folder, const QString &what, const QString &hint)
{
    return base::failIn(folder, 0, QStringLiteral("import.folder"), what, hint);
}

base::Error fileError(const QString &path, const QString &what)
{
    base::Error error;
    error.code = QStringLiteral("import.row");
    error.message = what;
    error.file = path;
    return error;
}

bool leadsOut(const QFileInfo &info, const QString &canonicalRoot)
{
    const QString canonical = info.canonicalFilePath(); // empty for a broken link
    return canonical.isEmpty() || !canonical.startsWith(canonicalRoot + QLatin1Char('/'));
}

/// `loose`: pictures may lie right in the folder, because they tell their generator themselves.
base::Result<QList<FoundPicture>> findPictures(const QString &folder, bool loose, const RowFailed &failed,
                                               QStringList &warnings)
{
    const QDir root(folder);
    const QString canonicalRoot = QFileInfo(folder).canonicalFilePath();
    QList<FoundPicture> found;
    const auto refuse = [&failed](const QString &path, const QString &what) -> base::Result<void> {
        const base::Error error = fileError(path, what);
        return failed(error) ? base::Result<void>() : tl::make_unexpected(error);
    };
    for (const QFileInfo &entry :
         root.entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Name)) {
        if (!entry.isDir() && imaging::hasPictureSuffix(entry.fileName())) {
            if (!loose)
                BASE_TRY(refuse(entry.filePath(), QStringLiteral("the picture lies in no generator's folder")));
            else if (leadsOut(entry, canonicalRoot))
                BASE_TRY(refuse(entry.filePath(), QStringLiteral("the link leads out of the folder")));
            else
                found.append({{}, entry.fileName(), entry.absoluteFilePath()});
        }
        if (!entry.isDir())
            continue;
        if (leadsOut(entry, canonicalRoot)) {
            BASE_TRY(refuse(entry.filePath(), QStringLiteral("the link leads out of the folder")));
            continue;
        }
        for (const QFileInfo &file :
             QDir(entry.filePath()).entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Name)) {
            if (file.isDir()) {
                warnings.append(QStringLiteral("%1 was left out: pictures lie right in their generator's folder")
                                    .arg(file.filePath()));
            } else if (imaging::hasPictureSuffix(file.fileName())) {
                if (leadsOut(file, canonicalRoot))
                    BASE_TRY(refuse(file.filePath(), QStringLiteral("the link leads out of the folder")));
                else
                    found.append({entry.fileName(), file.fileName(), file.absoluteFilePath()});
            }
        }
    }
    return found;
}

/// NAME → line of prompts.txt, from 0.
base::Result<QHash<QString, qsizetype>> linesOfNames(const QList<FoundPicture> &pictures, qsizetype lines,
                                                     const QString &promptsFile)
{
    QSet<QString> distinct;
    for (const FoundPicture &picture : pictures)
        distinct.insert(picture.stem());
    QStringList stems(distinct.cbegin(), distinct.cend());
    QHash<QString, qsizetype> lineOf;
    bool numbers = true;
    qsizetype lowest = 1;
    for (const QString &stem : std::as_const(stems)) {
        bool ok = false;
        const qsizetype number = stem.toLongLong(&ok);
        numbers = numbers && ok && number >= 0;
        lowest = std::min(lowest, number);
        lineOf.insert(stem, number);
    }
    if (numbers) {
        for (qsizetype &line : lineOf)
            line -= lowest;
        return lineOf;
    }
    if (stems.size() != lines)
        return folderError(
            promptsFile,
            QStringLiteral("there are %1 prompts and %2 different picture names").arg(lines).arg(stems.size()),
            QStringLiteral("Write prompts.csv with the columns name,prompt instead"));
    QCollator natural{QLocale(QLocale::English)};
    natural.setNumericMode(true);
    std::sort(stems.begin(), stems.end(), [&natural](const QString &a, const QString &b) {
        const int order = natural.compare(a, b);
        return order != 0 ? order < 0 : a < b;
    });
    for (qsizetype i = 0; i < stems.size(); ++i)
        lineOf.insert(stems[i], i);
    return lineOf;
}

PictureRow plainRow(const FoundPicture &picture)
{
    PictureRow row;
    row.file = picture.path;
    row.path = picture.path;
    row.fileText = picture.place();
    row.generator = picture.generator;
    row.variant = row.promptVariant = study::originalVariant;
    return row;
}

base::Result<QList<PictureRow>> withTextPrompts(const QString &promptsFile, const QList<FoundPicture> &pictures,
                                                const RowFailed &failed)
{
    QFile file(promptsFile);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(promptsFile, 0, QStringLiteral("file.read"), file.errorString());
    QStringList prompts = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
    for (QString &prompt : prompts)
        prompt = prompt.trimmed();
    while (!prompts.isEmpty() && prompts.constLast().isEmpty())
        prompts.removeLast();
    BASE_TRY_ASSIGN(lineOf, linesOfNames(pictures, prompts.size(), promptsFile));
    QList<PictureRow> rows;
    for (const FoundPicture &picture : pictures) {
        const qsizetype line = lineOf.value(picture.stem());
        PictureRow row = plainRow(picture);
        row.prompt = prompts.value(line);
        if (!row.prompt.isEmpty()) {
            rows.append(row);
            continue;
        }
        const base::Error error =
            fileError(picture.path, QStringLiteral("prompts.txt has no prompt in line %1").arg(line + 1));
        if (!failed(error))
            return tl::make_unexpected(error);
    }
    return rows;
}

base::Result<QList<PictureRow>> withTablePrompts(const QString &promptsFile, const ColumnMap &map,
                                                 const QList<FoundPicture> &pictures, const RowFailed &failed)
{
    BASE_TRY_ASSIGN(table, Table::open(promptsFile, map));
    const QString nameColumn =
        table.columns().contains(QStringLiteral("name")) ? QStringLiteral("name") : QStringLiteral("file");
    if (!table.columns().contains(nameColumn) || !table.columns().contains(QStringLiteral("prompt")))
        return base::failIn(promptsFile, 1, QStringLiteral("import.header"),
                            QStringLiteral("prompts.csv has no columns name and prompt"),
                            QStringLiteral("Write name,prompt in the first row"));
    QHash<QString, TableRow> rowOf;
    TableRow row;
    while (true) {
        const base::Result<bool> more = table.next(row);
        if (more && !*more)
            break;
        if (more) {
            rowOf.insert(row.value(nameColumn), row);
        } else if (!failed(more.error())) {
            return tl::make_unexpected(more.error());
        }
    }
    QList<PictureRow> rows;
    for (const FoundPicture &picture : pictures) {
        QString key;
        for (const QString &name : {picture.place(), picture.fileName, picture.stem()})
            if (key.isEmpty() && rowOf.contains(name))
                key = name;
        base::Result<PictureRow> found = base::fail(
            QStringLiteral("import.row"), QStringLiteral("prompts.csv has no row for '%1'").arg(picture.stem()));
        if (!key.isEmpty())
            found = readPictureRow(rowOf.value(key), promptsFile, {}, true);
        if (found) {
            found->generator = picture.generator;
            found->path = picture.path;
            found->fileText = picture.place();
            rows.append(std::move(*found));
        } else {
            const base::Error error = fileError(picture.path, found.error().message);
            if (!failed(error))
                return tl::make_unexpected(error);
        }
    }
    return rows;
}

/// Prompt and seed from what the picture files themselves carry, the generator too where no folder names it.
base::Result<QList<PictureRow>> withEmbeddedPrompts(const QString &folder, const QList<FoundPicture> &pictures,
                                                    const RowFailed &failed)
{
    QList<PictureRow> rows;
    QList<base::Error> silent;
    for (const FoundPicture &picture : pictures) {
        QFile file(picture.path);
        const auto data = file.open(QIODevice::ReadOnly) ? generationData(imaging::pictureTexts(file.readAll()))
                                                         : std::optional<GenerationData>();
        PictureRow row = plainRow(picture);
        if (data) {
            row.prompt = data->prompt;
            row.seed = data->seed;
            if (row.generator.isEmpty())
                row.generator = data->model;
        }
        if (data && !row.generator.isEmpty()) {
            rows.append(row);
            continue;
        }
        const base::Error error = fileError(
            picture.path, data ? QStringLiteral("the picture lies in no generator's folder and names no model")
                               : QStringLiteral("the picture carries no prompt that can be read, and there is neither "
                                                "prompts.csv nor prompts.txt"));
        silent.append(error);
    }
    if (rows.isEmpty())
        return folderError(folder,
                           QStringLiteral("there is neither prompts.csv nor prompts.txt, and no picture carries "
                                          "its prompt"),
                           QStringLiteral("Write prompts.csv with the columns name,prompt into the folder"));
    for (const base::Error &error : std::as_const(silent))
        if (!failed(error))
            return tl::make_unexpected(error);
    return rows;
}

} // namespace

base::Result<QList<PictureRow>> readPictureFolder(const QString &folder, const ColumnMap &map, const RowFailed &failed,
                                                  QStringList &warnings)
{
    const QDir root(folder);
    const QString table = root.filePath(QStringLiteral("prompts.csv"));
    const QString text = root.filePath(QStringLiteral("prompts.txt"));
    const bool embedded = !QFileInfo(table).isFile() && !QFileInfo(text).isFile();
    BASE_TRY_ASSIGN(pictures, findPictures(folder, embedded, failed, warnings));
    if (pictures.isEmpty())
        return folderError(folder, QStringLiteral("there are no pictures of the form GENERATOR/NAME.ext"),
                           QStringLiteral("Make one folder per generator"));
    if (embedded)
        return withEmbeddedPrompts(folder, pictures, failed);
    return QFileInfo(table).isFile() ? withTablePrompts(table, map, pictures, failed)
                                     : withTextPrompts(text, pictures, failed);
}

} // namespace interchange
