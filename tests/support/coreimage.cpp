#include "tests/support/coreimage.h"

#include <csignal>

#include <QDir>
#include <QFile>

namespace support {

namespace {

/// A mapping of more is a sanitizer's shadow of all addresses, of flags, not of what the program holds.
constexpr qint64 mostBytes = 16LL << 30;

} // namespace

qint64 readMemory(pid_t process, const std::function<void(const QString &, const QByteArray &)> &take)
{
    ::kill(process, SIGSTOP);
    QFile maps(QStringLiteral("/proc/%1/maps").arg(process));
    QFile memory(QStringLiteral("/proc/%1/mem").arg(process));
    qint64 total = 0;
    if (maps.open(QIODevice::ReadOnly) && memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        for (const QByteArray &line : maps.readAll().split('\n')) {
            // "START-END rw-p OFFSET DEVICE INODE NAME"
            const QByteArrayList parts = line.simplified().split(' ');
            if (parts.size() < 5 || !parts[1].startsWith("rw"))
                continue;
            const qint64 start = parts[0].split('-')[0].toLongLong(nullptr, 16);
            const qint64 end = parts[0].split('-')[1].toLongLong(nullptr, 16);
            if (end - start > mostBytes)
                continue;
            memory.seek(start);
            const QByteArray bytes = memory.read(end - start);
            total += bytes.size();
            take(QString::fromUtf8(parts.mid(5).join(' ') + " at " + parts[0]), bytes);
        }
    }
    ::kill(process, SIGCONT);
    return total;
}

QList<pid_t> childProcesses(pid_t process)
{
    QList<pid_t> ids;
    const QString tasks = QStringLiteral("/proc/%1/task").arg(process);
    for (const QString &task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(QStringLiteral("%1/%2/children").arg(tasks, task));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &id : file.readAll().simplified().split(' '))
            if (!id.isEmpty())
                ids += static_cast<pid_t>(id.toInt());
    }
    return ids;
}

} // namespace support
