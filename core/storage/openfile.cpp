#include "core/storage/openfile.h"

#include <map>
#include <mutex>
#include <utility>

#include <sys/stat.h>

#include <QFile>

namespace storage {

namespace {

struct Entered
{
    std::mutex mutex;
    std::map<std::pair<dev_t, ino_t>, int> connections;
};

Entered &entered()
{
    static Entered all;
    return all;
}

} // namespace

base::Result<OpenFile> OpenFile::enter(const QString &path, const std::function<base::Result<void>()> &look)
{
    const std::lock_guard lock(entered().mutex);
    struct stat file = {};
    OpenFile opened;
    if (::stat(QFile::encodeName(path).constData(), &file) != 0 || file.st_ino == 0) {
        BASE_TRY(look());
        return opened;
    }
    const std::pair key(file.st_dev, file.st_ino);
    if (!entered().connections.contains(key))
        BASE_TRY(look());
    ++entered().connections[key];
    opened.m_device = file.st_dev;
    opened.m_inode = file.st_ino;
    return opened;
}

OpenFile::~OpenFile()
{
    if (m_inode == 0)
        return;
    const std::lock_guard lock(entered().mutex);
    const auto entry = entered().connections.find(std::pair(m_device, m_inode));
    if (--entry->second == 0)
        entered().connections.erase(entry);
}

OpenFile::OpenFile(OpenFile &&other) noexcept
    : m_device(other.m_device)
    , m_inode(std::exchange(other.m_inode, 0))
{
}

OpenFile &OpenFile::operator=(OpenFile &&other) noexcept
{
    std::swap(m_device, other.m_device);
    std::swap(m_inode, other.m_inode);
    return *this;
}

} // namespace storage
