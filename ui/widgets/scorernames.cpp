#include "ui/widgets/scorernames.h"

#include <tuple>

#include <QCoreApplication>

#include "core/scoring/scorercatalogue.h"

namespace widgets {

namespace {

/// "import:hps-v3" → "hps-v3".
QString plainId(const QString &scorer)
{
    return scorer.mid(scorer.indexOf(QLatin1Char(':')) + 1);
}

qsizetype placeInCatalogue(const QString &id)
{
    const auto &scorers = scoring::ScorerCatalogue::scorers();
    for (qsizetype i = 0; i < scorers.size(); ++i) {
        if (scorers[i].id == id)
            return i;
    }
    return scorers.size();
}

} // namespace

QString scorerTitle(const QString &scorer)
{
    const QString id = plainId(scorer);
    const auto info = scoring::ScorerCatalogue::find(id);
    return info ? info->title : id;
}

QString scorerOrigin(const QString &scorer)
{
    if (scorer.startsWith(QLatin1String("import:")))
        return QCoreApplication::translate("widgets", "imported");
    if (scorer.startsWith(QLatin1String("judge:")))
        return QCoreApplication::translate("widgets", "judge");
    if (scorer.startsWith(QLatin1String("rating:")))
        return QCoreApplication::translate("widgets", "rating");
    return {};
}

bool isPictureStatistic(const QString &scorer)
{
    return scoring::ScorerCatalogue::withoutWeights().contains(plainId(scorer));
}

bool scorerComesFirst(const QString &scorer, const QString &other)
{
    const auto key = [](const QString &id) {
        const QString plain = plainId(id);
        return std::tuple(isPictureStatistic(id), placeInCatalogue(plain), plain, id);
    };
    return key(scorer) < key(other);
}

} // namespace widgets
