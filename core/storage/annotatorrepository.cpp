#include "core/storage/annotatorrepository.h"

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

QString toText(study::AnnotatorKind kind)
{
    return kind == study::AnnotatorKind::Machine ? QStringLiteral("machine") : QStringLiteral("human");
}

study::Annotator readAnnotator(const Statement &row)
{
    const bool machine = row.text(3) == QLatin1String("machine");
    return {row.id<study::AnnotatorId>(0),
            row.text(1),
            row.text(2),
            machine ? study::AnnotatorKind::Machine : study::AnnotatorKind::Human,
            {}};
}

} // namespace

AnnotatorRepository::AnnotatorRepository(Database &database)
    : m_database(database)
{
}

base::Result<study::Annotator> AnnotatorRepository::addAnnotator(const QString &code, study::AnnotatorKind kind,
                                                                 const QStringList &groups)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(annotator, annotatorByCode(code));
    if (annotator && annotator->kind != kind)
        return base::fail(QStringLiteral("annotator.kind"),
                          QStringLiteral("the code '%1' belongs to a %2 annotator").arg(code, toText(annotator->kind)),
                          QStringLiteral("Choose another code"));
    if (!annotator) {
        BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral(
                                    "INSERT INTO annotator (uid, code, kind, created_at) VALUES (?, ?, ?, ?)")));
        const QString uid = base::uuidV5(QStringLiteral("annotator"), {code});
        BASE_TRY(insert.run(uid, code, toText(kind), base::nowMs()));
        annotator = study::Annotator{study::AnnotatorId(insert.lastInsertId()), uid, code, kind, {}};
    }
    BASE_TRY_ASSIGN(insertGroup, m_database.prepare(
                                     QStringLiteral("INSERT INTO annotator_group (annotator_id, name) VALUES (?, ?)")));
    for (const QString &group : groups) {
        if (annotator->groups.contains(group))
            continue;
        BASE_TRY(insertGroup.run(annotator->id, group));
        annotator->groups += group;
    }
    BASE_TRY(transaction.commit());
    return *annotator;
}

base::Result<QList<study::Annotator>> AnnotatorRepository::annotators()
{
    BASE_TRY_ASSIGN(select,
                    m_database.prepare(QStringLiteral("SELECT id, uid, code, kind FROM live_annotator ORDER BY code")));
    BASE_TRY(select.run());
    QList<study::Annotator> annotators;
    QHash<study::AnnotatorId, qsizetype> rowOf;
    while (select.next()) {
        annotators += readAnnotator(select);
        rowOf.insert(annotators.constLast().id, annotators.size() - 1);
    }
    BASE_TRY_ASSIGN(groups,
                    m_database.prepare(QStringLiteral("SELECT annotator_id, name FROM annotator_group ORDER BY id")));
    BASE_TRY(groups.run());
    while (groups.next()) {
        const auto row = rowOf.constFind(groups.id<study::AnnotatorId>(0));
        if (row != rowOf.cend())
            annotators[*row].groups += groups.text(1);
    }
    return annotators;
}

base::Result<std::optional<study::Annotator>> AnnotatorRepository::annotatorByCode(const QString &code)
{
    BASE_TRY_ASSIGN(select,
                    m_database.prepare(QStringLiteral("SELECT id, uid, code, kind FROM annotator WHERE code = ?")));
    BASE_TRY(select.run(code));
    if (!select.next())
        return std::nullopt;
    study::Annotator annotator = readAnnotator(select);
    BASE_TRY_ASSIGN(groups, m_database.prepare(
                                QStringLiteral("SELECT name FROM annotator_group WHERE annotator_id = ? ORDER BY id")));
    BASE_TRY(groups.run(annotator.id));
    while (groups.next())
        annotator.groups += groups.text(0);
    return annotator;
}

base::Result<QHash<study::AnnotatorId, AnnotatorProgress>> AnnotatorRepository::progress()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral(
                                "SELECT r.id, count(DISTINCT t.id), count(DISTINCT CASE WHEN v.choice <> "
                                "'undone' THEN t.id END), coalesce(max(a.answered_at), 0) "
                                "FROM live_annotator AS r LEFT JOIN live_trial AS t ON t.annotator_id = r.id "
                                "LEFT JOIN current_answer AS a ON a.trial_id = t.id LEFT JOIN vote AS v ON "
                                "v.answer_id = a.id GROUP BY r.id")));
    BASE_TRY(select.run());
    QHash<study::AnnotatorId, AnnotatorProgress> progress;
    while (select.next()) {
        const auto id = select.id<study::AnnotatorId>(0);
        progress.insert(id, {id, select.integer(1), select.integer(2), select.integer(3)});
    }
    return progress;
}

base::Result<study::SessionId> AnnotatorRepository::addSession(study::AnnotatorId annotator, qint64 startedAt,
                                                               const QString &uid, const QString &device)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral("INSERT INTO session (uid, annotator_id, started_at, "
                                                              "app_version, device) VALUES (?, ?, ?, ?, ?)")));
    BASE_TRY(insert.run(uid.isEmpty() ? base::uuidV7() : uid, annotator, startedAt, QStringLiteral(DISSENSUS_VERSION),
                        device));
    const study::SessionId session(insert.lastInsertId());
    // An annotator known only from an import that was undone is back with the first session.
    BASE_TRY_ASSIGN(
        present, m_database.prepare(QStringLiteral("DELETE FROM withdrawn WHERE kind = 'annotator' AND item_id = ?")));
    BASE_TRY(present.run(annotator));
    BASE_TRY(transaction.commit());
    return session;
}

base::Result<void> AnnotatorRepository::addConsent(study::AnnotatorId annotator, const QString &textHash)
{
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral(
                                "INSERT INTO consent (annotator_id, text_hash, given_at) VALUES (?, ?, ?)")));
    return insert.run(annotator, textHash, base::nowMs());
}

base::Result<bool> AnnotatorRepository::hasConsent(study::AnnotatorId annotator, const QString &textHash)
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(QStringLiteral("SELECT 1 FROM consent WHERE annotator_id = ? AND text_hash = ?")));
    BASE_TRY(select.run(annotator, textHash));
    return select.next();
}

base::Result<void> AnnotatorRepository::addBackgroundAnswer(study::AnnotatorId annotator, const QString &question,
                                                            const QString &answer)
{
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral("INSERT INTO background_answer (annotator_id, "
                                                              "question, answer, answered_at) VALUES (?, ?, ?, ?)")));
    return insert.run(annotator, question, answer, base::nowMs());
}

} // namespace storage
