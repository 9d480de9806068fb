#include "core/reward/preprocess.h"

#include <numeric>

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "core/reward/pillowcolour.h"
#include "tests/core/reward/asbytes.h"
#include "tests/core/reward/patterns.h"
#include "tests/support/golden.h"

using reward::ClipCrop;
using reward::FloatResize;

class TestPreprocess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void references_data();
    void references();
    void cropOffsets();
    void padding();
    void tooNarrow();
    void longSideOfTheSize();
};

namespace {

constexpr int size = 224;
constexpr std::size_t count = 3 * size * size;

/// The picture of a case: decoded, or made by the same formula as in tests/reference/preprocess.py.
reward::Picture pictureOf(const QJsonObject &golden)
{
    if (golden.contains(QLatin1String("file")))
        return reward::decodePicture(
                   asBytes(QByteArray::fromBase64(golden[QLatin1String("file")].toString().toLatin1())))
            .value();
    const QString mode = golden[QLatin1String("mode")].toString();
    reward::Picture picture;
    picture.width = golden[QLatin1String("width")].toInt();
    picture.height = golden[QLatin1String("height")].toInt();
    if (mode == QLatin1String("RGB")) {
        picture.rgb = patternSamples(picture.width, picture.height, 3);
    } else if (mode == QLatin1String("CMYK")) {
        picture.mode = reward::PictureMode::Cmyk;
        picture.extra = patternSamples(picture.width, picture.height, 4);
    } else if (mode == QLatin1String("RGBA")) {
        picture.mode = reward::PictureMode::Alpha;
        const auto samples = patternSamples(picture.width, picture.height, 4);
        for (std::size_t i = 0; i < samples.size(); ++i)
            (i % 4 == 3 ? picture.extra : picture.rgb).push_back(samples[i]);
    } else {
        picture.mode = reward::PictureMode::Grey16;
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x)
                picture.grey16.push_back(std::uint16_t((x * 5 + y * 3 + (x * y) % 97) % 400));
    }
    return picture;
}

void compareFloats(const std::vector<float> &made, const QJsonValue &golden)
{
    // Torch resizes in single precision: its own versions differ as much.
    constexpr double tolerance = 1e-4;
    const QJsonArray probes = golden[QLatin1String("probes")].toArray();
    for (int i = 0; i < probes.size(); ++i) {
        const std::size_t at = std::size_t(i * 7919 + 13) % count;
        QVERIFY2(qAbs(double(made[at]) - probes[i].toDouble()) < tolerance,
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(at).arg(double(made[at])).arg(probes[i].toDouble())));
    }
    const double sum = std::accumulate(made.begin(), made.end(), 0.0);
    QVERIFY(qAbs(sum - golden[QLatin1String("sum")].toDouble()) < 1.0); // of 150,528 numbers
}

} // namespace

void TestPreprocess::references_data()
{
    QTest::addColumn<QJsonObject>("golden");
    const QJsonArray cases =
        support::goldenFile(QStringLiteral("preprocess.json"))[QLatin1String("pictures")].toArray();
    QVERIFY(cases.size() >= 70);
    for (const QJsonValue &one : cases)
        QTest::addRow("%s", qPrintable(one[QLatin1String("name")].toString())) << one.toObject();
}

void TestPreprocess::references()
{
    QFETCH(QJsonObject, golden);
    const reward::Picture picture = pictureOf(golden);
    const auto crc = [&golden](const char *key) { return quint32(golden[QLatin1String(key)].toDouble()); };
    std::vector<std::uint8_t> storage;
    QCOMPARE(crc32Of(reward::pillowRgb(picture, storage)), crc("rgb"));

    std::vector<float> out(count);
    reward::clipShortSide(picture, size, ClipCrop::Torchvision, out.data());
    QCOMPARE(crc32Of(std::span<const float>(out)), crc("torchvision"));
    reward::clipShortSide(picture, size, ClipCrop::HuggingFace, out.data());
    QCOMPARE(crc32Of(std::span<const float>(out)), crc("huggingface"));

    for (const auto &[key, kind] : {std::pair("hps", FloatResize::Antialias), {"hps_plain", FloatResize::Plain}}) {
        const QJsonValue expected = golden[QLatin1String(key)];
        const auto made = reward::hpsLongSide(picture, size, kind, out.data());
        QCOMPARE(made.has_value(), !expected.isNull());
        if (made)
            compareFloats(out, expected);
    }
}

