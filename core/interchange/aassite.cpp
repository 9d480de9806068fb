#include "core/interchange/aassite.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include "core/interchange/jsonlines.h"
#include "core/interchange/scorernames.h"
#include "core/study/prompt.h"

namespace interchange {

namespace {

const QString metaName = QStringLiteral("_meta.json");
const QString hpsV3 = QStringLiteral("import:hps-v3");

/// What is read of one group's folder.
class Group
{
public:
    Group(const QDir &folder, const QJsonArray &entries, QStringList &warnings)
        : m_folder(folder)
        , m_entries(entries)
        , m_warnings(warnings)
    {
    }

    base::Result<void> readScores(QStringList &read);
    /// Rows of all entries; an entry that lacks something goes to `failed`.
    base::Result<QList<PictureRow>> rows(const RowFailed &failed);

private:
    using Rows = base::Result<QList<PictureRow>>;

    Rows bench(const QJsonObject &entry) const;
    Rows danceflux(const QJsonObject &entry) const;
    Rows real(const QJsonObject &entry) const;
    Rows newspeak(const QJsonObject &entry) const;
    Rows critical(const QJsonObject &entry) const;
    Rows lapis(const QJsonObject &entry) const;
    Rows entryRows(const QJsonObject &entry) const;

    /// A row for the file of this name; a record without a file when `optional` and the file is not there.
    base::Result<PictureRow> picture(const QString &name, bool optional = false) const;
    base::Result<QList<PictureRow>> benchPair(const QJsonObject &entry, const QString &row, const QString &original,
                                              const QString &distorted) const;
    void warnOnce(const QString &warning) const
    {
        if (!m_warnings.contains(warning))
            m_warnings.append(warning);
    }

