#include "app/cli/picturefolder.h"

#include <array>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

namespace cli {

namespace {

const QLatin1String prefix{"dissensus-annotate-"};

QString randomName()
{
    std::array<quint32, 4> bits;
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits).toHex());
}

/// Opens a folder that is ours and no link, and locks it; -1 when somebody holds it or it is none.
int openLocked(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return -1;
    struct stat status = {};
    if (::fstat(descriptor, &status) == 0 && status.st_uid == ::geteuid()
        && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

void removeLeftovers()
{
    const QDir temporary(QDir::tempPath());
    const QStringList names =
        temporary.entryList({prefix + QLatin1Char('*')}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const QString path = temporary.filePath(name);
        const int descriptor = openLocked(path);
        if (descriptor < 0)
            continue;
        QDir(path).removeRecursively();
        ::close(descriptor);
    }
}

} // namespace

base::Result<PictureFolder> PictureFolder::create()
{
    removeLeftovers();
    // Between making a folder and locking it another process may take it for a leftover: then there is a next
    // name.
    for (int attempt = 0; attempt < 10; ++attempt) {
        const QString path = QDir(QDir::tempPath()).filePath(prefix + randomName());
        if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0)
            break;
        const int descriptor = openLocked(path);
        if (descriptor >= 0 && QFile::exists(path))
            return PictureFolder(path, descriptor);
        if (descriptor >= 0)
            ::close(descriptor);
    }
    return base::failIn(QDir::tempPath(), 0, QStringLiteral("file.write"),
                        QStringLiteral("no private folder can be made here: %1").arg(qt_error_string()),
                        QStringLiteral("Set TMPDIR to a folder that can be written"));
}

PictureFolder::PictureFolder(const QString &path, int descriptor)
    : m_path(path)
    , m_descriptor(descriptor)
{
}

PictureFolder::PictureFolder(PictureFolder &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

PictureFolder::~PictureFolder()
{
    if (m_descriptor < 0)
        return;
    QDir(m_path).removeRecursively();
    ::close(m_descriptor);
}

QString PictureFolder::newFile() const
{
    return m_path + QLatin1Char('/') + randomName() + QLatin1String(".png");
}

} // namespace cli
