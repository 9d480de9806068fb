#include "core/base/canonicaljson.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <QJsonArray>
#include <QJsonObject>

namespace base {

namespace {

/// Number text of ECMAScript (Number::toString), which RFC 8785 section 3.2.2.3 asks for.
QByteArray ecmaNumber(double value)
{
    if (value == 0)
        return "0";
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    const QByteArray scientific(buffer, end - buffer); // d.ddde±xx, shortest digits
    const bool negative = scientific.startsWith('-');
    const qsizetype e = scientific.indexOf('e');
    QByteArray digits = scientific.mid(negative ? 1 : 0, e - (negative ? 1 : 0));
    digits.remove(1, 1); // the point, if there is one
    const int k = static_cast<int>(digits.size());
    const int n = scientific.mid(e + 1).toInt() + 1;

    QByteArray text;
    if (k <= n && n <= 21)
        text = digits + QByteArray(n - k, '0');
    else if (0 < n && n <= 21)
        text = digits.left(n) + '.' + digits.mid(n);
    else if (-6 < n && n <= 0)
        text = "0." + QByteArray(-n, '0') + digits;
    else {
        const QByteArray exponent = (n - 1 < 0 ? "-" : "+") + QByteArray::number(std::abs(n - 1));
        text = digits.left(1) + (k > 1 ? "." + digits.mid(1) : QByteArray()) + "e" + exponent;
    }
    return negative ? "-" + text : text;
}

void appendString(QByteArray &out, const QString &text)
{
    out += '"';
    const QByteArray bytes = text.toUtf8();
    for (const char c : bytes) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                out += "\\u00" + QByteArray::number(static_cast<unsigned char>(c), 16).rightJustified(2, '0');
            else
                out += c;
        }
    }
    out += '"';
}

void append(QByteArray &out, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        out += value.toBool() ? "true" : "false";
        break;
    case QJsonValue::Double:
        out += ecmaNumber(value.toDouble());
        break;
    case QJsonValue::String:
        appendString(out, value.toString());
        break;
    case QJsonValue::Array: {
        out += '[';
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (i > 0)
                out += ',';
            append(out, array.at(i));
        }
        out += ']';
        break;
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        QStringList keys = object.keys();
        std::sort(keys.begin(), keys.end()); // QString compares UTF-16 code units
        out += '{';
        for (qsizetype i = 0; i < keys.size(); ++i) {
            if (i > 0)
                out += ',';
            appendString(out, keys.at(i));
            out += ':';
            append(out, object.value(keys.at(i)));
        }
        out += '}';
        break;
    }
    default:
        out += "null";
        break;
    }
}

} // namespace

QByteArray toCanonicalJson(const QJsonValue &value)
{
    QByteArray out;
    append(out, value);
    return out;
}

} // namespace base
