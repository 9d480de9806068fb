#include "ui/shell/tour.h"

#include <QAction>
#include <QCursor>
#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QShortcut>

#include "ui/annotate/annotatecontroller.h"
#include "ui/annotate/annotatedesk.h"
#include "ui/annotate/annotateplace.h"
#include "ui/disagreement/scatterplot.h"
#include "ui/shell/mainwindow.h"

namespace shell {

using widgets::PlaceId;

namespace {

constexpr int lookEveryMs = 20;
/// Layout and posted repaints of what arrived last take a turn of the event loop or two.
constexpr int neededCalmLooks = 3;
/// Who judges in the copy of the study.
const QString tourAnnotator = QStringLiteral("tour");

} // namespace

Tour::Tour(MainWindow *window, const TourOptions &options, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_options(options)
{
    // Without a screen the pointer rests in the window's corner, and the pictures would show what it hovers.
    if (QGuiApplication::platformName() == QLatin1String("offscreen"))
        QCursor::setPos(options.size.width() + 100, options.size.height() + 100);
    m_look.setInterval(lookEveryMs);
    connect(&m_look, &QTimer::timeout, this, &Tour::look);
    connect(window, &MainWindow::studyFailed, this, &Tour::fail);
    addSteps();
}

Tour::~Tour() = default;

void Tour::addSteps()
{
    m_steps.append({QStringLiteral("welcome"), [this] { m_window->showPlace(PlaceId::Welcome); }, {}});
    m_steps.append(
        {QString(), [this] { m_window->openStudy(m_copy->path()); }, [this] { return m_window->hasStudy(); }});
    addPlace(QStringLiteral("compare"), PlaceId::Compare);
    addKeys(QStringLiteral("compare-2x2"), {QKeyCombination(Qt::Key_T)});
    addKeys(QString(), {QKeyCombination(Qt::Key_Escape)});
    addPlace(QStringLiteral("gallery"), PlaceId::Gallery);
    addKeys(QStringLiteral("gallery-several"),
            {Qt::Key_End, QKeyCombination(Qt::ShiftModifier, Qt::Key_Up), Qt::Key_Home,
             QKeyCombination(Qt::ShiftModifier, Qt::Key_Right), QKeyCombination(Qt::ShiftModifier, Qt::Key_Right)});
    addKeys(QStringLiteral("gallery-labels"), {QKeyCombination(Qt::Key_L)});
    addKeys(QString(), {QKeyCombination(Qt::Key_Escape), QKeyCombination(Qt::Key_Home)});
    addPlace(QString(), PlaceId::Disagreement);
    m_steps.append({QStringLiteral("disagreement"), [this] { lassoPairs(); }, {}});
    addPlace(QStringLiteral("scorers"), PlaceId::Scorers);
    addStudySteps();
    addPlace(QStringLiteral("preferences"), PlaceId::Preferences);
    // Last: it makes the tour an annotator of the copy, whom the other places need not show.
    addAnnotateSteps();
}

void Tour::addAnnotateSteps()
{
    addPlace(QStringLiteral("annotate"), PlaceId::Annotate, {{}, {}, tourAnnotator, {}});
    m_steps.append({QStringLiteral("annotate-emotions"),
                    [this] {
                        // Keys of the first moments do not count, for people who type ahead.
                        if (auto *place = qobject_cast<annotate::AnnotatePlace *>(m_window->currentPlace()))
                            place->desk()->controller()->setGuardMs(0);
                        press(QKeyCombination(Qt::Key_Left));
                    },
                    {}});
}

void Tour::addStudySteps()
{
    for (const QLatin1String page : {QLatin1String("overview"), QLatin1String("import"), QLatin1String("protocol"),
                                     QLatin1String("annotators"), QLatin1String("quality"), QLatin1String("export")})
        addPlace(QStringLiteral("study-") + page, PlaceId::Study, {{}, {}, page, {}});
}

void Tour::addPlace(const QString &name, PlaceId place, const widgets::Target &target)
{
    m_steps.append({name, [this, place, target] { m_window->showPlace(place, target); },
                    [this, place] { return m_window->currentPlace()->id() == place; }});
}

void Tour::addKeys(const QString &name, const QList<QKeyCombination> &keys)
{
    m_steps.append({name,
                    [this, keys] {
                        for (const QKeyCombination key : keys)
                            press(key);
                    },
                    {}});
}

QStringList Tour::pictureNames() const
{
    QStringList names;
    for (const Step &step : m_steps) {
        if (!step.name.isEmpty())
            names.append(step.name + QStringLiteral(".png"));
    }
    return names;
}

void Tour::start()
{
    if (const auto ready = prepare(); !ready) {
        fail(ready.error());
        return;
    }
    m_window->setFixedSize(m_options.size);
    m_step = -1;
    runStep();
}

base::Result<void> Tour::prepare()
{
    const QSize least = m_window->minimumSize();
    if (m_options.size.width() < least.width() || m_options.size.height() < least.height()) {
        return base::fail(
            QStringLiteral("tour.size"),
            QStringLiteral("the window is never smaller than %1x%2").arg(least.width()).arg(least.height()));
    }
    if (!QDir().mkpath(m_options.folder))
        return base::failIn(m_options.folder, 0, QStringLiteral("tour.folder"),
                            QStringLiteral("cannot make the folder"));
    BASE_TRY_ASSIGN(copy, TourCopy::make(m_options.study));
    m_copy = std::move(copy);
    return {};
}

void Tour::runStep()
{
    ++m_step;
    if (m_step >= m_steps.size()) {
        m_look.stop();
        Q_EMIT finished();
        return;
    }
    m_calmLooks = 0;
    m_sinceStep.start();
    m_look.start();
    m_steps[m_step].go();
}

void Tour::look()
{
    const Step &step = m_steps[m_step];
    const bool calm = m_window->isSettled() && (!step.ready || step.ready());
    m_calmLooks = calm ? m_calmLooks + 1 : 0;
    if (m_calmLooks < neededCalmLooks) {
        if (m_sinceStep.elapsed() > m_options.stepTimeoutMs) {
            const widgets::Place *place = m_window->currentPlace();
            fail({QStringLiteral("tour.timeout"),
                  QStringLiteral("%1 was still busy after %2 s")
                      .arg(place ? place->title() : QStringLiteral("the window"))
                      .arg(m_options.stepTimeoutMs / 1000),
                  {},
                  0,
                  QStringLiteral("see whether the study opens in the window"),
                  {}});
        }
        return;
    }
    m_look.stop();
    if (!step.name.isEmpty()) {
        if (const auto written = writePicture(step.name); !written) {
            fail(written.error());
            return;
        }
    }
    runStep();
}

base::Result<void> Tour::writePicture(const QString &name)
{
    // Rendered at 1:1 whatever the screen's scale is, so that the picture has the size that was asked for.
    QImage image(m_options.size, QImage::Format_RGB32);
    QPainter painter(&image);
    m_window->render(&painter);
    painter.end();
    const QString file = QDir(m_options.folder).filePath(name + QStringLiteral(".png"));
    if (!image.save(file))
        return base::failIn(file, 0, QStringLiteral("tour.write"), QStringLiteral("cannot write the picture"));
    Q_EMIT pictureWritten(file, ++m_written, int(pictureNames().size()));
    return {};
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
    QWidget *target = m_window->focusWidget() ? m_window->focusWidget() : m_window;
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

void Tour::fail(const base::Error &error)
{
    m_look.stop();
    Q_EMIT failed(error);
}

} // namespace shell
