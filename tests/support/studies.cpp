#include "tests/support/studies.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace support {

TestFolder::TestFolder()
    : m_folder(QDir::tempPath() + QStringLiteral("/dissensus test XXXXXX"))
{
}

QString TestFolder::file(const QString &name) const
{
    return m_folder.filePath(name);
}

QString TestFolder::write(const QString &name, const QByteArray &bytes) const
{
    const QString path = file(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        return {};
    return path;
}

} // namespace support
