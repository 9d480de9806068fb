#include "core/reward/clipmodel.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>

#include <ATen/ATen.h>
#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/StreamGuard.h>

#include "core/reward/clipnetworks.h"
#include "core/reward/runtime.h"

namespace reward {

namespace {

constexpr double normEps = 1e-12; // as torch's normalize
/// Larger batches of pictures gain less than 1 % and take memory.
constexpr std::size_t mostOnCpu = 8;
constexpr std::size_t mostOnCuda = 128;
/// Activations that are alive at once within a block, in token × width floats: residual, normalised, queries, keys,
/// values, attended, and the four-fold hidden layer with one copy.
constexpr std::size_t liveActivations = 16;

std::string firstLine(const std::string &text)
{
    return text.substr(0, text.find('\n'));
}

/// Runs what may throw libtorch's errors; lets OutOfMemory through for a Batcher.
template <typename Work>
auto translated(Work work)
{
    try {
        return work();
    } catch (const c10::OutOfMemoryError &) {
        throw OutOfMemory{};
    } catch (const std::bad_alloc &) {
        throw OutOfMemory{};
    } catch (const c10::Error &error) {
        // The CPU's allocator has no type of its own for it.
        if (std::string_view(error.what()).find("not enough memory") != std::string_view::npos
            || std::string_view(error.what()).find("can't allocate memory") != std::string_view::npos)
            throw OutOfMemory{};
        throw Error{"scorer.failed", "libtorch failed: " + firstLine(error.what_without_backtrace())};
    }
}

at::Tensor unit(const at::Tensor &features)
{
    return features / features.norm(2, {-1}, true).clamp_min(normEps);
}

/// A tower's network, placed when first asked.
template <typename Network>
class Lazy
{
public:
    /// Throws reward::Error.
    const Network &get(const ClipWeights &weights, const Placement &placement)
    {
        const std::lock_guard guard(m_mutex);
        if (!m_network) {
            try {
                m_network = translated([&] { return std::make_unique<Network>(weights, placement); });
            } catch (const OutOfMemory &) {
                throw Error{"device.memory", placement.device
                                                 + " has too little free memory for the weights; choose another "
                                                   "device, or --dtype bf16, which takes half"};
            }
            m_bytes = m_network->bytes();
        }
        return *m_network;
    }
    std::int64_t bytes() const { return m_bytes; }

private:
    std::mutex m_mutex;
    std::unique_ptr<Network> m_network;
    std::atomic<std::int64_t> m_bytes{0};
};

} // namespace

struct ClipModel::State
{
    std::shared_ptr<const ClipWeights> weights;
    Placement placement;
    Devices &devices;
    at::Device device;
    Lazy<ClipImageNetwork> image;
    Lazy<ClipTextNetwork> text;
    Batcher pictures;
    Batcher texts;
    std::mutex work; ///< one request at a time computes: the batchers learn

    static std::size_t bytesEach(int tokens, int width)
    {
        return std::size_t(tokens) * std::size_t(width) * sizeof(float) * liveActivations;
    }
    static int tokensOf(const ClipConfig &config)
    {
        const int side = config.imageSize / config.patch;
        return side * side + 1;
    }

    State(std::shared_ptr<const ClipWeights> from, Placement where, Devices &all)
        : weights(std::move(from))
        , placement(std::move(where))
        , devices(all)
        , device(placement.device)
        , pictures(devices, placement.device, bytesEach(tokensOf(weights->config()), weights->config().visionWidth),
                   device.is_cpu() ? mostOnCpu : mostOnCuda)
        , texts(devices, placement.device, bytesEach(weights->config().context, weights->config().textWidth),
                device.is_cpu() ? 4 * mostOnCpu : 4 * mostOnCuda)
    {
    }

    /// Memory that fills fast and, for a GPU, is copied from without the processor.
    at::Tensor hostBuffer(std::size_t items) const
    {
        const std::int64_t size = weights->config().imageSize;
        return at::empty({std::int64_t(items), 3, size, size},
                         at::TensorOptions(at::kFloat).pinned_memory(!device.is_cpu()));
    }

