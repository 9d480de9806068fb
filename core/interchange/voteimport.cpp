#include "core/interchange/voteimport.h"

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/interchange/trialstore.h"
#include "core/storage/database.h"
#include "core/study/prompt.h"

namespace interchange {

namespace {

using Item = storage::SourceRepository::Item;

/// One row of a votes table. All rows are read before the first is stored, because a row names the later one that
/// supersedes it.
struct VoteRow
{
    int line = 0;
    TrialRow trial;
    study::Answer answer; ///< without trial, session and supersedes
    QString supersededBy;
    int supersedes = -1; ///< index of the row that this one supersedes
};

tl::unexpected<base::Error> rowError(const QString &what, const QString &hint = {})
{
    return base::fail(QStringLiteral("import.row"), what, hint);
}

QString textOf(const TableRow &row, const char *column)
{
    return row.value(QLatin1String(column));
}

/// What was answered: in words, or by what was preferred.
base::Result<study::Vote> readVote(const TableRow &row)
{
    QString word = textOf(row, "answer");
    if (word.isEmpty())
        word = textOf(row, "preferred_side");
    if (word.isEmpty()) {
        for (const char *what : {"picture", "generator"}) {
            const QString preferred = row.value(QStringLiteral("preferred_") + QLatin1String(what));
            if (preferred.isEmpty())
                continue;
            const bool left = preferred == row.value(QStringLiteral("left_") + QLatin1String(what));
            const bool right = preferred == row.value(QStringLiteral("right_") + QLatin1String(what));
            if (left == right)
                return rowError(
                    QStringLiteral("the preferred %1 '%2' is not one of the two").arg(QLatin1String(what), preferred));
            word = left ? QStringLiteral("left") : QStringLiteral("right");
            break;
        }
    }
    std::optional<study::Vote> vote = study::voteFromText(word);
    if (!vote)
        return rowError(
            QStringLiteral("the answer '%1' is none of left, right, tie, both_good, both_bad, skip, undone").arg(word));
    BASE_TRY_ASSIGN(strength, readInteger(row, "strength"));
    if (vote->choice == study::Choice::Picture)
        vote->strength = std::abs(strength.value_or(1));
    if (vote->choice == study::Choice::Picture && strength
        && ((*strength < 0 && vote->position != 0) || (*strength > 0 && vote->position == 0)))
        return rowError(
            QStringLiteral("the strength %1 contradicts the answer %2 (negative is left)").arg(*strength).arg(word));
    return *vote;
}

base::Result<void> readTrialParts(const TableRow &row, TrialRow &trial)
{
    trial.uid = textOf(row, "trial_id");
    trial.annotator = textOf(row, "annotator");
    BASE_TRY_ASSIGN(kind, readAnnotatorKind(row));
    trial.annotatorKind = kind;
    trial.groups = readList(row, "groups");
    trial.session = textOf(row, "session_id");
    trial.question = textOf(row, "question").isEmpty() ? QStringLiteral("preference") : textOf(row, "question");
    trial.prompt.groupKey = textOf(row, "prompt_group");
    trial.prompt.uid = textOf(row, "prompt_id");
    trial.prompt.text = textOf(row, "prompt");
    trial.prompt.variant = textOf(row, "variant").isEmpty() ? QString(study::originalVariant) : textOf(row, "variant");
    trial.goldBetter = textOf(row, "gold_better");
    trial.repeatOf = textOf(row, "repeat_of");
    BASE_TRY_ASSIGN(practice, readFlag(row, "is_practice"));
    BASE_TRY_ASSIGN(gold, readFlag(row, "is_gold"));
    BASE_TRY_ASSIGN(repeat, readFlag(row, "is_repeat"));
    BASE_TRY_ASSIGN(plannedAt, readTime(row, "planned_at"));
    trial.isPractice = practice;
    trial.isGold = gold;
    trial.isRepeat = repeat;
    trial.plannedAt = plannedAt;
    return {};
}

base::Result<VoteRow> readVoteRow(const TableRow &row, const QString &content)
{
    VoteRow vote;
    vote.line = row.line;
    BASE_TRY(readTrialParts(row, vote.trial));
    BASE_TRY_ASSIGN(position, readInteger(row, "trial_position"));
    vote.trial.position = position;
    const QString line = QString::number(row.line);
    if (vote.trial.uid.isEmpty())
        vote.trial.uid = base::uuidV5(QStringLiteral("trial"), {content, line});
    vote.trial.pictures = {
        {textOf(row, "left_picture"), textOf(row, "left_generator"), textOf(row, "left_variant")},
        {textOf(row, "right_picture"), textOf(row, "right_generator"), textOf(row, "right_variant")}};
    study::Answer &answer = vote.answer;
    answer.uid = textOf(row, "vote_id").isEmpty() ? base::uuidV5(QStringLiteral("vote"), {content, line})
                                                  : textOf(row, "vote_id");
    if (answer.uid.size() > study::maxUidLength)
        return rowError(QStringLiteral("the vote's id has more than %1 characters").arg(study::maxUidLength));
    BASE_TRY_ASSIGN(given, readVote(row));
    answer.vote = given;
    answer.question = vote.trial.question;
    answer.reason = textOf(row, "reason");
    answer.comment = textOf(row, "comment");
    BASE_TRY_ASSIGN(shownAt, readTime(row, "shown_at"));
    BASE_TRY_ASSIGN(answeredAt, readTime(row, "answered_at"));
    BASE_TRY_ASSIGN(responseMs, readInteger(row, "response_ms"));
    answer.shownAt = shownAt;
    answer.answeredAt = answeredAt == 0 ? base::nowMs() : answeredAt;
    answer.responseMs = responseMs.value_or(-1);
    answer.flags = readList(row, "flags");
    answer.protocolHash = textOf(row, "protocol_hash");
    answer.appVersion = textOf(row, "app_version");
    if (vote.trial.plannedAt == 0)
        vote.trial.plannedAt = answer.shownAt == 0 ? answer.answeredAt : answer.shownAt;
    vote.supersededBy = textOf(row, "superseded_by");
    return vote;
}

/// Reads all rows; those that cannot be read are noted, or end the import.
template <typename Row, typename Read>
base::Result<QList<Row>> readRows(ImportWriter &writer, Table &table, const QString &path,
                                  const base::Progress &progress, Read read)
{
    QList<Row> rows;
    TableRow row;
    while (true) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the import was cancelled"));
        if (rows.size() % 1024 == 0)
            progress.report(QStringLiteral("Reading answers"), table.position(), table.size());
        const base::Result<bool> more = table.next(row);
        if (more && !*more)
            return rows;
        base::Result<Row> one = more ? read(row) : tl::make_unexpected(more.error());
        if (one)
            rows.append(std::move(*one));
        else
            BASE_TRY(writer.failRow(path, row.line, one.error()));
    }
}

class VoteStore
{
public:
    VoteStore(ImportWriter &writer, const QString &path, QList<VoteRow> &rows)
        : m_writer(writer)
        , m_trials(writer)
        , m_path(path)
        , m_rows(rows)
        , m_done(rows.size(), false)
    {
    }

