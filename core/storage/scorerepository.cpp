#include "core/storage/scorerepository.h"

#include "core/base/clock.h"
#include "core/storage/database.h"
#include "core/storage/transaction.h"

namespace storage {

namespace {

study::Score readScore(const Statement &row)
{
    study::Score score;
    score.id = row.integer(0);
    score.asset = row.id<study::AssetId>(1);
    score.picture = row.id<study::PictureId>(2);
    score.promptHash = row.text(3);
    score.fingerprint = row.id<study::FingerprintId>(4);
    score.value = row.real(5);
    score.second = row.optionalReal(6);
    score.valueText = row.text(7);
    score.device = row.text(8);
    score.dtype = row.text(9);
    score.origin = row.text(10);
    score.libtorch = row.text(11);
    score.appVersion = row.text(12);
    score.computedAt = row.integer(13);
    return score;
}

} // namespace

ScoreRepository::ScoreRepository(Database &database)
    : m_database(database)
{
}

base::Result<study::Fingerprint> ScoreRepository::addFingerprint(const QString &scorer, const QString &hash,
                                                                 const QString &description)
{
    BASE_TRY_ASSIGN(find, m_database.prepare(QStringLiteral(
                              "SELECT f.id, s.name, f.hash, f.description FROM fingerprint AS f "
                              "JOIN scorer AS s ON s.id = f.scorer_id WHERE s.name = ? AND f.hash = ?")));
    BASE_TRY(find.run(scorer, hash));
    if (find.next())
        return study::Fingerprint{find.id<study::FingerprintId>(0), find.text(1), find.text(2), find.text(3)};

    BASE_TRY_ASSIGN(transaction, Transaction::join(m_database));
    BASE_TRY_ASSIGN(addScorer, m_database.prepare(QStringLiteral(
                                   "INSERT INTO scorer (name) VALUES (?) ON CONFLICT (name) DO NOTHING")));
    BASE_TRY(addScorer.run(scorer));
    // Another process may have added the same one between the look and the lock.
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral(
                        "INSERT INTO fingerprint (scorer_id, hash, description) "
                        "SELECT id, ?, ? FROM scorer WHERE name = ? ON CONFLICT (scorer_id, hash) DO NOTHING")));
    BASE_TRY(insert.run(hash, description, scorer));
    BASE_TRY(find.run(scorer, hash));
    if (!find.next())
        return base::fail(QStringLiteral("study.damaged"), QStringLiteral("the fingerprint was not stored"));
    const study::Fingerprint added{find.id<study::FingerprintId>(0), find.text(1), find.text(2), find.text(3)};
    find.finish();
    BASE_TRY(transaction.commit());
    return added;
}

base::Result<QList<study::Fingerprint>> ScoreRepository::fingerprints()
{
    BASE_TRY_ASSIGN(
        select, m_database.prepare(QStringLiteral("SELECT f.id, s.name, f.hash, f.description FROM fingerprint AS f "
                                                  "JOIN scorer AS s ON s.id = f.scorer_id ORDER BY f.id")));
    BASE_TRY(select.run());
    QList<study::Fingerprint> fingerprints;
    while (select.next())
        fingerprints += {select.id<study::FingerprintId>(0), select.text(1), select.text(2), select.text(3)};
    return fingerprints;
}

base::Result<qint64> ScoreRepository::addScore(const study::Score &score)
{
    BASE_TRY_ASSIGN(insert,
                    m_database.prepare(QStringLiteral(
                        "INSERT INTO score (asset_id, picture_id, prompt_hash, fingerprint_id, value, second, "
                        "value_text, device, dtype, "
                        "origin, libtorch, app_version, computed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")));
    BASE_TRY(insert.run(score.asset, score.picture, score.promptHash, score.fingerprint, score.value, score.second,
                        score.valueText, score.device, score.dtype, score.origin, score.libtorch,
                        score.appVersion.isEmpty() ? QStringLiteral(DISSENSUS_VERSION) : score.appVersion,
                        score.computedAt));
    return insert.lastInsertId();
}

