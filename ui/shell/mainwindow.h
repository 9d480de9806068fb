#pragma once

#include <QWidget>

#include "core/base/result.h"
#include "ui/widgets/job.h"
#include "ui/widgets/place.h"

namespace widgets {
class Strip;
struct Preferences;
} // namespace widgets

namespace shell {

class Actions;
class DropCurtain;
class KeyLegend;
class PlaceHost;
class Rail;
class StatusLine;
class StudyLifecycle;
class TopBar;

/// The window: rail, top bar, one place at a time, status line. Wires its parts together and holds no data of its own.
class MainWindow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a study and then shows the place where this study was left, or Annotate.
    void openStudy(const QString &path);
    /// Shows a place; without a study only Scorers, Preferences and Welcome can be shown.
    void showPlace(widgets::PlaceId place, const widgets::Target &target = {});
    widgets::Place *currentPlace() const;
    bool hasStudy() const { return study() != nullptr; }
    /// Null when none is open.
    const widgets::StudyPtr &study() const;
    void closeStudy();
    /// Nothing is loading: neither a study nor what the current place shows.
    bool isSettled() const;

Q_SIGNALS:
    void studyOpened();
    void studyFailed(const base::Error &error);
    /// Once, after the first picture of the window is on its way to the screen.
    void firstPaint();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void connectActions();
    void connectPlace(widgets::Place *place);
    void applyStudy();
    void showFailure(const base::Error &error);
    void updateFrame();
    void updateStatus();
    void askForStudy();
    void askForNewStudy(const QStringList &files);
    void openWindow(const QString &study);
    void undoLast();
    void toggleLegend();
    void toggleFullScreen();
    void showAbout();
    void focusNextRegion();
    void applyPreferences(const widgets::Preferences &preferences);
    void restoreWindow();

    StudyLifecycle *m_lifecycle;
    Actions *m_actions;
    Rail *m_rail;
    TopBar *m_topBar;
    widgets::Strip *m_failure;
    PlaceHost *m_host;
    StatusLine *m_status;
    KeyLegend *m_legend;
    DropCurtain *m_curtain;
    widgets::Job m_counting;     ///< pictures in what hangs over the window
    QStringList m_filesToImport; ///< for the study that is being made
    bool m_importAfterOpening = false;
    bool m_painted = false;
    bool m_narrowByChoice = false;
};

} // namespace shell
