#include "ui/widgets/englishplurals.h"

#include <cstring>

namespace widgets {

QString EnglishPlurals::translate(const char *, const char *source, const char *, int n) const
{
    // An empty answer means "not mine": Qt takes the source itself.
    if (n < 0 || !std::strstr(source, "(s)"))
        return {};
    return QString::fromUtf8(source).replace(QLatin1String("(s)"), n == 1 ? QLatin1String() : QLatin1String("s"));
}

} // namespace widgets
