#include "ui/annotate/annotatedesk.h"

#include "ui/annotate/annotatecontroller.h"
#include "ui/annotate/annotateview.h"
#include "ui/annotate/entrypages.h"

namespace annotate {

AnnotateDesk::AnnotateDesk(QWidget *parent)
    : QStackedWidget(parent)
    , m_codePage(new CodePage)
    , m_consentPage(new ConsentPage)
    , m_view(new AnnotateView)
    , m_controller(new AnnotateController(m_view, this))
{
    addWidget(m_codePage);
    addWidget(m_consentPage);
    addWidget(m_view);
    connect(m_codePage, &CodePage::codeGiven, this, &AnnotateDesk::start);
    connect(m_consentPage, &ConsentPage::agreed, m_controller, &AnnotateController::giveConsent);
    connect(m_consentPage, &ConsentPage::declined, this, [this] {
        setStudy(m_path);
        Q_EMIT declined();
    });
    connect(m_controller, &AnnotateController::consentAsked, this, [this](const QString &text) {
        m_consentPage->setText(text);
        setCurrentWidget(m_consentPage);
    });
    connect(m_controller, &AnnotateController::openFailed, this, [this](const base::Error &error) {
        m_codePage->setBusy(false);
        m_codePage->setProblem(error.toLine());
        setCurrentWidget(m_codePage);
        m_codePage->takeFocus();
        Q_EMIT openFailed(error);
    });
    connect(m_controller, &AnnotateController::stateChanged, this, [this] {
        using State = AnnotateController::State;
        const State state = m_controller->state();
        if (state != State::Closed && state != State::Opening && state != State::Consent && state != State::Failed) {
            m_codePage->setBusy(false);
            if (currentWidget() != m_view) {
                setCurrentWidget(m_view);
                m_view->setFocus();
            }
        }
        Q_EMIT settledChanged();
    });
    connect(m_controller, &AnnotateController::opened, this, [this] { Q_EMIT sessionOpened(m_code); });
    connect(m_controller, &AnnotateController::stored, this, &AnnotateDesk::stored);
    connect(m_controller, &AnnotateController::studyPlaceRequested, this, &AnnotateDesk::studyPlaceRequested);
}

AnnotateDesk::~AnnotateDesk()
{
    m_controller->disconnect(this);
}

void AnnotateDesk::setStudy(const QString &path, const QString &code)
{
    m_path = path;
    m_controller->close();
    m_codePage->setProblem({});
    m_codePage->setBusy(false);
    setCurrentWidget(m_codePage);
    m_codePage->takeFocus();
    if (!path.isEmpty() && !code.isEmpty())
        start(code);
}

void AnnotateDesk::start(const QString &code)
{
    m_code = code;
    m_codePage->setBusy(true);
    m_controller->open(m_path, {code, study::AnnotatorKind::Human, {}, {}, m_helper});
}

bool AnnotateDesk::isJudging() const
{
    return currentWidget() == m_view;
}

bool AnnotateDesk::isSettled() const
{
    return m_controller->isSettled();
}

} // namespace annotate
