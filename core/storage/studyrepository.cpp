#include "core/storage/studyrepository.h"

#include <array>

#include "core/base/clock.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

StoredProtocol readProtocol(const Statement &row)
{
    return {row.id<study::ProtocolId>(0), row.text(1), row.text(2).toUtf8(), row.integer(3) != 0};
}

const QString protocolColumns()
{
    return QStringLiteral("SELECT p.id, p.hash, p.body, EXISTS (SELECT 1 FROM protocol_event AS l "
                          "WHERE l.protocol_id = p.id AND l.event = 'locked') FROM protocol AS p ");
}

/// Counting reads a million rows once and goes back to none: with a cache that the processor's own can hold, the same
/// few pages are filled again and again, a fifth faster than fresh memory.
class CountingCache
{
public:
    explicit CountingCache(Database &database)
        : m_database(database)
    {
    }
    ~CountingCache() { (void)m_database.execute(QStringLiteral("PRAGMA cache_size = %1").arg(m_usual)); }
    Q_DISABLE_COPY_MOVE(CountingCache)

    base::Result<void> begin()
    {
        BASE_TRY_ASSIGN(usual, m_database.prepare(QStringLiteral("PRAGMA cache_size")));
        BASE_TRY(usual.run());
        if (usual.next())
            m_usual = usual.integer(0);
        usual.finish();
        return m_database.execute(QStringLiteral("PRAGMA cache_size = -1024"));
    }

private:
    Database &m_database;
    qint64 m_usual = 0;
};

} // namespace

StudyRepository::StudyRepository(Database &database)
    : m_database(database)
{
}

base::Result<QString> StudyRepository::setting(const QString &key)
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(QStringLiteral("SELECT value FROM setting WHERE key = ? ORDER BY id DESC LIMIT 1")));
    BASE_TRY(select.run(key));
    return select.next() ? select.text(0) : QString();
}

base::Result<void> StudyRepository::setSetting(const QString &key, const QString &value)
{
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral("INSERT INTO setting (key, value, set_at) VALUES (?, ?, ?)")));
    return insert.run(key, value, base::nowMs());
}

base::Result<qint64> StudyRepository::number(const QString &sql)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(sql));
    BASE_TRY(select.run());
    return select.next() ? select.integer(0) : 0;
}

/// Whether each question of each trial has one chain of answers, each superseding the one before: then exactly those
/// that nothing supersedes are current, and nobody needs to look for rivals row by row. Only imports and merges of the
/// same trial from two places break that. One first answer per question is shown by two numbers being equal: of
/// answers that supersede nothing, and of questions that have answers.
base::Result<bool> StudyRepository::answersAreChains()
{
    BASE_TRY_ASSIGN(all, number(QStringLiteral("SELECT count(*) FROM answer")));
    BASE_TRY_ASSIGN(later, number(QStringLiteral("SELECT count(*) FROM answer WHERE supersedes > 0")));
    BASE_TRY_ASSIGN(superseded,
                    number(QStringLiteral("SELECT count(DISTINCT supersedes) FROM answer WHERE supersedes > 0")));
    if (later != superseded)
        return false;
    // Most studies ask one question, which the trial alone tells: half the time.
    BASE_TRY_ASSIGN(trials, number(QStringLiteral("SELECT count(DISTINCT trial_id) FROM answer")));
    if (all - later == trials)
        return true;
    BASE_TRY_ASSIGN(asked,
                    number(QStringLiteral("SELECT count(*) FROM (SELECT DISTINCT trial_id, question FROM answer)")));
    return all - later == asked;
}

/// Votes and labels of current answers, and newest scores, in a study from which nothing was withdrawn.
base::Result<void> StudyRepository::countWhole(StudyCounts &counts)
{
    BASE_TRY_ASSIGN(chains, answersAreChains());
    if (chains) {
        BASE_TRY_ASSIGN(given, number(QStringLiteral("SELECT count(*) FROM vote WHERE choice <> 'undone'")));
        BASE_TRY_ASSIGN(takenBack,
                        number(QStringLiteral("SELECT count(*) FROM answer AS s JOIN vote AS v ON v.answer_id = "
                                              "s.supersedes WHERE s.supersedes > 0 AND v.choice <> 'undone'")));
        BASE_TRY_ASSIGN(labels, number(QStringLiteral("SELECT count(*) FROM label")));
        BASE_TRY_ASSIGN(labelsBack,
                        number(QStringLiteral("SELECT count(*) FROM answer AS s JOIN label AS l ON l.answer_id = "
                                              "s.supersedes WHERE s.supersedes > 0")));
        counts.votes = given - takenBack;
        counts.labels = labels - labelsBack;
    } else {
        BASE_TRY(countCurrentAnswers(counts));
    }
    BASE_TRY_ASSIGN(ofAssets, number(QStringLiteral(
                                  "SELECT count(*) FROM (SELECT DISTINCT asset_id, prompt_hash, fingerprint_id FROM "
                                  "score WHERE asset_id IS NOT NULL)")));
    BASE_TRY_ASSIGN(
        ofPictures,
        number(QStringLiteral("SELECT count(*) FROM (SELECT DISTINCT picture_id, prompt_hash, fingerprint_id FROM "
                              "score WHERE picture_id IS NOT NULL)")));
    counts.scores = ofAssets + ofPictures;
    return {};
}

