#include "core/reward/ziparchive.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/reward/tensorentry.h"

namespace reward {

namespace {

constexpr std::uint32_t localSignature = 0x04034b50;
constexpr std::uint32_t entrySignature = 0x02014b50;
constexpr std::uint32_t endSignature = 0x06054b50;
constexpr std::uint32_t end64Signature = 0x06064b50;
constexpr std::uint32_t locatorSignature = 0x07064b50;
constexpr std::size_t localBytes = 30;
constexpr std::size_t entryBytes = 46;
constexpr std::size_t endBytes = 22;
constexpr std::size_t end64Bytes = 56;
constexpr std::size_t locatorBytes = 20;
constexpr std::size_t maxComment = 0xffff;
constexpr std::uint16_t extra64 = 1; ///< extra field with 64-bit sizes
/// Far above any published model.
constexpr std::uint64_t maxEntries = 200'000;

tl::unexpected<Error> broken(std::string message)
{
    return fail("weights.format", "broken zip file: " + std::move(message));
}

/// Little-endian numbers at offsets that the caller has checked.
class Bytes
{
public:
    explicit Bytes(std::span<const std::byte> bytes)
        : m_bytes(bytes)
    {
    }

    std::uint16_t u16(std::size_t at) const { return std::uint16_t(number(at, 2)); }
    std::uint32_t u32(std::size_t at) const { return std::uint32_t(number(at, 4)); }
    std::uint64_t u64(std::size_t at) const { return number(at, 8); }

private:
    std::uint64_t number(std::size_t at, std::size_t count) const
    {
        std::uint64_t value = 0;
        for (std::size_t i = count; i-- > 0;)
            value = value << 8 | std::to_integer<std::uint64_t>(m_bytes[at + i]);
        return value;
    }

