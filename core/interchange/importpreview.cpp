#include "core/interchange/importpreview.h"

#include <QDir>
#include <QHash>

#include "core/storage/database.h"

namespace interchange {

namespace {

/// "1,2,3": numbers of our own, so that no text of a file gets into the statement.
QString idList(const QList<study::SourceId> &sources)
{
    QStringList ids;
    for (const study::SourceId &source : sources)
        ids.append(QString::number(source.value));
    return ids.join(QLatin1Char(','));
}

/// The pictures that the sources brought, by group, with their generator and where their file lies.
const QString brought = QStringLiteral(
    "FROM source_item AS i JOIN picture AS p ON p.id = i.item_id JOIN prompt AS t ON t.id = p.prompt_id "
    "LEFT JOIN generator AS g ON g.id = p.generator_id WHERE i.kind = 'picture' AND i.source_id IN (%1) ");

base::Result<void> readTotals(storage::Database &database, const QString &sources, ImportPreview &preview)
{
    BASE_TRY_ASSIGN(count,
                    database.prepare(QStringLiteral("SELECT count(DISTINCT t.group_id) ") + brought.arg(sources)));
    BASE_TRY(count.run());
    preview.groups = count.next() ? count.integer(0) : 0;
    BASE_TRY_ASSIGN(bytes, database.prepare(QStringLiteral("SELECT coalesce(sum(bytes), 0) FROM asset WHERE id IN "
                                                           "(SELECT p.asset_id ")
                                            + brought.arg(sources) + QLatin1Char(')')));
    BASE_TRY(bytes.run());
    preview.bytes = bytes.next() ? bytes.integer(0) : 0;
    BASE_TRY_ASSIGN(names, database.prepare(QStringLiteral("SELECT DISTINCT coalesce(g.name, p.kind) ")
                                            + brought.arg(sources) + QStringLiteral("ORDER BY 1")));
    BASE_TRY(names.run());
    while (names.next())
        preview.generators.append(names.text(0));
    BASE_TRY_ASSIGN(
        scorer, database.prepare(QStringLiteral("SELECT min(r.name) FROM source_item AS i JOIN score AS s ON s.id = "
                                                "i.item_id JOIN fingerprint AS f ON f.id = s.fingerprint_id JOIN "
                                                "scorer AS r ON r.id = f.scorer_id WHERE i.kind = 'score' AND "
                                                "i.source_id IN (%1)")
                                     .arg(sources)));
    BASE_TRY(scorer.run());
    preview.scorer = scorer.next() ? scorer.text(0) : QString();
    return {};
}

} // namespace

base::Result<ImportPreview> readImportPreview(storage::Database &database, const QList<study::SourceId> &sources,
                                              qint64 newestGeneratorBefore, int rows)
{
    ImportPreview preview;
    const QString ids = idList(sources);
    BASE_TRY(readTotals(database, ids, preview));
    BASE_TRY_ASSIGN(fresh, database.prepare(QStringLiteral("SELECT name FROM generator WHERE id > ? ORDER BY name")));
    BASE_TRY(fresh.run(newestGeneratorBefore));
    while (fresh.next())
        preview.newGenerators.append(fresh.text(0));

    // A picture's own prompt is scored before those of other variants: its first score is the one to show.
    BASE_TRY_ASSIGN(
        select,
        database.prepare(
            QStringLiteral(
                "SELECT t.group_id, coalesce(g.name, p.kind), p.asset_id, "
                "(SELECT l.path FROM asset_location AS l WHERE l.asset_id = p.asset_id ORDER BY l.id DESC LIMIT 1), "
                "(SELECT s.value_text FROM score AS s JOIN fingerprint AS f ON f.id = s.fingerprint_id JOIN scorer AS r "
                "ON r.id = f.scorer_id WHERE s.picture_id = p.id AND r.name = ? ORDER BY s.id LIMIT 1), q.key, q.topic, (SELECT w.text FROM prompt AS w WHERE w.group_id = t.group_id "
                "ORDER BY w.variant <> 'original', w.id LIMIT 1) FROM source_item AS i JOIN picture AS p ON p.id = "
                "i.item_id JOIN prompt AS t ON t.id = p.prompt_id JOIN prompt_group AS q ON q.id = t.group_id LEFT JOIN "
                "generator AS g ON g.id = p.generator_id WHERE i.kind = 'picture' AND i.source_id IN (%1) AND t.group_id "
                "IN (SELECT DISTINCT t.group_id ")
                .arg(ids)
            + brought.arg(ids)
            + QStringLiteral("ORDER BY t.group_id LIMIT ?) ORDER BY t.group_id, p.variant <> "
                             "'original', p.id")));
    BASE_TRY(select.run(preview.scorer, rows));
    qint64 group = -1;
    const QDir folder = database.folder();
    while (select.next()) {
        if (select.integer(0) != group) {
            group = select.integer(0);
            PreviewRow row;
            row.key = select.text(5);
            row.topic = select.text(6);
            row.prompt = select.text(7);
            row.cells.resize(preview.generators.size());
            preview.rows.append(row);
        }
        const qsizetype column = preview.generators.indexOf(select.text(1));
        if (column < 0)
            continue;
        PreviewCell &cell = preview.rows.last().cells[column];
        if (cell.hasPicture) {
            ++cell.more;
            continue;
        }
        cell.hasPicture = true;
        if (!select.isNull(3))
            cell.path = QDir::cleanPath(folder.absoluteFilePath(select.text(3)));
        cell.score = select.text(4);
    }
    return preview;
}

} // namespace interchange
