#include <QBuffer>

#include "core/interchange/csvreader.h"

/// Any bytes are rows or errors with a reason and a line, and reading comes to an end.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    interchange::CsvReader reader(buffer);
    QStringList fields;
    for (size_t rows = 0; rows <= size + 1; ++rows) {
        const auto more = reader.next(fields);
        if (!more && (more.error().message.isEmpty() || more.error().line < 1))
            __builtin_trap();
        if (more && !*more)
            return 0;
    }
    __builtin_trap(); // more rows than bytes
}
