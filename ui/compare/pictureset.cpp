#include "ui/compare/pictureset.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/pictureview.h"

namespace compare {

namespace {

/// Sizes in steps, so that dragging the window's edge does not decode at every pixel.
constexpr int sizeStep = 128;
constexpr int zoomedStep = 1024;
/// Pictures of more pixels are shown reduced first: decoding them takes longer than one notices.
constexpr qint64 largePicture = 6'000'000;
constexpr int reducedSide = 256;

} // namespace

void fillFrame(widgets::PictureFrame *frame, widgets::PictureCache *cache, const study::Asset &asset,
               const QRectF &area, const widgets::Zoom &zoom, double ratio)
{
    if (!asset.id.isValid() || !cache) {
        frame->setMissing(PictureSet::tr("not in this study"));
        return;
    }
    if (frame->pixels().isEmpty() && !frame->hasImage())
        frame->setLoading(QSize(asset.width, asset.height)); // knows its shape before it has pixels
    const int longest = std::max(asset.width, asset.height);
    const int seen = int(std::ceil(longest * std::min(1.0, frame->scaleAt(area, zoom, ratio))));
    const int step = zoom.kind == widgets::Zoom::Kind::Fit ? sizeStep : zoomedStep;
    const int side = (seen + step - 1) / step * step;
    const QImage before = frame->image();
    if (frame->hasImage() && std::max(before.width(), before.height()) >= std::min(side, longest))
        return; // enough already
    const bool all = side >= longest;
    const auto *entry = cache->find(asset.id, all ? 0 : side);
    if (entry && entry->image.isNull()) {
        frame->setBroken(entry->error);
    } else if (entry && all) {
        frame->setImage(entry->image, before);
    } else if (entry) {
        frame->setSmall(entry->image, entry->pixels, before);
    } else if (!frame->hasImage() && qint64(asset.width) * asset.height > largePicture
               && asset.format == QLatin1String("jpeg")) {
        // JPEG is read at a fraction of its size, so a first impression costs little; others would be read twice.
        const auto *first = cache->find(asset.id, reducedSide);
        if (first && !first->image.isNull())
            frame->setSmall(first->image, first->pixels);
    }
}

PictureSet::PictureSet(QWidget *parent)
    : QObject(parent)
    , m_parent(parent)
    , m_link(new widgets::ZoomLink(this))
{
    connect(m_link, &widgets::ZoomLink::zoomChanged, this, &PictureSet::refresh);
}

void PictureSet::setCache(widgets::PictureCache *cache)
{
    if (m_cache)
        m_cache->disconnect(this);
    m_cache = cache;
    if (!cache)
        return;
    connect(cache, &widgets::PictureCache::ready, this, &PictureSet::refresh);
    connect(cache, &widgets::PictureCache::coloursChanged, this, [this] {
        for (widgets::PictureView *view : m_views)
            view->frame().clear();
        refresh();
    });
}

bool PictureSet::setPictures(const std::vector<analysis::SheetPicture> &pictures, const QStringList &titles)
{
    const bool same = std::equal(pictures.begin(), pictures.end(), m_pictures.begin(), m_pictures.end(),
                                 [](const auto &a, const auto &b) { return a.picture.id == b.picture.id; });
    m_pictures = pictures;
    if (!same) {
        for (widgets::PictureView *view : m_views)
            delete view;
        m_views.clear();
        m_link->reset();
        if (m_cache)
            m_cache->dropWaiting();
        for (size_t i = 0; i < pictures.size(); ++i)
            connectView(int(i));
    }
    for (size_t i = 0; i < m_views.size(); ++i)
        m_views[i]->setAccessibleName(tr("Picture %1, %2").arg(i + 1).arg(titles.value(qsizetype(i))));
    return !same;
}

void PictureSet::connectView(int index)
{
    auto *view = new widgets::PictureView(widgets::PictureFrame::Surround::Judge, m_parent);
    view->setZoomLink(m_linked ? m_link : nullptr);
    connect(view, &widgets::PictureView::clicked, this, [this, index] { Q_EMIT clicked(index); });
    connect(view, &widgets::PictureView::opened, this, [this, index] { Q_EMIT opened(index); });
    connect(view, &widgets::PictureView::dragStarted, this, [this, index] { Q_EMIT dragStarted(index); });
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this,
            [this, view, index](const QPoint &position) { Q_EMIT menuRequested(index, view->mapToGlobal(position)); });
    view->show();
    m_views.push_back(view);
}

void PictureSet::setLinked(bool linked)
{
    m_linked = linked;
    for (widgets::PictureView *view : m_views) {
        view->setZoomLink(linked ? m_link : nullptr);
        if (!linked)
            connect(view->zoomLink(), &widgets::ZoomLink::zoomChanged, this, &PictureSet::refresh);
    }
    refresh();
}

widgets::ZoomLink *PictureSet::linkOf(int index) const
{
    return m_views[size_t(index)]->zoomLink();
}

void PictureSet::fitAll()
{
    m_link->reset();
    for (widgets::PictureView *view : m_views)
        view->zoomLink()->reset();
}

void PictureSet::setStandIn(int index, int other)
{
    if (index >= 0 && index < size())
        m_views[size_t(index)]->setStandIn(other >= 0 && other < size() ? m_views[size_t(other)] : nullptr);
}

void PictureSet::refresh()
{
    for (size_t i = 0; i < m_views.size(); ++i) {
        widgets::PictureView *view = m_views[i];
        fillFrame(&view->frame(), m_cache, m_pictures[i].asset, view->rect(), view->zoomLink()->zoom(),
                  view->devicePixelRatioF());
        view->update();
    }
}

} // namespace compare
