#include "core/trials/helperprocess.h"

#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>

extern char **environ; // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace trials {

namespace {

/// More than any seat needs: a million trials.
constexpr quint32 longestMessage = 1U << 30;

} // namespace

HelperSocket::HelperSocket(int descriptor)
    : m_descriptor(descriptor)
{
}

HelperSocket::~HelperSocket()
{
    close();
}

void HelperSocket::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

bool HelperSocket::writeRaw(const void *bytes, qsizetype size)
{
    const auto *from = static_cast<const char *>(bytes);
    while (size > 0) {
        const ssize_t sent = ::send(m_descriptor, from, static_cast<size_t>(size), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        from += sent;
        size -= sent;
    }
    return true;
}

bool HelperSocket::readRaw(void *bytes, qsizetype size)
{
    auto *to = static_cast<char *>(bytes);
    while (size > 0) {
        const ssize_t got = ::recv(m_descriptor, to, static_cast<size_t>(size), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to += got;
        size -= got;
    }
    return true;
}

bool HelperSocket::write(const QByteArray &message)
{
    const auto size = static_cast<quint32>(message.size());
    return message.size() < longestMessage && writeRaw(&size, sizeof size) && writeRaw(message.constData(), size);
}

bool HelperSocket::read(QByteArray *message)
{
    quint32 size = 0;
    if (!readRaw(&size, sizeof size) || size >= longestMessage)
        return false;
    message->resize(static_cast<qsizetype>(size));
    return readRaw(message->data(), message->size());
}

HelperProcess::HelperProcess(int descriptor, pid_t pid)
    : m_socket(descriptor)
    , m_pid(pid)
{
}

HelperProcess::~HelperProcess()
{
    m_socket.close(); // the helper reads the end of its input and leaves
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
}

std::unique_ptr<HelperProcess> HelperProcess::start(const QStringList &command)
{
    std::vector<QByteArray> words;
    for (const QString &word : command)
        words.push_back(QFile::encodeName(word));
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);

    int ends[2];
    if (words.empty() || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return nullptr;
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDIN_FILENO);
    // Its outputs would be this program's: what a library prints there (libpng does about broken pictures) must neither
    // meet our messages nor be read by the annotator. Failures come as answers.
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own: Ctrl+C is for this program, which ends the helper when it is done.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t pid = 0;
    const int failed = ::posix_spawn(&pid, arguments.front(), &files, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    ::close(ends[1]);
    if (failed != 0) {
        ::close(ends[0]);
        return nullptr;
    }
    return std::unique_ptr<HelperProcess>(new HelperProcess(ends[0], pid));
}

} // namespace trials
