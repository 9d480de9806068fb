#include "ui/compare/comparecopy.h"

#include <QMimeData>
#include <QUrl>

#include "core/base/numbers.h"
#include "ui/widgets/exportfile.h"

namespace compare {

using analysis::SheetRow;

namespace {

/// Tabs and line ends would move the cells.
QString cellText(QString text)
{
    return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QString headTsv(const Table &table)
{
    QStringList fields{QString()};
    for (const Column &column : table.columns)
        fields.append(cellText(column.title));
    return fields.join(QLatin1Char('\t'));
}

QString lineTsv(const Row &row)
{
    QStringList fields{cellText(row.title)};
    for (const Cell &cell : row.cells)
        fields.append(cell.state == Cell::State::Value ? cell.text : QString());
    return fields.join(QLatin1Char('\t'));
}

} // namespace

QByteArray tableCsv(const analysis::PromptSheet &sheet)
{
    QStringList head{QStringLiteral("picture"),   QStringLiteral("generator"),    QStringLiteral("prompt_group"),
                     QStringLiteral("prompt_id"), QStringLiteral("people_share"), QStringLiteral("people_votes")};
    for (const SheetRow &row : sheet.rows)
        head.append(QStringLiteral("score:") + row.scorer);
    QByteArray csv = widgets::csvRecord(head);
    for (size_t i = 0; i < sheet.pictures.size(); ++i) {
        const analysis::PeopleCell &people = sheet.people[i];
        QStringList record{sheet.pictures[i].picture.uid,
                           sheet.pictures[i].generator,
                           sheet.group.key,
                           sheet.prompt.uid,
                           people.votes > 0 ? base::toShortest(people.share()) : QString(),
                           QString::number(people.votes)};
        for (const SheetRow &row : sheet.rows)
            record.append(row.cells[i] ? base::toShortest(row.cells[i]->value) : QString());
        csv += widgets::csvRecord(record);
    }
    return csv;
}

QString tableTsv(const Table &table)
{
    QStringList lines{headTsv(table)};
    for (const Row &row : table.rows) {
        if (!row.cells.empty())
            lines.append(lineTsv(row));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString rowTsv(const Table &table, int row)
{
    return headTsv(table) + QLatin1Char('\n') + lineTsv(table.rows[size_t(row)]) + QLatin1Char('\n');
}

QMimeData *pictureMime(const QString &file, const QImage &image)
{
    auto *mime = new QMimeData;
    if (!file.isEmpty())
        mime->setUrls({QUrl::fromLocalFile(file)});
    if (!image.isNull())
        mime->setImageData(image);
    return mime;
}

} // namespace compare
