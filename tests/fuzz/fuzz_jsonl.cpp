#include <QBuffer>

#include "core/interchange/jsonlines.h"

/// Any bytes are objects or errors with a reason, and reading comes to an end.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    interchange::JsonLinesReader reader(buffer);
    QJsonObject object;
    for (size_t lines = 0; lines <= size + 1; ++lines) {
        const auto more = reader.next(object);
        if (!more && more.error().message.isEmpty())
            __builtin_trap();
        if (more && !*more)
            return 0;
    }
    __builtin_trap();
}
