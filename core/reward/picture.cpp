#include "core/reward/picture.h"

#include <algorithm>
#include <cstring>
#include <exception>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/reward/jpegdecoder.h"
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

/// Decodes with OpenCV; empty when it cannot.
cv::Mat decoded(std::span<const std::byte> encoded, int flags)
{
    const cv::Mat bytes(1, int(encoded.size()), CV_8UC1, const_cast<std::byte *>(encoded.data()));
    return cv::imdecode(bytes, flags | cv::IMREAD_IGNORE_ORIENTATION);
}

Picture toPicture(const cv::Mat &image, cv::ColorConversionCodes code)
{
    Picture picture;
    picture.width = image.cols;
    picture.height = image.rows;
    picture.rgb.resize(image.total() * 3);
    cv::Mat rgb(image.rows, image.cols, CV_8UC3, picture.rgb.data());
    cv::cvtColor(image, rgb, code);
    return picture;
}

tl::unexpected<Error> undecodable()
{
    return fail("picture.damaged", "the picture cannot be decoded");
}

/// OpenCV's loader calls libjpeg in the same way, but turns RGB into BGR.
Result<Picture> decodeJpegPicture(std::span<const std::byte> encoded)
{
    std::optional<JpegSamples> jpeg = decodeJpeg(encoded);
    if (!jpeg)
        return undecodable();
    if (jpeg->channels == 3) {
        Picture picture;
        picture.width = jpeg->width;
        picture.height = jpeg->height;
        picture.rgb = std::move(jpeg->samples);
        return picture;
    }
    const cv::Mat bgr = decoded(encoded, cv::IMREAD_COLOR);
    if (bgr.type() != CV_8UC3 || bgr.cols != jpeg->width || bgr.rows != jpeg->height)
        return undecodable();
    Picture picture = toPicture(bgr, cv::COLOR_BGR2RGB);
    picture.mode = PictureMode::Cmyk;
    picture.extra = std::move(jpeg->samples);
    // Pillow takes every such file as one of Adobe's, which hold inverted ink.
    for (std::uint8_t &ink : picture.extra)
        ink = std::uint8_t(255 - ink);
    return picture;
}

/// RGB and alpha apart. `image` has 4 channels of 8 or 16 bits, of which the high byte is kept.
Result<Picture> decodeAlpha(cv::Mat image)
{
    if (image.depth() == CV_16U) {
        cv::Mat high(image.rows, image.cols, CV_8UC4);
        for (int y = 0; y < image.rows; ++y) {
            const auto *from = image.ptr<std::uint16_t>(y);
            std::transform(from, from + 4 * image.cols, high.ptr(y),
                           [](std::uint16_t sample) { return std::uint8_t(sample >> 8); });
        }
        image = high;
    }
    if (image.type() != CV_8UC4)
        return undecodable();
    Picture picture = toPicture(image, cv::COLOR_BGRA2RGB);
    picture.extra.resize(image.total());
    cv::Mat alpha(image.rows, image.cols, CV_8UC1, picture.extra.data());
    cv::extractChannel(image, alpha, 3);
    const bool isOpaque = std::ranges::all_of(picture.extra, [](std::uint8_t value) { return value == 255; });
    if (isOpaque) // resized with alpha it would be the same
        picture.extra.clear();
    else
        picture.mode = PictureMode::Alpha;
    return picture;
}

/// PNG, WebP, TIFF.
Result<Picture> decodeOther(std::span<const std::byte> encoded, PictureFormat format)
{
    const PictureMode mode = declaredMode(encoded, format);
    if (mode == PictureMode::Alpha) {
        const cv::Mat image = decoded(encoded, cv::IMREAD_UNCHANGED);
        if (image.channels() == 4)
            return decodeAlpha(image);
    }
    const cv::Mat bgr = decoded(encoded, cv::IMREAD_COLOR);
    if (bgr.empty() || bgr.type() != CV_8UC3)
        return undecodable();
    Picture picture = toPicture(bgr, cv::COLOR_BGR2RGB);
    if (mode == PictureMode::Nearest)
        picture.mode = mode;
    if (mode == PictureMode::Grey16) {
        const cv::Mat grey = decoded(encoded, cv::IMREAD_UNCHANGED);
        if (grey.type() == CV_16UC1 && grey.size() == bgr.size()) {
            picture.mode = mode;
            picture.grey16.assign(grey.begin<std::uint16_t>(), grey.end<std::uint16_t>());
        }
    }
    return picture;
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
        return format == PictureFormat::Jpeg ? decodeJpegPicture(encoded) : decodeOther(encoded, format);
    } catch (const std::exception &error) {
        // OpenCV's text names its own source files; the user needs the picture, which the caller names.
        return fail("picture.damaged", "the picture cannot be decoded");
    }
}

} // namespace reward
