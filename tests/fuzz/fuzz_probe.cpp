#include "core/imaging/probe.h"

/// The importer's look at a picture file: refused with a reason, or with a size that can be shown.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto info = imaging::probe(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!info)
        return info.error().message.isEmpty() ? __builtin_trap(), 0 : 0;
    if (info->width <= 0 || info->height <= 0 || qint64(info->width) * info->height > imaging::maxPixels
        || info->orientation < 1 || info->orientation > 8)
        __builtin_trap();
    return 0;
}
