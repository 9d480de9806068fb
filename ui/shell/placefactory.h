#pragma once

#include <memory>

#include "ui/widgets/place.h"

namespace shell {

/// What the rail shows before a place is made: places are made at their first visit, so that the window opens at once.
struct PlaceEntry
{
    widgets::PlaceId place;
    widgets::Icon icon;
    QString title;
};

/// The six places in the order of the rail.
QList<PlaceEntry> railPlaces();

/// Makes a place.
std::unique_ptr<widgets::Place> makePlace(widgets::PlaceId place);

} // namespace shell
