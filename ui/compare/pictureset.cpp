#include "ui/compare/pictureset.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/pictureview.h"

namespace compare {

namespace {

/// Sizes in steps, so that dragging the window's edge does not decode at every pixel.
constexpr int sizeStep = 128;
/// Pictures of more pixels are shown reduced first: decoding them takes longer than one notices.
constexpr qint64 largePicture = 6'000'000;
constexpr int reducedSide = 256;

} // namespace

void fillFrame(widgets::PictureFrame *frame, widgets::PictureCache *cache, const study::Asset &asset, int side,
               bool zoomed, int smallSide)
{
    using State = widgets::PictureFrame::State;
    if (!asset.id.isValid() || !cache) {
        frame->setMissing(PictureSet::tr("not in this study"));
        return;
    }
    const int stepped = (side + sizeStep - 1) / sizeStep * sizeStep;
    const auto *fitted = cache->find(asset.id, stepped);
    const auto *whole = zoomed ? cache->find(asset.id, 0) : nullptr;
    if (fitted && fitted->image.isNull()) {
        frame->setBroken(fitted->error);
        return;
    }
    if (whole && !whole->image.isNull()) {
        frame->setImage(whole->image, fitted ? fitted->image : QImage());
        return;
    }
    if (fitted) {
        if (frame->state() != State::Ready)
            frame->setSmall(fitted->image, fitted->pixels);
        return;
    }
    if (frame->hasImage())
        return;
    frame->setLoading(QSize(asset.width, asset.height));
    // JPEG is read at a fraction of its size, so a first impression costs little; other formats would be read twice.
    const bool isLarge = qint64(asset.width) * asset.height > largePicture && asset.format == QLatin1String("jpeg");
    const int first = isLarge ? reducedSide : smallSide;
    if (const auto *small = first > 0 ? cache->find(asset.id, first) : nullptr; small && !small->image.isNull())
        frame->setSmall(small->image, small->pixels);
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
    if (cache)
        connect(cache, &widgets::PictureCache::ready, this, &PictureSet::refresh);
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
        const bool zoomed = view->zoomLink()->zoom().kind != widgets::Zoom::Kind::Fit;
        const int side = int(std::ceil(std::max(view->width(), view->height()) * view->devicePixelRatioF()));
        fillFrame(&view->frame(), m_cache, m_pictures[i].asset, side, zoomed);
        view->update();
    }
}

} // namespace compare
