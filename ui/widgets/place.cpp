#include "ui/widgets/place.h"

#include <array>

namespace widgets {
namespace {

struct PlaceName
{
    PlaceId place;
    QLatin1String name;
};

constexpr std::array<PlaceName, 8> placeNames{{{PlaceId::Welcome, QLatin1String("welcome")},
                                               {PlaceId::Annotate, QLatin1String("annotate")},
                                               {PlaceId::Compare, QLatin1String("compare")},
                                               {PlaceId::Gallery, QLatin1String("gallery")},
                                               {PlaceId::Disagreement, QLatin1String("disagreement")},
                                               {PlaceId::Scorers, QLatin1String("scorers")},
                                               {PlaceId::Study, QLatin1String("study")},
                                               {PlaceId::Preferences, QLatin1String("preferences")}}};

} // namespace

QString toText(PlaceId place)
{
    for (const PlaceName &entry : placeNames) {
        if (entry.place == place)
            return entry.name;
    }
    return {};
}

std::optional<PlaceId> placeFromText(const QString &text)
{
    for (const PlaceName &entry : placeNames) {
        if (text == entry.name)
            return entry.place;
    }
    return std::nullopt;
}

} // namespace widgets
