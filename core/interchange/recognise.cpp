#include "core/interchange/recognise.h"

#include <algorithm>

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include "core/imaging/picturetexts.h"
#include "core/imaging/probe.h"
#include "core/interchange/aassite.h"
#include "core/interchange/generationdata.h"
#include "core/interchange/papertables.h"
#include "core/interchange/scorernames.h"

namespace interchange {

namespace {

bool hasFiles(const QDir &folder, const QString &pattern)
{
    return !folder.entryList({pattern}, QDir::Files).isEmpty();
}

/// Whether one of the first pictures tells its prompt.
bool hasTalkingPictures(const QString &path)
{
    constexpr int looks = 8;
    QDirIterator entries(path, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    for (int looked = 0; looked < looks && entries.hasNext();) {
        QFile file(entries.next());
        if (!imaging::hasPictureSuffix(entries.fileName()) || !file.open(QIODevice::ReadOnly))
            continue;
        if (generationData(imaging::pictureTexts(file.readAll())))
            return true;
        ++looked;
    }
    return false;
}

base::Result<Recognised> recogniseFolder(const QString &path)
{
    const QDir folder(path);
    if (isAasSite(path))
        return Recognised{QStringLiteral("aas-site"), QStringLiteral("there is a _meta.json")};
    for (const char *name : {"prompts.csv", "prompts.txt"})
        if (folder.exists(QLatin1String(name)))
            return Recognised{QStringLiteral("folder"), QStringLiteral("there is %1").arg(QLatin1String(name))};
    for (const QDir &place : {folder, QDir(folder.filePath(QStringLiteral("data")))})
        if (hasFiles(place, QStringLiteral("*.parquet")))
            return Recognised{QStringLiteral("parquet"), QStringLiteral("there are Parquet files")};
    if (hasPaperTables(path))
        return Recognised{QStringLiteral("aas-scores"), QStringLiteral("there are score tables of the paper")};
    if (hasTalkingPictures(path))
        return Recognised{QStringLiteral("folder"), QStringLiteral("the pictures carry their prompts")};
    return base::failIn(path, 0, QStringLiteral("import.unknown"),
                        QStringLiteral("the folder has neither prompts.csv, prompts.txt, _meta.json nor Parquet files"),
                        QStringLiteral("Say what it is with --as"));
}

base::Result<Recognised> recogniseTable(const QString &path, const ColumnMap &map)
{
    BASE_TRY_ASSIGN(table, Table::open(path, map));
    const QStringList columns = table.columns();
    const auto has = [&columns](const char *name) { return columns.contains(QLatin1String(name)); };
    const auto because = [](const char *kind, const char *names) {
        return Recognised{QLatin1String(kind), QStringLiteral("there are the columns %1").arg(QLatin1String(names))};
    };
    if (has("annotator")
        && (has("answer") || has("preferred_side") || has("preferred_picture") || has("preferred_generator")))
        return because("votes", "annotator and answer");
    if (has("annotator") && has("label"))
        return because("labels", "annotator and label");
    if (has("trial_id") && has("pictures") && has("state"))
        return because("trials", "trial_id, pictures and state");
    if (has("scorer") && has("value"))
        return because("scores", "scorer and value");
    if (has("prompt") && (has("file") || has("image") || has("generator") || has("picture")))
        return Recognised{path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? QStringLiteral("csv")
                                                                                    : QStringLiteral("jsonl"),
                          QStringLiteral("there are the columns prompt and file, picture or generator")};
    if (has("prompt_index")
        && std::any_of(columns.cbegin(), columns.cend(), [](const QString &name) { return paperCell(name).has_value(); }))
        return because("aas-scores", "prompt_index and four scores of a pair");
    return base::failIn(
        path, 1, QStringLiteral("import.unknown"),
        QStringLiteral("the columns are those of no known table: %1").arg(columns.mid(0, 8).join(QStringLiteral(", "))),
        QStringLiteral("Say what it is with --as, or map the columns with --map"));
}

} // namespace

base::Result<Recognised> recognise(const QString &source, const ColumnMap &map)
{
    if (QFileInfo(source).isDir())
        return recogniseFolder(source);
    const QString suffix = QFileInfo(source).suffix().toLower();
    if (suffix == QLatin1String("parquet"))
        return Recognised{QStringLiteral("parquet"), QStringLiteral("the suffix says so")};
    if (suffix == QLatin1String("csv") || suffix == QLatin1String("jsonl") || suffix == QLatin1String("ndjson"))
        return recogniseTable(source, map);
    if (suffix == QLatin1String("json")) {
        const auto table = readPaperTable(source, [](const base::Error &) { return true; });
        if (table && (!table->pairs.isEmpty() || !table->faces.isEmpty() || !table->verdicts.isEmpty()))
            return Recognised{QStringLiteral("aas-scores"), QStringLiteral("it holds a score table of the paper")};
    }
    return base::failIn(source, 0, QStringLiteral("import.unknown"),
                        QStringLiteral("the file is neither a folder nor .csv, .jsonl or .parquet"),
                        QStringLiteral("Say what it is with --as"));
}

} // namespace interchange
