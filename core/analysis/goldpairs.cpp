#include "core/analysis/goldpairs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/storage/assetrepository.h"
#include "core/storage/database.h"

namespace analysis {

base::Result<GoldPairs> GoldPairs::load(storage::Database &database)
{
    GoldPairs pairs;
    BASE_TRY_ASSIGN(select, database.prepare(QStringLiteral("SELECT id, body FROM protocol")));
    BASE_TRY(select.run());
    while (select.next()) {
        const QJsonObject protocol = QJsonDocument::fromJson(select.text(1).toUtf8()).object();
        const QJsonArray golds = protocol[QLatin1String("gold")].toArray();
        for (const QJsonValue &gold : golds)
            pairs.m_ofProtocol[select.integer(0)].insert(gold[QLatin1String("better")].toString(),
                                                         gold[QLatin1String("worse")].toString());
    }
    if (pairs.m_ofProtocol.isEmpty())
        return pairs;
    BASE_TRY_ASSIGN(assets, storage::AssetRepository(database).assets());
    for (const study::Asset &asset : std::as_const(assets))
        pairs.m_assetHashes.insert(asset.id, asset.sha256);
    return pairs;
}

std::optional<bool> GoldPairs::passed(const Snapshot &snapshot, qint64 protocol, const SnapshotVote &vote) const
{
    const auto gold = m_ofProtocol.constFind(protocol);
    if (gold == m_ofProtocol.cend())
        return {};
    const auto isPicture = [&](qint32 index, const QString &name) {
        const study::Picture &picture = snapshot.pictures[index];
        return picture.uid == name || (picture.asset.isValid() && m_assetHashes.value(picture.asset) == name);
    };
    for (auto it = gold->cbegin(); it != gold->cend(); ++it) {
        if (isPicture(vote.first, it.key()) && isPicture(vote.second, it.value()))
            return vote.outcome == Outcome::First;
        if (isPicture(vote.second, it.key()) && isPicture(vote.first, it.value()))
            return vote.outcome == Outcome::Second;
    }
    return {};
}

} // namespace analysis
