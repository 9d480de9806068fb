#include "app/scorer/frames.h"

#include <sys/mman.h>
#include <unistd.h>

/// What arrives on the worker's standard input: any bytes are messages, an end, or rubbish with a reason.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const int descriptor = memfd_create("frames", 0);
    if (write(descriptor, data, size) != static_cast<ssize_t>(size))
        __builtin_trap();
    lseek(descriptor, 0, SEEK_SET);

    nlohmann::json message;
    std::string problem;
    while (true) {
        const scorer::Received received = scorer::readFrame(descriptor, message, problem);
        if (received == scorer::Received::Message)
            continue;
        if (received == scorer::Received::Rubbish && problem.empty())
            __builtin_trap();
        break;
    }
    close(descriptor);
    return 0;
}
