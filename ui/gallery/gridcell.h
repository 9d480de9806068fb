#pragma once

#include <QRectF>
#include <QString>

#include "core/study/ids.h"

class QPainter;

namespace widgets {
class Thumbnails;
}

namespace gallery {

/// What one cell of the grid shows.
struct GridCell
{
    study::AssetId asset;      ///< none: a record without a file
    QString left;              ///< value of the scorer that sorts
    QString right;             ///< kind or generator
    QString name;              ///< for tooltip and screen readers
    bool disagreement = false; ///< then `left` is the share of people and `right` the scorer's percentile, with marks
};

/// The small version fitted into `area`; its mean colour until it is there, a dashed frame where there is none.
/// `thumbnails` may be null.
void paintGridPicture(QPainter *painter, const QRect &area, study::AssetId asset,
                      const widgets::Thumbnails *thumbnails);

/// The line below the picture: value left, name right, elided.
void paintGridCaption(QPainter *painter, const QRectF &rect, const GridCell &content);

} // namespace gallery
