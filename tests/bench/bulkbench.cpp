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
        BASE_TRY(assets.addLocation(asset.id, database.folder().filePath(QStringLiteral("p/%1.png").arg(i)),
                                    1000 + i, i));
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
    const QString limit = QStringLiteral("limit");
    return {
        {QStringLiteral("20,000 picture rows written"), writing.median(), limit, 2000, QStringLiteral("ms")},
        {QStringLiteral("20,000 picture rows read"), reading.median(), limit, 200, QStringLiteral("ms")}};
}

} // namespace bench
