#include "core/reward/clipmodel.h"

#include <cstring>

#include <ATen/ATen.h>
#include <QTest>

#include "core/reward/clipnetworks.h"
#include "core/reward/goldenclip.h"
#include "core/reward/runtime.h"

using reward::ClipModel;
using reward::GoldenClip;

class TestClipModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { reward::Runtime::start(2); }
    void batchesGiveWhatOnePictureGives_data();
    void batchesGiveWhatOnePictureGives();
    void textsOfDifferentLength();
    void towersAreLoadedWhenAsked();
    void cancelled();
    void badWeightsAreAnError();
};

namespace {

/// The CPU with as much memory as a test says.
class SmallMachine : public reward::Devices
{
public:
    int cudaCount() const override { return 0; }
    std::string cudaMissingReason() const override { return "none"; }
    std::size_t freeBytes(const std::string &) const override { return free; }
    void releaseKept(const std::string &) override {}

    std::size_t free = std::size_t(1) << 40;
};

constexpr std::size_t numbers = 3 * 56 * 56;

/// Picture `item`: the golden ones in turn, brighter each time.
void fill(std::size_t item, float *pixels)
{
    const at::Tensor golden = GoldenClip::pixels()[std::int64_t(item % 2)].add(0.1 * double(item / 2)).contiguous();
    std::memcpy(pixels, golden.const_data_ptr<float>(), numbers * sizeof(float));
}

double difference(const reward::Embedding &a, const reward::Embedding &b)
{
    double largest = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, double(std::abs(a[i] - b[i])));
    return largest;
}

const std::vector<std::int32_t> shortText{998, 5, 17, 300, 999};
const std::vector<std::int32_t> longText{998, 42, 7, 7, 801, 3, 250, 999};

} // namespace

void TestClipModel::batchesGiveWhatOnePictureGives_data()
{
    QTest::addColumn<quint64>("free");
    QTest::newRow("one at a time") << quint64(1);
    QTest::newRow("a few") << quint64(2) * 3 * (17 * 128 * 4 * 16);
    QTest::newRow("all") << (quint64(1) << 40);
}

void TestClipModel::batchesGiveWhatOnePictureGives()
{
    QFETCH(quint64, free);
    SmallMachine machine;
    machine.free = free;
    const ClipModel model(std::make_shared<GoldenClip>(128, true), {}, machine);
    const std::atomic<bool> cancelled{false};
    const auto together = model.embedPictures(11, fill, cancelled);
    QVERIFY(together.has_value());
    QCOMPARE(together->size(), 11U);
    for (std::size_t item = 0; item < 11; ++item) {
        const auto alone = model.embedPictures(
            1, [item](std::size_t, float *pixels) { fill(item, pixels); }, cancelled);
        QVERIFY(difference((*together)[item], alone->front()) < 1e-6);
        double norm = 0;
        for (const float value : (*together)[item])
            norm += double(value) * double(value);
        QVERIFY(std::abs(norm - 1) < 1e-5);
    }
    QVERIFY(difference((*together)[0], (*together)[1]) > 1e-2); // and they are not all the same
    QVERIFY(difference((*together)[0], (*together)[2]) > 1e-4);
}

void TestClipModel::textsOfDifferentLength()
{
    SmallMachine machine;
    const ClipModel model(std::make_shared<GoldenClip>(128, true), {}, machine);
    const std::atomic<bool> cancelled{false};
    std::vector<std::int32_t> padded = shortText;
    padded.resize(77, 999);
    const std::vector<std::vector<std::int32_t>> texts{shortText, longText, padded};
    const auto together = model.embedTexts(texts, cancelled);
    QVERIFY(together.has_value());
    QVERIFY(difference((*together)[0], (*together)[2]) < 1e-6);
    const auto alone = model.embedTexts(std::span(texts).subspan(1, 1), cancelled);
    QVERIFY(difference((*together)[1], alone->front()) < 1e-6);
    // The golden cosine of the first picture and the first text.
    const auto picture = model.embedPictures(1, fill, cancelled);
    double cosine = 0;
    for (std::size_t i = 0; i < picture->front().size(); ++i)
        cosine += double(picture->front()[i]) * double((*together)[0][i]);
    QVERIFY(std::abs(cosine + 0.0020354725) < 1e-5);
    QVERIFY(std::abs(model.scale() - std::exp(4.0)) < 1e-4);
}

void TestClipModel::towersAreLoadedWhenAsked()
{
    SmallMachine machine;
    const ClipModel model(std::make_shared<GoldenClip>(128, true), {}, machine);
    const std::atomic<bool> cancelled{false};
    QCOMPARE(model.loadedBytes(), 0);
    QVERIFY(model.embedTexts(std::vector<std::vector<std::int32_t>>{shortText}, cancelled).has_value());
    const std::int64_t text = model.loadedBytes();
    QVERIFY(text > 0);
    QVERIFY(model.embedPictures(1, fill, cancelled).has_value());
    QVERIFY(model.loadedBytes() > text);
    QVERIFY(model.embedPictures(0, fill, cancelled)->empty());
}

void TestClipModel::cancelled()
{
    SmallMachine machine;
    machine.free = 1;
    const ClipModel model(std::make_shared<GoldenClip>(128, true), {}, machine);
    std::atomic<bool> cancelled{false};
    int filled = 0;
    const auto result = model.embedPictures(
        10,
        [&](std::size_t item, float *pixels) {
            fill(item, pixels);
            cancelled = ++filled == 3;
        },
        cancelled);
    QCOMPARE(result.error().code, std::string("cancelled"));
    QCOMPARE(filled, 3);
}

void TestClipModel::badWeightsAreAnError()
{
    SmallMachine machine;
    auto weights = std::make_shared<GoldenClip>(128, true);
    weights->tensors()["visual.proj"].view(-1)[5] = INFINITY;
    const ClipModel model(weights, {}, machine);
    const std::atomic<bool> cancelled{false};
    const auto result = model.embedPictures(1, fill, cancelled);
    QCOMPARE(result.error().code, std::string("weights.nan"));
    QVERIFY(model.embedTexts(std::vector<std::vector<std::int32_t>>{shortText}, cancelled)
                .has_value()); // the other tower is whole
}

QTEST_GUILESS_MAIN(TestClipModel)
#include "tst_clipmodel.moc"
