#include "core/storage/trialrepository.h"

#include <QHash>

#include "core/base/uuid.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

const QString trialColumns()
{
    return QStringLiteral(
        "SELECT t.id, t.uid, t.annotator_id, t.protocol_id, t.prompt_id, t.question, t.position, t.is_practice, t.is_gold, "
        "t.is_repeat, t.repeat_of, t.planned_at, t.gold_better FROM live_trial AS t ");
}

study::Trial readTrial(const Statement &row)
{
    study::Trial trial;
    trial.id = row.id<study::TrialId>(0);
    trial.uid = row.text(1);
    trial.annotator = row.id<study::AnnotatorId>(2);
    trial.protocol = row.id<study::ProtocolId>(3);
    trial.prompt = row.id<study::PromptId>(4);
    trial.question = row.text(5);
    trial.position = static_cast<int>(row.integer(6));
    trial.isPractice = row.integer(7) != 0;
    trial.isGold = row.integer(8) != 0;
    trial.isRepeat = row.integer(9) != 0;
    trial.repeatOf = row.id<study::TrialId>(10);
    trial.plannedAt = row.integer(11);
    trial.goldBetter = row.id<study::PictureId>(12);
    return trial;
}

QString toColumn(study::Choice choice)
{
    // The words of study::toText(Vote), but for a picture, whose position has its own column.
    return choice == study::Choice::Picture ? QStringLiteral("picture") : study::toText(study::Vote{choice, -1, 0});
}

study::Vote readVote(const QString &choice, int position, int strength)
{
    if (choice == QLatin1String("picture"))
        return {study::Choice::Picture, position, strength};
    return study::voteFromText(choice).value_or(study::Vote{});
}

study::Answer readAnswer(const Statement &row)
{
    study::Answer answer;
    answer.id = row.id<study::AnswerId>(0);
    answer.uid = row.text(1);
    answer.trial = row.id<study::TrialId>(2);
    answer.session = row.id<study::SessionId>(3);
    answer.question = row.text(4);
    answer.supersedes = row.id<study::AnswerId>(5);
    answer.reason = row.text(6);
    answer.comment = row.text(7);
    answer.shownAt = row.integer(8);
    answer.answeredAt = row.integer(9);
    answer.responseMs = row.isNull(10) ? -1 : static_cast<int>(row.integer(10));
    answer.flags = row.text(11).split(QLatin1Char(';'), Qt::SkipEmptyParts);
    answer.protocolHash = row.text(12);
    answer.appVersion = row.text(13);
    if (!row.isNull(14))
        answer.vote = readVote(row.text(14), static_cast<int>(row.integer(15)), static_cast<int>(row.integer(16)));
    return answer;
}

/// The answers that `from` and `where` (with one argument) select as `a`, with their children: three passes.
base::Result<QList<study::Answer>> selectAnswers(Database &database, const QString &from, const QString &where,
                                                 qint64 argument)
{
    BASE_TRY_ASSIGN(
        rows,
        database.prepare(
            QStringLiteral(
                "SELECT a.id, a.uid, a.trial_id, a.session_id, a.question, a.supersedes, a.reason, a.comment, a.shown_at, a.answered_at, "
                "a.response_ms, a.flags, a.protocol_hash, a.app_version, v.choice, v.position, v.strength "
                "FROM %1 LEFT JOIN vote AS v ON v.answer_id = a.id %2 ORDER BY a.answered_at, a.uid")
                .arg(from, where)));
    BASE_TRY(rows.run(argument));
    QList<study::Answer> answers;
    QHash<study::AnswerId, qsizetype> rowOf;
    while (rows.next()) {
        answers += readAnswer(rows);
        rowOf.insert(answers.constLast().id, answers.size() - 1);
    }
    BASE_TRY_ASSIGN(
        labels,
        database.prepare(
            QStringLiteral(
                "SELECT l.answer_id, l.uid, l.position, l.label, l.intensity FROM %1 JOIN label AS l ON l.answer_id = a.id %2 ORDER BY l.id")
                .arg(from, where)));
    BASE_TRY(labels.run(argument));
    while (labels.next()) {
        const auto row = rowOf.constFind(labels.id<study::AnswerId>(0));
        if (row != rowOf.cend())
            answers[*row].labels += {labels.text(1), static_cast<int>(labels.integer(2)), labels.text(3),
                                     static_cast<int>(labels.integer(4))};
    }
    BASE_TRY_ASSIGN(
        ratings,
        database.prepare(
            QStringLiteral(
                "SELECT r.answer_id, r.uid, r.position, r.dimension, r.value FROM %1 JOIN rating AS r ON r.answer_id = a.id %2 ORDER BY r.id")
                .arg(from, where)));
    BASE_TRY(ratings.run(argument));
    while (ratings.next()) {
        const auto row = rowOf.constFind(ratings.id<study::AnswerId>(0));
        if (row != rowOf.cend())
            answers[*row].ratings +=
                {ratings.text(1), static_cast<int>(ratings.integer(2)), ratings.text(3), ratings.real(4)};
    }
    return answers;
}

} // namespace

