#include "core/interchange/papertables.h"

#include <algorithm>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include "core/base/numbers.h"
#include "core/interchange/jsonlines.h"
#include "core/interchange/scorernames.h"
#include "core/interchange/table.h"

namespace interchange {

namespace {

/// The largest JSON file that is read whole; the published ones have less than a megabyte.
constexpr qint64 largestJson = 256 << 20;
const QString secondSuffix = QStringLiteral("_second");

base::Error entryError(const QString &path, int line, int entry, const QString &what)
{
    const QString where = line > 0 ? QString() : QStringLiteral("entry %1: ").arg(entry);
    return base::failIn(path, line, QStringLiteral("import.row"), where + what).value();
}

QString notANumber(const QString &key, const QString &text)
{
    return QStringLiteral("%1 is '%2', which is no finite number").arg(key, text);
}

/// The score columns of a row; `text` gives a column's cell. Nothing is wrong when a value is empty: it is not there.
base::Result<QList<PaperValue>> valuesOf(const QStringList &columns, const std::function<QString(const QString &)> &text)
{
    QList<PaperValue> values;
    for (const QString &column : columns) {
        const std::optional<PaperCell> cell = paperCell(column);
        if (!cell || text(column).isEmpty())
            continue;
        const QString second = columns.contains(column + secondSuffix) ? text(column + secondSuffix) : QString();
        for (const auto &[key, number] : {std::pair(column, text(column)), std::pair(column + secondSuffix, second)})
            if (!number.isEmpty() && !base::toFiniteDouble(number))
                return base::fail(QStringLiteral("import.row"), notANumber(key, number));
        values.append({cell->scorer, cell->distortedPicture, cell->distortedPrompt, text(column), second});
    }
    return values;
}

base::Result<void> readCsv(const QString &path, PaperTable &result, const PaperRowFailed &failed)
{
    BASE_TRY_ASSIGN(table, Table::open(path));
    const QStringList columns = table.columns();
    if (std::none_of(columns.cbegin(), columns.cend(), [](const QString &name) { return paperCell(name).has_value(); }))
        return {};
    if (!columns.contains(QStringLiteral("prompt_index")))
        return base::failIn(path, 1, QStringLiteral("import.header"),
                            QStringLiteral("there is no column 'prompt_index'"),
                            QStringLiteral("It tells which scores belong to the same prompt"));
    const QString folder = QFileInfo(path).absoluteDir().dirName();
    TableRow row;
    while (true) {
        const base::Result<bool> more = table.next(row);
        if (more && !*more)
            return {};
        std::optional<base::Error> problem;
        if (!more) {
            problem = more.error();
        } else {
            PaperPair pair;
            pair.file = path;
            pair.line = row.line;
            pair.generator = row.has(QStringLiteral("model")) ? row.value(QStringLiteral("model")) : folder;
            pair.prompt = row.value(QStringLiteral("prompt_index"));
            pair.regenerated = row.value(QStringLiteral("regenerated")) == QLatin1String("1");
            const auto values = valuesOf(columns, [&row](const QString &column) { return row.value(column); });
            if (!values)
                problem = entryError(path, row.line, 0, values.error().message);
            else if (pair.generator.isEmpty() || pair.prompt.isEmpty())
                problem = entryError(path, row.line, 0, QStringLiteral("model or prompt_index is empty"));
            else
                pair.values = *values;
            if (!problem)
                result.pairs.append(pair);
        }
        if (problem) {
            problem->file = path;
            problem->line = row.line;
            if (!failed(*problem))
                return tl::make_unexpected(*problem);
        }
    }
}

/// What the entries of a file without `prompt_index` count: the column of the one CSV table beside it that has as many
/// rows, or nothing.
base::Result<QStringList> promptNumbersBeside(const QString &path, qsizetype entries)
{
    const QDir folder = QFileInfo(path).absoluteDir();
    for (const QString &name : folder.entryList({QStringLiteral("*.csv")}, QDir::Files, QDir::Name)) {
        BASE_TRY_ASSIGN(table, Table::open(folder.filePath(name)));
        if (!table.columns().contains(QStringLiteral("prompt_index")) || table.columns().contains(QStringLiteral("model")))
            continue;
        QStringList numbers;
        TableRow row;
        while (true) {
            const base::Result<bool> more = table.next(row);
            if (more && !*more)
                break;
            if (more)
                numbers.append(row.value(QStringLiteral("prompt_index")));
        }
        if (numbers.size() == entries)
            return numbers;
    }
    return QStringList();
}

/// "angry" → "anger": the words of the file as keys of the label set "paper".
QString emotionKey(const QString &word)
{
    if (word == QLatin1String("angry"))
        return QStringLiteral("anger");
    return word == QLatin1String("fearful") ? QStringLiteral("fear") : word;
}

base::Result<PaperFaces> readFaces(const QJsonObject &entry)
{
    static const QString happySuffix = QStringLiteral("_happy_image");
    PaperFaces faces;
    for (auto it = entry.constBegin(); it != entry.constEnd(); ++it) {
        const QString word = it.key().section(QLatin1Char('_'), 0, 0);
        const QString column = it.key().section(QLatin1Char('_'), 1);
        const std::optional<QString> scorer = paperScorerName(column);
        if (!scorer || column.endsWith(happySuffix))
            continue;
        const QString happyKey = it.key() + happySuffix;
        const QString edited = it.value().toString();
        const QString happy = entry.value(happyKey).toString();
        for (const auto &[key, number] : {std::pair(it.key(), edited), std::pair(happyKey, happy)})
            if (!base::toFiniteDouble(number))
                return base::fail(QStringLiteral("import.row"), notANumber(key, number));
        faces.faces.append({emotionKey(word), *scorer, edited, happy});
    }
    return faces;
}

base::Result<PaperVerdict> readVerdict(const QJsonObject &predicted, const QJsonObject &truth)
{
    static const QString scoreSuffix = QStringLiteral("_score");
    PaperVerdict verdict;
    for (auto it = predicted.constBegin(); it != predicted.constEnd(); ++it) {
        if (!it.key().endsWith(scoreSuffix))
            continue;
        PaperVerdict::Dimension dimension;
        dimension.name = it.key().chopped(scoreSuffix.size());
        dimension.score = it.value().toString();
        dimension.predicted = predicted.value(dimension.name + QLatin1String("_pred")).toString();
        dimension.label = truth.value(dimension.name).toString();
        for (const auto &[key, number] : {std::pair(it.key(), dimension.score), std::pair(dimension.name, dimension.label)})
            if (!base::toFiniteDouble(number))
                return base::fail(QStringLiteral("import.row"), notANumber(key, number));
        verdict.dimensions.append(dimension);
    }
    if (verdict.dimensions.isEmpty())
        return base::fail(QStringLiteral("import.row"), QStringLiteral("there is no key that ends with _score"));
    return verdict;
}

/// One file of JSON: which of the three kinds it is, its first entry tells.
class JsonFile
{
public:
    JsonFile(const QString &path, PaperTable &result, const PaperRowFailed &failed)
        : m_path(path)
        , m_result(result)
        , m_failed(failed)
    {
    }