    /// On a GPU the copy runs on a stream of its own, beside what is computed; the tensor is ready for the current one.
    at::Tensor toDevice(const at::Tensor &host) const
    {
        if (device.is_cpu())
            return host;
        const c10::impl::VirtualGuardImpl guard(device.type());
        const c10::Stream computing = guard.getStream(device);
        const c10::Stream copying = guard.getStreamFromGlobalPool(device);
        c10::Event copied(device.type());
        at::Tensor there;
        {
            const c10::StreamGuard onCopying(copying);
            there = host.to(device, /*non_blocking=*/true);
            copied.record(copying);
        }
        copied.block(computing);
        there.record_stream(computing);
        return there;
    }
};

ClipModel::ClipModel(std::shared_ptr<const ClipWeights> weights, Placement placement, Devices &devices)
    : m_state(std::make_unique<State>(std::move(weights), std::move(placement), devices))
{
}

ClipModel::~ClipModel() = default;

const ClipConfig &ClipModel::config() const
{
    return m_state->weights->config();
}

double ClipModel::scale() const
{
    const c10::InferenceMode inference;
    return std::exp(m_state->weights->tensor("logit_scale").item<double>());
}

std::int64_t ClipModel::loadedBytes() const
{
    return m_state->image.bytes() + m_state->text.bytes();
}

BatchLimit ClipModel::batchLimit() const
{
    return m_state->pictures.limit();
}

namespace {

/// Features of some items, perhaps still on their way.
struct Pending
{
    std::size_t first = 0;
    std::vector<at::Tensor> parts; ///< in host memory
    std::optional<c10::Event> arrived;
};

/// Sends features to host memory, behind what computes them and without waiting.
at::Tensor toHost(const at::Tensor &features)
{
    if (features.is_cpu())
        return features.contiguous();
    at::Tensor host = at::empty(features.sizes(), at::TensorOptions(features.scalar_type()).pinned_memory(true));
    return host.copy_(features, /*non_blocking=*/true);
}

/// Marks that everything asked for so far must have happened before the features are read.
void seal(Pending &pending, const at::Device &device)
{
    if (device.is_cpu())
        return;
    pending.arrived.emplace(device.type());
    pending.arrived->record(c10::impl::VirtualGuardImpl(device.type()).getStream(device));
}

/// Waits for them, and for nothing that was asked for later, and takes them over.
void collect(const Pending &pending, std::vector<Embedding> &embeddings)
{
    if (pending.arrived)
        pending.arrived->synchronize();
    std::size_t item = pending.first;
    for (const at::Tensor &values : pending.parts) {
        const float *row = values.const_data_ptr<float>();
        for (std::int64_t i = 0; i < values.size(0); ++i, row += values.size(1))
            embeddings[item++].assign(row, row + values.size(1));
    }
}

} // namespace

Result<std::vector<Embedding>> ClipModel::embedPictures(std::size_t count, const FillPixels &fill,
                                                        const std::atomic<bool> &cancelled) const
{
    const c10::InferenceMode inference;
    State &state = *m_state;
    const std::lock_guard guard(state.work);
    std::vector<Embedding> embeddings(count);
    try {
        const ClipImageNetwork &network = state.image.get(*state.weights, state.placement);
        const std::size_t length = std::min(std::max<std::size_t>(count, 1), state.pictures.size());
        const std::size_t numbers = 3 * std::size_t(config().imageSize) * std::size_t(config().imageSize);
        // Two buffers: one is filled while a GPU still reads the other.
        std::array<at::Tensor, 2> buffers;
        std::optional<Pending> before;
        std::size_t turn = 0;
        for (std::size_t first = 0; first < count; first += length, turn ^= 1) {
            if (cancelled)
                return fail("cancelled", "cancelled");
            const std::size_t items = std::min(length, count - first);
            if (!buffers[turn].defined())
                buffers[turn] = translated([&] { return state.hostBuffer(length); });
            float *pixels = buffers[turn].mutable_data_ptr<float>();
            Runtime::forEach(items, [&](std::size_t i) { fill(first + i, pixels + i * numbers); });
            Pending now{first, {}, {}};
            const auto ran = state.pictures.run(items, [&](std::size_t from, std::size_t some) {
                now.parts.push_back(translated([&] {
                    return toHost(
                        unit(network(state.toDevice(buffers[turn].narrow(0, std::int64_t(from), std::int64_t(some))))));
                }));
            });
            if (!ran)
                return tl::make_unexpected(ran.error());
            seal(now, state.device);
            if (before)
                collect(*before, embeddings);
            before = std::move(now);
        }
        if (before)
            collect(*before, embeddings);
    } catch (const Error &error) {
        return tl::make_unexpected(error);
    } catch (const OutOfMemory &) {
        return fail("device.memory", "there is too little memory for a batch of pictures");
    } catch (const std::exception &error) {
        return fail("scorer.failed", firstLine(error.what()));
    }
    return embeddings;
}

Result<std::vector<Embedding>> ClipModel::embedTexts(std::span<const std::vector<std::int32_t>> sequences,
                                                     const std::atomic<bool> &cancelled) const
{
    const c10::InferenceMode inference;
    State &state = *m_state;
    const std::lock_guard guard(state.work);
    std::vector<Embedding> embeddings(sequences.size());
    try {
        const ClipTextNetwork &network = state.text.get(*state.weights, state.placement);
        std::vector<std::int64_t> ends;
        for (const auto &sequence : sequences) // the row that is read: the first of the largest id, the end token's
            ends.push_back(std::max_element(sequence.begin(), sequence.end()) - sequence.begin());
        const std::size_t length = std::max<std::size_t>(1, state.texts.size());
        for (std::size_t first = 0; first < sequences.size(); first += length) {
            if (cancelled)
                return fail("cancelled", "cancelled");
            const std::size_t items = std::min(length, sequences.size() - first);
            Pending now{first, {}, {}};
            const auto ran = state.texts.run(items, [&](std::size_t from, std::size_t some) {
                const auto begin = ends.begin() + std::ptrdiff_t(first + from);
                const std::int64_t tokens = 1 + *std::max_element(begin, begin + std::ptrdiff_t(some));
                const at::Tensor ids = at::zeros({std::int64_t(some), tokens}, at::kLong);
                const at::Tensor rows = at::empty({std::int64_t(some)}, at::kLong);
                for (std::size_t i = 0; i < some; ++i) {
                    const auto &sequence = sequences[first + from + i];
                    std::copy_n(sequence.begin(), begin[std::ptrdiff_t(i)] + 1,
                                ids.mutable_data_ptr<std::int64_t>() + std::int64_t(i) * tokens);
                    rows.mutable_data_ptr<std::int64_t>()[i] = begin[std::ptrdiff_t(i)];
                }
                now.parts.push_back(
                    translated([&] { return toHost(unit(network(ids.to(state.device), rows.to(state.device)))); }));
            });
            if (!ran)
                return tl::make_unexpected(ran.error());
            seal(now, state.device);
            collect(now, embeddings);
        }
    } catch (const Error &error) {
        return tl::make_unexpected(error);
    } catch (const std::exception &error) {
        return fail("scorer.failed", firstLine(error.what()));
    }
    return embeddings;
}

} // namespace reward
