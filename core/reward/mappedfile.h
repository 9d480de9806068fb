#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "core/reward/result.h"

namespace reward {

/// A file mapped into memory, read only. Pages are read when they are looked at.
class MappedFile
{
public:
    /// Errors: "weights.read" with the path (missing, not readable, not a regular file, empty).
    static Result<std::unique_ptr<MappedFile>> open(const std::filesystem::path &path);
    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    std::span<const std::byte> bytes() const { return {m_data, m_size}; }

private:
    MappedFile(const std::byte *data, std::size_t size)
        : m_data(data)
        , m_size(size)
    {
    }

    const std::byte *m_data;
    std::size_t m_size;
};

} // namespace reward
