#include "core/reward/clipnetworks.h"

#include <QTest>

#include "tests/core/reward/goldenclip.h"

using reward::ClipImageNetwork;
using reward::ClipTextNetwork;
using reward::Placement;

class TestClipNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formula();
    void goldenVectors_data();
    void goldenVectors();
    void idsAfterTheEndDoNotMatter();
    void halfPrecisionIsClose_data();
    void halfPrecisionIsClose();
    void singlePrecisionIsReadInPlace();
    void weightsThatAreNoNumbers();
};

namespace {

/// Both texts of the golden cases, and where their end token is.
at::Tensor goldenIds()
{
    const at::Tensor ids = at::zeros({2, 77}, at::kLong);
    const std::vector<std::int64_t> first{998, 5, 17, 300, 999};
    const std::vector<std::int64_t> second{998, 42, 7, 7, 801, 3, 250, 999};
    std::copy(first.begin(), first.end(), ids.mutable_data_ptr<std::int64_t>());
    std::copy(second.begin(), second.end(), ids.mutable_data_ptr<std::int64_t>() + 77);
    return ids;
}

at::Tensor goldenEnds()
{
    return goldenIds().argmax(1);
}

at::Tensor cosines(const at::Tensor &images, const at::Tensor &texts)
{
    const auto unit = [](const at::Tensor &x) { return x / x.norm(2, {-1}, true); };
    return unit(images).matmul(unit(texts).t());
}

void compare(const at::Tensor &row, const QList<double> &values, double norm)
{
    const at::Tensor numbers = row.contiguous();
    for (int i = 0; i < values.size(); ++i)
        QVERIFY2(std::abs(numbers[i].item<double>() - values[i]) < 2e-5 * norm,
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(numbers[i].item<double>()).arg(values[i])));
    QVERIFY2(std::abs(row.norm().item<double>() - norm) < 2e-5 * norm,
             qPrintable(QString::number(row.norm().item<double>())));
}

} // namespace

void TestClipNetworks::formula()
{
    const auto h = [](std::uint32_t element, std::uint32_t tensor) {
        return double(reward::hashFill(element, tensor)) / 4294967296.0 - 0.5;
    };
    QVERIFY(std::abs(h(0, 0) + 0.31782235368) < 1e-11);
    QVERIFY(std::abs(h(5, 7) + 0.09071342484) < 1e-11);
    QCOMPARE(GoldenClip(128, true).tensors().size(), 62U);
}

void TestClipNetworks::goldenVectors_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("quickGelu");
    QTest::addColumn<QList<QList<double>>>("features"); // two pictures, two texts
    QTest::addColumn<QList<double>>("norms");
    QTest::addColumn<QList<double>>("expected"); // picture × text
    QTest::newRow("openai/CLIP, QuickGELU")
        << 128 << true
        << QList<QList<double>>{{0.001029, -0.208309, 0.168506, -0.989278},
                                {0.408711, -1.197076, 0.620771},
                                {-0.012354, -0.665107, 1.206594},
                                {-0.148321, -0.724826, 1.580268}}
        << QList<double>{3.895638, 4.089265, 3.566295, 3.411962}
        << QList<double>{-0.0020354725, -0.0705865622, -0.0079394393, 0.0291301049};
    QTest::newRow("open_clip in HPSv2, GELU, heads of 80")
        << 160 << false
        << QList<QList<double>>{{-0.410444, -1.376667, 1.012983}, {}, {-0.008056, -0.653348, 1.201826}, {}}
        << QList<double>{5.854783, 5.648126, 3.570878, 3.415090}
        << QList<double>{0.0791358501, 0.0767833814, 0.2453008443, 0.1679535108};
}

void TestClipNetworks::goldenVectors()
{
    QFETCH(int, width);
    QFETCH(bool, quickGelu);
    QFETCH(QList<QList<double>>, features);
    QFETCH(QList<double>, norms);
    QFETCH(QList<double>, expected);
    const GoldenClip clip(width, quickGelu);
    const at::Tensor images = ClipImageNetwork(clip, {})(GoldenClip::pixels());
    const at::Tensor texts = ClipTextNetwork(clip, {})(goldenIds(), goldenEnds());
    for (int i = 0; i < 2; ++i) {
        compare(images[i], features[i], norms[i]);
        compare(texts[i], features[2 + i], norms[2 + i]);
    }
    const at::Tensor got = cosines(images, texts).contiguous();
    for (int i = 0; i < 4; ++i)
        QVERIFY2(std::abs(got.view(-1)[i].item<double>() - expected[i]) < 1e-5,
                 qPrintable(QString::number(got.view(-1)[i].item<double>(), 'g', 10)));
}

void TestClipNetworks::idsAfterTheEndDoNotMatter()
{
    const GoldenClip clip(128, true);
    const ClipTextNetwork network(clip, {});
    const at::Tensor cut = network(goldenIds().slice(1, 0, 8), goldenEnds());
    const at::Tensor padded = goldenIds();
    padded[0].slice(0, 5).fill_(999); // as Hugging Face pads
    QVERIFY(at::allclose(cut, network(goldenIds(), goldenEnds()), 1e-5, 1e-5));
    QVERIFY(at::allclose(cut, network(padded, goldenEnds()), 1e-5, 1e-5));
}

void TestClipNetworks::halfPrecisionIsClose_data()
{
    QTest::addColumn<QString>("dtype");
    QTest::newRow("bf16") << QStringLiteral("bf16");
    QTest::newRow("fp16") << QStringLiteral("fp16");
}

void TestClipNetworks::halfPrecisionIsClose()
{
    QFETCH(QString, dtype);
    const GoldenClip clip(160, false);
    const Placement half{"cpu", dtype.toStdString()};
    const at::Tensor exact =
        cosines(ClipImageNetwork(clip, {})(GoldenClip::pixels()), ClipTextNetwork(clip, {})(goldenIds(), goldenEnds()));
    const at::Tensor rough = cosines(ClipImageNetwork(clip, half)(GoldenClip::pixels()),
                                     ClipTextNetwork(clip, half)(goldenIds(), goldenEnds()));
    const double error = (exact - rough).abs().max().item<double>();
    QVERIFY2(error > 0 && error < 5e-3, qPrintable(QString::number(error))); // features of 24 numbers; 768 err less
}

void TestClipNetworks::singlePrecisionIsReadInPlace()
{
    GoldenClip clip(128, true);
    const ClipImageNetwork network(clip, {});
    QVERIFY(clip.released.empty());
    // A weight that changes afterwards changes the result: nothing was copied.
    const at::Tensor before = network(GoldenClip::pixels());
    clip.tensors()["visual.transformer.resblocks.0.mlp.c_fc.weight"].mul_(2);
    QVERIFY(!at::allclose(before, network(GoldenClip::pixels())));
    const ClipImageNetwork half(clip, {"cpu", "bf16"});
    QVERIFY(!clip.released.empty()); // what was copied is given back
}

void TestClipNetworks::weightsThatAreNoNumbers()
{
    GoldenClip clip(128, true);
    clip.tensors()["visual.transformer.resblocks.1.attn.out_proj.weight"].view(-1)[100] = NAN;
    try {
        const ClipImageNetwork network(clip, {});
        QFAIL("weights with a NaN were taken");
    } catch (const reward::Error &error) {
        QCOMPARE(error.code, std::string("weights.nan"));
        QVERIFY(error.message.find("resblocks.1.attn.out_proj.weight") != std::string::npos);
    }
    const ClipTextNetwork text(clip, {}); // the other tower is whole
}

QTEST_APPLESS_MAIN(TestClipNetworks)
#include "tst_clipnetworks.moc"
