#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

#include "app/scorer/frames.h"
#include "app/scorer/inbox.h"
#include "app/scorer/service.h"
#include "app/scorer/worker.h"
#include "core/reward/modelfolder.h"
#include "core/reward/registry.h"
#include "core/reward/runtime.h"
#include "core/reward/selftest.h"

namespace {

constexpr const char *help =
    "dissensus-scorer: computes scores of pictures for Dissensus.\n"
    "\n"
    "Without an option it answers framed CBOR messages on standard input and output; Dissensus starts it so,\n"
    "also through ssh or srun. The messages are described in docs/scorer-protocol.md.\n"
    "\n"
    "  --threads N   processors to use (default: all that the process may use)\n"
    "  --requests N  requests in work at once (default: 2 with CUDA, where pictures are decoded meanwhile; else 1)\n"
    "  --self-test   compare this machine's arithmetic with golden values and say what differs\n"
    "  --version     versions of the program, libtorch and OpenCV, and whether CUDA is used\n"
    "  --help        this text\n";

int printVersion()
{
    using reward::Runtime;
    std::printf("dissensus-scorer %s\nlibtorch %s\nopencv %s\nthreads %d\ncuda %s\n", DISSENSUS_VERSION,
                Runtime::libtorchVersion().c_str(), Runtime::openCvVersion().c_str(), Runtime::threads(),
                Runtime::hasCuda() ? "yes" : ("no: " + Runtime::cudaMissingReason()).c_str());
    return EXIT_SUCCESS;
}

int runSelfTest()
{
    const std::string device = reward::Runtime::hasCuda() ? "cuda:0" : "cpu";
    const reward::Registry registry(
        {.device = device, .dtype = {}, .models = reward::ModelFolder::defaultFolder(), .named = {}, .options = {}});
    std::vector<std::string> ids{reward::libtorchTest};
    for (const reward::ScorerInfo &info : registry.scorers()) {
        if (info.installed)
            ids.push_back(info.id);
    }
    bool passed = true;
    for (const std::string &id : ids) {
        const auto result = reward::selfTest(registry, id, device);
        const bool good = result && result->passed;
        passed = passed && good;
        if (result)
            std::printf("%-14s %s  max error %.2e, tolerance %.0e, %d cases %s\n", id.c_str(),
                        good ? "passed" : "FAILED", result->maxError, result->tolerance, result->cases,
                        result->reason.c_str());
    }
    return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}

/// Answers until the input ends. `output` is the real standard output.
int serve(int output, int atOnce)
{
    scorer::FrameWriter writer(output);
    scorer::Inbox inbox(STDIN_FILENO, output);
    scorer::Worker worker;
    scorer::Service(inbox, worker, writer).run(atOnce);
    const std::string problem = inbox.problem();
    if (problem.empty())
        return EXIT_SUCCESS;
    writer.write({{"type", "error"}, {"code", "message.form"}, {"message", problem}});
    std::fprintf(stderr, "dissensus-scorer: %s\n", problem.c_str());
    return EXIT_FAILURE;
}

} // namespace

int main(int argc, char **argv)
{
    std::string mode;
    int threads = 0;
    int requests = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        int *const number = word == "--threads" ? &threads : word == "--requests" ? &requests : nullptr;
        if (number && i + 1 < argc && (*number = std::atoi(argv[i + 1])) > 0) {
            ++i;
        } else if (mode.empty() && (word == "--help" || word == "--version" || word == "--self-test")) {
            mode = word;
        } else {
            std::fprintf(stderr, "dissensus-scorer: \"%s\" is not understood. See dissensus-scorer --help.\n",
                         word.c_str());
            return 2;
        }
    }
    if (mode == "--help") {
        std::fputs(help, stdout);
        return EXIT_SUCCESS;
    }
    if (mode == "--version" || mode == "--self-test") {
        reward::Runtime::start(threads);
        return mode == "--version" ? printVersion() : runSelfTest();
    }
    // Frames keep the real standard output; whatever a library prints goes to standard error from here on.
    const int output = dup(STDOUT_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    std::signal(SIGPIPE, SIG_IGN); // a client that is gone is seen when writing
    std::signal(SIGINT, SIG_IGN);  // Ctrl+C reaches the whole foreground group; the client says when to stop
    reward::Runtime::start(threads);
    // On the CPU decoding the next pictures would only take processors from the network.
    const int code = serve(output, requests > 0 ? requests : reward::Runtime::hasCuda() ? 2 : 1);
    std::fflush(nullptr);
    // Not exit(): the reading thread may still wait for input, and CUDA's own shutdown is slow.
    std::_Exit(code);
}
