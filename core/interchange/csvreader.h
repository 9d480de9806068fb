#pragma once

#include <QIODevice>
#include <QStringList>

#include "core/base/result.h"

namespace interchange {

/// Reads RFC 4180 from a device, row by row, with memory for one row only. A UTF-8 byte-order mark is skipped; rows end
/// with LF, CRLF or CR; empty lines are skipped. Not UTF-8, NUL, quotes in the wrong place and fields beyond the bounds
/// are errors of their row, after which reading goes on with the next row.
class CsvReader
{
public:
    static constexpr qsizetype maxFieldBytes = 1 << 20;
    static constexpr qsizetype maxRowBytes = 16 << 20;
    static constexpr int maxFields = 4096;

    /// The device is open and outlives the reader.
    explicit CsvReader(QIODevice &device);

    /// Reads the next row into `fields`; false at the end. Errors have the line where the row starts.
    base::Result<bool> next(QStringList &fields);
    /// Line (from 1) on which the row that was read last starts.
    int line() const { return m_rowLine; }

private:
    enum class State { FieldStart, Plain, Quoted, QuoteInQuoted };

    bool fill();
    int peek();
    void endLine(char c);
    void endField();
    void spoil(const QString &reason);
    bool takeByte(char c);
    base::Result<bool> finish(QStringList &fields);

    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_position = 0;
    State m_state = State::FieldStart;
    QByteArray m_field;
    QStringList m_fields;
    qsizetype m_rowBytes = 0;
    int m_line = 1;
    int m_rowLine = 0;
    QString m_problem; ///< why the row being read is no good
};

} // namespace interchange
