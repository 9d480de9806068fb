#pragma once

#include <optional>

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include "core/base/result.h"

namespace trials {

/// What was wrong in one JSON document, in the order found.
class JsonFindings
{
public:
    void add(const QString &code, const QString &path, const QString &what, const QString &hint = {});
    bool isEmpty() const { return m_errors.isEmpty(); }
    /// The first finding, with the others as details.
    base::Error toError(const QString &file) const;

private:
    QList<base::Error> m_errors;
};

/// Reads the members of one JSON object, each with its default, and remembers what was asked for: members
/// that nobody asked for are wrong keys. A wrong value is noted with its path and the default is returned.
class JsonReader
{
public:
    JsonReader(const QJsonObject &object, const QString &path, JsonFindings &findings, const QString &codePrefix);

    bool has(const QString &key) const { return m_object.contains(key); }
    QString path(const QString &key) const { return m_path + u'.' + key; }

    /// Notes a wrong value of `key`.
    void wrong(const QString &key, const QString &what);

    QString text(const QString &key, const QString &standard, int maxLength);
    /// One word of a fixed list.
    QString word(const QString &key, const QStringList &words, const QString &standard);
    double number(const QString &key, double standard, double low, double high);
    qint64 integer(const QString &key, qint64 standard, qint64 low, qint64 high);
    bool boolean(const QString &key, bool standard);
    /// Distinct non-empty texts.
    QStringList texts(const QString &key, const QStringList &standard, int maxCount, int maxLength);
    /// An array of any content; empty when it is missing or wrong.
    QJsonArray array(const QString &key, int maxCount);
    /// A nested object; an empty one when it is missing or wrong.
    JsonReader object(const QString &key);

    /// Notes every member that nobody asked for. Call last.
    void finish();

private:
    std::optional<QJsonValue> take(const QString &key);

    QJsonObject m_object;
    QString m_path;
    JsonFindings &m_findings;
    QString m_codePrefix;
    QStringList m_asked;
};

} // namespace trials
