#include "ui/shell/placehost.h"

#include <QSettings>

#include "ui/shell/placefactory.h"

namespace shell {

using widgets::Place;
using widgets::PlaceId;

PlaceHost::PlaceHost(QWidget *parent)
    : QStackedWidget(parent)
{
}

PlaceHost::~PlaceHost() = default;

Place *PlaceHost::visit(PlaceId id, const widgets::Target &target)
{
    Place *place = m_places.value(id);
    if (!place)
        place = make(id);
    if (!place)
        return nullptr;
    if (m_current != place) {
        if (m_current)
            m_current->deactivate();
        m_current = place;
        setCurrentWidget(place);
        place->activate();
    }
    place->show(target);
    return place;
}

Place *PlaceHost::make(PlaceId id)
{
    Place *place = makePlace(id).release();
    if (!place)
        return nullptr;
    m_places.insert(id, place);
    addWidget(place);
    Q_EMIT placeMade(place);
    QSettings settings;
    settings.beginGroup(QStringLiteral("place-%1").arg(widgets::toText(id)));
    place->restoreState(settings);
    place->setStudy(m_study);
    return place;
}

void PlaceHost::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    for (Place *place : std::as_const(m_places))
        place->setStudy(study);
}

void PlaceHost::saveState() const
{
    QSettings settings;
    for (const Place *place : m_places) {
        settings.beginGroup(QStringLiteral("place-%1").arg(widgets::toText(place->id())));
        place->saveState(settings);
        settings.endGroup();
    }
}

} // namespace shell
