#pragma once

#include <functional>

#include <sys/types.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace support {

/// Hands over the writable memory of a running process, mapping by mapping: what a core image of it would hold. The
/// process is stopped meanwhile. Returns how many bytes were read; 0: not allowed to.
qint64 readMemory(pid_t process, const std::function<void(const QString &mapping, const QByteArray &bytes)> &take);

/// Process ids of the children of a process.
QList<pid_t> childProcesses(pid_t process);

} // namespace support
