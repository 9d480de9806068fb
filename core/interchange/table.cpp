#include "core/interchange/table.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include "core/interchange/csvreader.h"
#include "core/interchange/jsonlines.h"

namespace interchange {

class Table::Reader
{
public:
    Reader(const QString &path, const ColumnMap &map)
        : file(path)
        , map(map)
    {
    }
    virtual ~Reader() = default;
    Q_DISABLE_COPY_MOVE(Reader)

    virtual base::Result<void> start() = 0;
    virtual base::Result<bool> next(TableRow &row) = 0;

    base::Result<void> open()
    {
        if (!file.open(QIODevice::ReadOnly))
            return base::failIn(file.fileName(), 0, QStringLiteral("file.read"), file.errorString());
        return start();
    }
    QString ours(const QString &theirs) const { return map.value(theirs, theirs); }
    base::Error located(base::Error error) const
    {
        error.file = file.fileName();
        return error;
    }

    QFile file;
    ColumnMap map;
    QStringList columns;

protected:
    static void fillRow(TableRow &row, QStringList values, const QStringList &names)
    {
        row.m_values = std::move(values);
        row.m_names = names;
    }
};

class Table::CsvTable final : public Table::Reader
{
public:
    using Reader::Reader;

    base::Result<void> start() override
    {
        m_csv = std::make_unique<CsvReader>(file);
        const base::Result<bool> header = m_csv->next(columns);
        if (!header)
            return tl::make_unexpected(located(header.error()));
        if (!*header)
            return headerError(0, QStringLiteral("the file is empty"));
        QSet<QString> names;
        for (QString &name : columns) {
            name = ours(name.trimmed());
            if (names.contains(name))
                return headerError(m_csv->line(), QStringLiteral("the column '%1' is there twice").arg(name));
            names.insert(name);
        }
        if (columns.size() == 1
            && (columns.first().contains(QLatin1Char(';')) || columns.first().contains(QLatin1Char('\t'))))
            return headerError(m_csv->line(), QStringLiteral("the columns are not separated by commas"));
        return {};
    }

    base::Result<bool> next(TableRow &row) override
    {
        QStringList fields;
        const base::Result<bool> got = m_csv->next(fields);
        row.line = m_csv->line();
        if (!got)
            return tl::make_unexpected(located(got.error()));
        if (!*got)
            return false;
        if (fields.size() != columns.size())
            return base::failIn(
                file.fileName(), row.line, QStringLiteral("import.row"),
                QStringLiteral("the row has %1 fields and the header %2").arg(fields.size()).arg(columns.size()));
        fillRow(row, std::move(fields), columns);
        return true;
    }

private:
    tl::unexpected<base::Error> headerError(int line, const QString &what) const
    {
        return base::failIn(file.fileName(), line, QStringLiteral("import.header"), what,
                            QStringLiteral("The first row names the columns, separated by commas"));
    }

    std::unique_ptr<CsvReader> m_csv;
};

class Table::JsonTable final : public Table::Reader
{
public:
    using Reader::Reader;

    base::Result<void> start() override
    {
        // The first line tells the columns; it is read again as a row.
        JsonLinesReader probe(file);
        QJsonObject object;
        const base::Result<bool> first = probe.next(object);
        if (first && *first)
            for (const QString &key : object.keys())
                columns.append(ours(key));
        file.seek(0);
        m_lines = std::make_unique<JsonLinesReader>(file);
        return {};
    }

    base::Result<bool> next(TableRow &row) override
    {
        QJsonObject object;
        const base::Result<bool> got = m_lines->next(object);
        row.line = m_lines->line();
        if (!got)
            return tl::make_unexpected(located(got.error()));
        if (!*got)
            return false;
        QStringList values;
        QStringList names;
        for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
            const std::optional<QString> text = toText(it.value());
            if (!text)
                return base::failIn(file.fileName(), row.line, QStringLiteral("import.row"),
                                    QStringLiteral("the key '%1' holds an object").arg(it.key()));
            names.append(ours(it.key()));
            values.append(*text);
        }
        fillRow(row, std::move(values), names);
        return true;
    }

private:
    static std::optional<QString> toText(const QJsonValue &value)
    {
        if (value.isObject())
            return std::nullopt;
        if (value.isBool())
            return value.toBool() ? QStringLiteral("1") : QStringLiteral("0");
        if (!value.isArray())
            return value.toString(); // numbers are strings already; null is empty
        QStringList parts;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &part : array) {
            const std::optional<QString> text = part.isArray() ? std::nullopt : toText(part);
            if (!text)
                return std::nullopt;
            parts.append(*text);
        }
        return parts.join(QLatin1Char(';'));
    }

    std::unique_ptr<JsonLinesReader> m_lines;
};

Table::Table(std::unique_ptr<Reader> reader)
    : m_reader(std::move(reader))
{
}

Table::Table(Table &&) noexcept = default;
Table &Table::operator=(Table &&) noexcept = default;
Table::~Table() = default;

base::Result<Table> Table::open(const QString &path, const ColumnMap &map)
{
    std::unique_ptr<Reader> reader;
    if (path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive)
        || path.endsWith(QLatin1String(".ndjson"), Qt::CaseInsensitive))
        reader = std::make_unique<JsonTable>(path, map);
    else
        reader = std::make_unique<CsvTable>(path, map);
    BASE_TRY(reader->open());
    return Table(std::move(reader));
}

QStringList Table::columns() const
{
    return m_reader->columns;
}

base::Result<bool> Table::next(TableRow &row)
{
    return m_reader->next(row);
}

qint64 Table::position() const
{
    return m_reader->file.pos();
}

qint64 Table::size() const
{
    return m_reader->file.size();
}

base::Result<ColumnMap> readColumnMap(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(path, 0, QStringLiteral("file.read"), file.errorString());
    const auto wrong = [&path](const QString &what) {
        return base::failIn(
            path, 0, QStringLiteral("import.map"), what,
            QStringLiteral(
                "Write a JSON object {\"their column\": \"our column\"} or a CSV file with the columns from,to"));
    };
    ColumnMap map;
    if (file.peek(64).trimmed().startsWith('{')) {
        const base::Result<QJsonValue> json = parseJsonKeepingNumbers(file.readAll());
        if (!json)
            return wrong(json.error().message);
        const QJsonObject object = json->toObject();
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            map.insert(it.key(), it.value().toString());
        return map;
    }
    BASE_TRY_ASSIGN(table, Table::open(path));
    if (!table.columns().contains(QStringLiteral("from")) || !table.columns().contains(QStringLiteral("to")))
        return wrong(QStringLiteral("the map has no columns from and to"));
    TableRow row;
    while (true) {
        BASE_TRY_ASSIGN(more, table.next(row));
        if (!more)
            return map;
        map.insert(row.value(QStringLiteral("from")), row.value(QStringLiteral("to")));
    }
}

} // namespace interchange