    QDir m_folder;
    QJsonArray m_entries;
    QStringList &m_warnings;
    QHash<QString, TableRow> m_scoresByRow; ///< scores.csv by its column `row`
};

tl::unexpected<base::Error> entryError(const QString &what)
{
    return base::fail(QStringLiteral("import.row"), what);
}

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString(); // numbers are strings here, as printed
}

void setPrompt(PictureRow &row, const QString &group, const QString &variant, const QString &prompt)
{
    row.groupKey = group;
    row.variant = row.promptVariant = variant;
    row.prompt = prompt;
}

/// The names of the benchmark's generators, so that a generator has one name in all groups.
QString generatorName(const QString &shortName)
{
    static const QHash<QString, QString> names{
        {QStringLiteral("nano_banana"), QStringLiteral("nano-banana")},
        {QStringLiteral("krea"), QStringLiteral("flux_krea")},
        {QStringLiteral("dance"), QStringLiteral("dance_flux")},
        {QStringLiteral("df"), QStringLiteral("dance_flux")},
    };
    return names.value(shortName, shortName);
}

const QString original = study::originalVariant;
const QString distorted = study::distortedVariant;

base::Result<PictureRow> Group::picture(const QString &name, bool optional) const
{
    PictureRow row;
    row.file = m_folder.filePath(metaName);
    if (QFileInfo(m_folder.filePath(name)).isFile()) {
        row.path = m_folder.absoluteFilePath(name);
        row.fileText = name;
    } else if (!optional) {
        return entryError(QStringLiteral("the picture %1 is not there").arg(name));
    }
    return row;
}

base::Result<void> Group::readScores(QStringList &read)
{
    const QString path = m_folder.filePath(QStringLiteral("scores.csv"));
    if (!QFileInfo(path).isFile())
        return {};
    read.append(path);
    BASE_TRY_ASSIGN(table, Table::open(path));
    TableRow row;
    while (true) {
        BASE_TRY_ASSIGN(more, table.next(row));
        if (!more)
            return {};
        m_scoresByRow.insert(row.value(QStringLiteral("row")), row);
    }
}

/// A pair of the benchmark: the 2 × 2 scores of scores.csv, and what `_meta.json` prints of them in its own precision.
Group::Rows Group::benchPair(const QJsonObject &entry, const QString &row, const QString &originalPrompt,
                             const QString &distortedPrompt) const
{
    if (!m_scoresByRow.contains(row))
        return entryError(QStringLiteral("scores.csv has no row %1, which tells the generator").arg(row));
    const TableRow scores = m_scoresByRow.value(row);
    const QString group = QStringLiteral("coco-") + scores.value(QStringLiteral("prompt_index"));
    const bool pair = entry.contains(QLatin1String("prompt_original"));
    const QString stem = text(entry, "idx");
    BASE_TRY_ASSIGN(plain, pair ? picture(stem + QLatin1String("_orig.jpg")) : picture(QString(), true));
    BASE_TRY_ASSIGN(wide, picture(stem + (pair ? QLatin1String("_dist.jpg") : QLatin1String("_df.jpg"))));
    setPrompt(plain, group, original, originalPrompt);
    setPrompt(wide, group, distorted, distortedPrompt);
    plain.generator = wide.generator = scores.value(QStringLiteral("model"));
    for (const QString &column : scores.columns()) {
        const std::optional<PaperCell> cell = paperCell(column);
        if (!cell)
            continue;
        const QString published = entry.value(column).toString();
        PictureRow &target = cell->distortedPicture ? wide : plain;
        target.scores.append({cell->scorer, published.isEmpty() ? scores.value(column) : published,
                              cell->distortedPrompt ? distorted : original, false});
    }
    return QList<PictureRow>{plain, wide};
}

Group::Rows Group::bench(const QJsonObject &entry) const
{
    return benchPair(entry, text(entry, "idx"), text(entry, "prompt_original"), text(entry, "prompt_distorted"));
}

Group::Rows Group::danceflux(const QJsonObject &entry) const
{
    // Its `idx` counts prompts; the rows of DanceFlux are found by that number.
    QString row;
    for (auto it = m_scoresByRow.cbegin(); it != m_scoresByRow.cend(); ++it)
        if (it->value(QStringLiteral("prompt_index")) == text(entry, "idx"))
            row = it.key();
    return benchPair(entry, row, text(entry, "po"), text(entry, "pa"));
}

Group::Rows Group::real(const QJsonObject &entry) const
{
    const QString i = text(entry, "i");
    const QString group = QStringLiteral("real-") + i;
    const QJsonArray values = entry.value(QLatin1String("image_reward")).toArray();
    if (values.size() != 2)
        return entryError(QStringLiteral("image_reward of entry %1 has not two values").arg(i));
    warnOnce(QStringLiteral(
        "image_reward of real/ is stored as import:hps-v3: the values are HPSv3's in spite of the name, they "
        "range from about -10 to 15, which ImageReward never reaches"));
    QList<PictureRow> rows;
    BASE_TRY_ASSIGN(photo, picture(i + QLatin1String(".jpg")));
    setPrompt(photo, group, distorted, text(entry, "anti_aesthetic_caption"));
    photo.kind = study::PictureKind::Photograph;
    QStringList labels;
    const QJsonArray elements = entry.value(QLatin1String("elements")).toArray();
    for (const QJsonValue &label : elements)
        labels.append(label.toString());
    photo.taxonomy = labels;
    photo.scores.append({hpsV3, values.at(0).toString(), distorted, false});
    if (!text(entry, "human_score").isEmpty())
        photo.scores.append({QStringLiteral("rating:ava"), text(entry, "human_score"), {}, true});
    const QString cleanName = i + QLatin1String("_clean.jpg");
    if (entry.value(QLatin1String("has_clean")).toBool(true)) {
        BASE_TRY_ASSIGN(clean, picture(cleanName));
        setPrompt(clean, group, original, text(entry, "clean_caption"));
        clean.generator = QStringLiteral("z-image-turbo");
        clean.scores.append({hpsV3, values.at(1).toString(), distorted, false});
        // Two kinds of picture: the rule "same generator" does not pair them.
        photo.counterpart = m_folder.filePath(cleanName);
        clean.fileText = photo.counterpart;
        photo.fileText = m_folder.filePath(i + QLatin1String(".jpg"));
        clean.counterpart = photo.fileText;
        rows.append(clean);
    }
    rows.prepend(photo);
    return rows;
}

Group::Rows Group::newspeak(const QJsonObject &entry) const
{
    const QString i = text(entry, "i").rightJustified(3, QLatin1Char('0'));
    QList<PictureRow> rows;
    for (const QString &which : {QStringLiteral("df"), QStringLiteral("krea")}) {
        BASE_TRY_ASSIGN(row, picture(i + QLatin1Char('_') + which + QLatin1String(".jpg")));
        setPrompt(row, QStringLiteral("newspeak-") + text(entry, "i"), original, text(entry, "prompt"));
        row.topic = text(entry, "label");
        row.generator = generatorName(which);
        rows.append(row);
    }
    if (QFileInfo(m_folder.filePath(QStringLiteral("published_pair_scores.csv"))).isFile())
        warnOnce(QStringLiteral(
            "published_pair_scores.csv of newspeak/ was left out: its numbers count other pairs, so its scores belong to no picture here"));
    return rows;
}

Group::Rows Group::critical(const QJsonObject &entry) const
{
    const QJsonObject scores = entry.value(QLatin1String("hpsv3")).toObject();
    const QString stem = text(entry, "i").rightJustified(3, QLatin1Char('0'));
    QList<PictureRow> rows;
    for (auto it = scores.constBegin(); it != scores.constEnd(); ++it) {
        const QString name = stem + QLatin1Char('_') + it.key() + QLatin1String(".png");
        const bool promised = entry.value(QLatin1String("files")).toArray().contains(QJsonValue(name));
        BASE_TRY_ASSIGN(row, picture(name, !promised));
        setPrompt(row, QStringLiteral("critical-") + text(entry, "i"), original, text(entry, "prompt"));
        row.topic = text(entry, "topic");
        row.generator = generatorName(it.key());
        row.scores.append({hpsV3, it.value().toString(), {}, false});
        rows.append(row);
    }
    return rows;
}

Group::Rows Group::lapis(const QJsonObject &entry) const
{
    BASE_TRY_ASSIGN(row, picture(text(entry, "i") + QLatin1String(".jpg")));
    setPrompt(row, QStringLiteral("lapis-") + text(entry, "i"), original, text(entry, "caption"));
    row.kind = study::PictureKind::Painting;
    row.scores.append({hpsV3, text(entry, "hpsv3"), {}, false});
    return QList<PictureRow>{row};
}

Group::Rows Group::entryRows(const QJsonObject &entry) const
{
    if (entry.contains(QLatin1String("prompt_original")))
        return bench(entry);
    if (entry.contains(QLatin1String("po")))
        return danceflux(entry);
    if (entry.contains(QLatin1String("anti_aesthetic_caption")))
        return real(entry);
    if (entry.contains(QLatin1String("files")))
        return critical(entry);
    if (entry.contains(QLatin1String("caption")))
        return lapis(entry);
    if (entry.contains(QLatin1String("label")))
        return newspeak(entry);
    return entryError(QStringLiteral("the entry belongs to none of bench, real, danceflux, newspeak, critical, lapis"));
}

Group::Rows Group::rows(const RowFailed &failed)
{
    QList<PictureRow> all;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        Rows rows = entryRows(m_entries.at(i).toObject());
        if (rows) {
            all.append(*rows);
            continue;
        }
        base::Error error = rows.error();
        error.file = m_folder.filePath(metaName);
        error.message = QStringLiteral("entry %1: %2").arg(i + 1).arg(error.message);
        if (!failed(error))
            return tl::make_unexpected(error);
    }
    return all;
}

