#include "core/storage/exclusivelock.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>

#include "core/base/hash.h"

namespace storage {

namespace {

/// The byte of the lock file that stands for `what`: 62 bits of its hash, so that two codes never meet in
/// practice.
off_t byteOf(const QString &what)
{
    return static_cast<off_t>(base::sha256(what.toUtf8()).left(16).toULongLong(nullptr, 16) >> 2);
}

} // namespace

class ExclusiveLock::File
{
public:
    explicit File(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    Q_DISABLE_COPY_MOVE(File)
    ~File() { ::close(m_descriptor); } // gives up the lock

private:
    int m_descriptor;
};

ExclusiveLock::ExclusiveLock(std::unique_ptr<File> file)
    : m_file(std::move(file))
{
}
ExclusiveLock::ExclusiveLock(ExclusiveLock &&) noexcept = default;
ExclusiveLock &ExclusiveLock::operator=(ExclusiveLock &&) noexcept = default;
ExclusiveLock::~ExclusiveLock() = default;

base::Result<ExclusiveLock> ExclusiveLock::take(const QString &studyPath, const QString &what)
{
    const QString canonical = QFileInfo(studyPath).canonicalFilePath();
    const QString lockPath = (canonical.isEmpty() ? studyPath : canonical) + QLatin1String("-lock");
    const int descriptor = ::open(QFile::encodeName(lockPath).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return base::failIn(lockPath, 0, QStringLiteral("study.readonly"), qt_error_string(),
                            QStringLiteral("Check the permissions of the study's folder"));
    auto file = std::make_unique<File>(descriptor);

    // An open-file-description lock: unlike the classic one it also holds between two threads of one process.
    struct flock range = {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = byteOf(what);
    range.l_len = 1;
    if (::fcntl(descriptor, F_OFD_SETLK, &range) == 0)
        return ExclusiveLock(std::move(file));

    if (errno != EAGAIN && errno != EACCES)
        return base::failIn(lockPath, 0, QStringLiteral("study.io"), qt_error_string(),
                            QStringLiteral("Move the study to a disk that supports locks"));
    if (what == QLatin1String("maintenance"))
        return base::failIn(studyPath, 0, QStringLiteral("study.locked"),
                            QStringLiteral("another program is changing the study"),
                            QStringLiteral("Wait until it is done, then try again"));
    return base::failIn(studyPath, 0, QStringLiteral("study.locked"),
                        QStringLiteral("this annotator is at work in another window or program"),
                        QStringLiteral("Close the other one first"));
}

} // namespace storage
