#include "core/reward/jpegdecoder.h"

#include <array>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QTest>

#include "tests/support/pictures.h"

using reward::decodeJpeg;

namespace {

std::span<const std::byte> asSpan(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size())));
}

/// OpenCV's own reading of it, RGB.
cv::Mat asOpenCv(const QByteArray &bytes)
{
    const cv::Mat encoded(1, int(bytes.size()), CV_8U, const_cast<char *>(bytes.constData()));
    cv::Mat picture = cv::imdecode(encoded, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
    cv::cvtColor(picture, picture, cv::COLOR_BGR2RGB);
    return picture;
}

QByteArray coded(int flag, int value, const QImage &image)
{
    const cv::Mat pixels(image.height(), image.width(), CV_8UC3, const_cast<uchar *>(image.constBits()),
                         std::size_t(image.bytesPerLine()));
    std::vector<uchar> bytes;
    cv::imencode(".jpg", pixels, bytes, {flag, value});
    return {reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())};
}

QImage texture(int width, int height)
{
    return support::texture(width, height).convertToFormat(QImage::Format_RGB888);
}

} // namespace

class TestJpegDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameBytesAsOpenCv_data()
    {
        QTest::addColumn<QByteArray>("jpeg");
        const QImage picture = texture(101, 67); // no whole blocks
        QTest::newRow("baseline") << coded(cv::IMWRITE_JPEG_QUALITY, 90, picture);
        QTest::newRow("poor") << coded(cv::IMWRITE_JPEG_QUALITY, 3, picture);
        QTest::newRow("progressive") << coded(cv::IMWRITE_JPEG_PROGRESSIVE, 1, picture);
        QTest::newRow("restart markers") << coded(cv::IMWRITE_JPEG_RST_INTERVAL, 2, picture);
        QTest::newRow("one pixel") << coded(cv::IMWRITE_JPEG_QUALITY, 90, texture(1, 1));
    }

    void sameBytesAsOpenCv()
    {
        QFETCH(const QByteArray, jpeg);
        const auto made = decodeJpeg(asSpan(jpeg));
        QVERIFY(made);
        const cv::Mat expected = asOpenCv(jpeg);
        QCOMPARE(made->width, expected.cols);
        QCOMPARE(made->height, expected.rows);
        QCOMPARE(made->channels, 3);
        QVERIFY(std::equal(made->samples.begin(), made->samples.end(), expected.datastart, expected.dataend));
    }

    void greyHasThreeEqualChannels()
    {
        const auto made =
            decodeJpeg(asSpan(support::encoded(texture(20, 30).convertToFormat(QImage::Format_Grayscale8), "jpg")));
        QVERIFY(made && made->channels == 3);
        for (std::size_t i = 0; i < made->samples.size(); i += 3)
            QVERIFY(made->samples[i] == made->samples[i + 1] && made->samples[i] == made->samples[i + 2]);
    }

    void inkStaysAsStored()
    {
        constexpr std::array inks{200, 100, 50, 25};
        for (const bool adobe : {false, true}) { // Adobe's programs invert them
            const auto made =
                decodeJpeg(asSpan(support::cmykJpeg({24, 16}, inks[0], inks[1], inks[2], inks[3], adobe)));
            QVERIFY(made);
            QCOMPARE(made->channels, 4);
            QCOMPARE(made->samples.size(), std::size_t(24 * 16 * 4));
            for (std::size_t i = 0; i < made->samples.size(); ++i) {
                const int stored = adobe ? 255 - inks[i % 4] : inks[i % 4];
                QVERIFY(std::abs(made->samples[i] - stored) <= 3);
            }
        }
    }

    void whatCannotBeDecoded()
    {
        const QByteArray jpeg = coded(cv::IMWRITE_JPEG_QUALITY, 90, texture(101, 67));
        QVERIFY(!decodeJpeg({}));
        QVERIFY(!decodeJpeg(asSpan("no picture")));
        QVERIFY(!decodeJpeg(asSpan(jpeg.left(60))));
        // What libjpeg can mend is a picture, of the size that its header says: OpenCV and Pillow take it, too.
        const auto cut = decodeJpeg(asSpan(jpeg.left(jpeg.size() / 2)));
        QVERIFY(cut);
        QCOMPARE(cut->width, 101);
        QCOMPARE(cut->samples.size(), std::size_t(101 * 67 * 3));
    }

    /// A header that promises more pixels than are decoded takes no memory for them.
    void tooManyPixels()
    {
        QByteArray jpeg = coded(cv::IMWRITE_JPEG_QUALITY, 90, texture(101, 67));
        const qsizetype frame = jpeg.indexOf("\xff\xc0");
        QVERIFY(frame > 0);
        jpeg.replace(frame + 5, 4, "\xfe\xfe\xfe\xfe"); // 65278 x 65278
        QVERIFY(!decodeJpeg(asSpan(jpeg)));
    }
};

QTEST_GUILESS_MAIN(TestJpegDecoder)
#include "tst_jpegdecoder.moc"