    base::Result<void> link();
    base::Result<void> storeAll(const base::Progress &progress);

private:
    base::Result<void> leaveOut(int index, const QString &reason);
    base::Result<void> storeWithEarlier(int index);
    base::Result<void> store(const VoteRow &row);

    ImportWriter &m_writer;
    TrialStore m_trials;
    QString m_path;
    QList<VoteRow> &m_rows;
    QList<bool> m_done;               ///< stored, or left out
    QHash<QString, int> m_rowOfTrial; ///< first row of each trial
    QHash<QString, study::AnswerId> m_stored;
};

base::Result<void> VoteStore::leaveOut(int index, const QString &reason)
{
    m_done[index] = true;
    return m_writer.failRow(m_path, m_rows[index].line, rowError(reason).value());
}

/// Finds for each row the row that it supersedes.
base::Result<void> VoteStore::link()
{
    QHash<QString, int> rowOf;
    for (int i = 0; i < m_rows.size(); ++i) {
        if (rowOf.contains(m_rows[i].answer.uid))
            BASE_TRY(leaveOut(i, QStringLiteral("the id '%1' is there twice").arg(m_rows[i].answer.uid)));
        else
            rowOf.insert(m_rows[i].answer.uid, i);
        if (!m_rowOfTrial.contains(m_rows[i].trial.uid))
            m_rowOfTrial.insert(m_rows[i].trial.uid, i);
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        const QString &by = m_rows[i].supersededBy;
        const int later = rowOf.value(by, -1);
        if (by.isEmpty() || m_done[i])
            continue;
        if (later < 0 || later == i)
            BASE_TRY(
                leaveOut(i, QStringLiteral("superseded_by names '%1', which is no other vote of this file").arg(by)));
        else if (m_rows[later].supersedes >= 0)
            BASE_TRY(leaveOut(i, QStringLiteral("the vote '%1' supersedes two others").arg(by)));
        else
            m_rows[later].supersedes = i;
    }
    return {};
}

base::Result<void> VoteStore::store(const VoteRow &row)
{
    BASE_TRY_ASSIGN(trial, m_trials.trial(row.trial));
    BASE_TRY_ASSIGN(session, m_trials.session(row.trial, row.trial.plannedAt));
    BASE_TRY_ASSIGN(known,
                    m_writer.database().prepare(QStringLiteral("SELECT id, trial_id FROM answer WHERE uid = ?")));
    BASE_TRY(known.run(row.answer.uid));
    if (known.next()) {
        if (known.id<study::TrialId>(1) != trial)
            return rowError(QStringLiteral("the id '%1' belongs to an answer of another trial").arg(row.answer.uid));
        m_writer.unchanged();
        m_stored.insert(row.answer.uid, known.id<study::AnswerId>(0));
        return m_writer.note(Item::Answer, known.integer(0));
    }
    known.finish();
    study::Answer answer = row.answer;
    answer.trial = trial;
    answer.session = session;
    if (row.supersedes >= 0) {
        answer.supersedes = m_stored.value(m_rows[row.supersedes].answer.uid);
        if (!answer.supersedes.isValid())
            return rowError(QStringLiteral("the vote that this one supersedes was left out"));
    }
    BASE_TRY_ASSIGN(stored, m_trials.repository().addAnswer(answer));
    m_stored.insert(stored.uid, stored.id);
    return m_writer.note(Item::Answer, stored.id.value);
}

/// Rows may stand in any order; what a row supersedes, and the trial that it repeats, come first.
base::Result<void> VoteStore::storeWithEarlier(int index)
{
    QList<int> chain;
    QSet<int> seen;
    QList<int> open{index};
    while (!open.isEmpty()) {
        const int next = open.takeLast();
        if (next < 0 || m_done[next] || seen.contains(next))
            continue;
        seen.insert(next);
        chain.append(next);
        open.append(m_rows[next].supersedes);
        open.append(m_rowOfTrial.value(m_rows[next].trial.repeatOf, -1));
    }
    for (auto it = chain.crbegin(); it != chain.crend(); ++it) {
        m_done[*it] = true;
        BASE_TRY(m_writer.row(m_path, m_rows[*it].line, [&] { return store(m_rows[*it]); }));
    }
    return {};
}

base::Result<void> VoteStore::storeAll(const base::Progress &progress)
{
    for (int i = 0; i < m_rows.size(); ++i) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the import was cancelled"));
        if (i % 1024 == 0)
            progress.report(QStringLiteral("Storing answers"), i, m_rows.size());
        BASE_TRY(storeWithEarlier(i));
    }
    return {};
}

