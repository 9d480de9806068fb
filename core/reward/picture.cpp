#include "core/reward/picture.h"

#include <array>
#include <cstring>
#include <exception>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/reward/pictureheader.h"

namespace reward {

namespace {

bool startsWith(std::span<const std::byte> bytes, std::string_view magic, std::size_t offset = 0)
{
    return bytes.size() >= offset + magic.size() && std::memcmp(bytes.data() + offset, magic.data(), magic.size()) == 0;
}

/// OpenCV decodes what is there of a truncated file and leaves the rest grey: refuse such files before.
Result<void> checkHeader(std::span<const std::byte> encoded, PictureFormat format)
{
    const std::optional<PictureSize> size = pictureSize(encoded, format);
    if (!size)
        return fail("picture.damaged", "the picture's header is damaged");
    if (size->width <= 0 || size->height <= 0)
        return fail("picture.damaged", "the picture's header names no pixels");
    if (size->width > maxPixels / size->height)
        return fail("picture.size", "the picture has " + std::to_string(size->width) + " × "
                                        + std::to_string(size->height) + " pixels, more than 200 megapixels");
    if (!hasItsEnd(encoded, format))
        return fail("picture.damaged", "the picture is cut off: its end is missing");
    return {};
}

} // namespace

PictureFormat pictureFormat(std::span<const std::byte> encoded)
{
    using namespace std::string_view_literals;
    if (startsWith(encoded, "\xff\xd8\xff"sv))
        return PictureFormat::Jpeg;
    if (startsWith(encoded, "\x89PNG\r\n\x1a\n"sv))
        return PictureFormat::Png;
    if (startsWith(encoded, "RIFF"sv) && startsWith(encoded, "WEBP"sv, 8))
        return PictureFormat::WebP;
    if (startsWith(encoded, "II*\0"sv) || startsWith(encoded, "MM\0*"sv))
        return PictureFormat::Tiff;
    return PictureFormat::Unknown;
}

Result<Picture> decodePicture(std::span<const std::byte> encoded)
{
    const PictureFormat format = pictureFormat(encoded);
    if (format == PictureFormat::Unknown)
        return fail("picture.format",
                    encoded.empty() ? "the file is empty" : "the file is not a JPEG, PNG, WebP or TIFF picture");
    if (const Result<void> header = checkHeader(encoded, format); !header)
        return tl::make_unexpected(header.error());
    try {
        const cv::Mat bytes(1, int(encoded.size()), CV_8UC1, const_cast<std::byte *>(encoded.data()));
        const cv::Mat bgr = cv::imdecode(bytes, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
        if (bgr.empty() || bgr.type() != CV_8UC3)
            return fail("picture.damaged", "the picture cannot be decoded");
        Picture picture{.width = bgr.cols, .height = bgr.rows, .rgb = {}};
        picture.rgb.resize(std::size_t(bgr.rows) * std::size_t(bgr.cols) * 3);
        cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, picture.rgb.data());
        cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
        return picture;
    } catch (const std::exception &error) {
        // OpenCV's text names its own source files; the user needs the picture, which the caller names.
        return fail("picture.damaged", "the picture cannot be decoded");
    }
}

} // namespace reward
