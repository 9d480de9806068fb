#pragma once

#include <memory>

#include <sys/types.h>

#include <QByteArray>
#include <QStringList>

namespace trials {

/// One end of a socket on which length-prefixed byte strings travel. Blocking; never raises SIGPIPE.
class HelperSocket
{
public:
    /// Takes over the descriptor.
    explicit HelperSocket(int descriptor);
    HelperSocket(const HelperSocket &) = delete;
    HelperSocket &operator=(const HelperSocket &) = delete;
    ~HelperSocket();

    /// False when the other end is gone.
    bool write(const QByteArray &message);
    bool writeRaw(const void *bytes, qsizetype size);
    /// Nothing when the other end is gone or says more than is sensible.
    bool read(QByteArray *message);
    bool readRaw(void *bytes, qsizetype size);
    void close();

private:
    int m_descriptor;
};

/// A program started with one end of a socket as its standard input; it ends when this object does, or its process.
class HelperProcess
{
public:
    /// Null when the program cannot be started.
    static std::unique_ptr<HelperProcess> start(const QStringList &command);
    HelperProcess(const HelperProcess &) = delete;
    HelperProcess &operator=(const HelperProcess &) = delete;
    ~HelperProcess();

    HelperSocket &socket() { return m_socket; }

private:
    HelperProcess(int descriptor, pid_t pid);

    HelperSocket m_socket;
    pid_t m_pid;
};

} // namespace trials
