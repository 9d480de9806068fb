// What the tour visits, and how it gets there.
#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QThreadPool>

#include "core/storage/transaction.h"
#include "ui/annotate/annotatecontroller.h"
#include "ui/annotate/annotatedesk.h"
#include "ui/annotate/annotateplace.h"
#include "ui/annotate/annotateview.h"
#include "ui/disagreement/scatterplot.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/tour.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/job.h"

namespace shell {

using annotate::AnnotateController;
using widgets::PlaceId;

namespace {

/// Who judges in the copy of the study.
const QString tourAnnotator = QStringLiteral("tour");
const QString secondAnnotator = QStringLiteral("tour-2");

const QString loading = QStringLiteral("-loading");
const QString empty = QStringLiteral("-empty");
const QString error = QStringLiteral("-error");

/// A table whose third line no one can import.
const char brokenTable[] = "prompt,generator,path\n"
                           "a harbour at night,Painter A,harbour-a.png\n"
                           "a harbour at night,Painter B\n";

} // namespace

void Tour::addSteps()
{
    m_steps.append({QStringLiteral("welcome") + empty, [this] { m_window->showPlace(PlaceId::Welcome); }});
    addOpening(&m_full, [this] { return TourCopy::make(m_options.study); });
    addLoadingSteps(); // first, while no place has shown anything
    addFullSteps();
    m_steps.append({QStringLiteral("welcome"), [this] { m_window->closeStudy(); }});
    addOpening(&m_full, {});
    addLoadingPair();
    addOpening(&m_empty, [] { return TourCopy::makeEmpty(); });
    addEmptySteps();
    addOpening(&m_damaged, [this] { return TourCopy::makeDamaged(m_options.study); });
    addErrorSteps();
}

/// The copy is made at the first opening.
void Tour::addOpening(Copy *copy, const std::function<base::Result<TourCopy>()> &make)
{
    m_steps.append({QString(),
                    [this, copy, make] {
                        if (!copy->study) {
                            auto made = make();
                            if (!made) {
                                fail(made.error());
                                return;
                            }
                            copy->study = std::move(*made);
                        }
                        m_window->openStudy(copy->path());
                    },
                    [this, copy] {
                        return m_window->hasStudy()
                               && m_window->study()->path() == QFileInfo(copy->path()).canonicalFilePath();
                    }});
}

void Tour::addFullSteps()
{
    addPlace(QStringLiteral("compare"), PlaceId::Compare);
    addKeys(QStringLiteral("compare-2x2"), {QKeyCombination(Qt::Key_T)});
    addKeys(QStringLiteral("compare-full"),
            {QKeyCombination(Qt::Key_Escape), QKeyCombination(Qt::Key_1), QKeyCombination(Qt::Key_Return)});
    addKeys(QStringLiteral("compare-grid"), {QKeyCombination(Qt::Key_Escape), QKeyCombination(Qt::Key_G)});
    addKeys(QString(), {QKeyCombination(Qt::Key_G)});
    addPlace(QStringLiteral("gallery"), PlaceId::Gallery);
    addKeys(QStringLiteral("gallery-several"),
            {Qt::Key_End, QKeyCombination(Qt::ShiftModifier, Qt::Key_Up), Qt::Key_Home,
             QKeyCombination(Qt::ShiftModifier, Qt::Key_Right), QKeyCombination(Qt::ShiftModifier, Qt::Key_Right)});
    addKeys(QStringLiteral("compare-chosen"), {QKeyCombination(Qt::Key_C)});
    addPlace(QString(), PlaceId::Gallery);
    addKeys(QStringLiteral("gallery-labels"), {QKeyCombination(Qt::Key_L)});
    addKeys(QString(), {QKeyCombination(Qt::Key_Escape), QKeyCombination(Qt::Key_Home)});
    addWords(QStringLiteral("gallery-nothing"), QStringLiteral("zzzz"));
    addPlace(QString(), PlaceId::Disagreement);
    m_steps.append({QStringLiteral("disagreement"), [this] { lassoPairs(); }});
    addPlace(QStringLiteral("scorers"), PlaceId::Scorers);
    addStudySteps({}, false);
    addGoldPicker();
    addPlace(QStringLiteral("preferences"), PlaceId::Preferences);
    // Last: it makes the tour an annotator of the copy, whom the other places need not show.
    addAnnotateSteps();
}

AnnotateController *Tour::judging() const
{
    auto *place = qobject_cast<annotate::AnnotatePlace *>(m_window->currentPlace());
    return place ? place->desk()->controller() : nullptr;
}

void Tour::addAnnotateSteps()
{
    addPlace(QStringLiteral("annotate"), PlaceId::Annotate, {{}, {}, tourAnnotator, {}});
    m_steps.append({QStringLiteral("annotate-help"), [this] {
                        // Keys of the first moments do not count, for people who type ahead.
                        if (AnnotateController *controller = judging())
                            controller->setGuardMs(0);
                        press(QKeyCombination(Qt::Key_F1));
                    }});
    addKeys(QStringLiteral("annotate-skip"), {QKeyCombination(Qt::Key_F1), QKeyCombination(Qt::Key_End)});
    addKeys(QStringLiteral("annotate-pause"), {QKeyCombination(Qt::Key_Escape), QKeyCombination(Qt::Key_F2)});
    addKeys(QString(), {QKeyCombination(Qt::Key_Return)});
    m_steps.append({QStringLiteral("annotate-not-saved"),
                    [this] {
                        lockStudy();
                        press(QKeyCombination(Qt::Key_Left));
                    },
                    [this] {
                        const auto state = judging() ? judging()->state() : AnnotateController::State::Empty;
                        return state == AnnotateController::State::NotSaved
                               || state == AnnotateController::State::Empty;
                    }});
    m_steps.append({QStringLiteral("annotate-emotions"), [this] {
                        m_lock.reset();
                        m_otherWriter.reset();
                        auto *place = qobject_cast<annotate::AnnotatePlace *>(m_window->currentPlace());
                        if (place && judging()->state() == AnnotateController::State::NotSaved)
                            Q_EMIT place->desk()->view()->retryClicked();
                    }});
    addKeys(QStringLiteral("annotate-undo"), {QKeyCombination(Qt::Key_Backspace)});
}

/// The form with the picker of gold pairs open at the first prompt; of a locked protocol the page as it is.
void Tour::addGoldPicker()
{
    addPlace(QString(), PlaceId::Study, {{}, {}, QStringLiteral("protocol"), {}});
    const auto list = [this] { return m_window->currentPlace()->findChild<QListWidget *>(); };
    m_steps.append({QStringLiteral("study-protocol-gold"), [this] {
                        auto *add = m_window->currentPlace()->findChild<QPushButton *>(QStringLiteral("addGold"));
                        if (add && add->isVisible())
                            add->click();
                    }});
    m_steps.last().loads = true; // the small pictures come a moment later, and nobody waits for them
    m_steps.last().ready = [list] {
        if (!list() || !list()->isVisible())
            return true;
        if (list()->count() == 0)
            return false;
        list()->setCurrentRow(0);
        for (QWidget *above = list(); above; above = above->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(above))
                area->ensureWidgetVisible(list()->parentWidget());
        }
        return true;
    };
}

