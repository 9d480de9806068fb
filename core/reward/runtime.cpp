#include "core/reward/runtime.h"

#include <algorithm>
#include <atomic>
#include <dlfcn.h>
#include <fstream>
#include <malloc.h>
#include <sched.h>
#include <thread>

#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>
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

/// Bytes that the system could give without swapping, or the container's limit leaves; the smaller.
std::size_t availableMemory()
{
    std::size_t available = std::size_t(1) << 32; // where neither file is there
    std::ifstream file("/proc/meminfo");
    std::string word;
    while (file >> word) {
        if (word == "MemAvailable:" && file >> available) {
            available <<= 10;
            break;
        }
    }
    std::size_t limit = 0;
    std::size_t used = 0;
    std::ifstream limitFile("/sys/fs/cgroup/memory.max"); // "max" where there is none
    std::ifstream usedFile("/sys/fs/cgroup/memory.current");
    if (limitFile >> limit && usedFile >> used)
        available = std::min(available, limit > used ? limit - used : 0);
    return available;
}

class RealDevices : public Devices
{
public:
    int cudaCount() const override { return state().cuda ? int(at::getNumGPUs()) : 0; }
    std::string cudaMissingReason() const override { return state().cudaMissing; }
    std::size_t freeBytes(const std::string &device) const override
    {
        const c10::Device where(device);
        if (where.is_cpu())
            return availableMemory();
        c10::DeviceAllocator *allocator = at::getDeviceAllocator(where.type());
        const auto stats = allocator->getDeviceStats(where.index());
        constexpr auto all = std::size_t(c10::CachingAllocator::StatType::AGGREGATE);
        // What the allocator keeps for reuse is free for us.
        return allocator->getMemoryInfo(where.index()).first
               + std::size_t(stats.reserved_bytes[all].current - stats.allocated_bytes[all].current);
    }
    void releaseKept(const std::string &device) override
    {
        const c10::Device where(device);
        if (!where.is_cpu())
            at::getDeviceAllocator(where.type())->emptyCache();
    }
};

} // namespace

void Runtime::start(int threads)
{
    State &s = state();
    s.threads = threads > 0 ? threads : usableProcessors();
    at::set_num_threads(s.threads);
    at::set_num_interop_threads(1);
    // Single precision is single precision: tensor cores would keep 10 of the 23 bits.
    at::globalContext().setAllowTF32CuBLAS(false);
    at::globalContext().setAllowTF32CuDNN(false);
    // Activations of tens of megabytes come and go with every block: from the heap, not as fresh pages each time.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
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

Devices &Runtime::devices()
{
    static RealDevices instance;
    return instance;
}

Result<std::string> Runtime::device(const std::string &wanted)
{
    return chooseDevice(wanted, devices());
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
