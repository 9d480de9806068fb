#include "ui/annotate/annotateview.h"

#include <QChildEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScreen>

#include "core/imaging/displaytransform.h"
#include "ui/annotate/answerstrip.h"
#include "ui/annotate/helppanel.h"
#include "ui/annotate/labelstrip.h"
#include "ui/annotate/pairview.h"
#include "ui/annotate/promptbar.h"
#include "ui/annotate/ratingstrip.h"
#include "ui/annotate/stagerow.h"
#include "ui/annotate/striplayout.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/strip.h"

namespace annotate {

namespace {

constexpr int helpWidth = 400;
constexpr int progressHeight = 3;
constexpr int layoutRounds = 3; ///< prompt height and picture size depend on each other

} // namespace

AnnotateView::AnnotateView(QWidget *parent)
    : QWidget(parent)
    , m_keys(KeyMap::shipped({}))
    , m_prompt(new PromptBar(this))
    , m_progress(new widgets::ProgressLine(progressHeight, widgets::ProgressLine::Look::Neutral, this))
    , m_pair(new PairView(this))
    , m_error(new widgets::Strip(widgets::Strip::Kind::Error, this))
    , m_small(new widgets::Strip(widgets::Strip::Kind::Warning, this))
    , m_answers(new AnswerStrip(this))
    , m_labels(new LabelStrip(this))
    , m_ratings(new RatingStrip(this))
    , m_help(new HelpPanel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    m_small->setObjectName(QStringLiteral("narrowWindow"));
    m_labels->hide();
    m_ratings->hide();
    connect(m_answers, &AnswerStrip::actionTriggered, this, &AnnotateView::actionTriggered);
    connect(m_labels, &LabelStrip::actionTriggered, this, &AnnotateView::actionTriggered);
    connect(m_labels, &LabelStrip::activePictureChanged, m_pair, &PairView::setActivePicture);
    connect(m_ratings, &RatingStrip::actionTriggered, this, &AnnotateView::actionTriggered);
    connect(m_ratings, &RatingStrip::activePictureChanged, m_pair, &PairView::setActivePicture);
    connect(m_error, &widgets::Strip::actionClicked, this, &AnnotateView::retryClicked);
    connect(m_pair, &PairView::layoutChanged, this, [this] {
        m_answers->setNote(m_pair->shownSide());
        m_labels->setNote(m_pair->shownSide());
        m_ratings->setNote(m_pair->shownSide());
    });
    const QList<QWidget *> inside = findChildren<QWidget *>();
    for (QWidget *widget : inside)
        watch(widget);
    setKeys(m_keys);
}

void AnnotateView::setKeys(const KeyMap &keys)
{
    m_keys = keys;
    m_answers->setKeys(m_keys);
    m_labels->setKeys(m_keys);
    m_ratings->setKeys(m_keys);
    m_help->setKeys(m_keys);
}

void AnnotateView::showStage(Stage stage)
{
    m_stage = stage;
    m_answers->setVisible(stage == Stage::Choice);
    m_labels->setVisible(stage == Stage::Labels);
    m_ratings->setVisible(stage == Stage::Ratings);
    m_pair->setActivePicture(stage == Stage::Labels    ? m_labels->activePicture()
                             : stage == Stage::Ratings ? m_ratings->activePicture()
                                                       : -1);
    setFocus();
}

StageRow *AnnotateView::stageRow() const
{
    return m_stage == Stage::Labels ? m_labels->row() : m_stage == Stage::Ratings ? m_ratings->row() : nullptr;
}

bool AnnotateView::isWriting() const
{
    return stageRow() && stageRow()->isEditingComment();
}

void AnnotateView::showError(const QString &text, const QString &action)
{
    if (text.isEmpty())
        m_error->hide();
    else
        m_error->say(text, action);
    relayout();
}

void AnnotateView::setWindowRules(const QSize &smallest, bool fixed)
{
    m_smallest = smallest;
    m_pair->setFixedSide(fixed ? PairView::fixedSide(smallest) : 0);
    relayout();
}

void AnnotateView::checkWindow()
{
    const QSize size = window()->size();
    const bool small = size.width() < m_smallest.width() || size.height() < m_smallest.height();
    if (!small) {
        m_small->hide();
        return;
    }
    const QString text = tr("This window is %1 × %2, the study asks for %3 × %4 or more. Make it larger: the pictures "
                            "are smaller here than for others.")
                             .arg(size.width())
                             .arg(size.height())
                             .arg(m_smallest.width())
                             .arg(m_smallest.height());
    if (m_small->isHidden() || m_small->text() != text)
        m_small->say(text);
}

void AnnotateView::toggleHelp()
{
    m_help->setVisible(m_help->isHidden());
    relayout();
}

QSize AnnotateView::frameDeviceSize() const
{
    const int side = qRound(m_pair->sideFor(m_pair->size()) * devicePixelRatioF());
    return {side, side};
}

QString AnnotateView::viewingConditions(const imaging::DisplayTransform *colours) const
{
    const auto list = [](QSizeF size) { return QJsonArray{size.width(), size.height()}; };
    QJsonObject conditions{{QStringLiteral("window"), list(window()->size())},
                           {QStringLiteral("scale"), devicePixelRatioF()}};
    if (const QScreen *at = QWidget::screen()) {
        conditions.insert(QStringLiteral("screen"), list(at->size()));
        conditions.insert(QStringLiteral("screen_mm"), list(at->physicalSize()));
        conditions.insert(QStringLiteral("depth"), at->depth());
    }
    conditions.insert(QStringLiteral("profile"),
                      colours ? QJsonValue(QStringLiteral("%1 %2").arg(colours->description(), colours->id()))
                              : QJsonValue(QJsonValue::Null));
    return QString::fromUtf8(QJsonDocument(conditions).toJson(QJsonDocument::Compact));
}

void AnnotateView::relayout()
{
    const int stripHeight = StripLayout::current().height;
    checkWindow();
    const int smallHeight = m_small->isHidden() ? 0 : m_small->heightForWidth(this->width());
    const int errorHeight = m_error->isHidden() ? 0 : m_error->heightForWidth(this->width());
    int promptHeight = 0;
    int viewHeight = 0;
    // The pictures stay visible beside the help.
    const int width = this->width() - (m_help->isHidden() ? 0 : helpWidth);
    int column = width;
    for (int round = 0; round < layoutRounds; ++round) {
        promptHeight = m_prompt->heightFor(column, window()->height());
        viewHeight = qMax(1, height() - smallHeight - promptHeight - progressHeight - errorHeight - stripHeight);
        column = m_pair->widthFor({width, viewHeight});
    }
    int y = 0;
    const auto stack = [width, &y](QWidget *widget, int h) {
        widget->setGeometry(0, y, width, h);
        y += h;
    };
    stack(m_small, smallHeight);
    stack(m_prompt, promptHeight);
    stack(m_progress, progressHeight);
    const QSize before = m_pair->size();
    stack(m_pair, viewHeight);
    stack(m_error, errorHeight);
    m_answers->setGeometry(0, y, width, stripHeight);
    m_labels->setGeometry(0, y, width, stripHeight);
    m_ratings->setGeometry(0, y, width, stripHeight);
    const QRect pictures = m_pair->pairRect();
    m_prompt->setColumn(pictures.left(), pictures.width());
    m_answers->setColumn(pictures.left(), pictures.width());
    m_labels->setColumn(pictures.left(), pictures.width());
    m_ratings->setColumn(pictures.left(), pictures.width());
    placeHelp();
    if (before != m_pair->size())
        Q_EMIT frameSizeChanged();
}

void AnnotateView::placeHelp()
{
    m_help->setGeometry(width() - helpWidth, 0, helpWidth, height());
    m_help->raise();
}

void AnnotateView::resizeEvent(QResizeEvent *)
{
    relayout();
}

Screen AnnotateView::screen() const
{
    if (m_stage != Stage::Choice)
        return m_stage == Stage::Labels ? Screen::Labels : Screen::Ratings;
    return m_answers->showsReasons() ? Screen::Skip : Screen::Choice;
}

bool AnnotateView::handlePress(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Tab || event.key() == Qt::Key_Backtab)
        return false;
    if (event.key() == Qt::Key_Escape) {
        if (m_help->isVisible())
            toggleHelp();
        else if (isWriting())
            stageRow()->leaveComment();
        else if (m_answers->showsReasons())
            Q_EMIT actionTriggered(QStringLiteral("back"));
        else
            return false;
        return true;
    }
    const bool writing = isWriting();
    const QString action = m_keys.action(screen(), event);
    if (writing && action != QLatin1String("help"))
        return false;
    if (event.isAutoRepeat())
        return !action.isEmpty();
    if (action.isEmpty()) // buttons ignore Space and Enter: a key has one meaning
        return event.key() == Qt::Key_Space || event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (action == QLatin1String("flip"))
        m_pair->setFlipped(true);
    else if (action == QLatin1String("help"))
        toggleHelp();
    else
        Q_EMIT actionTriggered(action);
    return true;
}

