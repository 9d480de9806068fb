#include "core/storage/picturerepository.h"

#include <algorithm>

#include <QSet>

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

/// The current value of a fact that is appended anew with each change.
QString currentFact(const QString &key)
{
    return QStringLiteral(
               "coalesce((SELECT f.value FROM generator_fact AS f WHERE f.generator_id = g.id AND f.key = '%1' "
               "ORDER BY f.id DESC LIMIT 1), '')")
        .arg(key);
}

const QString generatorColumns()
{
    return QStringLiteral("SELECT g.id, g.uid, g.name, %1, %2 ")
        .arg(currentFact(QStringLiteral("family")), currentFact(QStringLiteral("aligned_version_of")));
}

study::Generator readGenerator(const Statement &row)
{
    return {row.id<study::GeneratorId>(0), row.text(1), row.text(2), row.text(3), row.text(4)};
}

/// The newest row of a picture that no undone import brought alone.
QString newestLive(const QString &table, const QString &kind)
{
    return QStringLiteral("(SELECT max(n.id) FROM %1 AS n WHERE n.picture_id = p.id AND NOT EXISTS "
                          "(SELECT 1 FROM withdrawn AS w WHERE w.kind = '%2' AND w.item_id = n.id))")
        .arg(table, kind);
}

} // namespace

PictureRepository::PictureRepository(Database &database)
    : m_database(database)
{
}

base::Result<study::Generator> PictureRepository::addGenerator(const QString &name)
{
    BASE_TRY_ASSIGN(find,
                    m_database.prepare(generatorColumns() + QStringLiteral("FROM generator AS g WHERE g.name = ?")));
    BASE_TRY(find.run(name));
    if (find.next())
        return readGenerator(find);
    const QString uid = base::uuidV5(QStringLiteral("generator"), {name});
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral("INSERT INTO generator (uid, name) VALUES (?, ?)")));
    BASE_TRY(insert.run(uid, name));
    return study::Generator{study::GeneratorId(insert.lastInsertId()), uid, name, {}, {}};
}

base::Result<void> PictureRepository::setGeneratorFacts(study::GeneratorId id, const QString &family,
                                                        const QString &alignedVersionOf)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(find,
                    m_database.prepare(generatorColumns() + QStringLiteral("FROM generator AS g WHERE g.id = ?")));
    BASE_TRY(find.run(id));
    if (!find.next())
        return base::fail(QStringLiteral("generator.missing"), QStringLiteral("there is no such generator"));
    const study::Generator current = readGenerator(find);
    find.finish();
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral(
                                "INSERT INTO generator_fact (generator_id, key, value, set_at) VALUES (?, ?, ?, ?)")));
    if (current.family != family)
        BASE_TRY(insert.run(id, QStringLiteral("family"), family, base::nowMs()));
    if (current.alignedVersionOf != alignedVersionOf)
        BASE_TRY(insert.run(id, QStringLiteral("aligned_version_of"), alignedVersionOf, base::nowMs()));
    return transaction.commit();
}

base::Result<QList<study::Generator>> PictureRepository::generators()
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(generatorColumns() + QStringLiteral("FROM live_generator AS g ORDER BY g.name")));
    BASE_TRY(select.run());
    QList<study::Generator> generators;
    while (select.next())
        generators += readGenerator(select);
    return generators;
}

/// Made of what is the same on every machine: hash and names, never row numbers.
base::Result<QString> PictureRepository::naturalUid(const study::Picture &picture)
{
    BASE_TRY_ASSIGN(
        names,
        m_database.prepare(QStringLiteral(
            "SELECT coalesce((SELECT sha256 FROM asset WHERE id = ?), ''), coalesce((SELECT name FROM generator WHERE id = ?), ''), "
            "g.key, p.variant, p.text FROM prompt AS p JOIN prompt_group AS g ON g.id = p.group_id WHERE p.id = ?")));
    BASE_TRY(names.run(picture.asset, picture.generator, picture.prompt));
    if (!names.next())
        return base::fail(QStringLiteral("study.constraint"), QStringLiteral("a picture needs a prompt"));
    return base::uuidV5(QStringLiteral("picture"),
                        {names.text(0), names.text(1), names.text(2), names.text(3), names.text(4), picture.variant,
                         picture.seed, study::toText(picture.kind)});
}

