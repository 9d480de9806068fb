#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPainter>
#include <QProcess>
#include <QSettings>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include "core/scoring/workerprocess.h"
#include "ui/shell/actions.h"
#include "ui/shell/dropcurtain.h"
#include "ui/shell/droppedfiles.h"
#include "ui/shell/keylegend.h"
#include "ui/shell/placefactory.h"
#include "ui/shell/placehost.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusline.h"
#include "ui/shell/studylifecycle.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/theme.h"

namespace shell {

using widgets::PlaceId;
namespace metrics = widgets::metrics;

namespace {

constexpr QSize minimumWindow(1024, 700);
constexpr QSize defaultWindow(1440, 900);

bool needsStudy(PlaceId place)
{
    return place != PlaceId::Welcome && place != PlaceId::Scorers && place != PlaceId::Preferences;
}

QString lastPlaceKey(const widgets::StudyPtr &study)
{
    return QStringLiteral("lastPlace/%1").arg(QString::number(qHash(study->path()), 16));
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QWidget(parent)
    , m_lifecycle(new StudyLifecycle(this))
    , m_actions(new Actions(this))
    , m_rail(new Rail)
    , m_topBar(new TopBar)
    , m_failure(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_host(new PlaceHost)
    , m_status(new StatusLine)
    , m_legend(new KeyLegend(this))
    , m_curtain(new DropCurtain(this))
{
    setWindowTitle(QStringLiteral("Dissensus"));
    setAcceptDrops(true);
    setMinimumSize(minimumWindow);
    for (const PlaceEntry &entry : railPlaces())
        m_rail->addPlace(entry.place, entry.icon, entry.title, Actions::keyOf(entry.place));
    m_rail->addPlace(PlaceId::Preferences, widgets::Icon::Settings, tr("Preferences"),
                     Actions::keyOf(PlaceId::Preferences));

    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_topBar);
    right->addWidget(m_failure);
    right->addWidget(m_host, 1);
    right->addWidget(m_status);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addLayout(right, 1);

    connectActions();
    restoreWindow();
    applyPreferences(widgets::Preferences::load());
    applyStudy();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectActions()
{
    connect(m_rail, &Rail::placeClicked, this, [this](PlaceId place) { showPlace(place); });
    connect(m_rail, &Rail::menuClicked, m_actions, &Actions::menuTriggered);
    connect(m_status, &StatusLine::placeClicked, this, [this](PlaceId place) { showPlace(place); });
    connect(m_host, &PlaceHost::placeMade, this, &MainWindow::connectPlace);
    connect(m_failure, &widgets::Strip::actionClicked, m_failure, &QWidget::hide);

    connect(m_actions, &Actions::placeTriggered, this, [this](PlaceId place) { showPlace(place); });
    connect(m_actions, &Actions::openTriggered, this, &MainWindow::askForStudy);
    connect(m_actions, &Actions::newTriggered, this, [this] { askForNewStudy({}); });
    connect(m_actions, &Actions::closeTriggered, this, &MainWindow::closeStudy);
    connect(m_actions, &Actions::newWindowTriggered, this, [this] { openWindow({}); });
    connect(m_actions, &Actions::openInNewWindowTriggered, this, [this] {
        const QStringList chosen = widgets::FileChooser::ask(
            this, {widgets::FileChooser::Kind::OpenFile, tr("Open in a new window"), widgets::studyFilter(), {}, {}});
        if (!chosen.isEmpty())
            openWindow(chosen.constFirst());
    });
    connect(m_status, &StatusLine::undoClicked, this, &MainWindow::undoLast);
    connect(m_actions, &Actions::exportTriggered, this, [this] {
        showPlace(PlaceId::Study, {{}, {}, QStringLiteral("export"), {}});
    });
    connect(m_actions, &Actions::menuTriggered, this, [this] { m_actions->menu()->popup(m_rail->menuPosition()); });
    connect(m_actions, &Actions::fullScreenTriggered, this, &MainWindow::toggleFullScreen);
    connect(m_actions, &Actions::helpTriggered, this, &MainWindow::toggleLegend);
    connect(m_actions, &Actions::aboutTriggered, this, &MainWindow::showAbout);
    connect(m_actions, &Actions::nextRegionTriggered, this, &MainWindow::focusNextRegion);
    connect(m_actions, &Actions::quitTriggered, this, &QWidget::close);

    connect(m_lifecycle, &StudyLifecycle::studyChanged, this, &MainWindow::applyStudy);
    connect(m_lifecycle, &StudyLifecycle::failed, this, &MainWindow::showFailure);
    connect(&widgets::PreferencesWatch::instance(), &widgets::PreferencesWatch::changed, this,
            &MainWindow::applyPreferences);
}

void MainWindow::connectPlace(widgets::Place *place)
{
    connect(place, &widgets::Place::placeRequested, this, &MainWindow::showPlace);
    connect(place, &widgets::Place::statusTextChanged, this, &MainWindow::updateStatus);
    connect(place, &widgets::Place::changeMade, m_status, &StatusLine::nameChange);
    connect(place, &widgets::Place::newStudyRequested, this, &MainWindow::askForNewStudy);
    connect(place, &widgets::Place::studyRequested, this, [this](const QString &path) {
        if (path.isEmpty())
            askForStudy();
        else
            openStudy(path);
    });
}

void MainWindow::openStudy(const QString &path)
{
    m_importAfterOpening = false;
    m_lifecycle->open(path);
}

const widgets::StudyPtr &MainWindow::study() const
{
    return m_lifecycle->study();
}

void MainWindow::closeStudy()
{
    m_lifecycle->close();
}

widgets::Place *MainWindow::currentPlace() const
{
    return m_host->current();
}

bool MainWindow::isSettled() const
{
    return !m_lifecycle->isBusy() && m_host->current() && m_host->current()->isSettled();
}

void MainWindow::showPlace(PlaceId place, const widgets::Target &target)
{
    if (needsStudy(place) && !hasStudy())
        return;
    m_host->visit(place, target);
    if (hasStudy() && needsStudy(place))
        QSettings().setValue(lastPlaceKey(m_lifecycle->study()), widgets::toText(place));
    m_legend->hide();
    updateFrame();
    updateStatus();
}

void MainWindow::applyStudy()
{
    const widgets::StudyPtr &study = m_lifecycle->study();
    m_failure->hide();
    setWindowTitle(study ? tr("%1 – Dissensus").arg(study->title()) : QStringLiteral("Dissensus"));
    m_topBar->setStudy(study ? study->title() : QString(), study && study->isSimulated());
    m_status->setHasStudy(study != nullptr);
    m_actions->setHasStudy(study != nullptr);
    for (const PlaceEntry &entry : railPlaces())
        m_rail->setPlaceEnabled(entry.place, study || !needsStudy(entry.place), tr("Open a study first"));
    m_host->setStudy(study);
    if (!study) {
        showPlace(PlaceId::Welcome);
        return;
    }
    if (m_importAfterOpening) {
        m_importAfterOpening = false;
        showPlace(PlaceId::Study, {{}, {}, QStringLiteral("import"), m_filesToImport});
    } else {
        const auto last = widgets::placeFromText(QSettings().value(lastPlaceKey(study)).toString());
        showPlace(last.value_or(PlaceId::Annotate));
    }
    Q_EMIT studyOpened();
}

void MainWindow::showFailure(const base::Error &error)
{
    m_failure->say(error.toLine(), tr("Close"));
    Q_EMIT studyFailed(error);
}

void MainWindow::updateFrame()
{
    const widgets::Place *place = m_host->current();
    const bool annotating = place && place->id() == PlaceId::Annotate;
    m_rail->setNarrow(annotating || m_narrowByChoice || width() < metrics::narrowWindow);
    m_rail->setVisible(!isFullScreen() || !annotating);
    if (!place)
        return;
    m_rail->setCurrent(place->id());
    m_topBar->setVisible(place->hasTopBar());
    m_status->setVisible(place->hasStatusLine());
    m_actions->setHelpEnabled(!place->hasOwnHelp());
    if (place->hasTopBar()) {
        m_topBar->showPlace(m_host->current());
        m_topBar->orderTabsAfter(m_rail->orderTabs());
    }
}

void MainWindow::updateStatus()
{
    if (const widgets::Place *place = m_host->current())
        m_status->setText(hasStudy() || place->id() != PlaceId::Welcome ? place->statusText() : tr("No study open"));
}

void MainWindow::askForStudy()
{
    const QStringList chosen = widgets::FileChooser::ask(
        this, {widgets::FileChooser::Kind::OpenFile, tr("Open a study"), widgets::studyFilter(), {}, {}});
    if (!chosen.isEmpty())
        openStudy(chosen.constFirst());
}

void MainWindow::askForNewStudy(const QStringList &files)
{
    const QStringList chosen = widgets::FileChooser::ask(this, {widgets::FileChooser::Kind::SaveFile,
                                                                tr("New study"),
                                                                widgets::studyFilter(),
                                                                QStringLiteral("dissensus"),
                                                                {}});
    if (chosen.isEmpty())
        return;
    m_filesToImport = files;
    m_importAfterOpening = true;
    m_lifecycle->create(chosen.constFirst());
}

/// Every window is a program of its own: what one study showed says nothing about the other, and neither takes the
/// other down.
void MainWindow::openWindow(const QString &study)
{
    QProcess::startDetached(QCoreApplication::applicationFilePath(),
                            study.isEmpty() ? QStringList() : QStringList{study});
}

/// What Ctrl+Z does where it was last named: the place's own shortcut.
void MainWindow::undoLast()
{
    const QList<QShortcut *> shortcuts =
        m_host->current() ? m_host->current()->findChildren<QShortcut *>() : QList<QShortcut *>();
    for (QShortcut *shortcut : shortcuts) {
        if (shortcut->isEnabled() && shortcut->key() == QKeySequence(QKeySequence::Undo)) {
            Q_EMIT shortcut->activated();
            return;
        }
    }
}

void MainWindow::toggleLegend()
{
    if (m_legend->isVisible()) {
        m_legend->hide();
        return;
    }
    const widgets::Place *place = m_host->current();
    if (!place)
        return;
    QList<widgets::KeyHelp> keys = place->keys();
    keys += m_actions->keyHelp();
    m_legend->setKeys(tr("Keys in %1").arg(place->title()), keys);
    m_legend->place(rect());
    m_legend->show();
}

void MainWindow::toggleFullScreen()
{
    setWindowState(windowState() ^ Qt::WindowFullScreen);
    updateFrame();
}

void MainWindow::showAbout()
{
    QMessageBox box(QMessageBox::NoIcon, tr("About Dissensus"),
                    tr("Dissensus %1").arg(QLatin1String(DISSENSUS_VERSION)), QMessageBox::Close, this);
    box.setInformativeText(
        tr("Compare pictures blind, let reward models score the same pictures, and see where people and "
           "models disagree.\n\nFree software under the GNU General Public License, version 3 or later."));
    box.exec();
}

void MainWindow::focusNextRegion()
{
    const QList<QWidget *> regions{m_rail, m_topBar, m_host, m_status};
    QWidget *focus = QApplication::focusWidget();
    qsizetype start = 0;
    for (qsizetype i = 0; i < regions.size(); ++i) {
        if (focus && (regions[i] == focus || regions[i]->isAncestorOf(focus)))
            start = i;
    }
    for (qsizetype step = 1; step <= regions.size(); ++step) {
        QWidget *region = regions[(start + step) % regions.size()];
        if (!region->isVisible())
            continue;
        const QList<QWidget *> inside = region->findChildren<QWidget *>();
        for (QWidget *widget : inside) {
            if (widget->isVisible() && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus) {
                widget->setFocus(Qt::TabFocusReason);
                return;
            }
        }
    }
}

void MainWindow::applyPreferences(const widgets::Preferences &preferences)
{
    widgets::Theme::instance().setReducedMotion(preferences.reduceMotion);
    m_narrowByChoice = preferences.narrowRail;
    scoring::WorkerProcess::setPreferredCommand(preferences.scorerCommand);
    updateFrame();
}

void MainWindow::restoreWindow()
{
    resize(defaultWindow);
    restoreGeometry(QSettings().value(QStringLiteral("window/geometry")).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings().setValue(QStringLiteral("window/geometry"), saveGeometry());
    if (m_host->current())
        m_host->current()->deactivate();
    m_host->saveState();
    event->accept();
}

void MainWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), widgets::tokens().win);
    if (m_painted)
        return;
    m_painted = true;
    QTimer::singleShot(0, this, &MainWindow::firstPaint);
}

void MainWindow::resizeEvent(QResizeEvent *)
{
    updateFrame();
    if (m_legend->isVisible())
        m_legend->place(rect());
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_legend->isVisible())
        m_legend->hide();
    else
        QWidget::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const DroppedFiles files = DroppedFiles::from(event->mimeData());
    if (files.isEmpty())
        return;
    m_curtain->offer(files.offer(hasStudy()));
    event->acceptProposedAction();
    if (!files.study().isEmpty())
        return;
    // A folder may hold a hundred thousand: the number follows when it is known.
    m_counting.run([sources = files.sources()](
                       base::Progress &progress) { return DroppedFiles::countPictures(sources, progress); },
                   [this, files](qint64 pictures) {
                       if (m_curtain->isVisible())
                           m_curtain->offer(files.offer(hasStudy(), pictures));
                   });
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_curtain->hide();
    m_counting.cancel();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_curtain->hide();
    m_counting.cancel();
    const DroppedFiles files = DroppedFiles::from(event->mimeData());
    if (!files.study().isEmpty())
        openStudy(files.study());
    else if (hasStudy())
        showPlace(PlaceId::Study, {{}, {}, QStringLiteral("import"), files.sources()});
    else if (!files.isEmpty())
        askForNewStudy(files.sources());
    event->acceptProposedAction();
}

} // namespace shell
