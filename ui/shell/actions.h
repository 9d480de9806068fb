#pragma once

#include <QMenu>
#include <QObject>

#include "ui/widgets/place.h"

class QWidget;

namespace shell {

/// Every command of the window with its key, and the menu that holds them all.
class Actions : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Actions)

public:
    /// Shortcuts work in `window`.
    explicit Actions(QWidget *window);
    ~Actions() override;

    /// The whole menu bar in one menu.
    QMenu *menu() { return m_menu.get(); }
    void setHasStudy(bool hasStudy);
    /// The current place answers F1 itself.
    void setHelpEnabled(bool enabled);
    /// Every command that has a key, for the legend.
    QList<widgets::KeyHelp> keyHelp() const;
    /// Key of a place, Ctrl+1 to Ctrl+6.
    static QKeySequence keyOf(widgets::PlaceId place);

Q_SIGNALS:
    void openTriggered();
    void newTriggered();
    void closeTriggered();
    void newWindowTriggered();
    void openInNewWindowTriggered();
    void exportTriggered();
    void placeTriggered(widgets::PlaceId place);
    void fullScreenTriggered();
    void helpTriggered();
    void menuTriggered();
    void aboutTriggered();
    void quitTriggered();
    void nextRegionTriggered();

private:
    QAction *add(QMenu *menu, const QString &text, const QKeySequence &key);

    QWidget *m_window;
    std::unique_ptr<QMenu> m_menu;
    QList<QAction *> m_actions; ///< with keys, in the order of the menu
    QList<QAction *> m_studyActions;
    QAction *m_help = nullptr;
};

} // namespace shell
