#include "core/reward/pictureheader.h"

/// The worker's look at a picture before a decoder sees it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::span bytes(reinterpret_cast<const std::byte *>(data), size);
    const reward::PictureFormat format = reward::pictureFormat(bytes);
    if (format == reward::PictureFormat::Unknown)
        return 0;
    const auto pixels = reward::pictureSize(bytes, format);
    if (pixels && (pixels->width <= 0 || pixels->height <= 0))
        __builtin_trap();
    reward::hasItsEnd(bytes, format);
    return 0;
}