TrialRepository::TrialRepository(Database &database)
    : m_database(database)
{
}

base::Result<study::TrialId> TrialRepository::addTrial(const study::Trial &trial, study::SessionId importedSession)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(
        insert,
        m_database.prepare(QStringLiteral(
            "INSERT INTO trial (uid, annotator_id, session_id, protocol_id, prompt_id, question, position, is_practice, is_gold, "
            "is_repeat, repeat_of, planned_at, gold_better) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")));
    BASE_TRY(insert.run(trial.uid.isEmpty() ? base::uuidV7() : trial.uid, trial.annotator, importedSession,
                        trial.protocol, trial.prompt, trial.question, trial.position, trial.isPractice, trial.isGold,
                        trial.isRepeat, trial.repeatOf, trial.plannedAt, trial.goldBetter));
    const study::TrialId id(insert.lastInsertId());
    BASE_TRY_ASSIGN(picture, m_database.prepare(QStringLiteral(
                                 "INSERT INTO trial_picture (trial_id, position, picture_id) VALUES (?, ?, ?)")));
    for (int i = 0; i < trial.pictures.size(); ++i)
        BASE_TRY(picture.run(id, i, trial.pictures[i]));
    BASE_TRY(transaction.commit());
    return id;
}

base::Result<QList<study::Trial>> TrialRepository::selectTrials(const QString &where, qint64 argument)
{
    BASE_TRY_ASSIGN(rows, m_database.prepare(trialColumns() + where + QStringLiteral(" ORDER BY t.position, t.id")));
    BASE_TRY(rows.run(argument));
    QList<study::Trial> trials;
    QHash<study::TrialId, qsizetype> rowOf;
    while (rows.next()) {
        trials += readTrial(rows);
        rowOf.insert(trials.constLast().id, trials.size() - 1);
    }
    BASE_TRY_ASSIGN(
        pictures, m_database.prepare(
                      QStringLiteral("SELECT p.trial_id, p.picture_id FROM live_trial AS t "
                                     "JOIN trial_picture AS p ON p.trial_id = t.id %1 ORDER BY p.trial_id, p.position")
                          .arg(where)));
    BASE_TRY(pictures.run(argument));
    while (pictures.next()) {
        const auto row = rowOf.constFind(pictures.id<study::TrialId>(0));
        if (row != rowOf.cend())
            trials[*row].pictures += pictures.id<study::PictureId>(1);
    }
    return trials;
}

base::Result<QList<study::Trial>> TrialRepository::trialsOf(study::AnnotatorId annotator)
{
    return selectTrials(QStringLiteral("WHERE t.annotator_id = ?"), annotator.value);
}

base::Result<std::optional<study::Trial>> TrialRepository::trial(study::TrialId id)
{
    BASE_TRY_ASSIGN(found, selectTrials(QStringLiteral("WHERE t.id = ?"), id.value));
    return found.isEmpty() ? std::nullopt : std::optional(found.constFirst());
}

