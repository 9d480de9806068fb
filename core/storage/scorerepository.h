#pragma once

#include <optional>

#include <QHash>
#include <QList>

#include "core/base/result.h"
#include "core/study/score.h"

namespace storage {

class Database;

/// A tower's output that is kept; see design: towers run once.
struct StoredEmbedding
{
    QString tower;    ///< fingerprint of the tower
    QString kind;     ///< "asset" or "text"
    QString itemHash; ///< SHA-256 of the bytes or of the text
    QString dtype;
    QString shape;
    QByteArray data;
};

/// How much of a study one scorer has scored.
struct ScorerCoverage
{
    QString scorer;
    qint64 pictures = 0; ///< distinct files, or picture records for imported scores
};

/// Scores, fingerprints and embeddings.
class ScoreRepository
{
public:
    explicit ScoreRepository(Database &database);

    base::Result<study::Fingerprint> addFingerprint(const QString &scorer, const QString &hash,
                                                    const QString &description);
    base::Result<QList<study::Fingerprint>> fingerprints();

    /// Appends; call inside a Transaction for a batch.
    base::Result<qint64> addScore(const study::Score &score);
    /// Current scores (newest of each key), of one scorer or, with an empty name, of all.
    base::Result<QList<study::Score>> currentScores(const QString &scorer = {});
    /// Which (asset, prompt hash) have a computed score under this fingerprint already.
    base::Result<QHash<study::AssetId, QStringList>> scored(study::FingerprintId fingerprint);
    /// The same for one key.
    base::Result<bool> isScored(study::AssetId asset, const QString &promptHash, study::FingerprintId fingerprint);
    /// Names of scorers that have live scores.
    base::Result<QStringList> scorers();
    /// Live scores by scorer, by name.
    base::Result<QList<ScorerCoverage>> coverage();

    base::Result<void> addEmbedding(const StoredEmbedding &embedding);
    /// With its dtype and shape; nothing when there is none.
    base::Result<std::optional<StoredEmbedding>> findEmbedding(const QString &tower, const QString &kind,
                                                               const QString &itemHash);
    /// Its bytes alone; empty when there is none.
    base::Result<QByteArray> embedding(const QString &tower, const QString &kind, const QString &itemHash);
    /// How many pictures (files) each tower has embeddings of.
    base::Result<QHash<QString, qint64>> embeddedPictures();

private:
    Database &m_database;
};

} // namespace storage
