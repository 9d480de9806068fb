#include "core/base/result.h"

namespace base {

QString Error::toLine() const
{
    QString text;
    if (!file.isEmpty()) {
        text += file;
        if (line > 0)
            text += QLatin1Char(':') + QString::number(line);
        text += QLatin1String(": ");
    }
    text += message + QLatin1Char('.');
    if (!hint.isEmpty())
        text += QLatin1Char(' ') + hint + QLatin1Char('.');
    // One line is promised even when a file name holds a line break.
    text.replace(QLatin1Char('\n'), QLatin1Char(' ')).replace(QLatin1Char('\r'), QLatin1Char(' '));
    return text;
}

tl::unexpected<Error> fail(QString code, QString message, QString hint)
{
    return failIn({}, 0, std::move(code), std::move(message), std::move(hint));
}

tl::unexpected<Error> failIn(QString file, int line, QString code, QString message, QString hint)
{
    Error error;
    error.code = std::move(code);
    error.message = std::move(message);
    error.file = std::move(file);
    error.line = line;
    error.hint = std::move(hint);
    return tl::make_unexpected(std::move(error));
}

} // namespace base