base::Result<std::optional<study::Trial>> TrialRepository::trialByUid(const QString &uid)
{
    BASE_TRY_ASSIGN(find, m_database.prepare(QStringLiteral("SELECT id FROM live_trial WHERE uid = ?")));
    BASE_TRY(find.run(uid));
    if (!find.next())
        return std::nullopt;
    return trial(find.id<study::TrialId>(0));
}

base::Result<study::Answer> TrialRepository::addAnswer(const study::Answer &answer, const QString &labelSet)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    study::Answer stored = answer;
    if (stored.uid.isEmpty())
        stored.uid = base::uuidV7();
    if (stored.appVersion.isEmpty())
        stored.appVersion = QStringLiteral(DISSENSUS_VERSION);
    BASE_TRY_ASSIGN(
        insert,
        m_database.prepare(QStringLiteral(
            "INSERT INTO answer (uid, trial_id, session_id, question, supersedes, reason, comment, shown_at, answered_at, "
            "response_ms, flags, protocol_hash, app_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")));
    const auto known = [](qint64 value, qint64 unknown) { return value == unknown ? std::optional<qint64>() : value; };
    BASE_TRY(insert.run(stored.uid, stored.trial, stored.session, stored.question, stored.supersedes, stored.reason,
                        stored.comment, known(stored.shownAt, 0), stored.answeredAt, known(stored.responseMs, -1),
                        stored.flags.join(QLatin1Char(';')), stored.protocolHash, stored.appVersion));
    stored.id = study::AnswerId(insert.lastInsertId());
    BASE_TRY(addChildren(stored, labelSet));
    BASE_TRY(transaction.commit());
    return stored;
}

base::Result<void> TrialRepository::addChildren(study::Answer &answer, const QString &labelSet)
{
    if (answer.vote) {
        BASE_TRY_ASSIGN(vote, m_database.prepare(QStringLiteral(
                                  "INSERT INTO vote (answer_id, choice, position, strength) VALUES (?, ?, ?, ?)")));
        const bool picture = answer.vote->choice == study::Choice::Picture;
        BASE_TRY(vote.run(answer.id, toColumn(answer.vote->choice),
                          picture ? std::optional(answer.vote->position) : std::nullopt, answer.vote->strength));
    }
    if (answer.labels.isEmpty() && answer.ratings.isEmpty())
        return {};
    BASE_TRY_ASSIGN(
        insertLabel,
        m_database.prepare(QStringLiteral(
            "INSERT INTO label (uid, answer_id, position, label_set, label, intensity) VALUES (?, ?, ?, ?, ?, ?)")));
    for (study::Label &label : answer.labels) {
        if (label.uid.isEmpty())
            label.uid = base::uuidV7();
        BASE_TRY(insertLabel.run(label.uid, answer.id, label.position, labelSet, label.label, label.intensity));
    }
    BASE_TRY_ASSIGN(
        insertRating,
        m_database.prepare(QStringLiteral(
            "INSERT INTO rating (uid, answer_id, position, label_set, dimension, value) VALUES (?, ?, ?, ?, ?, ?)")));
    for (study::Rating &rating : answer.ratings) {
        if (rating.uid.isEmpty())
            rating.uid = base::uuidV7();
        BASE_TRY(insertRating.run(rating.uid, answer.id, rating.position, labelSet, rating.dimension, rating.value));
    }
    return {};
}

base::Result<QList<study::Answer>> TrialRepository::currentAnswers(study::TrialId trial)
{
    return selectAnswers(m_database, QStringLiteral("current_answer AS a"), QStringLiteral("WHERE a.trial_id = ?"),
                         trial.value);
}

base::Result<QList<study::Answer>> TrialRepository::answersOf(study::AnnotatorId annotator)
{
    return selectAnswers(m_database, QStringLiteral("live_trial AS t JOIN live_answer AS a ON a.trial_id = t.id"),
                         QStringLiteral("WHERE t.annotator_id = ?"), annotator.value);
}

} // namespace storage
