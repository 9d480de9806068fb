#include "core/trials/annotatorname.h"

#include <algorithm>

#include "core/study/ids.h"

namespace trials {

base::Result<void> checkAnnotatorName(const QString &what, const QString &name)
{
    const bool printable = std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint(); });
    if (name.trimmed().isEmpty() || name != name.trimmed() || name.size() > study::maxUidLength || !printable
        || name.contains(u';'))
        return base::fail(
            QStringLiteral("annotator.code"), QStringLiteral("'%1' is not a %2").arg(name.left(40), what),
            QStringLiteral("Use 1 to 200 printable characters without ';' and without spaces at the ends"));
    return {};
}

} // namespace trials
