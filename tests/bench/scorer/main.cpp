// dissensus-scorer-bench: how fast the towers of CLIP are on this machine, beside the matrix products that they are
// made of, and how far 16-bit numbers are from 32-bit ones. Weights are random, of the published sizes. Prints JSON.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <ATen/ATen.h>
#include <ATen/DeviceAccelerator.h>
#include <c10/core/InferenceMode.h>
#include <nlohmann/json.hpp>

#include "core/reward/clipmodel.h"
#include "core/reward/clipnetworks.h"
#include "core/reward/runtime.h"
#include "tests/bench/scorer/randomweights.h"
#include "tests/core/reward/publishedclip.h"

namespace {

using nlohmann::json;

constexpr const char *help =
    "dissensus-scorer-bench: speed of CLIP's towers beside the matrix products that they are made of.\n"
    "\n"
    "  --device D       auto (default), cpu or cuda:N\n"
    "  --threads N      processors to use (default: all)\n"
    "  --models LIST    vit-l, vit-h (default: both)\n"
    "  --dtypes LIST    fp32, bf16, fp16 (default: fp32,bf16; on CUDA all three)\n"
    "  --batches LIST   pictures at once (default: 1,8; on CUDA 1,8,64,128)\n"
    "  --repeats N      each time is the median of N (default: 5)\n"
    "  --clock cpu      processor time of one thread instead of time on the wall, where other programs run as well;\n"
    "                   with --threads 1 on the CPU only\n";

struct Options
{
    std::string device = "auto";
    int threads = 0;
    std::vector<std::string> models{"vit-l", "vit-h"};
    std::vector<std::string> dtypes;
    std::vector<int> batches;
    int repeats = 5;
};

std::vector<std::string> split(const std::string &list)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t comma = std::min(list.find(',', at), list.size());
        parts.push_back(list.substr(at, comma - at));
        at = comma + 1;
    }
    return parts;
}

reward::ClipConfig sizes(const std::string &model)
{
    return model == "vit-h" ? publishedclip::vitH14() : publishedclip::vitL14();
}

/// Multiplications and additions of a tower for one item, as they are done: the last block makes one token only.
double towerOperations(std::int64_t tokens, std::int64_t width, std::int64_t hidden, std::int64_t layers,
                       std::int64_t embed)
{
    const double t = double(tokens);
    const double w = double(width);
    const double h = double(hidden);
    const double perToken = 2 * (4 * w * w + 2 * w * h);
    const double attention = 4 * t * t * w;
    const double last = t * 2 * 3 * w * w + 4 * t * w + 2 * w * w + 4 * w * h;
    return double(layers - 1) * (t * perToken + attention) + last + 2 * w * double(embed);
}

void wait(const at::Device &device)
{
    if (!device.is_cpu())
        at::accelerator::synchronizeDevice(device.index());
}

bool processorTime = false;

