#pragma once

#include <functional>

#include <QList>
#include <QObject>
#include <QString>

#include "ui/widgets/place.h"

namespace widgets {

/// What goes on in the background, for the right part of the status line: scorer queue, GPU memory, imports.
/// UI thread only; one for the program.
class Activity : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Activity)

public:
    struct Entry
    {
        QString key;                      ///< who says it: "scoring", "gpu"
        QString text;                     ///< "Scoring 37 of 60, about 40 s"
        PlaceId place = PlaceId::Scorers; ///< opens on click
        bool isError = false;
        bool isRunning = false;
        std::function<void()> cancel = {}; ///< stops it; empty: it cannot be stopped here
    };

    static Activity &instance();

    /// Sets or replaces the entry of `entry.key`; an empty text removes it.
    void say(const Entry &entry);
    const QList<Entry> &entries() const { return m_entries; }

Q_SIGNALS:
    void changed();

private:
    Activity() = default;

    QList<Entry> m_entries;
};

} // namespace widgets