base::Result<void> needColumns(const Table &table, const QString &path, std::initializer_list<const char *> names)
{
    for (const char *name : names)
        if (!table.columns().isEmpty() && !table.columns().contains(QLatin1String(name)))
            return base::failIn(path, 1, QStringLiteral("import.header"),
                                QStringLiteral("there is no column '%1'").arg(QLatin1String(name)),
                                QStringLiteral("Map your columns to ours with --map"));
    return {};
}

} // namespace

base::Result<void> importVotes(ImportWriter &writer, const QString &path, const ColumnMap &map,
                               const base::Progress &progress)
{
    BASE_TRY_ASSIGN(table, Table::open(path, map));
    BASE_TRY(needColumns(table, path, {"annotator"}));
    BASE_TRY_ASSIGN(rows, readRows<VoteRow>(writer, table, path, progress,
                                            [&](const TableRow &row) { return readVoteRow(row, writer.content()); }));
    VoteStore store(writer, path, rows);
    BASE_TRY(store.link());
    return store.storeAll(progress);
}

base::Result<void> importTrials(ImportWriter &writer, const QString &path, const ColumnMap &map,
                                const base::Progress &progress)
{
    BASE_TRY_ASSIGN(table, Table::open(path, map));
    BASE_TRY(needColumns(table, path, {"trial_id", "annotator", "pictures"}));
    using Line = std::pair<int, TrialRow>;
    const auto read = [](const TableRow &row) -> base::Result<Line> {
        TrialRow trial;
        BASE_TRY(readTrialParts(row, trial));
        BASE_TRY_ASSIGN(position, readInteger(row, "position"));
        trial.position = position;
        for (const QString &uid : readList(row, "pictures"))
            trial.pictures.append({uid, {}, {}});
        return Line(row.line, trial);
    };
    BASE_TRY_ASSIGN(rows, readRows<Line>(writer, table, path, progress, read));
    // A repeat may stand before the trial that it repeats.
    std::stable_partition(rows.begin(), rows.end(), [](const Line &line) { return line.second.repeatOf.isEmpty(); });
    TrialStore store(writer);
    for (const Line &line : std::as_const(rows))
        BASE_TRY(writer.row(path, line.first, [&]() -> base::Result<void> {
            bool added = false;
            BASE_TRY(store.trial(line.second, &added));
            if (!added)
                writer.unchanged();
            return {};
        }));
    return {};
}

} // namespace interchange
