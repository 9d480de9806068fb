#include "core/interchange/columnpreview.h"

#include <QFileInfo>

#include "core/interchange/exportcolumns.h"

namespace interchange {

base::Result<ColumnPreview> readColumns(const QString &path, int rows)
{
    BASE_TRY_ASSIGN(table, Table::open(path));
    ColumnPreview preview;
    preview.columns = table.columns();
    TableRow row;
    while (preview.rows.size() < rows) {
        const auto more = table.next(row);
        if (!more || !*more)
            break;
        QStringList values;
        for (const QString &column : std::as_const(preview.columns))
            values.append(row.value(column));
        preview.rows.append(values);
    }
    return preview;
}

bool isTableFile(const QString &path)
{
    static const QStringList suffixes{QStringLiteral("csv"), QStringLiteral("jsonl"), QStringLiteral("ndjson")};
    const QFileInfo info(path);
    return info.isFile() && suffixes.contains(info.suffix().toLower());
}

QStringList columnsOfKind(const QString &kind)
{
    if (kind == QLatin1String("scores"))
        return scoreColumns() + QStringList{QStringLiteral("file"), QStringLiteral("sha256")};
    if (kind == QLatin1String("votes"))
        return voteColumns();
    if (kind == QLatin1String("labels"))
        return labelColumns();
    if (kind == QLatin1String("trials"))
        return trialColumns();
    if (kind != QLatin1String("csv") && kind != QLatin1String("jsonl"))
        return {};
    // What every picture has comes first.
    QStringList names{QStringLiteral("file"), QStringLiteral("prompt"), QStringLiteral("generator")};
    for (const QString &name : pictureColumns()) {
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

} // namespace interchange
