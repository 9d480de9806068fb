#include "app/cli/statscells.h"

#include "app/cli/texttable.h"

namespace cli {

QString fixed(const QJsonValue &value, int decimals)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'f', decimals) : missing;
}

QString whole(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(qint64(value.toDouble())) : missing;
}

QString pText(const QJsonValue &value)
{
    if (!value.isDouble())
        return missing;
    const double p = value.toDouble();
    return p != 0 && p < 0.001 ? QString::number(p, 'e', 2) : QString::number(p, 'f', 4);
}

QString withInterval(const QJsonValue &value, const QJsonValue &low, const QJsonValue &high)
{
    if (!value.isDouble())
        return missing;
    if (!low.isDouble())
        return fixed(value) + QStringLiteral(" [-]");
    return QStringLiteral("%1 [%2, %3]").arg(fixed(value), fixed(low), fixed(high));
}

QString withInterval(const QJsonObject &row, const QString &column, const QString &prefix)
{
    return withInterval(row[column], row[prefix + QLatin1String("low")], row[prefix + QLatin1String("high")]);
}

QString shortened(const QString &name, int width)
{
    if (name.size() <= width)
        return name;
    const int tail = (width - 1) / 2;
    return name.left(width - 1 - tail) + QChar(0x2026) + name.right(tail);
}

QString textOf(const QJsonObject &row, const QString &column, int width)
{
    return row[column].isNull() ? QStringLiteral("all") : shortened(row[column].toString(), width);
}

Part::Part(const QString &title, const QStringList &head)
    : m_head(head)
{
    m_lines.append(title);
}

QStringList Part::lines() const
{
    QStringList lines = m_lines;
    if (m_rows.isEmpty())
        lines.append(indent + QStringLiteral("nothing to compute from"));
    else
        for (const QString &line : textTable(m_head, m_rows))
            lines.append(indent + line);
    return lines + m_notes;
}

QStringList wrapped(const QString &text, int width, const QString &indentation)
{
    QStringList lines;
    QString line;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && indentation.size() + line.size() + 1 + word.size() > width) {
            lines.append(indentation + line);
            line.clear();
        }
        line += line.isEmpty() ? word : QLatin1Char(' ') + word;
    }
    if (!line.isEmpty())
        lines.append(indentation + line);
    return lines;
}

} // namespace cli
