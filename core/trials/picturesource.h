#pragma once

#include <QImage>
#include <QString>

#include "core/base/result.h"

namespace trials {

/// Pixels for handles of BlindPicture. Thread-safe: decode ahead on pool threads.
class PictureSource
{
public:
    PictureSource() = default;
    PictureSource(const PictureSource &) = delete;
    PictureSource &operator=(const PictureSource &) = delete;
    virtual ~PictureSource() = default;

    /// Upright sRGB pixels. The errors "picture.missing", "picture.changed" and "picture.broken" say why
    /// there are none, without naming a file; "picture.handle" is an unknown handle.
    virtual base::Result<QImage> picture(const QString &handle) const = 0;
    /// The same, reduced to fit into `within` pixels where the picture is larger: several times faster for JPEG, and
    /// what a pair of very large pictures fits into memory with.
    virtual base::Result<QImage> reduced(const QString &handle, const QSize &within) const
    {
        auto image = picture(handle);
        if (image && (image->width() > within.width() || image->height() > within.height()))
            *image = image->scaled(within, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        return image;
    }
};

} // namespace trials
