#include "ui/widgets/cachedpicture.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/theme.h"

namespace widgets {

void paintCachedPicture(QPainter *painter, const QRect &square, PictureCache *cache, study::AssetId asset)
{
    const PictureCache::Entry *entry = nullptr;
    if (asset.isValid() && cache) {
        entry = cache->find(asset, qRound(square.width() * painter->device()->devicePixelRatioF()));
        if (!entry)
            return;
    }
    painter->save();
    if (entry && !entry->image.isNull()) {
        const QSizeF size = QSizeF(entry->image.size()).scaled(square.size(), Qt::KeepAspectRatio);
        const QPointF corner(square.left() + std::floor((square.width() - size.width()) / 2),
                             square.top() + std::floor((square.height() - size.height()) / 2));
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(QRectF(corner, size), entry->image);
    } else {
        QPen dashed(tokens().text2, 1);
        dashed.setDashPattern({3, 3});
        painter->setPen(dashed);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(square.adjusted(0, 0, -1, -1));
        constexpr int smallSquare = 64;
        paintIcon(painter, Icon::BrokenPicture, square,
                  square.width() < smallSquare ? metrics::fieldIcon : metrics::railIcon, tokens().text);
    }
    painter->restore();
}

} // namespace widgets
