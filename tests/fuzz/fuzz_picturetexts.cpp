#include "core/interchange/generationdata.h"

/// Any bytes are texts or none; what is read of them has a prompt, and reading comes to an end.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto found = interchange::generationData(imaging::pictureTexts(bytes));
    if (found && found->prompt.isEmpty())
        __builtin_trap();
    // The same bytes as a text: the graphs and settings behind the containers.
    const QString text = QString::fromUtf8(bytes);
    for (const char *key : {"parameters", "prompt", "workflow", "invokeai_metadata", "sd-metadata"})
        interchange::generationData({{QString::fromLatin1(key), text}});
    return 0;
}
