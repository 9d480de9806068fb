#include "core/reward/pictureheader.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace reward {

namespace {

/// Integers from bytes that may be hostile: outside of the bytes there is nothing.
class Bytes
{
public:
    Bytes(std::span<const std::byte> bytes, bool bigEndian)
        : m_bytes(bytes)
        , m_bigEndian(bigEndian)
    {
    }

    std::size_t size() const { return m_bytes.size(); }

    /// An unsigned integer of `width` bytes at `at`.
    std::optional<std::uint32_t> read(std::size_t at, std::size_t width) const
    {
        if (at > m_bytes.size() || m_bytes.size() - at < width)
            return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            const std::size_t significance = m_bigEndian ? width - 1 - i : i;
            value |= std::to_integer<std::uint32_t>(m_bytes[at + i]) << (8 * significance);
        }
        return value;
    }

    bool hasText(std::size_t at, std::string_view text) const
    {
        return at <= m_bytes.size() && m_bytes.size() - at >= text.size()
               && std::memcmp(m_bytes.data() + at, text.data(), text.size()) == 0;
    }

private:
    std::span<const std::byte> m_bytes;
    bool m_bigEndian;
};

constexpr std::uint32_t startOfScan = 0xda;

struct JpegLayout
{
    PictureSize size;
    std::size_t scan = 0; ///< where the first scan's segment begins
};

/// Walks the segments up to the first scan.
std::optional<JpegLayout> jpegLayout(std::span<const std::byte> encoded)
{
    const Bytes bytes(encoded, true);
    JpegLayout layout;
    std::size_t at = 2;
    while (true) {
        const auto prefix = bytes.read(at, 1);
        const auto marker = bytes.read(at + 1, 1);
        if (!prefix || !marker || *prefix != 0xff)
            return std::nullopt;
        if (*marker == 0xff) { // fill byte
            ++at;
            continue;
        }
        const auto length = bytes.read(at + 2, 2);
        if (!length || *length < 2)
            return std::nullopt;
        if (*marker == startOfScan) {
            layout.scan = at;
            return layout;
        }
        // SOF0 to SOF15, without DHT (c4), JPG (c8) and DAC (cc) that lie between them.
        if (*marker >= 0xc0 && *marker <= 0xcf && *marker != 0xc4 && *marker != 0xc8 && *marker != 0xcc) {
            const auto height = bytes.read(at + 5, 2);
            const auto width = bytes.read(at + 7, 2);
            if (!height || !width)
                return std::nullopt;
            layout.size = {*width, *height};
        }
        at += 2 + *length;
    }
}

std::optional<PictureSize> pngSize(std::span<const std::byte> encoded)
{
    const Bytes bytes(encoded, true);
    const auto width = bytes.read(16, 4);
    const auto height = bytes.read(20, 4);
    if (!bytes.hasText(12, "IHDR") || !width || !height)
        return std::nullopt;
    return PictureSize{*width, *height};
}

std::optional<PictureSize> webpSize(std::span<const std::byte> encoded)
{
    const Bytes bytes(encoded, false);
    if (bytes.hasText(12, "VP8X")) {
        const auto width = bytes.read(24, 3);
        const auto height = bytes.read(27, 3);
        if (width && height)
            return PictureSize{std::int64_t(*width) + 1, std::int64_t(*height) + 1};
    } else if (bytes.hasText(12, "VP8L")) {
        if (const auto packed = bytes.read(21, 4))
            return PictureSize{(*packed & 0x3fff) + 1, ((*packed >> 14) & 0x3fff) + 1};
    } else if (bytes.hasText(12, "VP8 ")) {
        const auto width = bytes.read(26, 2);
        const auto height = bytes.read(28, 2);
        if (width && height)
            return PictureSize{*width & 0x3fff, *height & 0x3fff};
    }
    return std::nullopt;
}

/// Width (tag 256) and height (257) of the first directory.
std::optional<PictureSize> tiffSize(std::span<const std::byte> encoded)
{
    const Bytes bytes(encoded, encoded[0] == std::byte{'M'});
    const auto directory = bytes.read(4, 4);
    const auto entries = directory ? bytes.read(*directory, 2) : std::nullopt;
    if (!entries)
        return std::nullopt;
    PictureSize size;
    for (std::size_t i = 0; i < *entries; ++i) {
        const std::size_t entry = *directory + 2 + 12 * i;
        const auto tag = bytes.read(entry, 2);
        const auto type = bytes.read(entry + 2, 2);
        if (!tag || !type)
            return std::nullopt;
        if (*tag != 256 && *tag != 257)
            continue;
        constexpr std::uint32_t shortType = 3;
        const auto value = bytes.read(entry + 8, *type == shortType ? 2 : 4);
        if (!value)
            return std::nullopt;
        (*tag == 256 ? size.width : size.height) = *value;
    }
    return size;
}

bool pngHasEnd(std::span<const std::byte> encoded)
{
    const Bytes bytes(encoded, true);
    std::size_t at = 8;
    while (const auto length = bytes.read(at, 4)) {
        const std::size_t end = at + 12 + *length; // length, type, data, checksum
        if (end > encoded.size())
            return false;
        if (bytes.hasText(at + 4, "IEND"))
            return true;
        at = end;
    }
    return false;
}

bool jpegHasEnd(std::span<const std::byte> encoded)
{
    const std::optional<JpegLayout> layout = jpegLayout(encoded);
    if (!layout)
        return false;
    // A 0xff of the data is followed by 0x00, so the pair can be nothing else. Searched from the back: it is near the
    // end.
    static constexpr std::array endMarker{std::byte{0xff}, std::byte{0xd9}};
    const auto scans = encoded.subspan(layout->scan);
    return std::find_end(scans.begin(), scans.end(), endMarker.begin(), endMarker.end()) != scans.end();
}

/// What the header says, zero included.
std::optional<PictureSize> declaredSize(std::span<const std::byte> encoded, PictureFormat format)
{
    switch (format) {
    case PictureFormat::Jpeg: {
        const std::optional<JpegLayout> layout = jpegLayout(encoded);
        return layout ? std::optional(layout->size) : std::nullopt;
    }
    case PictureFormat::Png:
        return pngSize(encoded);
    case PictureFormat::WebP:
        return webpSize(encoded);
    case PictureFormat::Tiff:
        return tiffSize(encoded);
    case PictureFormat::Unknown:
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<PictureSize> pictureSize(std::span<const std::byte> encoded, PictureFormat format)
{
    const std::optional<PictureSize> size = declaredSize(encoded, format);
    // A header without pixels makes no sense.
    return size && size->width > 0 && size->height > 0 ? size : std::nullopt;
}

bool hasItsEnd(std::span<const std::byte> encoded, PictureFormat format)
{
    switch (format) {
    case PictureFormat::Jpeg:
        return jpegHasEnd(encoded);
    case PictureFormat::Png:
        return pngHasEnd(encoded);
    case PictureFormat::WebP: {
        const auto declared = Bytes(encoded, false).read(4, 4);
        return declared && std::size_t(*declared) + 8 <= encoded.size();
    }
    case PictureFormat::Tiff:
        return true;
    case PictureFormat::Unknown:
        break;
    }
    return false;
}

} // namespace reward
