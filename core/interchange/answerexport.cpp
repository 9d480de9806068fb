#include "core/interchange/answerexport.h"

#include "core/storage/database.h"
#include "core/study/answer.h"

namespace interchange {

namespace {

/// The id of the answer that supersedes `a`; after a merge there may be two, and the later one counts.
const QString supersededBy = QStringLiteral(
    "(SELECT s.uid FROM live_answer AS s WHERE s.supersedes = a.id ORDER BY s.answered_at DESC, s.uid DESC LIMIT 1)");

base::Result<void> stopIfCancelled(const base::Progress &progress, const QString &what, qint64 done, qint64 total)
{
    if (progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("the export was cancelled"));
    if (done % 4096 == 0)
        progress.report(what, done, total);
    return {};
}

base::Result<qint64> countRows(storage::Database &database, const QString &table)
{
    BASE_TRY_ASSIGN(select, database.prepare(QStringLiteral("SELECT count(*) FROM ") + table));
    BASE_TRY(select.run());
    return select.next() ? select.integer(0) : 0;
}

study::Vote readVote(const storage::Statement &row, int first)
{
    if (row.text(first) == QLatin1String("picture"))
        return {study::Choice::Picture, static_cast<int>(row.integer(first + 1)),
                static_cast<int>(row.integer(first + 2))};
    return study::voteFromText(row.text(first)).value_or(study::Vote{});
}

void writePicture(TableWriter &out, const study::Picture *picture,
                  QString (*what)(const ExportContext &, const study::Picture &), const ExportContext &context)
{
    out.text(picture ? what(context, *picture) : QString());
}

QString uidOf(const ExportContext &, const study::Picture &picture)
{
    return picture.uid;
}
QString generatorOf(const ExportContext &context, const study::Picture &picture)
{
    return context.generatorName(picture);
}
QString variantOf(const ExportContext &, const study::Picture &picture)
{
    return picture.variant;
}

/// The columns of votes in SELECT order; see exportVotes().
enum VoteColumn {
    AnswerUid,
    TrialUid,
    Annotator,
    Session,
    Prompt,
    Question,
    Left,
    Right,
    Choice,
    Position,
    Strength,
    IsPractice,
    IsGold,
    GoldBetter,
    IsRepeat,
    RepeatOf,
    Reason,
    Comment,
    ShownAt,
    AnsweredAt,
    ResponseMs,
    Flags,
    SupersededBy,
    ProtocolHash,
    AppVersion,
    TrialPosition,
    PlannedAt
};

void writeGoldPassed(TableWriter &out, const storage::Statement &row, const study::Vote &vote,
                     const study::Picture *preferred)
{
    const bool judged = vote.choice != study::Choice::Skip && vote.choice != study::Choice::Undone;
    if (row.integer(IsGold) == 0 || row.isNull(GoldBetter) || !judged)
        out.unknown();
    else
        out.flag(preferred && preferred->id == row.id<study::PictureId>(GoldBetter));
}

void writeVote(TableWriter &out, const storage::Statement &row, const ExportContext &context)
{
    const auto pictureAt = [&](int column) {
        const auto found = context.pictures.constFind(row.id<study::PictureId>(column));
        return found != context.pictures.cend() ? &*found : nullptr;
    };
    const study::Annotator annotator = context.annotators.value(row.id<study::AnnotatorId>(Annotator));
    const study::Prompt prompt = context.prompts.value(row.id<study::PromptId>(Prompt));
    const study::Picture *left = pictureAt(Left);
    const study::Picture *right = pictureAt(Right);
    const study::Vote vote = readVote(row, Choice);
    const bool picked = vote.choice == study::Choice::Picture;
    const study::Picture *preferred = !picked              ? nullptr
                                      : vote.position == 0 ? left
                                      : vote.position == 1 ? right
                                                           : nullptr;

    out.text(row.text(AnswerUid));
    out.text(row.text(TrialUid));
    out.text(annotator.code);
    out.text(annotator.kind == study::AnnotatorKind::Machine ? QStringLiteral("machine") : QStringLiteral("human"));
    out.list(annotator.groups);
    out.text(context.sessions.value(row.id<study::SessionId>(Session)));
    out.text(context.groupKey(prompt));
    out.text(prompt.uid);
    out.text(prompt.text);
    out.text(prompt.variant);
    out.text(row.text(Question));
    for (const auto what : {uidOf, generatorOf, variantOf}) {
        writePicture(out, left, what, context);
        writePicture(out, right, what, context);
    }
    out.text(study::toText(vote));
    out.text(picked ? study::toText(vote) : QString());
    writePicture(out, preferred, uidOf, context);
    writePicture(out, preferred, generatorOf, context);
    out.integer(vote.position == 0 ? -vote.strength : vote.strength);
    out.flag(row.integer(IsPractice) != 0);
    out.flag(row.integer(IsGold) != 0);
    writeGoldPassed(out, row, vote, preferred);
    out.flag(row.integer(IsRepeat) != 0);
    out.text(row.text(RepeatOf));
    out.text(row.text(Reason));
    out.text(row.text(Comment));
    out.time(row.integer(ShownAt));
    out.time(row.integer(AnsweredAt));
    if (row.isNull(ResponseMs))
        out.unknown();
    else
        out.integer(row.integer(ResponseMs));
    out.list(row.text(Flags).split(QLatin1Char(';'), Qt::SkipEmptyParts));
    out.text(row.text(SupersededBy));
    out.text(row.text(ProtocolHash));
    out.text(row.text(AppVersion));
    out.integer(row.integer(TrialPosition));
    out.time(row.integer(PlannedAt));
    const study::Picture *better = pictureAt(GoldBetter);
    writePicture(out, better, uidOf, context);
    out.endRow();
}

} // namespace

base::Result<void> exportVotes(storage::Database &database, const ExportContext &context, TableWriter &out,
                               const base::Progress &progress)
{
    BASE_TRY_ASSIGN(total, countRows(database, QStringLiteral("vote")));
    BASE_TRY_ASSIGN(
        row,
        database.prepare(
            QStringLiteral(
                "SELECT a.uid, t.uid, t.annotator_id, a.session_id, t.prompt_id, a.question, "
                "(SELECT p.picture_id FROM trial_picture AS p WHERE p.trial_id = t.id AND p.position = 0), "
                "(SELECT p.picture_id FROM trial_picture AS p WHERE p.trial_id = t.id AND p.position = 1), "
                "v.choice, v.position, v.strength, t.is_practice, t.is_gold, t.gold_better, t.is_repeat, "
                "(SELECT r.uid FROM trial AS r WHERE r.id = t.repeat_of), a.reason, a.comment, a.shown_at, a.answered_at, a.response_ms, "
                "a.flags, %1, a.protocol_hash, a.app_version, t.position, t.planned_at "
                "FROM live_answer AS a JOIN vote AS v ON v.answer_id = a.id JOIN trial AS t ON t.id = a.trial_id "
                "ORDER BY a.answered_at, a.uid")
                .arg(supersededBy)));
    BASE_TRY(row.run());
    while (row.next()) {
        writeVote(out, row, context);
        BASE_TRY(stopIfCancelled(progress, QStringLiteral("Writing votes"), out.rows(), total));
    }
    return {};
}

base::Result<void> exportLabels(storage::Database &database, const ExportContext &context, TableWriter &out,
                                const base::Progress &progress)
{
    BASE_TRY_ASSIGN(total, countRows(database, QStringLiteral("label")));
    // The two halves differ in where label, type and intensity come from.
    const QString half = QStringLiteral(
        "SELECT c.uid, t.uid AS trial_uid, t.annotator_id, "
        "(SELECT p.picture_id FROM trial_picture AS p WHERE p.trial_id = t.id AND p.position = c.position), "
        "t.prompt_id, c.label_set, c.%2, c.%3, a.answered_at AS answered, %1, a.uid AS answer_uid, a.question, '%4' AS type, "
        "a.session_id, a.shown_at, a.response_ms, a.flags, a.comment, a.protocol_hash, a.app_version, c.position AS place, c.id AS row "
        "FROM live_answer AS a JOIN %4 AS c ON c.answer_id = a.id JOIN trial AS t ON t.id = a.trial_id");
    BASE_TRY_ASSIGN(row, database.prepare(half.arg(supersededBy, QStringLiteral("label"), QStringLiteral("intensity"),
                                                   QStringLiteral("label"))
                                          + QStringLiteral(" UNION ALL ")
                                          + half.arg(supersededBy, QStringLiteral("dimension"), QStringLiteral("value"),
                                                     QStringLiteral("rating"))
                                          + QStringLiteral(" ORDER BY answered, answer_uid, type, place, row")));
    BASE_TRY(row.run());
    while (row.next()) {
        const study::Picture picture = context.pictures.value(row.id<study::PictureId>(3));
        out.text(row.text(0));
        out.text(row.text(1));
        out.text(context.annotators.value(row.id<study::AnnotatorId>(2)).code);
        out.text(picture.uid);
        out.text(context.generatorName(picture));
        out.text(context.prompts.value(row.id<study::PromptId>(4)).uid);
        out.text(row.text(5));
        out.text(row.text(6));
        out.number(row.real(7));
        out.time(row.integer(8));
        out.text(row.text(9));
        out.text(row.text(10));
        out.text(row.text(11));
        out.text(row.text(12));
        out.text(context.sessions.value(row.id<study::SessionId>(13)));
        out.time(row.integer(14));
        if (row.isNull(15))
            out.unknown();
        else
            out.integer(row.integer(15));
        out.list(row.text(16).split(QLatin1Char(';'), Qt::SkipEmptyParts));
        out.text(row.text(17));
        out.text(row.text(18));
        out.text(row.text(19));
        out.endRow();
        BASE_TRY(stopIfCancelled(progress, QStringLiteral("Writing labels"), out.rows(), total));
    }
    return {};
}

base::Result<void> exportTrials(storage::Database &database, const ExportContext &context, TableWriter &out,
                                const base::Progress &progress)
{
    BASE_TRY_ASSIGN(total, countRows(database, QStringLiteral("trial")));
    BASE_TRY_ASSIGN(pictures, database.prepare(QStringLiteral(
                                  "SELECT picture_id FROM trial_picture WHERE trial_id = ? ORDER BY position")));
    BASE_TRY_ASSIGN(
        row,
        database.prepare(QStringLiteral(
            "SELECT t.id, t.uid, t.annotator_id, "
            "coalesce(t.session_id, (SELECT a.session_id FROM live_answer AS a WHERE a.trial_id = t.id ORDER BY a.answered_at, a.uid LIMIT 1)), "
            "t.prompt_id, t.question, t.position, t.is_practice, t.is_gold, t.is_repeat, (SELECT r.uid FROM trial AS r WHERE r.id = t.repeat_of), "
            "t.planned_at, t.gold_better, "
            "(SELECT coalesce(v.choice, 'labels') FROM current_answer AS a LEFT JOIN vote AS v ON v.answer_id = a.id "
            " WHERE a.trial_id = t.id AND a.question = t.question AND (v.choice IS NOT NULL "
            "  OR EXISTS (SELECT 1 FROM label AS l WHERE l.answer_id = a.id) OR EXISTS (SELECT 1 FROM rating AS r WHERE r.answer_id = a.id)) LIMIT 1) "
            "FROM live_trial AS t JOIN annotator AS n ON n.id = t.annotator_id ORDER BY n.code, t.position, t.uid")));
    BASE_TRY(row.run());
    while (row.next()) {
        QStringList uids;
        QStringList generators;
        BASE_TRY(pictures.run(row.integer(0)));
        while (pictures.next()) {
            const study::Picture picture = context.pictures.value(pictures.id<study::PictureId>(0));
            uids.append(picture.uid);
            generators.append(context.generatorName(picture));
        }
        const study::Annotator annotator = context.annotators.value(row.id<study::AnnotatorId>(2));
        const study::Prompt prompt = context.prompts.value(row.id<study::PromptId>(4));
        const QString answer = row.text(13);
        out.text(row.text(1));
        out.text(annotator.code);
        out.text(context.sessions.value(row.id<study::SessionId>(3)));
        out.text(context.groupKey(prompt));
        out.text(prompt.uid);
        out.text(row.text(5));
        out.integer(row.integer(6));
        out.list(uids);
        out.list(generators);
        out.flag(row.integer(7) != 0);
        out.flag(row.integer(8) != 0);
        out.flag(row.integer(9) != 0);
        out.text(row.text(10));
        out.time(row.integer(11));
        out.text(answer.isEmpty() || answer == QLatin1String("undone") ? QStringLiteral("open")
                 : answer == QLatin1String("skip")                     ? QStringLiteral("skipped")
                                                                       : QStringLiteral("answered"));
        out.text(annotator.kind == study::AnnotatorKind::Machine ? QStringLiteral("machine") : QStringLiteral("human"));
        out.list(annotator.groups);
        out.text(context.pictures.value(row.id<study::PictureId>(12)).uid);
        out.endRow();
        BASE_TRY(stopIfCancelled(progress, QStringLiteral("Writing trials"), out.rows(), total));
    }
    return {};
}

} // namespace interchange
