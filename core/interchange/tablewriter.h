#pragma once

#include <memory>

#include <QSaveFile>
#include <QStringList>

#include "core/base/result.h"

namespace interchange {

/// Writes a table row by row as CSV (RFC 4180, `\n`, no quotes where none are needed) or as JSON lines, by the suffix
/// of the path. The cells of a row come in the order of the columns. An existing file stays as it is until commit().
class TableWriter
{
public:
    enum class Formulas {
        Plain,
        Neutral, ///< text that a spreadsheet would take for a formula gets an apostrophe; CSV only
    };

    /// Errors: "export.suffix" (neither .csv nor .jsonl), "file.write".
    static base::Result<TableWriter> create(const QString &path, const QStringList &columns, Formulas formulas);

    void text(const QString &value);
    void integer(qint64 value);
    /// NaN and infinities are unknown.
    void number(double value);
    /// A number as it was printed; as text in JSON when it is no JSON number.
    void number(const QString &printed);
    void flag(bool value);
    /// 0 is unknown.
    void time(qint64 ms);
    void list(const QStringList &values);
    void unknown();
    void endRow();

    qint64 rows() const { return m_rows; }
    QString path() const { return m_file->fileName(); }
    /// Puts the file in its place. Errors: "file.write".
    base::Result<void> commit();

private:
    TableWriter(std::unique_ptr<QSaveFile> file, const QStringList &columns, bool json, Formulas formulas);
    void startCell();
    void csvText(const QString &value);
    void jsonText(const QString &value);
    void flushWhenLarge();

    std::unique_ptr<QSaveFile> m_file;
    QList<QByteArray> m_keys; ///< JSON: each column as `"name":`
    bool m_json;
    Formulas m_formulas;
    QByteArray m_buffer;
    qsizetype m_column = 0;
    qint64 m_rows = 0;
};

} // namespace interchange
