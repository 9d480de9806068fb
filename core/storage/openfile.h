#pragma once

#include <functional>

#include <sys/types.h>

#include <QString>

#include "core/base/result.h"

namespace storage {

/// Says that this process has, or is about to have, a SQLite connection to a file, while it lives. POSIX drops all
/// locks that a process has on a file as soon as it closes any descriptor of that file; another program would then take
/// itself for the last one, remove the write-ahead log, and what is committed here after that would go into a file
/// without a name. So nothing but SQLite may open and close a study that is in use.
class OpenFile
{
public:
    OpenFile() = default;
    ~OpenFile();
    OpenFile(OpenFile &&other) noexcept;
    OpenFile &operator=(OpenFile &&other) noexcept;
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;

    /// `look` may open and close the file: it is called only while no connection of this process is there, or about to
    /// be. Its error is passed on. Any thread.
    static base::Result<OpenFile> enter(const QString &path, const std::function<base::Result<void>()> &look);

private:
    dev_t m_device = 0;
    ino_t m_inode = 0; ///< 0: nothing is entered
};

} // namespace storage
