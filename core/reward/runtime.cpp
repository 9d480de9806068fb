#include "core/reward/runtime.h"

#include <algorithm>
#include <atomic>
#include <dlfcn.h>
#include <sched.h>
#include <thread>

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <opencv2/core.hpp>
#include <torch/headeronly/version.h>

namespace reward {

namespace {

struct State
{
    int threads = 1;
    bool cuda = false;
    std::string cudaMissing = "not looked for";
};

State &state()
{
    static State instance;
    return instance;
}

/// Processors that this process may run on: fewer than the machine has in containers and batch jobs.
int usableProcessors()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return std::max(1, CPU_COUNT(&set));
    return std::max(1, int(std::thread::hardware_concurrency()));
}

/// Where libtorch_cpu.so was loaded from: its CUDA part lies beside it, and dlopen does not search our rpath for it.
std::string libtorchFolder()
{
    Dl_info info;
    if (dladdr(reinterpret_cast<void *>(&at::get_num_threads), &info) == 0 || !info.dli_fname)
        return {};
    const std::string path = info.dli_fname;
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

/// Registers libtorch's CUDA part by loading it; the reason when that fails.
std::string loadCuda()
{
    if (!dlopen("libcuda.so.1", RTLD_NOW | RTLD_GLOBAL))
        return "no NVIDIA driver (libcuda.so.1 is not there)";
    if (!dlopen((libtorchFolder() + "libtorch_cuda.so").c_str(), RTLD_NOW | RTLD_GLOBAL)) {
        const char *reason = dlerror();
        return std::string("libtorch's CUDA part does not load: ") + (reason ? reason : "no reason given");
    }
    try {
        if (at::hasCUDA() && at::getNumGPUs() > 0)
            return {};
    } catch (const std::exception &error) {
        return std::string("CUDA does not start: ") + error.what();
    }
    return "no NVIDIA device";
}

} // namespace

void Runtime::start(int threads)
{
    State &s = state();
    s.threads = threads > 0 ? threads : usableProcessors();
    at::set_num_threads(s.threads);
    at::set_num_interop_threads(1);
    cv::setNumThreads(1);
    s.cudaMissing = loadCuda();
    s.cuda = s.cudaMissing.empty();
}

int Runtime::threads()
{
    return state().threads;
}

std::string Runtime::libtorchVersion()
{
    return TORCH_VERSION;
}

std::string Runtime::openCvVersion()
{
    return cv::getVersionString();
}

bool Runtime::hasCuda()
{
    return state().cuda;
}

std::string Runtime::cudaMissingReason()
{
    return state().cudaMissing;
}

Result<std::string> Runtime::device(const std::string &wanted)
{
    if (wanted == "auto")
        return hasCuda() ? "cuda:0" : "cpu";
    if (wanted == "cpu")
        return wanted;
    constexpr std::string_view prefix = "cuda:";
    const std::string number = wanted.starts_with(prefix) ? wanted.substr(prefix.size()) : std::string();
    if (number.empty() || number.size() > 3
        || !std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return fail("device.form", "\"" + wanted + "\" is no device; it is auto, cpu or cuda:N");
    if (!hasCuda())
        return fail("device.missing", wanted + " cannot be used: " + cudaMissingReason());
    if (std::stoul(number) >= at::getNumGPUs())
        return fail("device.missing",
                    wanted + " is not there: " + std::to_string(at::getNumGPUs()) + " CUDA devices are");
    return wanted;
}

void Runtime::forEach(std::size_t count, const std::function<void(std::size_t)> &job)
{
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        const c10::InferenceMode inference;
        for (std::size_t i = next++; i < count; i = next++)
            job(i);
    };
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min<std::size_t>(count, std::size_t(threads()));
    for (std::size_t i = 1; i < wanted; ++i)
        helpers.emplace_back(work);
    work();
}

} // namespace reward
