#include "ui/widgets/revealgate.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/widgets/reveallog.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/theme.h"

namespace widgets {

RevealGate::RevealGate(QWidget *place)
    : QWidget(place)
    , m_strip(new Strip(Strip::Kind::Warning))
{
    setObjectName(QStringLiteral("revealGate"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_strip);
    layout->addStretch();
    connect(m_strip, &Strip::actionClicked, this, [this] {
        RevealLog::of(m_study).setWarned();
        open();
    });
    connect(m_strip, &Strip::secondActionClicked, this, &RevealGate::backRequested);
    place->installEventFilter(this);
    hide();
}

void RevealGate::setStudy(const StudyPtr &study)
{
    if (m_study)
        RevealLog::of(m_study).disconnect(this);
    m_study = study;
    m_checking = false;
    m_open = true;
    hide();
    if (study)
        connect(&RevealLog::of(study), &RevealLog::openPairsRead, this, &RevealGate::decide);
}

void RevealGate::check()
{
    if (!m_study)
        return;
    RevealLog &log = RevealLog::of(m_study);
    if (log.sitter().isEmpty() || log.wasWarned()) {
        log.refresh(); // what is locked follows the pairs left
        open();
        return;
    }
    m_open = false;
    m_checking = true;
    m_strip->hide();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    log.refresh();
}

void RevealGate::decide()
{
    if (!m_checking)
        return;
    m_checking = false;
    const int pairs = RevealLog::of(m_study).openPairs().pairs;
    if (pairs == 0) {
        open();
        return;
    }
    m_strip->say(
        tr("You still have %n pairs to judge. Votes you give after seeing names or scores of a prompt are marked.",
           nullptr, pairs),
        tr("Continue"), tr("Back to Annotate"));
    m_strip->focusAction();
}

void RevealGate::open()
{
    m_checking = false;
    m_open = true;
    hide();
    Q_EMIT opened();
}

void RevealGate::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokens().win);
}

/// Enter presses the button that has the focus; other keys must not reach the place that is covered.
void RevealGate::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (auto *button = qobject_cast<QAbstractButton *>(focusWidget()))
            button->click();
    } else if (event->modifiers() == Qt::NoModifier && event->key() != Qt::Key_Tab && !event->text().isEmpty()) {
        event->accept();
    } else {
        event->ignore();
    }
}

bool RevealGate::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(object, event);
}

} // namespace widgets
