#include "ui/shell/placefactory.h"

#include <QCoreApplication>

#include "ui/annotate/annotateplace.h"
#include "ui/compare/compareplace.h"
#include "ui/disagreement/disagreementplace.h"
#include "ui/gallery/galleryplace.h"
#include "ui/scorers/scorersplace.h"
#include "ui/shell/preferencesplace.h"
#include "ui/shell/welcomepage.h"
#include "ui/studysetup/studysetupplace.h"

namespace shell {

using widgets::Icon;
using widgets::PlaceId;

QList<PlaceEntry> railPlaces()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("shell", text); };
    return {{PlaceId::Annotate, Icon::Annotate, tr("Annotate")},
            {PlaceId::Compare, Icon::Compare, tr("Compare")},
            {PlaceId::Gallery, Icon::Gallery, tr("Gallery")},
            {PlaceId::Disagreement, Icon::Disagreement, tr("Disagreement")},
            {PlaceId::Scorers, Icon::Scorers, tr("Scorers")},
            {PlaceId::Study, Icon::Study, tr("Study")}};
}

std::unique_ptr<widgets::Place> makePlace(PlaceId place)
{
    switch (place) {
    case PlaceId::Welcome:
        return std::make_unique<WelcomePage>();
    case PlaceId::Annotate:
        return std::make_unique<annotate::AnnotatePlace>();
    case PlaceId::Compare:
        return std::make_unique<compare::ComparePlace>();
    case PlaceId::Gallery:
        return std::make_unique<gallery::GalleryPlace>();
    case PlaceId::Disagreement:
        return std::make_unique<disagreement::DisagreementPlace>();
    case PlaceId::Scorers:
        return std::make_unique<scorers::ScorersPlace>();
    case PlaceId::Study:
        return std::make_unique<studysetup::StudySetupPlace>();
    case PlaceId::Preferences:
        return std::make_unique<PreferencesPlace>();
    }
    return nullptr;
}

} // namespace shell
