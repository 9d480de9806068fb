#include "core/interchange/csvreader.h"

#include <QStringDecoder>

namespace interchange {

namespace {
constexpr qsizetype bufferBytes = 1 << 18;
}

CsvReader::CsvReader(QIODevice &device)
    : m_device(device)
{
    if (fill() && m_buffer.startsWith("\xef\xbb\xbf"))
        m_position = 3;
}

bool CsvReader::fill()
{
    m_buffer = m_device.read(bufferBytes);
    m_position = 0;
    return !m_buffer.isEmpty();
}

/// The next byte, or -1 at the end.
int CsvReader::peek()
{
    if (m_position >= m_buffer.size() && !fill())
        return -1;
    return static_cast<unsigned char>(m_buffer.at(m_position));
}

void CsvReader::spoil(const QString &reason)
{
    if (m_problem.isEmpty())
        m_problem = reason;
}

void CsvReader::endField()
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(m_field);
    if (decoder.hasError())
        spoil(QStringLiteral("the text is not UTF-8"));
    if (m_fields.size() >= maxFields)
        spoil(QStringLiteral("the row has more than %1 fields").arg(maxFields));
    else
        m_fields.append(text);
    m_field.clear();
    m_state = State::FieldStart;
}

void CsvReader::endLine(char c)
{
    ++m_line;
    if (c == '\r' && peek() == '\n')
        ++m_position;
}

/// Handles one byte; true when it ended the row.
bool CsvReader::takeByte(char c)
{
    if (c == '\0')
        spoil(QStringLiteral("the row holds a NUL byte"));
    if (m_state == State::Quoted) {
        if (c == '"') {
            m_state = State::QuoteInQuoted;
            return false;
        }
        if (c == '\n' || (c == '\r' && peek() != '\n'))
            ++m_line;
    } else if (c == '\n' || c == '\r') {
        endField();
        endLine(c);
        return true;
    } else if (c == ',') {
        endField();
        return false;
    } else if (c == '"' && m_state == State::FieldStart) {
        m_state = State::Quoted;
        return false;
    } else if (c == '"' && m_state == State::QuoteInQuoted) {
        m_state = State::Quoted; // a doubled quote stands for one
    } else if (m_state == State::QuoteInQuoted) {
        spoil(QStringLiteral("there is text behind a closing quote"));
        m_state = State::Plain;
    } else if (c == '"') {
        spoil(QStringLiteral("there is a quote inside a field that does not start with one"));
    } else {
        m_state = State::Plain;
    }
    if (m_field.size() < maxFieldBytes)
        m_field.append(c);
    else
        spoil(QStringLiteral("a field is longer than %1 bytes").arg(maxFieldBytes));
    return false;
}

base::Result<bool> CsvReader::finish(QStringList &fields)
{
    if (!m_problem.isEmpty())
        return base::failIn({}, m_rowLine, QStringLiteral("import.row"), m_problem);
    fields = std::move(m_fields);
    return true;
}

base::Result<bool> CsvReader::next(QStringList &fields)
{
    while (true) {
        m_fields.clear();
        m_field.clear();
        m_problem.clear();
        m_state = State::FieldStart;
        m_rowLine = m_line;
        m_rowBytes = 0;
        int c = peek();
        if (c < 0)
            return false;
        bool ended = false;
        for (; c >= 0 && !ended; c = ended ? 0 : peek()) {
            ++m_position;
            if (++m_rowBytes > maxRowBytes)
                spoil(QStringLiteral("the row is longer than %1 bytes").arg(maxRowBytes));
            ended = takeByte(static_cast<char>(c));
        }
        if (!ended) { // the last row has no line end
            if (m_state == State::Quoted)
                spoil(QStringLiteral("a quoted field is never closed"));
            endField();
        }
        const bool emptyLine = m_fields.size() == 1 && m_fields.constFirst().isEmpty() && m_rowBytes <= 2;
        if (!emptyLine || !m_problem.isEmpty())
            return finish(fields);
    }
}

} // namespace interchange