    std::span<const std::byte> m_bytes;
};

/// Where the central directory is, and how much.
struct Directory
{
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t entries = 0;
};

/// The end record is the last one whose comment reaches exactly to the end of the file.
std::optional<std::size_t> findEnd(std::span<const std::byte> file)
{
    if (file.size() < endBytes)
        return {};
    const Bytes read(file);
    const std::size_t last = file.size() - endBytes;
    const std::size_t first = last > maxComment ? last - maxComment : 0;
    for (std::size_t at = last + 1; at-- > first;) {
        if (read.u32(at) == endSignature && at + endBytes + read.u16(at + 20) == file.size())
            return at;
    }
    return {};
}

Result<Directory> findDirectory(std::span<const std::byte> file)
{
    const auto end = findEnd(file);
    if (!end)
        return broken("its directory is missing; the file is cut off");
    const Bytes read(file);
    Directory directory{read.u32(*end + 16), read.u32(*end + 12), read.u16(*end + 10)};
    std::uint64_t limit = *end;
    if (*end >= locatorBytes && read.u32(*end - locatorBytes) == locatorSignature) {
        const std::uint64_t at = read.u64(*end - locatorBytes + 8);
        if (at > *end - locatorBytes || *end - locatorBytes - at < end64Bytes || read.u32(at) != end64Signature)
            return broken("its 64-bit directory is not where it should be");
        directory = {read.u64(at + 48), read.u64(at + 40), read.u64(at + 32)};
        limit = at;
    }
    if (directory.offset > limit || directory.size > limit - directory.offset)
        return broken("its directory leaves the file");
    if (directory.entries > maxEntries)
        return broken("it claims " + std::to_string(directory.entries) + " entries");
    return directory;
}

/// Replaces what the directory leaves to the 64-bit extra field. False: the field is not there.
bool take64(std::span<const std::byte> extra, std::uint64_t &size, std::uint64_t &stored, std::uint64_t &header)
{
    constexpr std::uint64_t missing = 0xffffffff;
    if (size != missing && stored != missing && header != missing)
        return true;
    const Bytes read(extra);
    for (std::size_t at = 0; at + 4 <= extra.size();) {
        const std::size_t length = read.u16(at + 2);
        if (length > extra.size() - at - 4)
            return false;
        if (read.u16(at) == extra64) {
            const std::size_t end = at + 4 + length;
            at += 4;
            for (std::uint64_t *value : {&size, &stored, &header}) {
                if (*value != missing)
                    continue;
                if (end - at < 8)
                    return false;
                *value = read.u64(at);
                at += 8;
            }
            return true;
        }
        at += 4 + length;
    }
    return false;
}

std::string_view textAt(std::span<const std::byte> file, std::size_t at, std::size_t length)
{
    return {reinterpret_cast<const char *>(file.data()) + at, length};
}

} // namespace

bool isZip(std::span<const std::byte> file)
{
    return file.size() >= 4 && Bytes(file).u32(0) == localSignature;
}

Result<ZipArchive> ZipArchive::open(std::span<const std::byte> file)
{
    const Result<Directory> directory = findDirectory(file);
    if (!directory)
        return tl::make_unexpected(directory.error());
    ZipArchive archive;
    archive.m_file = file;
    archive.m_directory = directory->offset;
    const Bytes read(file);
    std::size_t at = directory->offset;
    const std::size_t end = directory->offset + directory->size;
    for (std::uint64_t i = 0; i < directory->entries; ++i) {
        if (end - at < entryBytes || read.u32(at) != entrySignature)
            return broken("its directory ends before entry " + std::to_string(i + 1) + " of "
                          + std::to_string(directory->entries));
        const std::size_t nameBytes = read.u16(at + 28);
        const std::size_t extraBytes = read.u16(at + 30);
        const std::size_t whole = entryBytes + nameBytes + extraBytes + read.u16(at + 32);
        if (end - at < whole)
            return broken("entry " + std::to_string(i + 1) + " leaves the directory");
        const std::string_view name = textAt(file, at + entryBytes, nameBytes);
        Entry entry{read.u32(at + 42), read.u32(at + 24), read.u32(at + 20), read.u16(at + 10), read.u16(at + 8)};
        if (!take64(file.subspan(at + entryBytes + nameBytes, extraBytes), entry.size, entry.stored, entry.header))
            return broken("entry " + quotedName(name) + " lacks its 64-bit sizes");
        if (entry.header > archive.m_directory || entry.stored > archive.m_directory - entry.header)
            return broken("entry " + quotedName(name) + " leaves the file");
        if (i == 0)
            archive.m_firstName = name;
        if (!archive.m_entries.emplace(name, entry).second)
            return broken("entry " + quotedName(name) + " occurs twice");
        at += whole;
    }
    return archive;
}

Result<std::span<const std::byte>> ZipArchive::bytes(std::string_view name) const
{
    const auto found = m_entries.find(name);
    if (found == m_entries.end())
        return fail("weights.format", "the archive lacks entry " + quotedName(name));
    const Entry &entry = found->second;
    constexpr std::uint16_t encrypted = 1;
    if (entry.method != 0 || (entry.flags & encrypted) != 0)
        return fail("weights.format", "entry " + quotedName(name)
                                          + " is compressed or encrypted; PyTorch stores it plain, so this is no file "
                                            "that it wrote");
    if (entry.size != entry.stored)
        return broken("entry " + quotedName(name) + " has two sizes, " + std::to_string(entry.size) + " and "
                      + std::to_string(entry.stored));
    const Bytes read(m_file);
    if (m_directory - entry.header < localBytes || read.u32(entry.header) != localSignature)
        return broken("entry " + quotedName(name) + " is not where the directory says");
    const std::uint64_t nameBytes = read.u16(entry.header + 26);
    const std::uint64_t head = localBytes + nameBytes + read.u16(entry.header + 28);
    const std::uint64_t room = m_directory - entry.header;
    if (head > room || entry.stored > room - head)
        return broken("entry " + quotedName(name) + " leaves the file");
    if (textAt(m_file, entry.header + localBytes, nameBytes) != name)
        return broken("entry " + quotedName(name) + " has another name in its own header");
    return m_file.subspan(entry.header + head, entry.stored);
}

} // namespace reward