    base::Result<void> read()
    {
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly))
            return base::failIn(m_path, 0, QStringLiteral("file.read"), file.errorString());
        if (file.size() > largestJson)
            return base::failIn(m_path, 0, QStringLiteral("import.aas"), QStringLiteral("the file is too large"),
                                QStringLiteral("Tables of up to 256 MB are read"));
        const base::Result<QJsonValue> json = parseJsonKeepingNumbers(file.readAll());
        if (!json)
            return base::failIn(m_path, 0, QStringLiteral("import.aas"), json.error().message,
                                QStringLiteral("Copy the file again"));
        if (json->isObject())
            return readVerdicts(json->toObject());
        const QJsonArray entries = json->toArray();
        const QStringList keys = entries.isEmpty() ? QStringList() : entries.first().toObject().keys();
        if (std::any_of(keys.cbegin(), keys.cend(), [](const QString &key) { return paperCell(key).has_value(); }))
            return readPairs(entries);
        if (std::any_of(keys.cbegin(), keys.cend(),
                        [](const QString &key) { return key.endsWith(QLatin1String("_happy_image")); }))
            return eachEntry(entries, [this](int entry, const QJsonObject &object) -> base::Result<void> {
                BASE_TRY_ASSIGN(faces, readFaces(object));
                faces.entry = entry;
                m_result.faces.append(faces);
                return {};
            });
        return {};
    }

private:
    base::Result<void> eachEntry(const QJsonArray &entries,
                                 const std::function<base::Result<void>(int, const QJsonObject &)> &take)
    {
        for (int i = 0; i < entries.size(); ++i) {
            const base::Result<void> taken = take(i + 1, entries.at(i).toObject());
            if (taken)
                continue;
            const base::Error problem = entryError(m_path, 0, i + 1, taken.error().message);
            if (!m_failed(problem))
                return tl::make_unexpected(problem);
        }
        return {};
    }

