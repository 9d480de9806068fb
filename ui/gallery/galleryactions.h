#pragma once

#include <array>
#include <functional>

#include <QObject>

#include "ui/widgets/place.h"

class QAction;

namespace gallery {

/// What can be done in the gallery: one list for keys, context menu and F1 legend.
class GalleryActions : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryActions)

public:
    enum class Act {
        Open,
        Compare,
        Plot,
        Similar,
        Labels,
        CopyTable,
        CopyPicture,
        SelectAll,
        ClearSelection,
        Undo,
        Redo,
        Larger,
        Smaller,
        Inspector,
        Find,
        Filters,
        Count
    };

    /// Keys work while the focus is inside `place`.
    explicit GalleryActions(QWidget *place);

    void on(Act act, const std::function<void()> &done);
    QAction *action(Act act) const { return m_actions[size_t(act)]; }
    /// Opens the context menu of the selected pictures.
    void popup(const QPoint &globalPosition);
    QList<widgets::KeyHelp> keys() const;

private:
    QWidget *m_place;
    std::array<QAction *, size_t(Act::Count)> m_actions{};
};

} // namespace gallery
