#pragma once

#include <QList>

#include "ui/gallery/gallerydata.h"
#include "ui/gallery/gridcell.h"

namespace gallery {

/// "HPSv3, own prompt, lowest first"; "Prompt order" for the study's own.
QString orderTitle(const analysis::PictureOrder &order);
/// "score:low:hps-v3": how settings keep an order; empty for the study's own.
QString orderKey(const analysis::PictureOrder &order);
analysis::PictureOrder orderFromKey(const QString &key);
/// Every order that a scorer offers, for menus.
QList<analysis::PictureOrder> ordersOf(const QString &scorer);

/// "HPSv3 ≤ 7.60", "HPSv3 ≥ −3.00", "HPSv3 −3.00 to 7.60".
QString rangeTitle(const QString &scorer, const analysis::ValueRange &range);
/// "Deep in the negative", "Polite but wrong", "People and HPSv3 disagree"; "People and scorer disagree" without one.
QString viewTitle(analysis::PictureFilter::View view, const QString &scorer);
/// One sentence that says what the view contains; for tooltips.
QString viewMeaning(analysis::PictureFilter::View view, const analysis::PictureFilter &filter);

/// What a cell says about a picture under an order.
/// `likeness`: of the order by it.
GridCell cellOf(const GalleryData &data, const analysis::PictureOrder &order, int picture,
                const analysis::PictureLikeness *likeness = nullptr);

/// "No picture matches these filters. The range HPSv3 ≤ −20.00 alone removes 46."
QString nothingMatches(const analysis::PictureFilter &filter, const analysis::FilterBlame &blame);

} // namespace gallery
