#include "ui/gallery/galleryactions.h"

#include <QAction>
#include <QMenu>

#include "ui/widgets/keycap.h"

namespace gallery {

using Act = GalleryActions::Act;

namespace {

struct Entry
{
    Act act;
    const char *text;
    QKeySequence key;
    bool keyBelongsToGrid = false; ///< the grid itself reacts to it
};

const std::array<Entry, size_t(Act::Count)> &entries()
{
    static const std::array<Entry, size_t(Act::Count)> list{
        {{Act::Open, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Full view"), Qt::Key_Return, true},
         {Act::Compare, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Compare"), Qt::Key_C},
         {Act::Plot, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Show in plot"), Qt::Key_P},
         {Act::Similar, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Find similar pictures"), Qt::Key_S},
         {Act::Labels, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Labels…"), Qt::Key_L},
         {Act::CopyTable, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Copy as table"), QKeySequence::Copy},
         {Act::CopyPicture, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Copy picture"),
          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)},
         {Act::SelectAll, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Select all"), QKeySequence::SelectAll},
         {Act::ClearSelection, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Clear the selection"), Qt::Key_Escape,
          true},
         {Act::Undo, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Undo labels"), QKeySequence::Undo},
         {Act::Redo, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Redo labels"),
          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)},
         {Act::Larger, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Larger"), Qt::Key_Plus, true},
         {Act::Smaller, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Smaller"), Qt::Key_Minus, true},
         {Act::Inspector, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Inspector"), Qt::Key_I},
         {Act::Find, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Find"), Qt::Key_Slash},
         {Act::Filters, QT_TRANSLATE_NOOP("gallery::GalleryActions", "Filters"), Qt::Key_F}}};
    return list;
}

} // namespace

GalleryActions::GalleryActions(QWidget *place)
    : QObject(place)
    , m_place(place)
{
    for (const Entry &entry : entries()) {
        auto *action = new QAction(tr(entry.text), place);
        // A shortcut would be ambiguous with the grid's own key; the menu shows it all the same.
        if (!entry.keyBelongsToGrid)
            action->setShortcut(entry.key);
        if (entry.act == Act::Find)
            action->setShortcuts({entry.key, QKeySequence::Find});
        if (entry.act == Act::Redo) // the first one differs between desktops
            action->setShortcuts({entry.key, QKeySequence(Qt::CTRL | Qt::Key_Y)});
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setAutoRepeat(entry.act == Act::Undo || entry.act == Act::Redo);
        place->addAction(action);
        m_actions[size_t(entry.act)] = action;
    }
}

void GalleryActions::on(Act act, const std::function<void()> &done)
{
    connect(action(act), &QAction::triggered, this, done);
}

void GalleryActions::popup(const QPoint &globalPosition)
{
    auto *menu = new QMenu(m_place);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Act act : {Act::Open, Act::Compare, Act::Plot, Act::Similar})
        menu->addAction(action(act));
    menu->addSeparator();
    for (const Act act : {Act::Labels, Act::Undo, Act::Redo})
        menu->addAction(action(act));
    menu->addSeparator();
    for (const Act act : {Act::CopyTable, Act::CopyPicture})
        menu->addAction(action(act));
    menu->addSeparator();
    menu->addAction(action(Act::SelectAll));
    menu->popup(globalPosition);
}

QList<widgets::KeyHelp> GalleryActions::keys() const
{
    QList<widgets::KeyHelp> keys;
    for (const Entry &entry : entries()) {
        const bool view = entry.act >= Act::Larger;
        keys.append({view ? tr("View") : tr("Pictures"), widgets::keyCapText(entry.key), tr(entry.text)});
    }
    return keys;
}

} // namespace gallery
