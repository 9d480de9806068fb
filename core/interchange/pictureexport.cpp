#include "core/interchange/pictureexport.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include "core/base/hash.h"
#include "core/base/numbers.h"
#include "core/interchange/exportcolumns.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/scorerepository.h"

namespace interchange {

namespace {

/// Finds the prompt that a score's hash means for a picture: of its own group first, its own prompt before others.
class PromptFinder
{
public:
    explicit PromptFinder(const ExportContext &context)
        : m_context(context)
    {
        for (const study::Prompt &prompt : context.prompts)
            m_byHash[base::promptHash(prompt.text)].append(&prompt);
    }

    const study::Prompt *find(const study::Picture &picture, const QString &hash) const
    {
        const study::Prompt &own = m_context.promptOf(picture);
        const study::Prompt *best = nullptr;
        const auto rank = [&](const study::Prompt &prompt) {
            return std::tuple(prompt.id != own.id, prompt.group != own.group, prompt.variant != study::originalVariant,
                              prompt.uid);
        };
        for (const study::Prompt *prompt : m_byHash.value(hash))
            if (!best || rank(*prompt) < rank(*best))
                best = prompt;
        return best;
    }

private:
    const ExportContext &m_context;
    QHash<QString, QList<const study::Prompt *>> m_byHash;
};

/// Relative to the export's folder, unless only the root is common to both.
QString portablePath(const QString &absolute, const QString &folder)
{
    const QString relative = QDir(folder).relativeFilePath(absolute);
    const QString firstOfFile = absolute.section(QLatin1Char('/'), 1, 1);
    const QString firstOfFolder = QDir(folder).absolutePath().section(QLatin1Char('/'), 1, 1);
    return firstOfFile == firstOfFolder ? relative : absolute;
}

/// Name of the first live import that brought each picture.
base::Result<QHash<study::PictureId, QString>> sourceNames(storage::Database &database)
{
    BASE_TRY_ASSIGN(
        select,
        database.prepare(QStringLiteral(
            "SELECT i.item_id, s.name FROM source_item AS i JOIN source AS s ON s.id = i.source_id WHERE i.kind = 'picture' "
            "AND coalesce((SELECT e.event FROM source_event AS e WHERE e.source_id = s.id ORDER BY e.id DESC LIMIT 1), '') <> 'withdrawn' "
            "ORDER BY s.imported_at DESC, s.uid DESC")));
    BASE_TRY(select.run());
    QHash<study::PictureId, QString> names;
    while (select.next()) // the earliest source comes last and stays
        names.insert(select.id<study::PictureId>(0), select.text(1));
    return names;
}

QList<study::Picture> sortedPictures(const ExportContext &context)
{
    QList<study::Picture> pictures = context.pictures.values();
    const auto key = [&context](const study::Picture &picture) {
        const study::Prompt &prompt = context.promptOf(picture);
        return std::tuple(context.groupKey(prompt), context.generatorName(picture),
                          picture.variant != study::originalVariant, picture.variant, picture.uid);
    };
    std::sort(pictures.begin(), pictures.end(),
              [&key](const study::Picture &a, const study::Picture &b) { return key(a) < key(b); });
    return pictures;
}

} // namespace

base::Result<QList<ExportedScore>> exportableScores(storage::Database &database, const ExportContext &context)
{
    storage::ScoreRepository repository(database);
    BASE_TRY_ASSIGN(known, repository.fingerprints());
    QHash<study::FingerprintId, study::Fingerprint> fingerprints;
    for (const study::Fingerprint &fingerprint : std::as_const(known))
        fingerprints.insert(fingerprint.id, fingerprint);
    QHash<study::AssetId, QList<const study::Picture *>> usesOf;
    for (const study::Picture &picture : context.pictures)
        if (picture.asset.isValid())
            usesOf[picture.asset].append(&picture);
    BASE_TRY_ASSIGN(current, repository.currentScores());
    const PromptFinder prompts(context);
    QList<ExportedScore> scores;
    for (const study::Score &score : std::as_const(current)) {
        QList<const study::Picture *> uses = usesOf.value(score.asset);
        if (const auto picture = context.pictures.constFind(score.picture); picture != context.pictures.cend())
            uses = {&*picture};
        for (const study::Picture *picture : std::as_const(uses)) {
            const study::Prompt *prompt =
                score.promptHash.isEmpty() ? nullptr : prompts.find(*picture, score.promptHash);
            if (!prompt && !score.promptHash.isEmpty())
                continue;
            const study::Fingerprint &fingerprint = *fingerprints.constFind(score.fingerprint);
            scores.append({picture->id, prompt ? prompt->id : study::PromptId(), fingerprint.scorer,
                           score.valueText.isEmpty() ? base::toShortest(score.value) : score.valueText, score.second,
                           fingerprint.fingerprint, score.device, score.dtype, score.origin, score.computedAt});
        }
    }
    const auto key = [&context](const ExportedScore &score) {
        return std::tuple(context.pictures.constFind(score.picture)->uid, context.prompts.value(score.prompt).uid,
                          score.scorer, score.computedAt, score.fingerprint);
    };
    std::sort(scores.begin(), scores.end(),
              [&key](const ExportedScore &a, const ExportedScore &b) { return key(a) < key(b); });
    return scores;
}

void writeScores(const QList<ExportedScore> &scores, const ExportContext &context, TableWriter &out)
{
    for (const ExportedScore &score : scores) {
        const study::Picture &picture = *context.pictures.constFind(score.picture);
        const study::Prompt prompt = context.prompts.value(score.prompt, study::Prompt{{}, {}, {}, {}, {}});
        out.text(picture.uid);
        out.text(context.generatorName(picture));
        out.text(context.groupKey(context.promptOf(picture)));
        out.text(picture.variant);
        out.text(prompt.uid);
        out.text(prompt.variant);
        out.text(score.scorer);
        out.number(score.value);
        if (score.second)
            out.number(*score.second);
        else
            out.unknown();
        out.text(score.fingerprint);
        out.text(score.device);
        out.text(score.dtype);
        out.text(score.origin);
        out.time(score.computedAt);
        out.endRow();
    }
}

QStringList pictureExportColumns(const QList<ExportedScore> &scores)
{
    QSet<QString> scorers;
    for (const ExportedScore &score : scores)
        scorers.insert(score.scorer);
    QStringList names(scorers.cbegin(), scorers.cend());
    names.sort();
    QStringList columns = pictureColumns();
    for (const QString &name : std::as_const(names))
        columns.append(QStringLiteral("score:") + name);
    return columns;
}

base::Result<void> exportPictures(storage::Database &database, const ExportContext &context,
                                  const QList<ExportedScore> &scores, const QString &folder, TableWriter &out)
{
    storage::AssetRepository assetRepository(database);
    BASE_TRY_ASSIGN(assets, assetRepository.assets());
    BASE_TRY_ASSIGN(locations, assetRepository.locations());
    BASE_TRY_ASSIGN(sources, sourceNames(database));
    QHash<study::PromptId, study::PromptGroupId> groupOf;
    for (const study::Prompt &prompt : context.prompts)
        groupOf.insert(prompt.id, prompt.group);
    const QList<study::Picture> pictures = sortedPictures(context);
    const auto counterparts = storage::PictureRepository::counterparts(pictures, groupOf);
    // Scores are in the order of computing, so that the newest of a scorer stays.
    QHash<study::PictureId, QHash<QString, QString>> ownScores;
    for (const ExportedScore &score : scores)
        if (!score.prompt.isValid() || score.prompt == context.pictures.constFind(score.picture)->prompt)
            ownScores[score.picture].insert(score.scorer, score.value);
    const QStringList scoreColumns = pictureExportColumns(scores).mid(pictureColumns().size());

    for (const study::Picture &picture : pictures) {
        const study::Asset asset = assets.value(picture.asset);
        const study::Prompt &prompt = context.promptOf(picture);
        const bool placed = picture.asset.isValid() && locations.contains(picture.asset);
        const auto size = [&](qint64 value) { value > 0 ? out.integer(value) : out.unknown(); };
        out.text(picture.uid);
        out.text(placed ? portablePath(assetRepository.absolutePath(locations.value(picture.asset).path), folder)
                        : QString());
        out.text(asset.sha256);
        size(asset.width);
        size(asset.height);
        out.text(context.generatorName(picture));
        out.text(context.groupKey(prompt));
        out.text(prompt.uid);
        out.text(picture.variant);
        out.text(prompt.text);
        out.text(picture.seed);
        out.text(study::toText(picture.kind));
        out.list(picture.taxonomy);
        out.text(picture.emotion);
        const auto counterpart = context.pictures.constFind(counterparts.value(picture.id));
        out.text(counterpart != context.pictures.cend() ? counterpart->uid : QString());
        out.text(sources.value(picture.id));
        size(asset.bytes);
        out.text(asset.format);
        out.text(prompt.variant);
        out.text(context.groups.value(prompt.group).topic);
        for (const QString &column : scoreColumns)
            out.number(ownScores.value(picture.id).value(column.section(QLatin1Char(':'), 1)));
        out.endRow();
    }
    return {};
}

} // namespace interchange