base::Result<study::PictureId> PictureRepository::addPicture(const study::Picture &picture, bool *added)
{
    if (added)
        *added = false;
    BASE_TRY_ASSIGN(
        find,
        m_database.prepare(QStringLiteral(
            "SELECT id FROM picture WHERE prompt_id = ? AND coalesce(asset_id, 0) = ? AND coalesce(generator_id, 0) = ? "
            "AND variant = ? AND seed = ? AND kind = ? AND (asset_id IS NOT NULL OR ? = '' OR uid = ?)")));
    BASE_TRY(find.run(picture.prompt, picture.asset.value, picture.generator.value, picture.variant, picture.seed,
                      study::toText(picture.kind), picture.uid, picture.uid));
    if (find.next())
        return find.id<study::PictureId>(0);

    QString uid = picture.uid;
    if (uid.isEmpty()) {
        BASE_TRY_ASSIGN(natural, naturalUid(picture));
        uid = natural;
    } else {
        BASE_TRY_ASSIGN(taken, m_database.prepare(QStringLiteral("SELECT 1 FROM picture WHERE uid = ?")));
        BASE_TRY(taken.run(uid));
        if (taken.next())
            return base::fail(QStringLiteral("import.duplicate_id"),
                              QStringLiteral("the picture id '%1' belongs to another picture").arg(uid),
                              QStringLiteral("Give each picture its own id"));
    }
    BASE_TRY_ASSIGN(
        insert,
        m_database.prepare(QStringLiteral(
            "INSERT INTO picture (uid, asset_id, generator_id, prompt_id, variant, seed, kind, emotion) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")));
    BASE_TRY(insert.run(uid, picture.asset, picture.generator, picture.prompt, picture.variant, picture.seed,
                        study::toText(picture.kind), picture.emotion));
    if (added)
        *added = true;
    return study::PictureId(insert.lastInsertId());
}

base::Result<qint64> PictureRepository::setCounterpart(study::PictureId picture, study::PictureId counterpart)
{
    BASE_TRY_ASSIGN(
        find,
        m_database.prepare(
            QStringLiteral(
                "SELECT c.id, c.counterpart_id FROM picture AS p JOIN counterpart AS c ON c.id = %1 WHERE p.id = ?")
                .arg(newestLive(QStringLiteral("counterpart"), QStringLiteral("counterpart")))));
    BASE_TRY(find.run(picture));
    if (find.next() && find.id<study::PictureId>(1) == counterpart)
        return find.integer(0);
    find.finish();
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral(
                                "INSERT INTO counterpart (picture_id, counterpart_id, set_at) VALUES (?, ?, ?)")));
    BASE_TRY(insert.run(picture, counterpart, base::nowMs()));
    return insert.lastInsertId();
}

base::Result<qint64> PictureRepository::setTaxonomy(study::PictureId picture, const QStringList &labels)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(
        find, m_database.prepare(
                  QStringLiteral("SELECT e.id, l.label FROM picture AS p JOIN taxonomy_edit AS e ON e.id = %1 "
                                 "LEFT JOIN taxonomy_label AS l ON l.edit_id = e.id WHERE p.id = ? ORDER BY l.position")
                      .arg(newestLive(QStringLiteral("taxonomy_edit"), QStringLiteral("taxonomy")))));
    BASE_TRY(find.run(picture));
    qint64 edit = 0;
    QStringList current;
    while (find.next()) {
        edit = find.integer(0);
        if (!find.isNull(1))
            current += find.text(1);
    }
    // A picture that was never edited has the empty set already; still the row is wanted when an import says so.
    if (edit == 0 || current != labels) {
        BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral(
                                    "INSERT INTO taxonomy_edit (uid, picture_id, edited_at) VALUES (?, ?, ?)")));
        BASE_TRY(insert.run(base::uuidV7(), picture, base::nowMs()));
        edit = insert.lastInsertId();
        BASE_TRY_ASSIGN(label, m_database.prepare(QStringLiteral(
                                   "INSERT INTO taxonomy_label (edit_id, position, label) VALUES (?, ?, ?)")));
        for (int i = 0; i < labels.size(); ++i)
            BASE_TRY(label.run(edit, i, labels[i]));
    }
    BASE_TRY(transaction.commit());
    return edit;
}

