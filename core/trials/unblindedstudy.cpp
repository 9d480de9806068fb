#include "core/trials/unblindedstudy.h"

#include <algorithm>

#include <QFileInfo>

#include "core/base/hash.h"
#include "core/imaging/decode.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/revealrepository.h"
#include "core/storage/transaction.h"
#include "core/storage/trialrepository.h"
#include "core/trials/trialplanner.h"

namespace trials {

namespace {

/// SQLite's own limit for moving the log, 1000 pages of 4 KiB.
constexpr qint64 longLog = 4096000;

/// The reason without what the original message tells: places, names, sizes.
tl::unexpected<base::Error> blindFailure(const base::Error &error)
{
    if (error.code == QLatin1String("asset.missing"))
        return base::fail(QStringLiteral("picture.missing"), QStringLiteral("the picture's file is missing"),
                          QStringLiteral("Skip this trial and tell the owner of the study"));
    if (error.code == QLatin1String("asset.changed"))
        return base::fail(QStringLiteral("picture.changed"),
                          QStringLiteral("the picture's file has changed since it was imported"),
                          QStringLiteral("Skip this trial and tell the owner of the study"));
    return base::fail(QStringLiteral("picture.broken"), QStringLiteral("the picture cannot be read"),
                      QStringLiteral("Skip this trial and tell the owner of the study"));
}

/// What may be told of a planned trial.
study::Trial blindTrial(const study::Trial &planned)
{
    study::Trial trial;
    trial.id = planned.id;
    trial.uid = planned.uid;
    trial.prompt = planned.prompt;
    trial.pictures = planned.pictures;
    trial.isPractice = planned.isPractice;
    return trial;
}

base::Result<void> readPictures(storage::Database &database, Seat &seat)
{
    BASE_TRY_ASSIGN(rows, database.prepare(QStringLiteral(
                              "SELECT DISTINCT p.id, p.asset_id, a.width, a.height FROM trial AS t "
                              "JOIN trial_picture AS s ON s.trial_id = t.id JOIN picture AS p ON p.id = s.picture_id "
                              "LEFT JOIN asset AS a ON a.id = p.asset_id WHERE t.annotator_id = ?")));
    BASE_TRY(rows.run(seat.annotator));
    while (rows.next())
        seat.pictures.insert(
            rows.id<study::PictureId>(0),
            {rows.id<study::AssetId>(1), QSize(static_cast<int>(rows.integer(2)), static_cast<int>(rows.integer(3)))});
    return {};
}

base::Result<void> readPrompts(storage::Database &database, const study::Annotator &annotator, Seat &seat)
{
    BASE_TRY_ASSIGN(rows, database.prepare(QStringLiteral(
                              "SELECT p.id, p.text, g.uid FROM prompt AS p JOIN prompt_group AS g ON g.id = p.group_id "
                              "WHERE p.id IN (SELECT t.prompt_id FROM trial AS t WHERE t.annotator_id = ?)")));
    BASE_TRY(rows.run(annotator.id));
    while (rows.next()) {
        const auto prompt = rows.id<study::PromptId>(0);
        seat.prompts.insert(prompt, rows.text(1));
        seat.revealKeys.insert(prompt, storage::RevealRepository::keysOf(annotator, rows.text(2)));
    }
    return {};
}

/// Trials with a picture that has one of the labels, or a kind of a class among them.
base::Result<void> readWarnings(storage::Database &database, const QStringList &labels, Seat &seat)
{
    if (labels.isEmpty())
        return {};
    QSet<study::PictureId> disturbing;
    for (auto it = seat.pictures.cbegin(); it != seat.pictures.cend(); ++it) {
        BASE_TRY_ASSIGN(picture, storage::PictureRepository(database).picture(it.key()));
        const auto isWarnedOf = [&labels](const QString &label) {
            return labels.contains(label) || labels.contains(label.section(u'.', 0, 0));
        };
        if (picture
            && (labels.contains(picture->emotion)
                || std::any_of(picture->taxonomy.cbegin(), picture->taxonomy.cend(), isWarnedOf)))
            disturbing.insert(it.key());
    }
    for (const study::Trial &trial : std::as_const(seat.trials))
        if (std::any_of(trial.pictures.cbegin(), trial.pictures.cend(),
                        [&disturbing](study::PictureId id) { return disturbing.contains(id); }))
            seat.warned.insert(trial.id);
    return {};
}

} // namespace

UnblindedStudy::UnblindedStudy(const QString &studyPath)
    : m_path(studyPath)
{
}

base::Result<void> UnblindedStudy::open()
{
    BASE_TRY(storage::Database::open(m_path));
    return {};
}

base::Result<Seat> UnblindedStudy::seat(const SessionOwner &owner)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(m_path));
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    storage::AnnotatorRepository annotators(database);
    BASE_TRY_ASSIGN(annotator, annotators.addAnnotator(owner.code, owner.kind, owner.groups));
    BASE_TRY_ASSIGN(plan, TrialPlanner(database).plan(annotator));
    Seat seat;
    seat.annotator = annotator.id;
    seat.protocol = toBlind(plan.protocol.protocol);
    seat.protocolHash = plan.protocol.hash;
    for (const study::Trial &trial : std::as_const(plan.trials))
        seat.trials.append(blindTrial(trial));
    BASE_TRY(readPictures(database, seat));
    BASE_TRY(readPrompts(database, annotator, seat));
    BASE_TRY(readWarnings(database, plan.protocol.protocol.contentWarning.labels, seat));
    BASE_TRY_ASSIGN(answers, storage::TrialRepository(database).answersOf(annotator.id));
    seat.answers = answers;
    if (!seat.protocol.consent.isEmpty() && annotator.kind == study::AnnotatorKind::Human) {
        BASE_TRY_ASSIGN(given, annotators.hasConsent(annotator.id, base::sha256(seat.protocol.consent.toUtf8())));
        seat.consentMissing = !given;
    }
    BASE_TRY(transaction.commit());
    return seat;
}

base::Result<qint64> UnblindedStudy::planState(study::AnnotatorId annotator)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(m_path, storage::Database::Mode::ReadOnly));
    BASE_TRY_ASSIGN(
        select,
        database.prepare(QStringLiteral(
            "SELECT coalesce((SELECT max(id) FROM picture), 0) + coalesce((SELECT max(id) FROM prompt), 0) "
            "+ coalesce((SELECT max(id) FROM source_event), 0) + coalesce((SELECT max(id) FROM protocol_event), 0) "
            "+ coalesce((SELECT max(id) FROM trial WHERE annotator_id = ?), 0)")));
    BASE_TRY(select.run(annotator));
    return select.next() ? select.integer(0) : 0;
}

base::Result<QImage> UnblindedStudy::pixels(study::AssetId asset, const QSize &within)
{
    // A connection belongs to one thread; this may be any pool thread.
    auto database = storage::Database::open(m_path, storage::Database::Mode::ReadOnly);
    if (!database)
        return blindFailure(database.error());
    const auto bytes = storage::AssetRepository(*database).read(asset);
    if (!bytes)
        return blindFailure(bytes.error());
    const auto image = imaging::decode(*bytes, {within, {}});
    if (!image)
        return blindFailure(image.error());
    return *image;
}

void UnblindedStudy::tidyLog()
{
    if (QFileInfo(m_path + QLatin1String("-wal")).size() < longLog)
        return;
    // Passive: waits for nobody. What cannot be moved now is moved at the next picture.
    if (auto database = storage::Database::open(m_path))
        static_cast<void>(database->execute(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")));
}

} // namespace trials
