#include "core/interchange/trialstore.h"

#include <utility>

#include "core/base/clock.h"
#include "core/storage/database.h"

namespace interchange {

namespace {

using Item = storage::SourceRepository::Item;

tl::unexpected<base::Error> rowError(const QString &what, const QString &hint = {})
{
    return base::fail(QStringLiteral("import.row"), what, hint);
}

} // namespace

TrialStore::TrialStore(ImportWriter &writer)
    : m_writer(writer)
    , m_trials(writer.database())
{
}

base::Result<study::PictureId> TrialStore::picture(const PictureRef &ref, const study::Prompt &prompt)
{
    if (!ref.uid.isEmpty()) {
        BASE_TRY_ASSIGN(known, m_writer.pictureByUid(ref.uid));
        if (known) {
            BASE_TRY(m_writer.note(Item::Picture, known->value));
            return *known;
        }
    }
    if (ref.uid.isEmpty() && ref.generator.isEmpty())
        return rowError(QStringLiteral("the row names neither picture nor generator"),
                        QStringLiteral("Give left_picture and right_picture, or left_generator and right_generator"));
    const QString variant = ref.variant.isEmpty() ? prompt.variant : ref.variant;
    if (ref.uid.isEmpty()) {
        BASE_TRY_ASSIGN(known, pictureInCell(ref.generator, variant, prompt.group));
        if (known) {
            BASE_TRY(m_writer.note(Item::Picture, known->value));
            return *known;
        }
    }
    // A record without a file: every statistic can use it.
    PictureRow row;
    row.uid = ref.uid;
    row.generator = ref.generator;
    row.promptUid = prompt.uid;
    row.promptVariant = prompt.variant;
    row.variant = variant;
    const qint64 unchanged = m_writer.report().unchanged;
    const base::Result<study::PictureId> made = m_writer.picture(row);
    m_writer.report().unchanged = unchanged; // counted are answers here
    return made;
}

/// The picture of a generator and variant in a prompt group; an error of the row when there are several.
base::Result<std::optional<study::PictureId>>
TrialStore::pictureInCell(const QString &generator, const QString &variant, study::PromptGroupId group)
{
    // CROSS JOIN keeps the order: a group has few prompts and pictures, a generator many.
    BASE_TRY_ASSIGN(
        select,
        m_writer.database().prepare(QStringLiteral(
            "SELECT p.id FROM prompt AS r CROSS JOIN live_picture AS p ON p.prompt_id = r.id CROSS JOIN generator AS g ON g.id = p.generator_id "
            "WHERE r.group_id = ? AND g.name = ? AND p.variant = ? LIMIT 2")));
    BASE_TRY(select.run(group, generator, variant));
    if (!select.next())
        return std::nullopt;
    const auto id = select.id<study::PictureId>(0);
    if (select.next())
        return rowError(QStringLiteral("generator '%1' has several %2 pictures of the prompt").arg(generator, variant),
                        QStringLiteral("Name the pictures by their ids"));
    return id;
}

base::Result<int> TrialStore::nextPosition(study::AnnotatorId annotator)
{
    if (m_rollbacks != std::exchange(m_rollbacks, m_writer.rollbacks()))
        m_nextPosition.clear();
    if (const auto known = m_nextPosition.constFind(annotator); known != m_nextPosition.cend())
        return *known;
    BASE_TRY_ASSIGN(select, m_writer.database().prepare(QStringLiteral(
                                "SELECT coalesce(max(position), -1) + 1 FROM trial WHERE annotator_id = ?")));
    BASE_TRY(select.run(annotator));
    return select.next() ? static_cast<int>(select.integer(0)) : 0;
}

/// What a known trial needs belongs to this import too: undone parts come back with it.
base::Result<void> TrialStore::noteParts(study::TrialId trial)
{
    BASE_TRY(m_writer.note(Item::Trial, trial.value));
    BASE_TRY_ASSIGN(
        prompt,
        m_writer.database().prepare(QStringLiteral(
            "SELECT t.prompt_id, p.group_id FROM trial AS t JOIN prompt AS p ON p.id = t.prompt_id WHERE t.id = ?")));
    BASE_TRY(prompt.run(trial));
    if (prompt.next()) {
        BASE_TRY(m_writer.note(Item::Prompt, prompt.integer(0)));
        BASE_TRY(m_writer.note(Item::PromptGroup, prompt.integer(1)));
    }
    BASE_TRY_ASSIGN(
        pictures,
        m_writer.database().prepare(QStringLiteral(
            "SELECT t.picture_id, coalesce(p.generator_id, 0) FROM trial_picture AS t JOIN picture AS p ON p.id = t.picture_id WHERE t.trial_id = ?")));
    BASE_TRY(pictures.run(trial));
    while (pictures.next()) {
        BASE_TRY(m_writer.note(Item::Picture, pictures.integer(0)));
        if (pictures.integer(1) != 0)
            BASE_TRY(m_writer.note(Item::Generator, pictures.integer(1)));
    }
    return {};
}

base::Result<study::TrialId> TrialStore::trial(const TrialRow &row, bool *added)
{
    if (added)
        *added = false;
    if (row.annotator.isEmpty())
        return rowError(QStringLiteral("the annotator is empty"));
    if (row.uid.isEmpty() || row.uid.size() > study::maxUidLength)
        return rowError(
            QStringLiteral("the trial's id is empty or longer than %1 characters").arg(study::maxUidLength));
    BASE_TRY_ASSIGN(annotator, m_writer.annotator(row.annotator, row.annotatorKind, row.groups));
    BASE_TRY_ASSIGN(select,
                    m_writer.database().prepare(QStringLiteral("SELECT id, annotator_id FROM trial WHERE uid = ?")));
    BASE_TRY(select.run(row.uid));
    if (!select.next()) {
        if (added)
            *added = true;
        return make(row, annotator);
    }
    const auto id = select.id<study::TrialId>(0);
    if (select.id<study::AnnotatorId>(1) != annotator)
        return rowError(QStringLiteral("the trial '%1' belongs to another annotator").arg(row.uid));
    BASE_TRY(noteParts(id));
    return id;
}

base::Result<study::TrialId> TrialStore::make(const TrialRow &row, study::AnnotatorId annotator)
{
    study::Trial trial;
    trial.uid = row.uid;
    trial.annotator = annotator;
    BASE_TRY_ASSIGN(prompt, m_writer.prompt(row.prompt));
    trial.prompt = prompt.id;
    for (const PictureRef &ref : row.pictures) {
        BASE_TRY_ASSIGN(id, picture(ref, prompt));
        if (trial.pictures.contains(id))
            return rowError(QStringLiteral("the row shows the same picture twice"));
        trial.pictures.append(id);
    }
    trial.question = row.question;
    trial.isPractice = row.isPractice;
    trial.isGold = row.isGold;
    trial.isRepeat = row.isRepeat;
    if (!row.goldBetter.isEmpty()) {
        BASE_TRY_ASSIGN(better, m_writer.pictureByUid(row.goldBetter));
        if (!better)
            return rowError(QStringLiteral("gold_better names no known picture"));
        trial.goldBetter = *better;
    }
    if (!row.repeatOf.isEmpty()) {
        BASE_TRY_ASSIGN(first, m_writer.database().prepare(QStringLiteral("SELECT id FROM trial WHERE uid = ?")));
        BASE_TRY(first.run(row.repeatOf));
        if (!first.next())
            return rowError(QStringLiteral("repeat_of names the trial '%1', which is neither here nor in the study")
                                .arg(row.repeatOf),
                            QStringLiteral("Import the trials file first"));
        trial.repeatOf = first.id<study::TrialId>(0);
    }
    trial.plannedAt = row.plannedAt == 0 ? base::nowMs() : row.plannedAt;
    if (row.position) {
        trial.position = *row.position;
    } else {
        BASE_TRY_ASSIGN(next, nextPosition(annotator));
        trial.position = next;
    }
    BASE_TRY_ASSIGN(sessionId, session(row, trial.plannedAt));
    BASE_TRY_ASSIGN(id, m_trials.addTrial(trial, sessionId));
    if (row.position)
        m_nextPosition.remove(annotator);
    else
        m_nextPosition.insert(annotator, trial.position + 1);
    BASE_TRY(m_writer.note(Item::Trial, id.value));
    return id;
}

base::Result<study::SessionId> TrialStore::session(const TrialRow &row, qint64 startedAt)
{
    if (row.session.isEmpty())
        return study::SessionId();
    BASE_TRY_ASSIGN(annotator, m_writer.annotator(row.annotator, row.annotatorKind, row.groups));
    return m_writer.session(row.session, annotator, startedAt);
}

base::Result<int> TrialStore::positionOf(study::TrialId trial, const QString &pictureUid)
{
    BASE_TRY_ASSIGN(picture, m_writer.pictureByUid(pictureUid));
    BASE_TRY_ASSIGN(select, m_writer.database().prepare(QStringLiteral(
                                "SELECT position FROM trial_picture WHERE trial_id = ? AND picture_id = ?")));
    BASE_TRY(select.run(trial, picture.value_or(study::PictureId())));
    if (!select.next())
        return rowError(QStringLiteral("the picture '%1' is not part of the trial").arg(pictureUid));
    return static_cast<int>(select.integer(0));
}

base::Result<bool> readFlag(const TableRow &row, const char *column)
{
    const QString text = row.value(QLatin1String(column)).toLower();
    if (text.isEmpty() || text == QLatin1String("0") || text == QLatin1String("false"))
        return false;
    if (text == QLatin1String("1") || text == QLatin1String("true"))
        return true;
    return rowError(QStringLiteral("'%1' in the column %2 is neither 0 nor 1").arg(text, QLatin1String(column)));
}

base::Result<qint64> readTime(const TableRow &row, const char *column)
{
    const QString text = row.value(QLatin1String(column));
    if (text.isEmpty())
        return 0;
    const qint64 time = base::fromIsoTime(text);
    if (time < 0)
        return rowError(QStringLiteral("'%1' in the column %2 is no time such as 2026-01-31T12:00:00.000Z")
                            .arg(text, QLatin1String(column)));
    return time;
}

base::Result<std::optional<int>> readInteger(const TableRow &row, const char *column)
{
    const QString text = row.value(QLatin1String(column));
    if (text.isEmpty())
        return std::nullopt;
    bool ok = false;
    const int number = text.toInt(&ok);
    if (!ok)
        return rowError(QStringLiteral("'%1' in the column %2 is no whole number").arg(text, QLatin1String(column)));
    return number;
}

base::Result<std::optional<study::AnnotatorKind>> readAnnotatorKind(const TableRow &row)
{
    const QString kind = row.value(QStringLiteral("annotator_kind"));
    if (kind == QLatin1String("machine"))
        return study::AnnotatorKind::Machine;
    if (kind == QLatin1String("human"))
        return study::AnnotatorKind::Human;
    if (kind.isEmpty())
        return std::nullopt;
    return rowError(QStringLiteral("the annotator_kind '%1' is neither human nor machine").arg(kind));
}

QStringList readList(const TableRow &row, const char *column)
{
    return row.value(QLatin1String(column)).split(QLatin1Char(';'), Qt::SkipEmptyParts);
}

} // namespace interchange
