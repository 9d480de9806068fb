#include "core/scoring/scorestore.h"

#include "core/base/clock.h"
#include "core/scoring/featureshelf.h"
#include "core/storage/database.h"
#include "core/storage/scorerepository.h"
#include "core/storage/transaction.h"

namespace scoring {

ScoreStore::ScoreStore(storage::Database &database, const WorkerFacts &facts, const QList<ScorerInfo> &scorers,
                       bool again)
    : m_database(database)
    , m_facts(facts)
    , m_again(again)
{
    for (const ScorerInfo &info : scorers)
        m_scorers.insert(info.id, info);
}

base::Result<QList<ScoredValue>> ScoreStore::commit(const QList<ScoredValue> &values,
                                                    const QList<MadeFeatures> &features, const base::Progress &progress)
{
    while (true) {
        auto committed = tryCommit(values, features);
        // An import may hold the study for longer than the driver's own patience; the values are worth waiting for.
        if (committed || committed.error().code != QLatin1String("study.busy"))
            return committed;
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
    }
}

base::Result<QList<ScoredValue>> ScoreStore::tryCommit(const QList<ScoredValue> &values,
                                                       const QList<MadeFeatures> &features)
{
    storage::ScoreRepository repository(m_database);
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(m_database));
    QHash<QString, study::FingerprintId> fingerprints;
    QList<ScoredValue> added;
    for (const ScoredValue &value : values) {
        const ScorerInfo info = m_scorers.value(value.scorer);
        if (!fingerprints.contains(value.scorer)) {
            BASE_TRY_ASSIGN(fingerprint, repository.addFingerprint(info.id, info.fingerprint, info.fingerprintCovers));
            fingerprints.insert(value.scorer, fingerprint.id);
        }
        study::Score score;
        score.asset = value.asset;
        score.promptHash = value.promptHash;
        score.fingerprint = fingerprints.value(value.scorer);
        if (!m_again) {
            // Another process may have scored the same picture since the plan was made.
            BASE_TRY_ASSIGN(known, repository.isScored(score.asset, score.promptHash, score.fingerprint));
            if (known)
                continue;
        }
        score.value = value.value;
        score.second = value.second;
        score.device = m_facts.device;
        score.dtype = info.dtype;
        score.libtorch = m_facts.libtorch;
        score.appVersion = m_facts.version;
        score.origin = QStringLiteral("computed");
        score.computedAt = base::nowMs();
        BASE_TRY(repository.addScore(score));
        added += value;
    }
    for (const MadeFeatures &made : features) {
        const bool isPicture = !made.picture.isEmpty();
        BASE_TRY(repository.addEmbedding({.tower = made.features.tower,
                                          .kind = isPicture ? QStringLiteral("asset") : QStringLiteral("text"),
                                          .itemHash = isPicture ? made.picture : made.text,
                                          .dtype = made.features.dtype,
                                          .shape = shapeText(made.features.shape),
                                          .data = made.features.data}));
    }
    BASE_TRY(transaction.commit());
    return added;
}

} // namespace scoring
