#include "app/cli/linereader.h"

#include <cerrno>

#include <unistd.h>

namespace cli {

LineReader::LineReader(int descriptor, qsizetype maxLength)
    : m_descriptor(descriptor)
    , m_maxLength(maxLength)
{
}

LineReader::Outcome LineReader::next()
{
    qsizetype searched = 0;
    for (;;) {
        if (const qsizetype end = m_buffer.indexOf('\n', searched); end >= 0) {
            const Outcome outcome = finishLine(end);
            m_buffer.remove(0, end + 1);
            return outcome;
        }
        if (m_buffer.size() > m_maxLength) {
            m_dropping = true;
            m_buffer.clear();
        }
        searched = m_buffer.size();
        char chunk[4096];
        const ssize_t count = ::read(m_descriptor, chunk, sizeof chunk);
        if (count < 0 && errno == EINTR)
            return Outcome::Interrupted;
        if (count <= 0) {
            // A last line without its end is a line, too.
            if (m_buffer.isEmpty() && !m_dropping)
                return Outcome::End;
            const Outcome outcome = finishLine(m_buffer.size());
            m_buffer.clear();
            return outcome;
        }
        m_buffer.append(chunk, count);
    }
}

LineReader::Outcome LineReader::finishLine(qsizetype length)
{
    m_text = m_buffer.first(length);
    if (m_text.endsWith('\r'))
        m_text.chop(1);
    const bool tooLong = m_dropping || length > m_maxLength;
    m_dropping = false;
    return tooLong ? Outcome::TooLong : Outcome::Line;
}

} // namespace cli