void Tour::addStudySteps(const QString &suffix, bool loads)
{
    for (const QLatin1String page : {QLatin1String("overview"), QLatin1String("import"), QLatin1String("protocol"),
                                     QLatin1String("annotators"), QLatin1String("quality"), QLatin1String("export")}) {
        addPlace(QStringLiteral("study-") + page + suffix, PlaceId::Study, {{}, {}, page, {}});
        m_steps.last().loads = loads;
    }
}

/// Every place asks its pools for what it shows, and they are held.
void Tour::addLoadingSteps()
{
    m_steps.append({QString(), [this] { holdPools(); }});
    for (const PlaceId place : {PlaceId::Compare, PlaceId::Gallery, PlaceId::Disagreement, PlaceId::Scorers}) {
        addPlace(widgets::toText(place) + loading, place);
        m_steps.last().loads = true;
    }
    addStudySteps(loading, true);
    m_steps.append({QString(), [this] { m_held.release(); }});
}

/// Apart from the others: whoever judges is warned before the other places show anything.
void Tour::addLoadingPair()
{
    m_steps.append({QString(), [this] { holdPools(); }});
    addPlace(QStringLiteral("annotate") + loading, PlaceId::Annotate, {{}, {}, secondAnnotator, {}});
    m_steps.last().loads = true;
    m_steps.last().ready = [this] { return judging() && judging()->state() != AnnotateController::State::Opening; };
    addPlace(QStringLiteral("welcome") + loading, PlaceId::Welcome);
    m_steps.last().loads = true;
    m_steps.append({QString(), [this] { m_held.release(); }});
}

void Tour::addEmptySteps()
{
    addPlace(QStringLiteral("annotate") + empty, PlaceId::Annotate, {{}, {}, tourAnnotator, {}});
    addPlace(QStringLiteral("compare") + empty, PlaceId::Compare);
    addPlace(QStringLiteral("gallery") + empty, PlaceId::Gallery);
    addPlace(QStringLiteral("disagreement") + empty, PlaceId::Disagreement);
    addPlace(QStringLiteral("scorers") + empty, PlaceId::Scorers);
    addStudySteps(empty, false);
    m_steps.append({QStringLiteral("study-import") + error,
                    [this] { importFile(QStringLiteral("pictures.csv"), QByteArray(brokenTable)); }});
}

void Tour::addErrorSteps()
{
    addPlace(QStringLiteral("annotate") + error, PlaceId::Annotate, {{}, {}, tourAnnotator, {}});
    addPlace(QStringLiteral("compare") + error, PlaceId::Compare);
    addPlace(QStringLiteral("gallery") + error, PlaceId::Gallery);
    addPlace(QStringLiteral("disagreement") + error, PlaceId::Disagreement);
    addPlace(QStringLiteral("scorers") + error, PlaceId::Scorers);
    addPlace(QStringLiteral("study-overview") + error, PlaceId::Study, {{}, {}, QStringLiteral("overview"), {}});
    addPlace(QStringLiteral("study-quality") + error, PlaceId::Study, {{}, {}, QStringLiteral("quality"), {}});
    m_steps.append({QStringLiteral("welcome") + error,
                    [this] {
                        const QString gone = m_empty.path();
                        m_empty.study.reset();
                        m_window->closeStudy();
                        m_window->openStudy(gone);
                    },
                    {},
                    false,
                    true});
}

