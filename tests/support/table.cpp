#include "tests/support/table.h"

#include <QStringList>

namespace support {

namespace {

QList<QStringList> cells(const QString &text)
{
    QList<QStringList> rows{{}};
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted) {
            if (c != QLatin1Char('"'))
                cell += c;
            else if (i + 1 < text.size() && text.at(i + 1) == QLatin1Char('"'))
                cell += text.at(++i);
            else
                quoted = false;
        } else if (c == QLatin1Char('"')) {
            quoted = true;
        } else if (c == QLatin1Char(',') || c == QLatin1Char('\n')) {
            rows.last().append(cell);
            cell.clear();
            if (c == QLatin1Char('\n'))
                rows.append(QStringList());
        } else {
            cell += c;
        }
    }
    rows.removeLast(); // files end with a line break
    return rows;
}

} // namespace

QList<Row> readCsv(const QByteArray &bytes)
{
    const QList<QStringList> rows = cells(QString::fromUtf8(bytes));
    QList<Row> result;
    for (qsizetype r = 1; r < rows.size(); ++r) {
        Row row;
        for (qsizetype c = 0; c < rows.first().size(); ++c)
            row.insert(rows.first().at(c), rows.at(r).value(c));
        result.append(row);
    }
    return result;
}

} // namespace support
