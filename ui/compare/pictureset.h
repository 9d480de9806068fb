#pragma once

#include <vector>

#include <QObject>
#include <QPointer>

#include "core/analysis/promptsheet.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/zoomlink.h"

namespace widgets {
class PictureFrame;
class PictureView;
} // namespace widgets

namespace compare {

/// The pictures of a sheet as views with one zoom, and what each of them shows: asks the cache for the size that is
/// seen, a smaller version first where there is one, all pixels once somebody zooms in.
class PictureSet : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureSet)

public:
    /// The views become children of `parent`; whoever owns the set places them.
    explicit PictureSet(QWidget *parent);

    void setCache(widgets::PictureCache *cache);
    /// One view per picture; views stay when the pictures are the same. True: they are others now.
    bool setPictures(const std::vector<analysis::SheetPicture> &pictures, const QStringList &titles);
    const std::vector<widgets::PictureView *> &views() const { return m_views; }
    int size() const { return int(m_views.size()); }

    /// On: one zoom for all pictures; off: each its own.
    void setLinked(bool linked);
    widgets::ZoomLink *link() { return m_link; }
    /// Zoom of a view.
    widgets::ZoomLink *linkOf(int index) const;
    void fitAll();
    /// While `other` ≥ 0 the picture stands in the place of `index`.
    void setStandIn(int index, int other);
    /// After views got another size, or pictures arrived.
    void refresh();
    bool isIdle() const { return !m_cache || m_cache->isIdle(); }

Q_SIGNALS:
    void clicked(int index);
    void opened(int index);
    void dragStarted(int index);
    void menuRequested(int index, const QPoint &globalPosition);

private:
    void connectView(int index);

    QWidget *m_parent;
    QPointer<widgets::PictureCache> m_cache;
    std::vector<analysis::SheetPicture> m_pictures;
    std::vector<widgets::PictureView *> m_views;
    widgets::ZoomLink *m_link;
    bool m_linked = true;
};

/// Fills a frame with an asset from the cache, with as many pixels as are seen at this zoom: asks for them, shows what
/// is there meanwhile, and keeps the fitted version beside a larger one. `area` in logical pixels, `ratio` device
/// pixels per logical one.
void fillFrame(widgets::PictureFrame *frame, widgets::PictureCache *cache, const study::Asset &asset,
               const QRectF &area, const widgets::Zoom &zoom, double ratio);

} // namespace compare