void Tour::addPlace(const QString &name, PlaceId place, const widgets::Target &target)
{
    m_steps.append({name, [this, place, target] { m_window->showPlace(place, target); },
                    [this, place] { return m_window->currentPlace()->id() == place; }});
}

void Tour::addKeys(const QString &name, const QList<QKeyCombination> &keys)
{
    m_steps.append({name, [this, keys] {
                        for (const QKeyCombination key : keys)
                            press(key);
                    }});
}

/// Finds nothing, and then everything again.
void Tour::addWords(const QString &name, const QString &words)
{
    const auto isEmpty = [this] {
        const auto *state = m_window->currentPlace()->findChild<widgets::EmptyState *>();
        return state && state->isVisible();
    };
    m_steps.append({name,
                    [this, words] {
                        press(QKeyCombination(Qt::ControlModifier, Qt::Key_F));
                        if (auto *field = qobject_cast<QLineEdit *>(m_window->focusWidget()))
                            field->setText(words);
                    },
                    isEmpty});
    m_steps.append({QString(), [this] {
                        if (auto *field = qobject_cast<QLineEdit *>(m_window->focusWidget()))
                            field->clear();
                    }});
}

void Tour::holdPools()
{
    m_held.hold(widgets::jobPool());
    QList<QThreadPool *> pools = m_window->study()->findChildren<QThreadPool *>();
    pools += m_window->findChildren<QThreadPool *>();
    for (QThreadPool *pool : std::as_const(pools))
        m_held.hold(pool);
}

void Tour::importFile(const QString &name, const QByteArray &bytes)
{
    const auto file = m_empty.study->addFile(name, bytes);
    if (!file) {
        fail(file.error());
        return;
    }
    m_window->showPlace(PlaceId::Study, {{}, {}, QStringLiteral("import"), {*file}});
}

/// As another program would that writes and does not come to an end.
void Tour::lockStudy()
{
    auto database = storage::Database::open(m_full.path());
    if (!database) {
        fail(database.error());
        return;
    }
    m_otherWriter = std::make_unique<storage::Database>(std::move(*database));
    auto lock = storage::Transaction::begin(*m_otherWriter);
    if (lock)
        m_lock = std::make_unique<storage::Transaction>(std::move(*lock));
    else
        fail(lock.error());
}

/// As the keyboard would: shortcuts of the place first, then whatever has the focus.
void Tour::press(QKeyCombination key)
{
    const QKeySequence sequence(key);
    const widgets::Place *place = m_window->currentPlace();
    for (QShortcut *shortcut : place->findChildren<QShortcut *>()) {
        if (shortcut->isEnabled() && shortcut->key() == sequence) {
            Q_EMIT shortcut->activated();
            return;
        }
    }
    for (QAction *action : place->findChildren<QAction *>()) {
        if (action->isEnabled() && action->shortcuts().contains(sequence)) {
            action->trigger();
            return;
        }
    }
    QWidget *target = m_window->focusWidget();
    if (!target || !target->isVisible()) // of a popup that was closed: without a window manager nobody moves the focus
        target = place->focusProxy() ? place->focusProxy() : m_window;
    const bool letter = key.key() >= Qt::Key_A && key.key() <= Qt::Key_Z;
    const QString text = letter ? QString(QChar(ushort(key.key()))).toLower() : QString();
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key.key(), key.keyboardModifiers(), text);
        QCoreApplication::sendEvent(target, &event);
    }
}

/// Draws a lasso with the mouse around the pairs that only people prefer: right of the middle, below zero.
void Tour::lassoPairs()
{
    const auto *plot = m_window->currentPlace()->findChild<disagreement::ScatterPlot *>();
    QWidget *canvas = plot && plot->isVisible() ? plot->childAt(plot->rect().center()) : nullptr;
    if (!canvas)
        return; // a study without votes has no points
    const auto send = [canvas](QEvent::Type type, double x, double y) {
        const QPointF point(x * canvas->width(), y * canvas->height());
        const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
        const Qt::MouseButtons buttons = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
        QMouseEvent event(type, point, canvas->mapToGlobal(point), button, buttons, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas, &event);
    };
    constexpr double left = 0.62;
    constexpr double right = 0.98;
    constexpr double top = 0.66;
    constexpr double bottom = 0.9;
    send(QEvent::MouseButtonPress, left, top);
    send(QEvent::MouseMove, right, top);
    send(QEvent::MouseMove, right, bottom);
    send(QEvent::MouseMove, left, bottom);
    send(QEvent::MouseButtonRelease, left, top);
}

} // namespace shell
