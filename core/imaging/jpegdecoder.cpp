#include "core/imaging/jpegdecoder.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <jerror.h>

#include "core/imaging/containers.h"

namespace imaging {

namespace {

/// A progressive JPEG of a few bytes may ask for thousands of passes over all pixels.
constexpr int maxScans = 500;

struct Decoder
{
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf onError{};
    char finding[JMSG_LENGTH_MAX] = {}; ///< first warning that means broken pixels, or the error
    JOCTET *profile = nullptr;          ///< made by malloc
    unsigned int profileLength = 0;

    ~Decoder()
    {
        std::free(profile);
        jpeg_destroy_decompress(&info);
    }
};

Decoder *decoderOf(j_common_ptr info)
{
    return static_cast<Decoder *>(info->client_data);
}

void stop(j_common_ptr info)
{
    Decoder *decoder = decoderOf(info);
    info->err->format_message(info, decoder->finding);
    std::longjmp(decoder->onError, 1);
}

/// Of libjpeg's warnings those that say that pixels are wrong; bytes to spare and odd markers are harmless.
bool meansDamage(int code)
{
    return code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE || code == JWRN_MUST_RESYNC
           || code == JWRN_ARITH_BAD_CODE || code == JWRN_JPEG_EOF;
}

void note(j_common_ptr info, int level)
{
    Decoder *decoder = decoderOf(info);
    if (level < 0 && decoder->finding[0] == '\0' && meansDamage(info->err->msg_code))
        info->err->format_message(info, decoder->finding);
}

void printNothing(j_common_ptr) {}

void limitScans(j_common_ptr info)
{
    Decoder *decoder = decoderOf(info);
    if (info->is_decompressor && decoder->info.input_scan_number > maxScans) {
        std::snprintf(decoder->finding, sizeof decoder->finding, "more than %d passes", maxScans);
        std::longjmp(decoder->onError, 1);
    }
}

void setUp(Decoder &decoder)
{
    decoder.info.err = jpeg_std_error(&decoder.errors);
    decoder.errors.error_exit = stop;
    decoder.errors.emit_message = note;
    decoder.errors.output_message = printNothing;
    decoder.info.client_data = &decoder;
}

/// Picks eighths of the size so that both sides still reach `atLeast`.
void chooseScale(jpeg_decompress_struct &info, QSize atLeast)
{
    info.scale_denom = 8;
    for (info.scale_num = 1; info.scale_num < 8; ++info.scale_num) {
        jpeg_calc_output_dimensions(&info);
        if (static_cast<int>(info.output_width) >= atLeast.width()
            && static_cast<int>(info.output_height) >= atLeast.height())
            return;
    }
}

/// Between these two functions libjpeg may jump out: they hold nothing that needs a destructor.
bool readHeader(Decoder &decoder, const QByteArray &bytes, QSize atLeast)
{
    if (setjmp(decoder.onError))
        return false;
    jpeg_create_decompress(&decoder.info);
    decoder.info.client_data = &decoder;
    decoder.progress.progress_monitor = limitScans;
    decoder.info.progress = &decoder.progress;
    jpeg_mem_src(&decoder.info, reinterpret_cast<const unsigned char *>(bytes.constData()),
                 static_cast<unsigned long>(bytes.size()));
    jpeg_save_markers(&decoder.info, JPEG_APP0 + 2, 0xffff); // ICC profiles
    jpeg_read_header(&decoder.info, TRUE);
    jpeg_read_icc_profile(&decoder.info, &decoder.profile, &decoder.profileLength);
    switch (decoder.info.jpeg_color_space) {
    case JCS_GRAYSCALE:
        decoder.info.out_color_space = JCS_GRAYSCALE;
        break;
    case JCS_CMYK:
    case JCS_YCCK:
        decoder.info.out_color_space = JCS_CMYK;
        break;
    default:
        decoder.info.out_color_space = JCS_EXT_BGRX;
        break; // the memory layout of Format_RGB32
    }
    chooseScale(decoder.info, atLeast);
    jpeg_start_decompress(&decoder.info);
    return true;
}

bool readPixels(Decoder &decoder, QImage &image)
{
    if (setjmp(decoder.onError))
        return false;
    while (decoder.info.output_scanline < decoder.info.output_height) {
        JSAMPROW row = image.scanLine(static_cast<int>(decoder.info.output_scanline));
        jpeg_read_scanlines(&decoder.info, &row, 1);
    }
    jpeg_finish_decompress(&decoder.info);
    return true;
}

QImage::Format formatFor(J_COLOR_SPACE space)
{
    if (space == JCS_GRAYSCALE)
        return QImage::Format_Grayscale8;
    return space == JCS_CMYK ? QImage::Format_RGBA8888 : QImage::Format_RGB32;
}

} // namespace

base::Result<StoredPixels> readJpeg(const QByteArray &bytes, QSize atLeast)
{
    Decoder decoder;
    setUp(decoder);
    const auto broken = [&] { return damaged(QString::fromLatin1(decoder.finding).toLower()); };
    if (!readHeader(decoder, bytes, atLeast))
        return broken();

    StoredPixels pixels;
    pixels.image = QImage(static_cast<int>(decoder.info.output_width), static_cast<int>(decoder.info.output_height),
                          formatFor(decoder.info.out_color_space));
    if (pixels.image.isNull())
        return base::fail(QStringLiteral("picture.too_large"),
                          QStringLiteral("there is not enough memory for the picture"));
    if (!readPixels(decoder, pixels.image) || decoder.finding[0] != '\0')
        return broken();

    if (decoder.info.out_color_space == JCS_CMYK)
        pixels.channels =
            decoder.info.saw_Adobe_marker ? StoredPixels::Channels::InvertedCmyk : StoredPixels::Channels::Cmyk;
    if (decoder.profile)
        pixels.iccProfile =
            QByteArray(reinterpret_cast<const char *>(decoder.profile), static_cast<qsizetype>(decoder.profileLength));
    return pixels;
}

} // namespace imaging
