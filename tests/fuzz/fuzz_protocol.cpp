#include "core/trials/protocol.h"

/// A protocol file is either refused with a reason or has a canonical form that reads back as the same protocol.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto protocol = trials::parseProtocol(bytes);
    if (!protocol) {
        if (protocol.error().message.isEmpty())
            __builtin_trap();
        return 0;
    }
    const auto again = trials::parseProtocol(trials::canonicalBody(*protocol));
    if (!again || trials::canonicalBody(*again) != trials::canonicalBody(*protocol))
        __builtin_trap();
    return 0;
}
