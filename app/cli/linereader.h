#pragma once

#include <QByteArray>

namespace cli {

/// Reads lines of bounded length from a descriptor, and notices Ctrl+C while it waits.
class LineReader
{
public:
    enum class Outcome {
        Line,        ///< text() holds a line without its end
        TooLong,     ///< a line was longer than allowed; it was dropped as a whole
        End,         ///< there is no further line
        Interrupted, ///< a signal arrived while waiting
    };

    LineReader(int descriptor, qsizetype maxLength);

    Outcome next();
    const QByteArray &text() const { return m_text; }

private:
    Outcome finishLine(qsizetype length);

    int m_descriptor;
    qsizetype m_maxLength;
    QByteArray m_buffer; ///< read, not yet handed out
    QByteArray m_text;
    bool m_dropping = false; ///< within a line that is too long
};

} // namespace cli