base::Result<QJsonArray> readMeta(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(path, 0, QStringLiteral("file.read"), file.errorString());
    base::Result<QJsonValue> json = parseJsonKeepingNumbers(file.readAll());
    if (!json || !json->isArray())
        return base::failIn(path, 0, QStringLiteral("import.aas"),
                            json ? QStringLiteral("the file holds no list") : json.error().message,
                            QStringLiteral("Copy the folder again"));
    return json->toArray();
}

QStringList groupFolders(const QString &folder)
{
    const QDir root(folder);
    if (root.exists(metaName))
        return {root.absolutePath()};
    QStringList groups;
    for (const QString &name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        if (QDir(root.filePath(name)).exists(metaName))
            groups.append(root.absoluteFilePath(name));
    return groups;
}

} // namespace

bool isAasSite(const QString &folder)
{
    return !groupFolders(folder).isEmpty();
}

base::Result<QList<PictureRow>> readAasSite(const QString &folder, const RowFailed &failed, QStringList &warnings,
                                            QStringList &read)
{
    const QStringList groups = groupFolders(folder);
    if (groups.isEmpty())
        return base::failIn(folder, 0, QStringLiteral("import.aas"),
                            QStringLiteral("there is no _meta.json here or one folder below"),
                            QStringLiteral("Name a picture folder of the paper's site, or their parent"));
    QList<PictureRow> all;
    for (const QString &path : groups) {
        const QDir groupFolder(path);
        read.append(groupFolder.filePath(metaName));
        BASE_TRY_ASSIGN(entries, readMeta(groupFolder.filePath(metaName)));
        Group group(groupFolder, entries, warnings);
        BASE_TRY(group.readScores(read));
        BASE_TRY_ASSIGN(rows, group.rows(failed));
        all.append(rows);
    }
    return all;
}

} // namespace interchange
