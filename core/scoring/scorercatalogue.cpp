#include "core/scoring/scorercatalogue.h"

#include <algorithm>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Resources of a static library are registered by hand, outside of any namespace.
static void registerResource()
{
    Q_INIT_RESOURCE(catalogue);
}

namespace scoring {

namespace {

QList<ScorerInfo> readCatalogue()
{
    registerResource();
    QFile file(QStringLiteral(":/scorers/catalogue.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    QList<ScorerInfo> scorers;
    const QJsonArray entries = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &entry : entries) {
        ScorerInfo info;
        info.id = entry[QLatin1String("scorer")].toString();
        info.title = entry[QLatin1String("title")].toString();
        info.needsPrompt = entry[QLatin1String("needs_prompt")].toBool();
        info.low = entry[QLatin1String("range")][0].toDouble();
        info.high = entry[QLatin1String("range")][1].toDouble();
        info.licence = entry[QLatin1String("licence")].toString();
        info.weightsBytes = entry[QLatin1String("weights_bytes")].toInteger();
        info.dtype = entry[QLatin1String("dtype")].toString();
        info.installed = !info.needsWeights();
        scorers += info;
    }
    return scorers;
}

} // namespace

const QList<ScorerInfo> &ScorerCatalogue::scorers()
{
    static const QList<ScorerInfo> catalogue = readCatalogue();
    return catalogue;
}

std::optional<ScorerInfo> ScorerCatalogue::find(const QString &id)
{
    const auto found =
        std::find_if(scorers().begin(), scorers().end(), [&](const ScorerInfo &info) { return info.id == id; });
    return found == scorers().end() ? std::nullopt : std::optional(*found);
}

base::Result<QStringList> ScorerCatalogue::parseIds(const QString &list)
{
    QStringList ids;
    const QStringList words = list.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString id = word.trimmed();
        if (!find(id))
            return base::fail(QStringLiteral("scorer.unknown"), QStringLiteral("\"%1\" is no scorer").arg(id),
                              QStringLiteral("See dissensus-cli scorers list"));
        if (!ids.contains(id))
            ids += id;
    }
    return ids;
}

QStringList ScorerCatalogue::withoutWeights()
{
    QStringList ids;
    for (const ScorerInfo &info : scorers()) {
        if (!info.needsWeights())
            ids += info.id;
    }
    return ids;
}

} // namespace scoring
