#include "core/analysis/scoretable.h"

namespace analysis {

std::optional<double> ScoreTable::value(study::PictureId picture, study::AssetId asset, quint32 promptHash) const
{
    for (const quint32 hash : {promptHash, 0U}) {
        if (const auto found = m_byPicture.constFind(key(picture.value, hash)); found != m_byPicture.cend())
            return *found;
        if (!asset.isValid())
            continue;
        if (const auto found = m_byAsset.constFind(key(asset.value, hash)); found != m_byAsset.cend())
            return *found;
    }
    return {};
}

bool isImportedScorer(const QString &scorer)
{
    return scorer.startsWith(QLatin1String("import:")) || scorer.startsWith(QLatin1String("judge:"))
           || scorer.startsWith(QLatin1String("rating:"));
}

} // namespace analysis
