#include "ui/annotate/annotateplace.h"

#include <QVBoxLayout>

#include "ui/annotate/annotatecontroller.h"
#include "ui/annotate/annotatedesk.h"
#include "ui/annotate/annotateview.h"
#include "ui/widgets/reveallog.h"

namespace annotate {

AnnotatePlace::AnnotatePlace(QWidget *parent)
    : Place(parent)
    , m_desk(new AnnotateDesk)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_desk);
    connect(m_desk, &AnnotateDesk::settledChanged, this, &AnnotatePlace::settledChanged);
    connect(m_desk, &AnnotateDesk::stored, this, [this] {
        if (m_study)
            m_study->refresh();
    });
    connect(m_desk, &AnnotateDesk::sessionOpened, this, [this](const QString &code) {
        if (m_study)
            widgets::RevealLog::of(m_study).setSitter(code);
    });
    connect(m_desk, &AnnotateDesk::studyPlaceRequested, this, [this] {
        Q_EMIT placeRequested(widgets::PlaceId::Study, {{}, {}, QStringLiteral("import"), {}});
    });
}

QString AnnotatePlace::title() const
{
    return tr("Annotate");
}

void AnnotatePlace::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    m_desk->setStudy(study ? study->path() : QString());
}

void AnnotatePlace::activate()
{
    if (!m_desk->isJudging())
        return;
    m_desk->view()->setFocus();
    m_desk->controller()->refresh(); // pairs may have been sent meanwhile
}

void AnnotatePlace::show(const widgets::Target &target)
{
    if (m_study && !target.page.isEmpty() && !m_desk->isJudging())
        m_desk->start(target.page);
}

bool AnnotatePlace::hasOwnHelp() const
{
    return true;
}

bool AnnotatePlace::isSettled() const
{
    return m_desk->isSettled();
}

} // namespace annotate
