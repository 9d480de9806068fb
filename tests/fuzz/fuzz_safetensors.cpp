#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/reward/safetensors.h"

/// Whatever the bytes are, every tensor that is reported lies inside them, and all of it can be read.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::span<const std::byte> file = std::as_bytes(std::span(data, size));
    const auto tensors = reward::readSafetensors(file);
    if (!tensors)
        return 0;
    for (const auto &[name, tensor] : *tensors) {
        const std::size_t bytes = std::size_t(tensor.elementCount()) * reward::elementBytes(tensor.dtype);
        if (tensor.data < file.data() || bytes > std::size_t(file.data() + file.size() - tensor.data)
            || !tensor.isContiguous())
            std::abort();
        if (reward::nonFiniteCount(tensor) > tensor.elementCount())
            std::abort();
    }
    return 0;
}
