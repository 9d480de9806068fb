#include "app/cli/inputfile.h"

#include <QFile>
#include <QFileInfo>

namespace cli {

base::Result<QByteArray> readInputFile(const QString &path)
{
    constexpr qint64 maxBytes = qint64(64) << 20; // a protocol or a table of generators is a few KiB
    const QFileInfo info(path);
    if (!info.exists())
        return base::failIn(path, 0, QStringLiteral("file.missing"), QStringLiteral("there is no such file"),
                            QStringLiteral("Check the path"));
    if (info.isDir())
        return base::failIn(path, 0, QStringLiteral("file.read"), QStringLiteral("this is a folder"),
                            QStringLiteral("Name a file"));
    if (info.size() > maxBytes)
        return base::failIn(path, 0, QStringLiteral("file.large"), QStringLiteral("the file is larger than 64 MiB"),
                            QStringLiteral("Check that it is the right one"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(path, 0, QStringLiteral("file.read"), file.errorString(),
                            QStringLiteral("Check the permissions of the file"));
    return file.readAll();
}

} // namespace cli