/// Two passes over the pictures meant by `where` (with one argument): the rows, then the labels.
base::Result<QList<study::Picture>> PictureRepository::select(const QString &where, qint64 argument)
{
    BASE_TRY_ASSIGN(
        rows,
        m_database.prepare(
            QStringLiteral(
                "SELECT p.id, p.uid, p.asset_id, p.generator_id, p.prompt_id, p.variant, p.seed, p.kind, p.emotion, "
                "(SELECT c.counterpart_id FROM counterpart AS c WHERE c.id = %1) FROM live_picture AS p %2 ORDER BY p.id")
                .arg(newestLive(QStringLiteral("counterpart"), QStringLiteral("counterpart")), where)));
    BASE_TRY(rows.run(argument));
    QList<study::Picture> pictures;
    QHash<study::PictureId, qsizetype> rowOf;
    // A study has a few words in 100,000 pictures: each is kept once.
    QSet<QString> words;
    const auto word = [&words](const QString &text) { return text.isEmpty() ? QString() : *words.insert(text); };
    while (rows.next()) {
        study::Picture picture;
        picture.id = rows.id<study::PictureId>(0);
        picture.uid = rows.text(1);
        picture.asset = rows.id<study::AssetId>(2);
        picture.generator = rows.id<study::GeneratorId>(3);
        picture.prompt = rows.id<study::PromptId>(4);
        picture.variant = word(rows.text(5));
        picture.seed = word(rows.text(6));
        picture.kind = study::pictureKindFromText(rows.text(7)).value_or(study::PictureKind::Generated);
        picture.emotion = word(rows.text(8));
        picture.counterpart = rows.id<study::PictureId>(9);
        rowOf.insert(picture.id, pictures.size());
        pictures += std::move(picture);
    }
    BASE_TRY_ASSIGN(
        labels,
        m_database.prepare(
            QStringLiteral("SELECT p.id, l.label FROM live_picture AS p JOIN taxonomy_label AS l ON l.edit_id = %1 %2 "
                           "ORDER BY p.id, l.position")
                .arg(newestLive(QStringLiteral("taxonomy_edit"), QStringLiteral("taxonomy")), where)));
    BASE_TRY(labels.run(argument));
    while (labels.next()) {
        const auto row = rowOf.constFind(labels.id<study::PictureId>(0));
        if (row != rowOf.cend()) // absent: added by another process between the two passes
            pictures[*row].taxonomy += word(labels.text(1));
    }
    return pictures;
}

base::Result<QList<study::Picture>> PictureRepository::pictures()
{
    return select(QStringLiteral("WHERE p.id > ?"), 0);
}

base::Result<std::optional<study::Picture>> PictureRepository::picture(study::PictureId id)
{
    BASE_TRY_ASSIGN(found, select(QStringLiteral("WHERE p.id = ?"), id.value));
    return found.isEmpty() ? std::nullopt : std::optional(found.constFirst());
}

base::Result<std::optional<study::Picture>> PictureRepository::pictureByUid(const QString &uid)
{
    BASE_TRY_ASSIGN(find, m_database.prepare(QStringLiteral("SELECT id FROM live_picture WHERE uid = ?")));
    BASE_TRY(find.run(uid));
    if (!find.next())
        return std::nullopt;
    return picture(find.id<study::PictureId>(0));
}

base::Result<QList<study::Picture>> PictureRepository::picturesOfGroup(study::PromptGroupId group)
{
    return select(QStringLiteral("WHERE p.prompt_id IN (SELECT r.id FROM live_prompt AS r WHERE r.group_id = ?)"),
                  group.value);
}

QHash<study::PictureId, study::PictureId>
PictureRepository::counterparts(const QList<study::Picture> &pictures,
                                const QHash<study::PromptId, study::PromptGroupId> &groupOf)
{
    // One cell per group and generator; pictures without a generator share the cell of "none".
    using Cell = std::pair<study::PromptGroupId, study::GeneratorId>;
    QHash<Cell, QList<const study::Picture *>> cells;
    for (const study::Picture &picture : pictures)
        cells[{groupOf.value(picture.prompt), picture.generator}] += &picture;

    QSet<study::PictureId> present; // a given counterpart may have left with an undone import
    for (const study::Picture &picture : pictures)
        present += picture.id;

    QHash<study::PictureId, study::PictureId> result;
    for (const auto &cell : std::as_const(cells)) {
        QHash<QString, qsizetype> perVariant;
        for (const study::Picture *picture : cell)
            ++perVariant[picture->variant];
        for (const study::Picture *picture : cell) {
            if (picture->counterpart.isValid() && present.contains(picture->counterpart)) {
                result.insert(picture->id, picture->counterpart);
                continue;
            }
            if (cell.size() - perVariant.value(picture->variant) != 1)
                continue;
            const auto other = std::find_if(cell.cbegin(), cell.cend(), [picture](const study::Picture *p) {
                return p->variant != picture->variant;
            });
            result.insert(picture->id, (*other)->id);
        }
    }
    return result;
}

} // namespace storage
