#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "core/reward/devices.h"
#include "core/reward/result.h"

namespace reward {

/// libtorch, OpenCV and our own threads, as one thing: the only place that sets their numbers and that looks for CUDA.
class Runtime
{
public:
    /// Sets how many threads compute: libtorch's and ours; OpenCV stays at one, because pictures are shared out whole.
    /// 0: as many as the process may use. Looks for CUDA. Call once, before anything else.
    static void start(int threads = 0);

    static int threads();
    /// "2.11.0": the libtorch that this was built with, which is the one it links.
    static std::string libtorchVersion();
    static std::string openCvVersion();

    /// Whether libtorch's CUDA part was loaded and sees a device.
    static bool hasCuda();
    /// Why CUDA is not used; empty when it is.
    static std::string cudaMissingReason();

    /// What computes on this machine. `start` comes before.
    static Devices &devices();
    /// Chooses a device from "auto", "cpu" or "cuda:N". Errors: "device.form", "device.missing" (with the reason).
    static Result<std::string> device(const std::string &wanted);

    /// Calls `job(0 … count − 1)` on the threads and returns when all are done. `job` must not throw. Inference mode is
    /// set on each thread.
    static void forEach(std::size_t count, const std::function<void(std::size_t)> &job);
};

} // namespace reward
