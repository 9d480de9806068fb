#pragma once

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>

#include "core/study/ids.h"
#include "ui/widgets/studyhandle.h"

namespace widgets {

class ScreenProfile;

/// Decoded pictures of the open study, by asset and size, for grids, strips and tables. Decoding happens on pool
/// threads, what was asked for last first; the UI thread only asks and is told.
class PictureCache : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureCache)

public:
    struct Entry
    {
        QImage image;  ///< null when the picture cannot be shown
        QSize pixels;  ///< of the whole picture; empty when unknown
        QString error; ///< why, in words; empty when there is an image
    };

    explicit PictureCache(const StudyPtr &study, QObject *parent = nullptr);

    /// Pictures are in the colours of the screen on which this widget is seen; sRGB until then.
    void followScreenOf(QWidget *widget);

    /// The picture fitted into a square of `side` device pixels (0: all pixels), or null; then it is being decoded and
    /// ready() follows. The pointer is good until control returns to the event loop.
    const Entry *find(study::AssetId asset, int side);
    /// Forgets what was asked for and not begun: the view shows something else now.
    void dropWaiting() { m_waiting.clear(); }
    bool isIdle() const { return m_waiting.isEmpty() && m_running.isEmpty(); }

Q_SIGNALS:
    void ready(study::AssetId asset);
    /// The window is on a screen with other colours: everything must be asked for anew.
    void coloursChanged();

private:
    struct Key
    {
        study::AssetId asset;
        int side = 0;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0) { return qHashMulti(seed, key.asset, key.side); }
    };

    void startNext();
    void decode(const Key &key);

    StudyPtr m_study;
    QCache<Key, Entry> m_entries; ///< cost in KiB
    QList<Key> m_waiting;         ///< the last one is next
    QSet<Key> m_running;
    QPointer<ScreenProfile> m_screen;
    int m_generation = 0; ///< grows with the colours; what was begun for other ones is dropped
};

} // namespace widgets
