#pragma once

#include <memory>

#include <QFile>
#include <QHash>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace interchange {

/// Their column name → ours, as `--map` gives it: a JSON object, or a CSV file with the columns `from` and `to`.
using ColumnMap = QHash<QString, QString>;
/// Errors: "file.read", "import.map".
base::Result<ColumnMap> readColumnMap(const QString &path);

/// One row of a table, by column name. Whatever is not there is empty.
class TableRow
{
public:
    int line = 0; ///< in the file, from 1

    QString value(QStringView column) const { return valueAt(indexOf(column)); }
    QString value(QLatin1String column) const { return valueAt(indexOf(column)); }
    /// True when the table has the column (JSON lines: when the row has it).
    bool has(QStringView column) const { return indexOf(column) >= 0; }
    /// Names of all columns.
    QStringList columns() const { return m_names; }

private:
    friend class Table;
    // Names are few and nearly all differ in length: looking at each is faster than hashing the wanted one.
    template <typename Text>
    qsizetype indexOf(Text column) const
    {
        for (qsizetype i = m_names.size() - 1; i >= 0; --i)
            if (QStringView(m_names.at(i)) == column)
                return i;
        return -1;
    }
    QString valueAt(qsizetype index) const
    {
        return index >= 0 && index < m_values.size() ? m_values.at(index) : QString();
    }

    QStringList m_values;
    QStringList m_names;
};

/// Rows of a CSV or JSON lines file; which of both is told by the suffix (.jsonl, .ndjson), else CSV.
/// Lists of JSON become text joined by ';', true and false 1 and 0.
class Table
{
public:
    /// Errors: "file.read", "import.header" (no header, or a name twice).
    static base::Result<Table> open(const QString &path, const ColumnMap &map = {});

    Table(Table &&) noexcept;
    Table &operator=(Table &&) noexcept;
    ~Table();

    /// The columns of the CSV header, or of the first row, under our names.
    QStringList columns() const;
    /// False at the end. An error is one of the row: the next call goes on behind it. It has file and line.
    base::Result<bool> next(TableRow &row);
    /// How much of the file was read: bytes done and in all.
    qint64 position() const;
    qint64 size() const;

private:
    class Reader;
    class CsvTable;
    class JsonTable;
    explicit Table(std::unique_ptr<Reader> reader);
    std::unique_ptr<Reader> m_reader;
};

} // namespace interchange
