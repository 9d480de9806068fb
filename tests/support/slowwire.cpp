// slowwire MS BYTES COMMAND…: runs the command and hands on what it reads and writes, each piece after MS milliseconds,
// as a distant machine would. After BYTES bytes from the command (0: never) the line breaks: both ends see it closed.

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace {

/// Hands on until the end, or until `limit` bytes.
void pump(int from, int to, std::chrono::milliseconds delay, long limit)
{
    char piece[1 << 16];
    for (long passed = 0;;) {
        const ssize_t got = read(from, piece, sizeof piece);
        if (got <= 0)
            return;
        std::this_thread::sleep_for(delay);
        const ssize_t size = limit > 0 && passed + got > limit ? limit - passed : got;
        for (ssize_t written = 0; written < size;) {
            const ssize_t wrote = write(to, piece + written, static_cast<size_t>(size - written));
            if (wrote <= 0)
                return;
            written += wrote;
        }
        passed += size;
        if (limit > 0 && passed >= limit)
            return;
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    std::signal(SIGPIPE, SIG_IGN);
    const std::chrono::milliseconds delay(std::atol(argv[1]));
    int down[2];
    int up[2];
    if (pipe(down) != 0 || pipe(up) != 0)
        return 1;
    const pid_t child = fork();
    if (child == 0) {
        dup2(down[0], STDIN_FILENO);
        dup2(up[1], STDOUT_FILENO);
        for (const int end : {down[0], down[1], up[0], up[1]})
            close(end);
        std::signal(SIGPIPE, SIG_DFL);
        execvp(argv[3], argv + 3);
        _exit(127);
    }
    close(down[0]);
    close(up[1]);
    std::thread([=] {
        pump(STDIN_FILENO, down[1], delay, 0);
        close(down[1]);
    }).detach();
    pump(up[0], STDOUT_FILENO, delay, std::atol(argv[2]));
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    _exit(0); // the thread may still wait for input
}