base::Result<void> StudyRepository::countCurrentAnswers(StudyCounts &counts)
{
    BASE_TRY_ASSIGN(votes, number(QStringLiteral("SELECT count(*) FROM current_answer AS a JOIN vote AS v ON "
                                                 "v.answer_id = a.id AND v.choice <> 'undone'")));
    BASE_TRY_ASSIGN(labels, number(QStringLiteral("SELECT count(*) FROM label AS l JOIN current_answer AS a ON a.id = "
                                                  "l.answer_id")));
    counts.votes = votes;
    counts.labels = labels;
    return {};
}

base::Result<StudyCounts> StudyRepository::counts()
{
    CountingCache cache(m_database);
    BASE_TRY(cache.begin());
    // A million look-ups in an empty list still take their time: the views are for studies with undone imports.
    BASE_TRY_ASSIGN(withdrawn, number(QStringLiteral("SELECT EXISTS (SELECT 1 FROM withdrawn)")));
    const QString table = withdrawn != 0 ? QStringLiteral("live_") : QString();
    StudyCounts counts;
    const std::array<std::pair<qint64 *, QString>, 7> plain{
        {{&counts.prompts, QStringLiteral("count(*) FROM %1prompt")},
         {&counts.promptGroups, QStringLiteral("count(*) FROM %1prompt_group")},
         {&counts.generators, QStringLiteral("count(*) FROM %1generator")},
         {&counts.pictures, QStringLiteral("count(*) FROM %1picture")},
         {&counts.assets, QStringLiteral("count(DISTINCT asset_id) FROM %1picture")},
         {&counts.trials, QStringLiteral("count(*) FROM %1trial")},
         {&counts.annotators, QStringLiteral("count(*) FROM %1annotator")}}};
    for (const auto &[count, sql] : plain) {
        BASE_TRY_ASSIGN(found, number(QStringLiteral("SELECT ") + sql.arg(table)));
        *count = found;
    }
    if (withdrawn == 0) {
        BASE_TRY(countWhole(counts));
        return counts;
    }
    BASE_TRY(countCurrentAnswers(counts));
    BASE_TRY_ASSIGN(scores, number(QStringLiteral("SELECT count(*) FROM current_score")));
    counts.scores = scores;
    return counts;
}

base::Result<std::optional<StoredProtocol>> StudyRepository::currentProtocol()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(protocolColumns()
                                               + QStringLiteral("JOIN protocol_event AS e ON e.protocol_id = p.id AND "
                                                                "e.event = 'current' ORDER BY e.id DESC LIMIT 1")));
    BASE_TRY(select.run());
    return select.next() ? std::optional(readProtocol(select)) : std::nullopt;
}

base::Result<std::optional<StoredProtocol>> StudyRepository::protocol(study::ProtocolId id)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(protocolColumns() + QStringLiteral("WHERE p.id = ?")));
    BASE_TRY(select.run(id));
    return select.next() ? std::optional(readProtocol(select)) : std::nullopt;
}

base::Result<study::ProtocolId> StudyRepository::setProtocol(const QByteArray &canonicalBody, const QString &hash)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(add,
                    m_database.prepare(QStringLiteral(
                        "INSERT INTO protocol (hash, body, added_at) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING")));
    BASE_TRY(add.run(hash, QString::fromUtf8(canonicalBody), base::nowMs()));
    BASE_TRY_ASSIGN(find, m_database.prepare(QStringLiteral("SELECT id FROM protocol WHERE hash = ?")));
    BASE_TRY(find.run(hash));
    if (!find.next())
        return base::fail(QStringLiteral("study.damaged"), QStringLiteral("the protocol was not stored"));
    const auto id = find.id<study::ProtocolId>(0);
    find.finish();

    BASE_TRY_ASSIGN(current, currentProtocol());
    if (!current || current->id != id) {
        BASE_TRY_ASSIGN(event, m_database.prepare(QStringLiteral(
                                   "INSERT INTO protocol_event (protocol_id, event, at) VALUES (?, 'current', ?)")));
        BASE_TRY(event.run(id, base::nowMs()));
    }
    BASE_TRY(transaction.commit());
    return id;
}

base::Result<void> StudyRepository::lockProtocol(study::ProtocolId id)
{
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral(
                        "INSERT INTO protocol_event (protocol_id, event, at) SELECT ?, 'locked', ? WHERE NOT EXISTS "
                        "(SELECT 1 FROM protocol_event WHERE protocol_id = ? AND event = 'locked')")));
    return insert.run(id, base::nowMs(), id);
}

} // namespace storage
