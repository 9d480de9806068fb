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

/// What the first directory of a TIFF file says, zero where it says nothing.
struct TiffDirectory
{
    PictureSize size;
    std::uint32_t bits = 1; ///< per sample, of the only one
    std::uint32_t photometric = 0;
    std::uint32_t samples = 1;
};

/// Nothing when the directory is cut off.
std::optional<TiffDirectory> tiffDirectory(std::span<const std::byte> encoded)
{
    const Bytes bytes(encoded, encoded[0] == std::byte{'M'});
    const auto start = bytes.read(4, 4);
    const auto entries = start ? bytes.read(*start, 2) : std::nullopt;
    if (!entries)
        return std::nullopt;
    TiffDirectory directory;
    for (std::size_t i = 0; i < *entries; ++i) {
        const std::size_t entry = *start + 2 + 12 * i;
        const auto tag = bytes.read(entry, 2);
        const auto type = bytes.read(entry + 2, 2);
        if (!tag || !type)
            return std::nullopt;
        constexpr std::array<std::uint32_t, 5> known{256, 257, 258, 262, 277};
        if (std::ranges::find(known, *tag) == known.end())
            continue;
        constexpr std::uint32_t shortType = 3;
        const auto value = bytes.read(entry + 8, *type == shortType ? 2 : 4);
        if (!value)
            return std::nullopt;
        switch (*tag) {
        case 256:
            directory.size.width = *value;
            break;
        case 257:
            directory.size.height = *value;
            break;
        case 258: // of several samples: an offset, and then not asked for
            directory.bits = *value;
            break;
        case 262:
            directory.photometric = *value;
            break;
        default:
            directory.samples = *value;
        }
    }
    return directory;
}

std::optional<PictureSize> tiffSize(std::span<const std::byte> encoded)
{
    const std::optional<TiffDirectory> directory = tiffDirectory(encoded);
    return directory ? std::optional(directory->size) : std::nullopt;
}

PictureMode tiffMode(std::span<const std::byte> encoded)
{
    constexpr std::uint32_t blackIsZero = 1;
    constexpr std::uint32_t palette = 3;
    const std::optional<TiffDirectory> directory = tiffDirectory(encoded);
    if (!directory || directory->samples != 1)
        return PictureMode::Rgb;
    const bool isGrey = directory->photometric <= blackIsZero;
    if (directory->photometric == palette || (isGrey && directory->bits == 1))
        return PictureMode::Nearest;
    return directory->photometric == blackIsZero && directory->bits == 16 ? PictureMode::Grey16 : PictureMode::Rgb;
}

PictureMode pngMode(std::span<const std::byte> encoded)
{
    const Bytes bytes(encoded, true);
    const auto bits = bytes.read(24, 1);
    const auto colour = bytes.read(25, 1);
    if (!bits || !colour)
        return PictureMode::Rgb;
    constexpr std::uint32_t grey = 0;
    constexpr std::uint32_t palette = 3;
    constexpr std::uint32_t alphaBit = 4;
    if (*colour == palette || (*colour == grey && *bits == 1))
        return PictureMode::Nearest;
    if (*colour & alphaBit)
        return PictureMode::Alpha;
    return *colour == grey && *bits == 16 ? PictureMode::Grey16 : PictureMode::Rgb;
}

/// Whether there is alpha only the decoder says for sure; a plain lossy file ("VP8 ") has none.
PictureMode webpMode(std::span<const std::byte> encoded)
{
    return Bytes(encoded, false).hasText(12, "VP8 ") ? PictureMode::Rgb : PictureMode::Alpha;
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

PictureMode declaredMode(std::span<const std::byte> encoded, PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return pngMode(encoded);
    case PictureFormat::WebP:
        return webpMode(encoded);
    case PictureFormat::Tiff:
        return tiffMode(encoded);
    case PictureFormat::Jpeg:
    case PictureFormat::Unknown:
        break;
    }
    return PictureMode::Rgb;
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
