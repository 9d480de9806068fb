#pragma once

#include <memory>
#include <string>

#include <ATen/core/Tensor.h>

#include "core/reward/clipcheckpoint.h"

namespace reward {

/// The parameters of a CLIP network by OpenAI's names and in OpenAI's shapes, from wherever they are.
class ClipWeights
{
public:
    virtual ~ClipWeights() = default;

    virtual const ClipConfig &config() const = 0;
    /// In CPU memory and in the number type that it has there: a view where the memory lies so, else a copy. The view
    /// lives as long as this object. Throws std::out_of_range for a name that is none.
    virtual at::Tensor tensor(const std::string &name) const = 0;
    /// The parameter was copied: its memory may go.
    virtual void release(const std::string &name) const = 0;
};

/// Those of a checkpoint, read in place from the mapped file.
class CheckpointWeights : public ClipWeights
{
public:
    explicit CheckpointWeights(ClipCheckpoint checkpoint)
        : m_checkpoint(std::move(checkpoint))
    {
    }

    const ClipConfig &config() const override { return m_checkpoint.config; }
    at::Tensor tensor(const std::string &name) const override;
    void release(const std::string &name) const override;

private:
    ClipCheckpoint m_checkpoint;
};

/// The numbers of a small tensor, row-major.
std::vector<double> toDoubles(const TensorEntry &entry);

/// Gives parameters the place and number type of a network, and says which of them are no finite numbers.
class WeightPlacer
{
public:
    WeightPlacer(const ClipWeights &weights, at::Device device)
        : m_weights(weights)
        , m_device(device)
    {
    }

    /// The parameter on the device in `dtype`; the mapped memory itself when that is what it is already.
    /// Throws reward::Error "weights.nan" with the name.
    at::Tensor place(const std::string &name, at::ScalarType dtype);
    /// The same in the number type of the file: for tables of which few rows are read.
    at::Tensor placeAsStored(const std::string &name);
    /// Bytes of what was placed.
    std::int64_t bytes() const { return m_bytes; }

private:
    const ClipWeights &m_weights;
    at::Device m_device;
    std::int64_t m_bytes = 0;
};

} // namespace reward
