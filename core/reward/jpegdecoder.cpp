#include "core/reward/jpegdecoder.h"

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

namespace reward {

namespace {

/// A progressive JPEG of a few bytes may ask for thousands of passes over all pixels.
constexpr int maxScans = 500;

struct Decoder
{
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf onError{};

    Decoder() = default;
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;
    ~Decoder() { jpeg_destroy_decompress(&info); }
};

void stop(j_common_ptr info)
{
    std::longjmp(static_cast<Decoder *>(info->client_data)->onError, 1);
}

void ignore(j_common_ptr, int) {}

void limitScans(j_common_ptr info)
{
    if (static_cast<Decoder *>(info->client_data)->info.input_scan_number > maxScans)
        stop(info);
}

/// Between these two functions libjpeg may jump out: they hold nothing that needs a destructor.
bool readHeader(Decoder &decoder, std::span<const std::byte> encoded)
{
    if (setjmp(decoder.onError))
        return false;
    decoder.info.err = jpeg_std_error(&decoder.errors);
    decoder.errors.error_exit = stop;
    decoder.errors.emit_message = ignore;
    jpeg_create_decompress(&decoder.info);
    decoder.info.client_data = &decoder;
    decoder.progress.progress_monitor = limitScans;
    decoder.info.progress = &decoder.progress;
    jpeg_mem_src(&decoder.info, reinterpret_cast<const unsigned char *>(encoded.data()), encoded.size());
    jpeg_read_header(&decoder.info, TRUE);
    decoder.info.out_color_space = decoder.info.num_components == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&decoder.info);
    return true;
}

bool readSamples(Decoder &decoder, JpegSamples &image)
{
    if (setjmp(decoder.onError))
        return false;
    const std::size_t stride = std::size_t(image.width) * std::size_t(image.channels);
    while (decoder.info.output_scanline < decoder.info.output_height) {
        JSAMPROW row = image.samples.data() + decoder.info.output_scanline * stride;
        jpeg_read_scanlines(&decoder.info, &row, 1);
    }
    jpeg_finish_decompress(&decoder.info);
    return true;
}

} // namespace

std::optional<JpegSamples> decodeJpeg(std::span<const std::byte> encoded)
{
    Decoder decoder;
    if (!readHeader(decoder, encoded))
        return std::nullopt;
    JpegSamples image;
    image.width = int(decoder.info.output_width);
    image.height = int(decoder.info.output_height);
    image.channels = decoder.info.output_components;
    image.samples.resize(std::size_t(image.width) * std::size_t(image.height) * std::size_t(image.channels));
    if (!readSamples(decoder, image))
        return std::nullopt;
    return image;
}

} // namespace reward