base::Result<QList<study::Score>> ScoreRepository::currentScores(const QString &scorer)
{
    QString sql = QStringLiteral("SELECT c.id, c.asset_id, c.picture_id, c.prompt_hash, c.fingerprint_id, c.value, "
                                 "c.second, c.value_text, c.device, c.dtype, "
                                 "c.origin, c.libtorch, c.app_version, c.computed_at FROM current_score AS c ");
    if (!scorer.isEmpty())
        sql += QLatin1String("WHERE c.fingerprint_id IN (SELECT f.id FROM fingerprint AS f JOIN scorer AS s "
                             "ON s.id = f.scorer_id WHERE s.name = ?)");
    BASE_TRY_ASSIGN(select, m_database.prepare(sql));
    if (scorer.isEmpty())
        BASE_TRY(select.run());
    else
        BASE_TRY(select.run(scorer));
    QList<study::Score> scores;
    while (select.next())
        scores += readScore(select);
    return scores;
}

base::Result<QHash<study::AssetId, QStringList>> ScoreRepository::scored(study::FingerprintId fingerprint)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral("SELECT DISTINCT asset_id, prompt_hash FROM live_score "
                                                              "WHERE fingerprint_id = ? AND asset_id IS NOT NULL")));
    BASE_TRY(select.run(fingerprint));
    QHash<study::AssetId, QStringList> scored;
    while (select.next())
        scored[select.id<study::AssetId>(0)] += select.text(1);
    return scored;
}

base::Result<bool> ScoreRepository::isScored(study::AssetId asset, const QString &promptHash,
                                             study::FingerprintId fingerprint)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral("SELECT 1 FROM live_score WHERE asset_id = ? AND "
                                                              "prompt_hash = ? AND fingerprint_id = ? LIMIT 1")));
    BASE_TRY(select.run(asset, promptHash, fingerprint));
    return select.next();
}

base::Result<QStringList> ScoreRepository::scorers()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral(
                                "SELECT name FROM scorer AS s WHERE EXISTS (SELECT 1 FROM fingerprint AS f "
                                "JOIN live_score AS x ON x.fingerprint_id = f.id "
                                "WHERE f.scorer_id = s.id) ORDER BY name")));
    BASE_TRY(select.run());
    QStringList scorers;
    while (select.next())
        scorers += select.text(0);
    return scorers;
}

base::Result<QList<ScorerCoverage>> ScoreRepository::coverage()
{
    // A computed score has an asset, an imported one a picture: negative numbers keep the two apart.
    BASE_TRY_ASSIGN(select,
                    m_database.prepare(QStringLiteral(
                        "SELECT s.name, count(DISTINCT coalesce(x.asset_id, -x.picture_id)) FROM live_score AS x "
                        "JOIN fingerprint AS f ON f.id = x.fingerprint_id JOIN scorer AS s ON s.id = f.scorer_id "
                        "GROUP BY s.name ORDER BY s.name")));
    BASE_TRY(select.run());
    QList<ScorerCoverage> coverage;
    while (select.next())
        coverage += {select.text(0), select.integer(1)};
    return coverage;
}

base::Result<void> ScoreRepository::addEmbedding(const StoredEmbedding &embedding)
{
    BASE_TRY_ASSIGN(insert, m_database.prepare(QStringLiteral("INSERT INTO embedding (tower, kind, item_hash, dtype, "
                                                              "shape, data, made_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
                                                              "ON CONFLICT (tower, kind, item_hash) DO NOTHING")));
    return insert.run(embedding.tower, embedding.kind, embedding.itemHash, embedding.dtype, embedding.shape,
                      embedding.data, base::nowMs());
}

base::Result<std::optional<StoredEmbedding>> ScoreRepository::findEmbedding(const QString &tower, const QString &kind,
                                                                            const QString &itemHash)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral("SELECT dtype, shape, data FROM embedding "
                                                              "WHERE tower = ? AND kind = ? AND item_hash = ?")));
    BASE_TRY(select.run(tower, kind, itemHash));
    if (!select.next())
        return std::optional<StoredEmbedding>();
    return std::optional(StoredEmbedding{tower, kind, itemHash, select.text(0), select.text(1), select.blob(2)});
}

base::Result<QByteArray> ScoreRepository::embedding(const QString &tower, const QString &kind, const QString &itemHash)
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral(
                                "SELECT data FROM embedding WHERE tower = ? AND kind = ? AND item_hash = ?")));
    BASE_TRY(select.run(tower, kind, itemHash));
    return select.next() ? select.blob(0) : QByteArray();
}

base::Result<QHash<QString, qint64>> ScoreRepository::embeddedPictures()
{
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral(
                                "SELECT tower, COUNT(*) FROM embedding WHERE kind = 'asset' GROUP BY tower")));
    BASE_TRY(select.run());
    QHash<QString, qint64> towers;
    while (select.next())
        towers.insert(select.text(0), select.integer(1));
    return towers;
}

} // namespace storage
