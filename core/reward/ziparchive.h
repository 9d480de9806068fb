#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/reward/result.h"

namespace reward {

/// Whether bytes begin like a zip file that holds something.
bool isZip(std::span<const std::byte> file);

/// The entries of a zip file in mapped memory (PKWARE's APPNOTE, 64-bit sizes included). Only stored entries can be
/// used: PyTorch stores everything that is read here, and what is not unpacked cannot be a bomb.
class ZipArchive
{
public:
    /// Error: "weights.format" (no central directory, sizes or offsets that contradict each other or leave the file).
    static Result<ZipArchive> open(std::span<const std::byte> file);

    /// Name of the first entry in the directory.
    std::string_view firstName() const { return m_firstName; }
    bool contains(std::string_view name) const { return m_entries.find(name) != m_entries.end(); }
    /// The bytes of an entry. Errors: "weights.format" (there is none of that name; it is compressed or encrypted; its
    /// own header contradicts the directory).
    Result<std::span<const std::byte>> bytes(std::string_view name) const;

private:
    struct Entry
    {
        std::uint64_t header = 0; ///< offset of the local header
        std::uint64_t size = 0;
        std::uint64_t stored = 0; ///< size in the file
        std::uint16_t method = 0;
        std::uint16_t flags = 0;
    };

    std::span<const std::byte> m_file;
    std::uint64_t m_directory = 0; ///< offset of the central directory: all data lie before it
    std::string_view m_firstName;
    std::unordered_map<std::string_view, Entry> m_entries;
};

} // namespace reward