bool AnnotateView::handleRelease(const QKeyEvent &event)
{
    if (event.isAutoRepeat() || !m_pair->isFlipped() || m_keys.action(screen(), event) != QLatin1String("flip"))
        return event.key() == Qt::Key_Space && !isWriting();
    m_pair->setFlipped(false);
    return true;
}

void AnnotateView::watch(QWidget *widget)
{
    widget->installEventFilter(this);
}

void AnnotateView::childEvent(QChildEvent *event)
{
    if (event->added() && event->child()->isWidgetType())
        watch(static_cast<QWidget *>(event->child()));
    QWidget::childEvent(event);
}

bool AnnotateView::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && handlePress(*static_cast<QKeyEvent *>(event)))
        return true;
    if (event->type() == QEvent::KeyRelease && handleRelease(*static_cast<QKeyEvent *>(event)))
        return true;
    // Keys of ours must not be taken as shortcuts of the window while they mean something here.
    if (event->type() == QEvent::ShortcutOverride
        && !m_keys.action(screen(), *static_cast<QKeyEvent *>(event)).isEmpty()) {
        event->accept();
        return object != this;
    }
    if (event->type() == QEvent::ChildAdded) {
        auto *child = static_cast<QChildEvent *>(event)->child();
        if (child->isWidgetType())
            watch(static_cast<QWidget *>(child));
    }
    return QWidget::eventFilter(object, event);
}

bool AnnotateView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && !m_keys.action(screen(), *static_cast<QKeyEvent *>(event)).isEmpty()) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::WindowDeactivate) {
        m_pair->setFlipped(false);
        Q_EMIT focusLost();
    }
    return QWidget::event(event);
}

void AnnotateView::keyPressEvent(QKeyEvent *event)
{
    if (!handlePress(*event))
        QWidget::keyPressEvent(event);
}

void AnnotateView::keyReleaseEvent(QKeyEvent *event)
{
    if (!handleRelease(*event))
        QWidget::keyReleaseEvent(event);
}

} // namespace annotate