double now()
{
    timespec time{};
    clock_gettime(processorTime ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

double median(std::vector<double> times)
{
    const auto middle = times.begin() + std::ptrdiff_t(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

template <typename Work>
double secondsOnce(const at::Device &device, Work &work)
{
    wait(device);
    const double start = now();
    work();
    wait(device);
    return now() - start;
}

/// Median seconds of `repeats`, after one that does not count; of several things in turn, so that what else the
/// machine does concerns all of them.
template <typename... Work>
std::array<double, sizeof...(Work)> seconds(int repeats, const at::Device &device, Work... work)
{
    std::array<std::vector<double>, sizeof...(Work)> times;
    for (int i = 0; i <= repeats; ++i) {
        std::size_t which = 0;
        for (const double time : {secondsOnce(device, work)...}) {
            if (i > 0)
                times[which].push_back(time);
            ++which;
        }
    }
    std::array<double, sizeof...(Work)> medians{};
    std::transform(times.begin(), times.end(), medians.begin(), median);
    return medians;
}

/// Products [rows, inner] × [inner, columns]; weights are packed as in a tower. `weights`: how many there are in turn,
/// so that they come from memory as the blocks of a tower do, not from a cache.
class Products
{
public:
    Products(std::int64_t rows, std::int64_t inner, std::int64_t columns, at::ScalarType dtype,
             const at::Device &device, std::int64_t weights = 1)
        : m_x(at::randn({rows, inner}, at::TensorOptions(device)).to(dtype))
        , m_turns(int(std::clamp(2e10 / (2.0 * double(rows * inner * columns * weights)), 1.0, 100.0)))
        , m_operations(2.0 * double(rows * inner * columns * weights) * m_turns)
    {
        for (std::int64_t i = 0; i < weights; ++i)
            m_linears.emplace_back(at::randn({columns, inner}, at::TensorOptions(device)).to(dtype),
                                   at::zeros({columns}, at::TensorOptions(device).dtype(dtype)));
    }

    double operations() const { return m_operations; } ///< of one call
    void operator()() const
    {
        for (int i = 0; i < m_turns; ++i) {
            for (const reward::Linear &linear : m_linears)
                linear(m_x);
        }
    }

private:
    at::Tensor m_x;
    std::vector<reward::Linear> m_linears;
    int m_turns; ///< short ones together
    double m_operations;
};

struct Bench
{
    Options options;
    at::Device device;
    json rows = json::array();
    json accuracy = json::array();
    json products = json::array();

    /// `operations`: of the tower for one item.
    template <typename Tower>
    void row(const std::string &model, const std::string &tower, const reward::Placement &placement, int batch,
             double operations, const Products &products, Tower run)
    {
        const auto [time, productTime] = seconds(options.repeats, device, run, [&products] { products(); });
        const double done = operations * batch / time;
        const double rate = products.operations() / productTime;
        rows.push_back({{"model", model},
                        {"tower", tower},
                        {"dtype", placement.dtype},
                        {"batch", batch},
                        {"seconds", time},
                        {"per_second", batch / time},
                        {"gflops", done / 1e9},
                        {"product_gflops", rate / 1e9},
                        {"share_of_product", done / rate}});
        std::fprintf(stderr, "%s %s %s batch %d: %.2f/s, %.0f GFLOP/s, %.0f %% of the product's %.0f\n", model.c_str(),
                     tower.c_str(), placement.dtype.c_str(), batch, batch / time, done / 1e9, 100 * done / rate,
                     rate / 1e9);
    }

    void model(const std::string &name)
    {
        const reward::ClipConfig config = sizes(name);
        const auto weights = std::make_shared<const RandomWeights>(config);
        const int side = config.imageSize / config.patch;
        const at::Tensor pixels = at::randn({options.batches.back(), 3, config.imageSize, config.imageSize});
        const at::Tensor ids = at::randint(1, 49000, {std::max(options.batches.back(), 4), config.context}, at::kLong);
        const at::Tensor ends = at::full({ids.size(0)}, config.context - 1, at::kLong);
        const at::Tensor few = pixels.slice(0, 0, std::min<std::int64_t>(4, pixels.size(0)));
        at::Tensor exactImages;
        at::Tensor exactTexts;
        for (const std::string &dtype : options.dtypes) {
            const reward::Placement placement{device.str(), dtype};
            const at::ScalarType type = reward::scalarTypeOf(placement);
            {
                const reward::ClipImageNetwork network(*weights, placement);
                const double operations = towerOperations(side * side + 1, config.visionWidth, config.visionMlp,
                                                          config.visionLayers, config.embed)
                                          + 2.0 * side * side * 3 * config.patch * config.patch * config.visionWidth;
                for (const int batch : options.batches) {
                    const at::Tensor some = pixels.slice(0, 0, batch).to(device);
                    const Products products(std::int64_t(batch) * (side * side + 1), config.visionWidth,
                                            config.visionMlp, type, device, config.visionLayers);
                    row(name, "image", placement, batch, operations, products, [&] { network(some); });
                }
                compare(name, "image", placement, network(few.to(device)), exactImages);
            }
            {
                const reward::ClipTextNetwork network(*weights, placement);
                for (const int batch : options.batches) {
                    const at::Tensor some = ids.slice(0, 0, batch).to(device);
                    const at::Tensor someEnds = ends.slice(0, 0, batch).to(device);
                    const Products products(std::int64_t(batch) * config.context, config.textWidth, config.textMlp,
                                            type, device, config.textLayers);
                    row(name, "text", placement, batch,
                        towerOperations(config.context, config.textWidth, config.textMlp, config.textLayers,
                                        config.embed),
                        products, [&] { network(some, someEnds); });
                }
                compare(name, "text", placement, network(ids.slice(0, 0, 4).to(device), ends.slice(0, 0, 4).to(device)),
                        exactTexts);
            }
            if (!device.is_cpu())
                stream(name, weights, placement);
        }
    }

    /// How far the embeddings are from those in single precision.
    void compare(const std::string &name, const std::string &tower, const reward::Placement &placement,
                 const at::Tensor &features, at::Tensor &exact)
    {
        const at::Tensor unit = (features / features.norm(2, {-1}, true)).to(at::kCPU);
        if (placement.dtype == "fp32") {
            exact = unit;
            return;
        }
        if (!exact.defined())
            return;
        const at::Tensor cosine = (unit * exact).sum(-1);
        const at::Tensor products = (unit.matmul(exact.t()) - exact.matmul(exact.t())).abs();
        accuracy.push_back({{"model", name},
                            {"tower", tower},
                            {"dtype", placement.dtype},
                            {"largest_1_minus_cosine", 1 - cosine.min().item<double>()},
                            {"largest_error_of_a_cosine", products.max().item<double>()}});
    }

    /// Pictures per second from host memory to embeddings, as scoring does it: filled by threads, copied, computed.
    void stream(const std::string &name, const std::shared_ptr<const reward::ClipWeights> &weights,
                const reward::Placement &placement)
    {
        const reward::ClipModel whole(weights, placement, reward::Runtime::devices());
        const std::size_t numbers = 3UL * 224 * 224;
        const std::vector<float> picture(numbers, 0.5F);
        constexpr std::size_t pictures = 1024;
        const auto fill = [&](std::size_t, float *pixels) {
            std::memcpy(pixels, picture.data(), numbers * sizeof(float));
        };
        const std::atomic<bool> cancelled{false};
        const auto [time] = seconds(options.repeats, device, [&] {
            if (!whole.embedPictures(pictures, fill, cancelled))
                std::abort();
        });
        rows.push_back({{"model", name},
                        {"tower", "image from host memory"},
                        {"dtype", placement.dtype},
                        {"batch", pictures},
                        {"seconds", time},
                        {"per_second", pictures / time}});
        std::fprintf(stderr, "%s from host memory %s: %.1f/s\n", name.c_str(), placement.dtype.c_str(),
                     pictures / time);
    }

    void largeProducts()
    {
        const std::int64_t n = device.is_cpu() ? 4096 : 8192;
        for (const std::string &dtype : options.dtypes) {
            const Products large(n, n, n, reward::scalarTypeOf({device.str(), dtype}), device);
            const auto [time] = seconds(options.repeats, device, [&large] { large(); });
            products.push_back({{"dtype", dtype}, {"size", n}, {"gflops", large.operations() / time / 1e9}});
        }
    }
};

bool parse(int argc, char **argv, Options &options)
{
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (i + 1 >= argc)
            return false;
        const std::string value = argv[++i];
        if (word == "--device")
            options.device = value;
        else if (word == "--threads")
            options.threads = std::atoi(value.c_str());
        else if (word == "--models")
            options.models = split(value);
        else if (word == "--dtypes")
            options.dtypes = split(value);
        else if (word == "--clock")
            processorTime = value == "cpu";
        else if (word == "--repeats")
            options.repeats = std::max(1, std::atoi(value.c_str()));
        else if (word == "--batches")
            for (const std::string &one : split(value))
                options.batches.push_back(std::max(1, std::atoi(one.c_str())));
        else
            return false;
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    Options options;
    if (!parse(argc, argv, options)) {
        std::fputs(help, stderr);
        return 2;
    }
    reward::Runtime::start(options.threads);
    const auto device = reward::Runtime::device(options.device);
    if (!device) {
        std::fprintf(stderr, "dissensus-scorer-bench: %s\n", device.error().message.c_str());
        return 1;
    }
    const bool isCpu = *device == "cpu";
    if (options.dtypes.empty())
        options.dtypes = isCpu ? split("fp32,bf16") : split("fp32,bf16,fp16");
    if (options.batches.empty())
        options.batches = isCpu ? std::vector<int>{1, 8} : std::vector<int>{1, 8, 64, 128};
    std::sort(options.batches.begin(), options.batches.end());
    const c10::InferenceMode inference;
    Bench bench{.options = options, .device = at::Device(*device)};
    bench.largeProducts();
    for (const std::string &model : options.models)
        bench.model(model);
    const json report{{"device", *device},
                      {"threads", reward::Runtime::threads()},
                      {"libtorch", reward::Runtime::libtorchVersion()},
                      {"large_products", bench.products},
                      {"towers", bench.rows},
                      {"accuracy", bench.accuracy}};
    std::puts(report.dump(1).c_str());
    std::fflush(nullptr);
    std::_Exit(0); // CUDA's own shutdown is slow
}
