#pragma once

#include <QString>

namespace support {

/// A text; short, because tests are full of them.
inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace support
