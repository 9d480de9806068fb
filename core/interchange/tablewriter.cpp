#include "core/interchange/tablewriter.h"

#include <cmath>

#include <QRegularExpression>

#include "core/base/canonicaljson.h"
#include "core/base/clock.h"
#include "core/base/numbers.h"

namespace interchange {

namespace {

constexpr qsizetype bufferBytes = 1 << 20;

/// Characters that make a spreadsheet read a cell as a formula.
bool looksLikeFormula(const QString &value)
{
    static const QString starts = QStringLiteral("=+-@\t\r");
    return !value.isEmpty() && starts.contains(value.at(0));
}

bool needsQuotes(const QByteArray &text)
{
    for (const char c : text)
        if (c == ',' || c == '"' || c == '\n' || c == '\r')
            return true;
    return false;
}

base::Error writeError(const QSaveFile &file)
{
    return base::failIn(file.fileName(), 0, QStringLiteral("file.write"), file.errorString(),
                        QStringLiteral("Choose another place, or make room"))
        .value();
}

} // namespace

TableWriter::TableWriter(std::unique_ptr<QSaveFile> file, const QStringList &columns, bool json, Formulas formulas)
    : m_file(std::move(file))
    , m_json(json)
    , m_formulas(formulas)
{
    for (const QString &column : columns)
        m_keys.append(base::toCanonicalJson(column) + ':');
    if (m_json)
        return;
    for (const QString &column : columns)
        text(column);
    endRow();
    m_rows = 0;
}

base::Result<TableWriter> TableWriter::create(const QString &path, const QStringList &columns, Formulas formulas)
{
    const bool json = path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive);
    if (!json && !path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return base::failIn(path, 0, QStringLiteral("export.suffix"),
                            QStringLiteral("the suffix is neither .csv nor .jsonl"),
                            QStringLiteral("The suffix chooses the format"));
    auto file = std::make_unique<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly))
        return tl::make_unexpected(writeError(*file));
    return TableWriter(std::move(file), columns, json, formulas);
}

void TableWriter::startCell()
{
    if (m_json) {
        m_buffer += m_column == 0 ? '{' : ',';
        m_buffer += m_keys.at(m_column);
    } else if (m_column > 0) {
        m_buffer += ',';
    }
    ++m_column;
}

void TableWriter::jsonText(const QString &value)
{
    m_buffer += base::toCanonicalJson(value);
}

void TableWriter::csvText(const QString &value)
{
    QByteArray bytes = value.toUtf8();
    if (m_formulas == Formulas::Neutral && looksLikeFormula(value))
        bytes.prepend('\'');
    if (needsQuotes(bytes))
        m_buffer.append('"').append(bytes.replace('"', "\"\"")).append('"');
    else
        m_buffer += bytes;
}

void TableWriter::text(const QString &value)
{
    if (value.isEmpty())
        return unknown();
    startCell();
    if (m_json)
        jsonText(value);
    else
        csvText(value);
}

void TableWriter::integer(qint64 value)
{
    startCell();
    m_buffer += QByteArray::number(value);
}

void TableWriter::number(double value)
{
    if (!std::isfinite(value))
        return unknown();
    startCell();
    m_buffer += base::toShortest(value).toLatin1();
}

void TableWriter::number(const QString &printed)
{
    static const QRegularExpression jsonNumber(QStringLiteral("\\A-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z"));
    if (printed.isEmpty())
        return unknown();
    startCell();
    if (m_json && !jsonNumber.match(printed).hasMatch())
        jsonText(printed);
    else
        m_buffer += printed.toUtf8(); // checked to be a number when it was stored
}

void TableWriter::flag(bool value)
{
    startCell();
    if (m_json)
        m_buffer += value ? "true" : "false";
    else
        m_buffer += value ? '1' : '0';
}

void TableWriter::time(qint64 ms)
{
    if (ms == 0)
        return unknown();
    startCell();
    if (m_json)
        jsonText(base::toIsoTime(ms));
    else
        m_buffer += base::toIsoTime(ms).toLatin1();
}

void TableWriter::list(const QStringList &values)
{
    if (!m_json)
        return text(values.join(QLatin1Char(';')));
    startCell();
    m_buffer += '[';
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (i > 0)
            m_buffer += ',';
        jsonText(values[i]);
    }
    m_buffer += ']';
}

void TableWriter::unknown()
{
    startCell();
    if (m_json)
        m_buffer += "null";
}

void TableWriter::endRow()
{
    Q_ASSERT(m_column == m_keys.size());
    m_buffer += m_json ? "}\n" : "\n";
    m_column = 0;
    ++m_rows;
    flushWhenLarge();
}

void TableWriter::flushWhenLarge()
{
    if (m_buffer.size() < bufferBytes)
        return;
    m_file->write(m_buffer); // a failure stays in the file and is told by commit()
    m_buffer.clear();
}

base::Result<void> TableWriter::commit()
{
    m_file->write(m_buffer);
    m_buffer.clear();
    if (!m_file->commit())
        return tl::make_unexpected(writeError(*m_file));
    return {};
}

} // namespace interchange
