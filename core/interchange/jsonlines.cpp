#include "core/interchange/jsonlines.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>

namespace interchange {

namespace {

bool startsNumber(char c)
{
    return c == '-' || (c >= '0' && c <= '9');
}

bool continuesNumber(char c)
{
    return startsNumber(c) || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// The text of `json` with quotes around every number; nothing when it is nested too deeply.
std::optional<QByteArray> quoteNumbers(const QByteArray &json)
{
    QByteArray out;
    out.reserve(json.size() + json.size() / 8);
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (inString) {
            out.append(c);
            if (c == '\\' && i + 1 < json.size())
                out.append(json.at(++i));
            else if (c == '"')
                inString = false;
            continue;
        }
        if (startsNumber(c)) {
            qsizetype end = i;
            while (end < json.size() && continuesNumber(json.at(end)))
                ++end;
            out.append('"').append(json.mid(i, end - i)).append('"');
            i = end - 1;
            continue;
        }
        if (c == '[' || c == '{')
            ++depth;
        else if (c == ']' || c == '}')
            --depth;
        else if (c == '"')
            inString = true;
        if (depth > maxJsonDepth)
            return std::nullopt;
        out.append(c);
    }
    return out;
}

} // namespace

base::Result<QJsonValue> parseJsonKeepingNumbers(const QByteArray &text)
{
    if (!text.isValidUtf8())
        return base::fail(QStringLiteral("json.syntax"), QStringLiteral("the text is not UTF-8"));
    const std::optional<QByteArray> quoted = quoteNumbers(text);
    if (!quoted)
        return base::fail(QStringLiteral("json.depth"),
                          QStringLiteral("the JSON is nested deeper than %1").arg(maxJsonDepth));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(*quoted, &error);
    if (error.error != QJsonParseError::NoError)
        return base::fail(QStringLiteral("json.syntax"),
                          QStringLiteral("the text is not JSON: ") + error.errorString());
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

JsonLinesReader::JsonLinesReader(QIODevice &device)
    : m_device(device)
{
}

QByteArray JsonLinesReader::readLine()
{
    // In pieces: QIODevice makes room for as much as it may read.
    constexpr qint64 piece = 1 << 14;
    QByteArray line;
    while (line.size() <= maxLineBytes && !line.endsWith('\n')) {
        const QByteArray read = m_device.readLine(std::min<qint64>(piece, maxLineBytes + 1 - line.size()));
        if (read.isEmpty())
            break;
        line += read;
    }
    return line;
}

base::Result<bool> JsonLinesReader::next(QJsonObject &object)
{
    while (true) {
        QByteArray line = readLine();
        if (line.isEmpty())
            return false;
        ++m_line;
        const auto failed = [this](const QString &reason) {
            return base::failIn({}, m_line, QStringLiteral("import.row"), reason);
        };
        if (line.size() >= maxLineBytes && !line.endsWith('\n')) {
            while (!line.isEmpty() && !line.endsWith('\n'))
                line = readLine();
            return failed(QStringLiteral("the line is longer than %1 bytes").arg(maxLineBytes));
        }
        if (m_line == 1 && line.startsWith("\xef\xbb\xbf"))
            line.remove(0, 3);
        if (line.trimmed().isEmpty())
            continue;
        if (line.contains('\0'))
            return failed(QStringLiteral("the line holds a NUL byte"));
        const base::Result<QJsonValue> value = parseJsonKeepingNumbers(line.trimmed());
        if (!value)
            return failed(value.error().message);
        if (!value->isObject())
            return failed(QStringLiteral("the line is no JSON object"));
        object = value->toObject();
        return true;
    }
}

} // namespace interchange
