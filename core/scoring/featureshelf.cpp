#include "core/scoring/featureshelf.h"

#include <algorithm>

#include "core/storage/database.h"
#include "core/storage/scorerepository.h"

namespace scoring {

QString shapeText(const QList<qint64> &shape)
{
    QStringList extents;
    for (const qint64 extent : shape)
        extents += QString::number(extent);
    return extents.join(QLatin1Char('x'));
}

FeatureShelf::FeatureShelf(storage::Database &database, const QList<ScorerInfo> &scorers, bool useStored)
    : m_database(database)
    , m_useStored(useStored)
{
    for (const ScorerInfo &info : scorers)
        m_scorers.insert(info.id, info);
}

QSet<QString> FeatureShelf::towers(const QStringList &scorers, QString ScorerInfo::*which) const
{
    QSet<QString> towers;
    for (const QString &scorer : scorers) {
        if (const QString tower = m_scorers.value(scorer).*which; !tower.isEmpty())
            towers.insert(tower);
    }
    return towers;
}

base::Result<QList<TowerFeatures>> FeatureShelf::find(const QSet<QString> &towers, const QString &kind,
                                                      const QString &itemHash)
{
    QList<TowerFeatures> known;
    storage::ScoreRepository repository(m_database);
    for (const QString &tower : towers) {
        BASE_TRY_ASSIGN(stored, repository.findEmbedding(tower, kind, itemHash));
        if (!stored)
            continue;
        TowerFeatures features{tower, stored->dtype, {}, stored->data};
        const QStringList extents = stored->shape.split(QLatin1Char('x'));
        for (const QString &extent : extents)
            features.shape += extent.toLongLong();
        if (features.isConsistent())
            known += features;
    }
    return known;
}

base::Result<QList<TowerFeatures>> FeatureShelf::ofPicture(const QString &sha256, const QStringList &scorers)
{
    if (!m_useStored)
        return QList<TowerFeatures>();
    return find(towers(scorers, &ScorerInfo::pictureTower), QStringLiteral("asset"), sha256);
}

base::Result<QList<TowerFeatures>> FeatureShelf::ofText(const QString &promptHash, const QStringList &scorers)
{
    const QSet<QString> wanted = towers(scorers, &ScorerInfo::textTower);
    if (!m_useStored || wanted.isEmpty())
        return QList<TowerFeatures>();
    QList<TowerFeatures> &known = m_texts[promptHash];
    QSet<QString> missing = wanted;
    for (const TowerFeatures &features : std::as_const(known))
        missing.remove(features.tower);
    if (!missing.isEmpty()) {
        BASE_TRY_ASSIGN(found, find(missing, QStringLiteral("text"), promptHash));
        known += found;
    }
    QList<TowerFeatures> asked;
    std::copy_if(known.cbegin(), known.cend(), std::back_inserter(asked),
                 [&](const TowerFeatures &features) { return wanted.contains(features.tower); });
    return asked;
}

bool FeatureShelf::isComplete(const QList<TowerFeatures> &known, const QStringList &scorers) const
{
    return std::all_of(scorers.begin(), scorers.end(), [&](const QString &scorer) {
        const QString tower = m_scorers.value(scorer).pictureTower;
        return !tower.isEmpty() && std::any_of(known.begin(), known.end(), [&](const TowerFeatures &features) {
            return features.tower == tower;
        });
    });
}

bool FeatureShelf::isKept(const QStringList &scorers) const
{
    return !towers(scorers, &ScorerInfo::pictureTower).isEmpty()
           || !towers(scorers, &ScorerInfo::textTower).isEmpty();
}

bool FeatureShelf::isExpected(const MadeFeatures &made, const QStringList &scorers) const
{
    return towers(scorers, made.text.isEmpty() ? &ScorerInfo::pictureTower : &ScorerInfo::textTower)
        .contains(made.features.tower);
}

} // namespace scoring
