#include <sqlite3.h>

#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/transaction.h"
#include "tests/bench/measurement.h"

namespace bench {

namespace {

constexpr int pictures = 20000;

base::Result<void> addAll(storage::Database &database)
{
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    storage::PromptRepository prompts(database);
    storage::PictureRepository rows(database);
    storage::AssetRepository assets(database);
    BASE_TRY_ASSIGN(generator, rows.addGenerator(QStringLiteral("g")));
    for (int i = 0; i < pictures; ++i) {
        BASE_TRY_ASSIGN(group, prompts.addGroup(QStringLiteral("group %1").arg(i / 8)));
        BASE_TRY_ASSIGN(prompt, prompts.addPrompt(group.id, QStringLiteral("original"),
                                                  QStringLiteral("prompt of group %1").arg(i / 8)));
        BASE_TRY_ASSIGN(asset, assets.addAsset({{},
                                                QStringLiteral("%1").arg(i, 64, 16, QLatin1Char('0')),
                                                1000 + i,
                                                768,
                                                768,
                                                QStringLiteral("png")}));
        BASE_TRY(
            assets.addLocation(asset.id, database.folder().filePath(QStringLiteral("p/%1.png").arg(i)), 1000 + i, i));
        study::Picture picture;
        picture.asset = asset.id;
        picture.generator = generator.id;
        picture.prompt = prompt.id;
        picture.variant = prompt.variant;
        picture.seed = QString::number(i);
        BASE_TRY_ASSIGN(id, rows.addPicture(picture));
        BASE_TRY(rows.setTaxonomy(id, {QStringLiteral("a.b"), QStringLiteral("c.d")}));
    }
    return transaction.commit();
}

/// The same rows through SQLite's own interface, without looking anything up first: what the disk format
/// costs.
void addBare(sqlite3 *db)
{
    const auto run = [db](const QString &sql) {
        if (sqlite3_exec(db, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
            giveUp(QString::fromUtf8(sqlite3_errmsg(db)));
    };
    const QString counter =
        QStringLiteral("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) ").arg(pictures);
    run(QStringLiteral("BEGIN IMMEDIATE; INSERT INTO generator VALUES (1, 'g', 'g'); INSERT INTO "
                       "prompt_group VALUES (1, 'g', 'g', '');"
                       "INSERT INTO prompt VALUES (1, 'p', 1, 'original', 'p', 'h')"));
    for (const char *insert :
         {"INSERT INTO asset SELECT i, printf('%064x', i), i, 768, 768, 'png' FROM n",
          "INSERT INTO asset_location SELECT i, i, 'p/' || i || '.png', i, i, i FROM n",
          "INSERT INTO picture SELECT i, 'uid of thirty-six characters ' || i, i, 1, 1, 'original', i, "
          "'generated', '' FROM n",
          "INSERT INTO taxonomy_edit SELECT i, 'uid of thirty-six characters ' || i, i, i FROM n",
          "INSERT INTO taxonomy_label SELECT i, 0, 'a.b' FROM n",
          "INSERT INTO taxonomy_label SELECT i, 1, 'c.d' FROM n"})
        run(counter + QLatin1String(insert));
    run(QStringLiteral("COMMIT"));
}

/// Steps over the same rows without making anything of them.
void readBare(sqlite3 *db)
{
    for (const char *sql : {"SELECT * FROM picture", "SELECT * FROM taxonomy_label"})
        sqlite3_exec(
            db, sql, [](void *, int, char **, char **) { return 0; }, nullptr, nullptr);
}

} // namespace

QList<Line> benchBulk(const Setting &setting)
{
    auto database = storage::Database::create(setting.folder + QStringLiteral("/bulk.dissensus"), {});
    if (!database)
        giveUp(database.error().toLine());
    Times writing;
    writing.measure([&] {
        const auto added = addAll(*database);
        if (!added)
            giveUp(added.error().toLine());
    });
    Times reading;
    for (int i = 0; i < 5; ++i)
        reading.measure([&] {
            const auto read = storage::PictureRepository(*database).pictures();
            if (!read || read->size() != pictures)
                giveUp(QStringLiteral("the pictures cannot be read"));
        });
    auto bare = storage::Database::create(setting.folder + QStringLiteral("/bulk-bare.dissensus"), {});
    if (!bare)
        giveUp(bare.error().toLine());
    Times bareWriting;
    bareWriting.measure([&] { addBare(bare->handle()); });
    Times bareReading;
    for (int i = 0; i < 5; ++i)
        bareReading.measure([&] { readBare(bare->handle()); });
    const QString peer = QStringLiteral("bare SQLite, no look-ups");
    return {
        {QStringLiteral("20,000 pictures stored"), writing.median(), peer, bareWriting.median(), QStringLiteral("ms")},
        {QStringLiteral("20,000 pictures read"), reading.median(), peer, bareReading.median(), QStringLiteral("ms")}};
}

} // namespace bench
