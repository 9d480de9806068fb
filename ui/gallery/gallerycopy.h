#pragma once

#include <QList>
#include <QUrl>

#include "ui/gallery/gallerydata.h"

class QMimeData;

namespace gallery {

/// A table with a head, columns by tabs: picture id, generator, kind, variant, group, prompt, labels, people, and every
/// scorer's value under the own prompt at full precision. For spreadsheets; "-" and "." as in exports.
QString asTable(const GalleryData &data, const QList<int> &pictures);

/// Where the files of the pictures are on this machine; embedded and missing ones are left out. For pool threads.
base::Result<QList<QUrl>> filesOf(storage::Database &database, const QList<study::AssetId> &assets);

} // namespace gallery
