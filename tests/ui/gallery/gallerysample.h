#pragma once

#include "tests/core/analysis/picturesample.h"
#include "ui/gallery/gallerydata.h"

/// The sample of the index as the gallery knows it.
inline gallery::GalleryData sampleData()
{
    return gallery::GalleryData::make(std::make_shared<const analysis::PictureIndex>(sampleIndex()));
}

inline std::shared_ptr<const gallery::GalleryData> sharedSample()
{
    return std::make_shared<const gallery::GalleryData>(sampleData());
}
