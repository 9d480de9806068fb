#include "core/reward/clipweights.h"

#include <map>
#include <sys/mman.h>
#include <unistd.h>

#include <ATen/ATen.h>

namespace reward {

namespace {

at::ScalarType scalarType(const std::string &dtype)
{
    static const std::map<std::string, at::ScalarType> types{
        {"F64", at::kDouble}, {"F32", at::kFloat}, {"F16", at::kHalf}, {"BF16", at::kBFloat16}};
    return types.at(dtype); // the checkpoint was checked when it was opened
}

/// The entry as a tensor on the mapped memory; a copy when that is not aligned for its numbers.
at::Tensor view(const TensorEntry &entry)
{
    const at::ScalarType type = scalarType(entry.dtype);
    const auto size = std::size_t(c10::elementSize(type));
    auto *data = const_cast<std::byte *>(entry.data); // never written to: inference only reads weights
    if (reinterpret_cast<std::uintptr_t>(data) % size == 0)
        return at::from_blob(data, entry.shape, entry.strides, at::TensorOptions(type));
    const at::Tensor bytes = at::from_blob(data, {std::int64_t(size)}, at::kByte);
    std::vector<std::int64_t> strides = entry.strides;
    for (std::int64_t &stride : strides)
        stride *= std::int64_t(size);
    std::vector<std::int64_t> shape = entry.shape;
    shape.push_back(std::int64_t(size));
    strides.push_back(1);
    return at::from_blob(data, shape, strides, at::kByte).contiguous().view(type).view(entry.shape);
}

/// Tells the system that the pages of the entry are not needed; they can be read again.
void forget(const TensorEntry &entry)
{
    const auto page = std::uintptr_t(sysconf(_SC_PAGESIZE));
    std::size_t elements = 1;
    for (std::size_t i = 0; i < entry.shape.size(); ++i)
        elements += std::size_t((entry.shape[i] - 1) * entry.strides[i]);
    const auto begin = reinterpret_cast<std::uintptr_t>(entry.data);
    const std::uintptr_t end = begin + elements * elementBytes(entry.dtype);
    const std::uintptr_t first = (begin + page - 1) / page * page;
    const std::uintptr_t last = end / page * page;
    if (last > first)
        madvise(reinterpret_cast<void *>(first), last - first, MADV_DONTNEED);
}

} // namespace

at::Tensor CheckpointWeights::tensor(const std::string &name) const
{
    const ClipParameter &parameter = m_checkpoint.parameters.at(name);
    at::Tensor whole;
    if (parameter.parts.size() == 1) {
        whole = view(*parameter.parts.front());
    } else {
        std::vector<at::Tensor> parts;
        for (const TensorEntry *part : parameter.parts)
            parts.push_back(view(*part));
        whole = at::cat(parts);
    }
    return parameter.transposed ? whole.t() : whole;
}

void CheckpointWeights::release(const std::string &name) const
{
    for (const TensorEntry *part : m_checkpoint.parameters.at(name).parts)
        forget(*part);
}

std::vector<double> toDoubles(const TensorEntry &entry)
{
    const at::Tensor values = view(entry).to(at::kDouble).contiguous();
    return {values.const_data_ptr<double>(), values.const_data_ptr<double>() + values.numel()};
}

at::Tensor WeightPlacer::place(const std::string &name, at::ScalarType dtype)
{
    const at::Tensor stored = m_weights.tensor(name);
    const at::Tensor placed = stored.to(at::TensorOptions(m_device).dtype(dtype));
    // A sum is not finite when one of its terms is not; a second look tells an overflow from that.
    const bool finite = stored.scalar_type() == at::kFloat || stored.scalar_type() == at::kDouble
                            ? std::isfinite(stored.sum().item<double>()) || at::isfinite(stored).all().item<bool>()
                            : std::isfinite(placed.sum(at::kFloat).item<double>())
                                  || at::isfinite(placed).all().item<bool>();
    if (!finite)
        throw Error{"weights.nan", "the weights hold numbers that are not finite, in \"" + name + "\""};
    if (!placed.is_same(stored) && !(placed.is_alias_of(stored)))
        m_weights.release(name);
    m_bytes += std::int64_t(placed.nbytes());
    return placed;
}

at::Tensor WeightPlacer::placeAsStored(const std::string &name)
{
    return place(name, m_weights.tensor(name).scalar_type());
}

} // namespace reward
