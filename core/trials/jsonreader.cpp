#include "core/trials/jsonreader.h"

#include <cmath>

#include "core/base/numbers.h"

namespace trials {

namespace {
constexpr qsizetype maxDetails = 50;
} // namespace

void JsonFindings::add(const QString &code, const QString &path, const QString &what, const QString &hint)
{
    m_errors.append({code, QStringLiteral("%1 %2").arg(path, what), {}, 0, hint, {}});
}

base::Error JsonFindings::toError(const QString &file) const
{
    base::Error error = m_errors.value(0);
    error.file = file;
    for (qsizetype i = 1; i < m_errors.size() && i <= maxDetails; ++i)
        error.details.append(m_errors.at(i).message);
    return error;
}

JsonReader::JsonReader(const QJsonObject &object, const QString &path, JsonFindings &findings,
                       const QString &codePrefix)
    : m_object(object)
    , m_path(path)
    , m_findings(findings)
    , m_codePrefix(codePrefix)
{
}

void JsonReader::wrong(const QString &key, const QString &what)
{
    m_findings.add(m_codePrefix + QStringLiteral(".value"), path(key), what);
}

std::optional<QJsonValue> JsonReader::take(const QString &key)
{
    m_asked.append(key);
    if (!has(key))
        return std::nullopt;
    return m_object.value(key);
}

QString JsonReader::text(const QString &key, const QString &standard, int maxLength)
{
    const auto value = take(key);
    if (!value)
        return standard;
    if (!value->isString()) {
        wrong(key, QStringLiteral("must be a text"));
        return standard;
    }
    if (value->toString().size() > maxLength) {
        wrong(key, QStringLiteral("is longer than %1 characters").arg(maxLength));
        return standard;
    }
    return value->toString();
}

QString JsonReader::word(const QString &key, const QStringList &words, const QString &standard)
{
    const auto value = take(key);
    if (!value)
        return standard;
    if (!value->isString() || !words.contains(value->toString())) {
        wrong(key, QStringLiteral("must be one of %1").arg(words.join(QStringLiteral(", "))));
        return standard;
    }
    return value->toString();
}

double JsonReader::number(const QString &key, double standard, double low, double high)
{
    const auto value = take(key);
    if (!value)
        return standard;
    if (!value->isDouble() || value->toDouble() < low || value->toDouble() > high) {
        wrong(key, QStringLiteral("must be a number from %1 to %2").arg(base::toShortest(low), base::toShortest(high)));
        return standard;
    }
    return value->toDouble();
}

qint64 JsonReader::integer(const QString &key, qint64 standard, qint64 low, qint64 high)
{
    const auto value = take(key);
    if (!value)
        return standard;
    const double given = value->toDouble(NAN);
    if (!value->isDouble() || given != std::floor(given) || given < static_cast<double>(low)
        || given > static_cast<double>(high)) {
        wrong(key, QStringLiteral("must be a whole number from %1 to %2").arg(low).arg(high));
        return standard;
    }
    return value->toInteger();
}

bool JsonReader::boolean(const QString &key, bool standard)
{
    const auto value = take(key);
    if (!value)
        return standard;
    if (!value->isBool())
        wrong(key, QStringLiteral("must be true or false"));
    return value->toBool(standard);
}

QStringList JsonReader::texts(const QString &key, const QStringList &standard, int maxCount, int maxLength)
{
    if (!has(key)) {
        m_asked.append(key);
        return standard;
    }
    QStringList result;
    const QJsonArray values = array(key, maxCount);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString item = QStringLiteral("%1[%2]").arg(key).arg(i);
        const QString value = values.at(i).toString();
        if (!values.at(i).isString() || value.isEmpty() || value.size() > maxLength)
            wrong(item, QStringLiteral("must be a text of 1 to %1 characters").arg(maxLength));
        else if (result.contains(value))
            wrong(item, QStringLiteral("occurs twice"));
        else
            result.append(value);
    }
    return result;
}

QJsonArray JsonReader::array(const QString &key, int maxCount)
{
    const auto value = take(key);
    if (!value)
        return {};
    if (!value->isArray() || value->toArray().size() > maxCount) {
        wrong(key, QStringLiteral("must be a list of at most %1 entries").arg(maxCount));
        return {};
    }
    return value->toArray();
}

JsonReader JsonReader::object(const QString &key)
{
    const auto value = take(key);
    if (value && !value->isObject())
        wrong(key, QStringLiteral("must be an object"));
    return JsonReader(value ? value->toObject() : QJsonObject(), path(key), m_findings, m_codePrefix);
}

void JsonReader::finish()
{
    for (const QString &key : m_object.keys())
        if (!m_asked.contains(key))
            m_findings.add(m_codePrefix + QStringLiteral(".key"), path(key), QStringLiteral("is not a known key"),
                           QStringLiteral("Known here: %1").arg(m_asked.join(QStringLiteral(", "))));
}

} // namespace trials
