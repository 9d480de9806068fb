#include "core/analysis/publishedaccuracy.h"

#include <algorithm>
#include <array>

namespace analysis {

namespace {

struct Published
{
    QLatin1String scorer;
    double accuracy;
};

constexpr std::array published{
    Published{QLatin1String("hps-v1"), 0.835},    Published{QLatin1String("mps"), 0.706},
    Published{QLatin1String("pickscore"), 0.851}, Published{QLatin1String("imagereward"), 0.762},
    Published{QLatin1String("hps-v2.1"), 0.565},  Published{QLatin1String("hps-v3"), 0.381},
    Published{QLatin1String("clip-l"), 0.913},    Published{QLatin1String("blip-itm"), 0.965},
};

} // namespace

std::optional<double> publishedAccuracy(const QString &scorer)
{
    const QString imported = QStringLiteral("import:");
    const QString id = scorer.startsWith(imported) ? scorer.mid(imported.size()) : scorer;
    const auto found =
        std::find_if(published.begin(), published.end(), [&](const Published &row) { return row.scorer == id; });
    return found == published.end() ? std::nullopt : std::optional(found->accuracy);
}

} // namespace analysis
