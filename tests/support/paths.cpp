#include "tests/support/paths.h"

#include <QDir>

namespace support {

QString aasFolder()
{
    const QDir shared(qEnvironmentVariable("DISSENSUS_SHARED"));
    return shared.exists(QStringLiteral("aas")) ? QDir::cleanPath(shared.filePath(QStringLiteral("aas"))) : QString();
}

QString dataFolder()
{
    return QStringLiteral(DISSENSUS_TEST_DATA);
}

QString binFolder()
{
    return qEnvironmentVariable("DISSENSUS_BIN");
}

} // namespace support
