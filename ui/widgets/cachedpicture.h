#pragma once

#include "core/study/ids.h"

class QPainter;
class QRect;

namespace widgets {

class PictureCache;

/// Paints a small picture fitted into a square, in grids, strips and lists alike: from the cache, which is asked for it
/// when it is not there (the area stays plain meanwhile); a dashed frame where the study has no file or the file cannot
/// be read. `cache` may be null.
void paintCachedPicture(QPainter *painter, const QRect &square, PictureCache *cache, study::AssetId asset);

} // namespace widgets
