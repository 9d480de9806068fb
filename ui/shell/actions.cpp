#include "ui/shell/actions.h"

#include <QAction>
#include <QWidget>

#include "ui/shell/placefactory.h"
#include "ui/widgets/keycap.h"

namespace shell {

using widgets::PlaceId;

Actions::Actions(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_menu(std::make_unique<QMenu>())
{
    QMenu *study = m_menu->addMenu(tr("Study"));
    connect(add(study, tr("New…"), QKeySequence::New), &QAction::triggered, this, &Actions::newTriggered);
    connect(add(study, tr("Open…"), QKeySequence::Open), &QAction::triggered, this, &Actions::openTriggered);
    connect(add(study, tr("New window"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)), &QAction::triggered, this,
            &Actions::newWindowTriggered);
    connect(add(study, tr("Open in a new window…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)),
            &QAction::triggered, this, &Actions::openInNewWindowTriggered);
    QAction *close = add(study, tr("Close"), QKeySequence(Qt::CTRL | Qt::Key_W));
    connect(close, &QAction::triggered, this, &Actions::closeTriggered);
    study->addSeparator();
    QAction *exportAction = add(study, tr("Export…"), QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(exportAction, &QAction::triggered, this, &Actions::exportTriggered);
    study->addSeparator();
    connect(add(study, tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q)), &QAction::triggered, this,
            &Actions::quitTriggered);
    m_studyActions << close << exportAction;

    QMenu *go = m_menu->addMenu(tr("Go to"));
    for (const PlaceEntry &entry : railPlaces()) {
        QAction *action = add(go, entry.title, keyOf(entry.place));
        connect(action, &QAction::triggered, this, [this, place = entry.place] { Q_EMIT placeTriggered(place); });
        if (entry.place != PlaceId::Scorers)
            m_studyActions << action;
    }
    go->addSeparator();
    connect(add(go, tr("Preferences"), QKeySequence(Qt::CTRL | Qt::Key_Comma)), &QAction::triggered, this,
            [this] { Q_EMIT placeTriggered(PlaceId::Preferences); });

    QMenu *view = m_menu->addMenu(tr("View"));
    connect(add(view, tr("Full screen"), QKeySequence(Qt::Key_F11)), &QAction::triggered, this,
            &Actions::fullScreenTriggered);
    connect(add(view, tr("Next region"), QKeySequence(Qt::Key_F6)), &QAction::triggered, this,
            &Actions::nextRegionTriggered);

    QMenu *help = m_menu->addMenu(tr("Help"));
    m_help = add(help, tr("Keys of this place"), QKeySequence(Qt::Key_F1));
    connect(m_help, &QAction::triggered, this, &Actions::helpTriggered);
    connect(add(help, tr("About Dissensus"), {}), &QAction::triggered, this, &Actions::aboutTriggered);

    // Not in the menu, which it opens.
    auto *menuAction = new QAction(tr("Menu"), this);
    m_actions.append(menuAction);
    menuAction->setShortcut(QKeySequence(Qt::Key_F10));
    window->addAction(menuAction);
    connect(menuAction, &QAction::triggered, this, &Actions::menuTriggered);
    setHasStudy(false);
}

Actions::~Actions() = default;

QAction *Actions::add(QMenu *menu, const QString &text, const QKeySequence &key)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(key);
    m_window->addAction(action);
    if (!key.isEmpty())
        m_actions.append(action);
    return action;
}

QList<widgets::KeyHelp> Actions::keyHelp() const
{
    QList<widgets::KeyHelp> keys;
    for (const QAction *action : m_actions)
        keys.append({tr("Everywhere"), widgets::keyCapText(action->shortcut()),
                     action->text().remove(QLatin1Char('&')).remove(QStringLiteral("…"))});
    keys.append({tr("Everywhere"), widgets::keyCapText(QKeySequence(QKeySequence::Undo)), tr("Undo the last change")});
    return keys;
}

void Actions::setHasStudy(bool hasStudy)
{
    for (QAction *action : std::as_const(m_studyActions))
        action->setEnabled(hasStudy);
}

void Actions::setHelpEnabled(bool enabled)
{
    m_help->setEnabled(enabled);
}

QKeySequence Actions::keyOf(PlaceId place)
{
    int number = 0;
    for (const PlaceEntry &entry : railPlaces()) {
        ++number;
        if (entry.place == place)
            return QKeySequence(QKeyCombination(Qt::ControlModifier, Qt::Key(Qt::Key_0 + number)));
    }
    return place == PlaceId::Preferences ? QKeySequence(Qt::CTRL | Qt::Key_Comma) : QKeySequence();
}

} // namespace shell