void TestPreprocess::cropOffsets()
{
    // Columns whose value is their number: the first one that is left tells the offset. 224 high, so nothing is
    // resized.
    const auto offset = [](int width, ClipCrop crop) {
        reward::Picture picture;
        picture.width = width;
        picture.height = size;
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < width; ++x)
                picture.rgb.insert(picture.rgb.end(), 3, std::uint8_t(x));
        std::vector<float> out(count);
        reward::clipShortSide(picture, size, crop, out.data());
        return qRound((out[0] * 0.26862954F + 0.48145466F) * 255);
    };
    // Width, torchvision, Hugging Face.
    for (const auto &[width, rounded, cut] : {std::tuple(224, 0, 0),
                                              {225, 0, 0},
                                              {226, 1, 1},
                                              {227, 2, 1},
                                              {229, 2, 2},
                                              {231, 4, 3},
                                              {235, 6, 5},
                                              {299, 38, 37}}) {
        QCOMPARE(offset(width, ClipCrop::Torchvision), rounded);
        QCOMPARE(offset(width, ClipCrop::HuggingFace), cut);
    }
}

void TestPreprocess::padding()
{
    reward::Picture picture;
    picture.width = 400;
    picture.height = 300;
    picture.rgb = patternSamples(400, 300, 3);
    std::vector<float> out(count);
    QVERIFY(reward::hpsLongSide(picture, size, FloatResize::Antialias, out.data()));
    // 168 rows from row 28 on; black around.
    const float black[3]{-1.792263F, -1.752097F, -1.480220F};
    for (std::size_t c = 0; c < 3; ++c) {
        for (const std::size_t row : {0, 27, 196, 223})
            QVERIFY(qAbs(out[(c * size + row) * size + 100] - black[c]) < 1e-6F);
        QVERIFY(qAbs(out[(c * size + 28) * size] - black[c]) > 0.01F);
        QVERIFY(qAbs(out[(c * size + 195) * size] - black[c]) > 0.01F);
    }
    // Sums of the whole tensor, from torchvision 0.26.
    QVERIFY(qAbs(std::accumulate(out.begin(), out.end(), 0.0) + 41742.562) < 0.5);
    QVERIFY(reward::hpsLongSide(picture, size, FloatResize::Plain, out.data()));
    QVERIFY(qAbs(std::accumulate(out.begin(), out.end(), 0.0) + 41763.426) < 0.5);
}

void TestPreprocess::tooNarrow()
{
    reward::Picture picture;
    picture.width = 1;
    picture.height = 449;
    picture.rgb.resize(3 * 449);
    std::vector<float> out(count);
    const auto made = reward::hpsLongSide(picture, size, FloatResize::Antialias, out.data());
    QVERIFY(!made);
    QCOMPARE(made.error().code, std::string("picture.size"));
    QVERIFY(made.error().message.find("1 × 449") != std::string::npos);
}

void TestPreprocess::longSideOfTheSize()
{
    // The authors' code neither resizes nor pads such a picture and then fails; here it is padded.
    reward::Picture picture;
    picture.width = size;
    picture.height = 100;
    picture.rgb.assign(3 * size * 100, 255);
    std::vector<float> out(count);
    QVERIFY(reward::hpsLongSide(picture, size, FloatResize::Antialias, out.data()));
    const float white = (1 - 0.48145466F) / 0.26862954F;
    QVERIFY(qAbs(out[62 * size] - white) < 1e-5F);
    QVERIFY(qAbs(out[61 * size] + 1.792263F) < 1e-5F);
}

QTEST_GUILESS_MAIN(TestPreprocess)
#include "tst_preprocess.moc"
