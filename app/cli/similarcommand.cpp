#include "app/cli/similarcommand.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/analysis/embeddingvector.h"
#include "core/analysis/similarpictures.h"
#include "core/analysis/snapshot.h"
#include "core/scoring/featureshelf.h"
#include "core/scoring/textencoder.h"
#include "core/storage/database.h"
#include "core/storage/scorerepository.h"

namespace cli {

namespace {

using Likeness = std::shared_ptr<const analysis::PictureLikeness>;

struct SimilarOptions
{
    QString study;
    QString text;
    QString picture;
    QString worker;
    int limit = 20;
};

base::Result<Likeness> likeText(const SimilarOptions &options, storage::Database &database, Context &context)
{
    scoring::TextQuestion question{options.text.simplified(), database.path(), {}};
    question.worker.command = options.worker;
    std::unique_ptr<scoring::WorkerProcess> worker;
    BASE_TRY_ASSIGN(encoded, scoring::encodeText(question, worker, context.progress()));
    if (encoded.pictures == 0)
        return base::fail(QStringLiteral("search.embeddings"),
                          QStringLiteral("no picture has embeddings of %1").arg(encoded.scorer.id),
                          QStringLiteral("Score the pictures first: dissensus-cli score %1 --scorer %2")
                              .arg(options.study, encoded.scorer.id));
    const auto unit =
        analysis::unitVector(encoded.features.dtype, scoring::shapeText(encoded.features.shape), encoded.features.data);
    if (!unit)
        return base::fail(QStringLiteral("search.text"), QStringLiteral("the scorer's encoding is no vector"),
                          QStringLiteral("Run dissensus-cli scorers self-test"));
    BASE_TRY_ASSIGN(pictures,
                    analysis::SimilarPictures::open(database, encoded.scorer.pictureTower,
                                                    analysis::EmbeddingMatrix::defaultFolder(), context.progress()));
    return pictures->like(*unit);
}

base::Result<Likeness> likePicture(study::AssetId asset, const SimilarOptions &options, storage::Database &database,
                                   Context &context)
{
    BASE_TRY_ASSIGN(towers, storage::ScoreRepository(database).embeddedPictures());
    QStringList names = towers.keys();
    std::sort(names.begin(), names.end(), [&towers](const QString &a, const QString &b) {
        return std::pair(-towers[a], a) < std::pair(-towers[b], b);
    });
    Likeness likeness;
    if (!names.isEmpty()) {
        BASE_TRY_ASSIGN(pictures, analysis::SimilarPictures::open(database, names.first(),
                                                                  analysis::EmbeddingMatrix::defaultFolder(),
                                                                  context.progress()));
        likeness = pictures->likePicture(asset);
    }
    if (!likeness)
        return base::fail(
            QStringLiteral("search.embeddings"), QStringLiteral("picture %1 has no embedding").arg(options.picture),
            QStringLiteral("Score the pictures first: dissensus-cli score %1 --scorer clip-l").arg(options.study));
    return likeness;
}

base::Result<QJsonArray> findSimilar(const SimilarOptions &options, Context &context)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(options.study, storage::Database::Mode::ReadOnly));
    BASE_TRY_ASSIGN(snapshot, analysis::Snapshot::loadPictures(database, context.progress()));
    Likeness likeness;
    if (options.picture.isEmpty()) {
        BASE_TRY_ASSIGN(found, likeText(options, database, context));
        likeness = found;
    } else {
        const auto picture = std::find_if(snapshot.pictures.begin(), snapshot.pictures.end(),
                                          [&](const study::Picture &one) { return one.uid == options.picture; });
        if (picture == snapshot.pictures.end())
            return base::failIn(options.study, 0, QStringLiteral("picture.unknown"),
                                QStringLiteral("there is no picture %1").arg(options.picture),
                                QStringLiteral("See dissensus-cli export --pictures"));
        BASE_TRY_ASSIGN(found, likePicture(picture->asset, options, database, context));
        likeness = found;
    }
    std::vector<std::pair<float, int>> order; ///< −cosine, picture: equals in the study's order
    for (int i = 0; i < int(snapshot.pictures.size()); ++i) {
        if (const float value = likeness->of(snapshot.pictures[i].asset); !std::isnan(value))
            order.emplace_back(-value, i);
    }
    std::sort(order.begin(), order.end());
    order.resize(std::min(order.size(), size_t(options.limit)));
    QJsonArray rows;
    for (const auto &[negative, i] : order) {
        const study::Picture &picture = snapshot.pictures[i];
        rows.append(QJsonObject{{QStringLiteral("picture"), picture.uid},
                                {QStringLiteral("generator"), snapshot.generatorName(i)},
                                {QStringLiteral("prompt_group"), snapshot.groups[snapshot.groupOfPicture(i)].key},
                                {QStringLiteral("variant"), picture.variant},
                                {QStringLiteral("similarity"), double(-negative)}});
        context.line(QStringLiteral("%1\t%2\t%3\t%4")
                         .arg(QString::number(double(-negative), 'f', 4), picture.uid, snapshot.generatorName(i),
                              snapshot.groups[snapshot.groupOfPicture(i)].key));
    }
    return rows;
}

int runSimilar(const SimilarOptions &options, Context &context)
{
    if (options.text.trimmed().isEmpty() == options.picture.isEmpty())
        return context.usage(QStringLiteral("similar takes a text or a picture"),
                             QStringLiteral("Give either --text or --picture"));
    const auto rows = findSimilar(options, context);
    if (!rows)
        return context.fail(rows.error());
    context.document(*rows);
    return Done;
}

} // namespace

void addSimilarCommand(Cli &cli)
{
    auto options = std::make_shared<SimilarOptions>();
    CLI::App *command = cli.add("similar", "Find the pictures that are closest to a text or to a picture",
                                "dissensus-cli similar my.dissensus --text \"an empty room at night\"",
                                [options](Context &context) { return runSimilar(*options, context); });
    addText(command, "STUDY", options->study, "the study file")->required();
    addText(command, "--text", options->text, "what the pictures should show");
    addText(command, "--picture", options->picture, "id of a picture of the study");
    command->add_option("--limit", options->limit, "so many pictures at most (20)")->check(CLI::Range(1, 1000000));
    addText(command, "--worker", options->worker,
            "command that starts the scorer, for example \"ssh gpu-box dissensus-scorer\"");
}

} // namespace cli