    base::Result<void> readPairs(const QJsonArray &entries)
    {
        BASE_TRY_ASSIGN(numbers, promptNumbersBeside(m_path, entries.size()));
        const QString generator = QFileInfo(m_path).absoluteDir().dirName();
        return eachEntry(entries, [&](int entry, const QJsonObject &object) -> base::Result<void> {
            PaperPair pair;
            pair.file = m_path;
            pair.generator = generator;
            pair.prompt = numbers.isEmpty() ? QString::number(entry - 1) : numbers[entry - 1];
            BASE_TRY_ASSIGN(values, valuesOf(object.keys(), [&object](const QString &key) {
                                return object.value(key).toString();
                            }));
            pair.values = values;
            m_result.pairs.append(pair);
            return {};
        });
    }

    base::Result<void> readVerdicts(const QJsonObject &object)
    {
        const QJsonArray predicted = object.value(QLatin1String("pred")).toArray();
        const QJsonArray truth = object.value(QLatin1String("gt")).toArray();
        if (predicted.isEmpty() && truth.isEmpty())
            return {};
        if (predicted.size() != truth.size())
            return base::failIn(m_path, 0, QStringLiteral("import.aas"),
                                QStringLiteral("pred has %1 entries and gt has %2").arg(predicted.size()).arg(truth.size()),
                                QStringLiteral("Copy the file again"));
        return eachEntry(predicted, [&](int entry, const QJsonObject &one) -> base::Result<void> {
            BASE_TRY_ASSIGN(verdict, readVerdict(one, truth.at(entry - 1).toObject()));
            verdict.entry = entry;
            m_result.verdicts.append(verdict);
            return {};
        });
    }

    QString m_path;
    PaperTable &m_result;
    const PaperRowFailed &m_failed;
};

QStringList tablesIn(const QDir &folder, const QStringList &patterns)
{
    QStringList files;
    for (const QString &name : folder.entryList(patterns, QDir::Files, QDir::Name))
        files.append(folder.absoluteFilePath(name));
    return files;
}

QStringList tablesBelow(const QString &source, const QStringList &patterns)
{
    const QDir folder(source);
    QStringList files = tablesIn(folder, patterns);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        files += tablesIn(QDir(folder.filePath(name)), patterns);
    return files;
}

} // namespace

bool hasPaperTables(const QString &folder)
{
    return !tablesBelow(folder, {QStringLiteral("hpsv3.csv"), QStringLiteral("hpsv2.csv"),
                                 QStringLiteral("image_reward.csv"), QStringLiteral("hpsv3_rewards.csv"),
                                 QStringLiteral("hpsv2_rewards.json"), QStringLiteral("image_reward.json"),
                                 QStringLiteral("hpsv3_scores.json"), QStringLiteral("eval.json")})
                .isEmpty();
}

QStringList paperTableFiles(const QString &source)
{
    if (!QFileInfo(source).isDir())
        return {source};
    return tablesBelow(source, {QStringLiteral("*.csv"), QStringLiteral("*.json")});
}

base::Result<PaperTable> readPaperTable(const QString &path, const PaperRowFailed &failed)
{
    PaperTable table;
    table.file = path;
    table.isBeforeRegeneration = QFileInfo(path).fileName().contains(QLatin1String("before_regeneration"));
    if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        BASE_TRY(JsonFile(path, table, failed).read());
    else
        BASE_TRY(readCsv(path, table, failed));
    return table;
}

} // namespace interchange
