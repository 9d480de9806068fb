#pragma once

#include <QHash>
#include <QStackedWidget>

#include "ui/widgets/place.h"

namespace shell {

/// Holds the places: makes each at its first visit, tells them about study and visibility, keeps their state.
class PlaceHost : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlaceHost)

public:
    explicit PlaceHost(QWidget *parent = nullptr);
    ~PlaceHost() override;

    /// Makes the place if needed and shows it; null when this build has no such place.
    widgets::Place *visit(widgets::PlaceId place, const widgets::Target &target = {});
    widgets::Place *current() const { return m_current; }
    void setStudy(const widgets::StudyPtr &study);
    void saveState() const;

Q_SIGNALS:
    /// Connected to every place as it is made.
    void placeMade(widgets::Place *place);

private:
    widgets::Place *make(widgets::PlaceId place);

    QHash<widgets::PlaceId, widgets::Place *> m_places;
    widgets::Place *m_current = nullptr;
    widgets::StudyPtr m_study;
};

} // namespace shell
