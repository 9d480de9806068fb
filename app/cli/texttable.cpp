#include "app/cli/texttable.h"

#include <algorithm>

namespace cli {

namespace {

bool looksLikeNumber(const QString &cell)
{
    if (cell.isEmpty() || cell == QLatin1String("-"))
        return true;
    bool isNumber = false;
    QString plain = cell;
    plain.remove(QLatin1Char('%')).trimmed().toDouble(&isNumber);
    return isNumber;
}

} // namespace

QStringList textTable(const QStringList &head, const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    QList<bool> right;
    for (qsizetype column = 0; column < head.size(); ++column) {
        qsizetype width = head[column].size();
        bool numbers = true;
        for (const QStringList &row : rows) {
            width = std::max(width, row[column].size());
            numbers = numbers && looksLikeNumber(row[column]);
        }
        widths.append(width);
        right.append(numbers);
    }
    const auto line = [&](const QStringList &cells) {
        QString text;
        for (qsizetype column = 0; column < cells.size(); ++column) {
            if (column > 0)
                text += QLatin1String("  ");
            text += right[column] ? cells[column].rightJustified(widths[column])
                                  : cells[column].leftJustified(widths[column]);
        }
        while (text.endsWith(QLatin1Char(' ')))
            text.chop(1);
        return text;
    };
    QStringList lines{line(head)};
    for (const QStringList &row : rows)
        lines.append(line(row));
    return lines;
}

} // namespace cli
