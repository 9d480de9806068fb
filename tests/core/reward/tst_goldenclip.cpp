#include "core/reward/goldenclip.h"

#include <QTest>

#include <ATen/ATen.h>

#include "core/reward/clipnames.h"
#include "core/reward/hashfill.h"

using reward::GoldenClip;

class TestGoldenClip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void networks_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("openai/CLIP") << 128;
        QTest::newRow("open_clip") << 160;
    }

    /// Every parameter of a network of its sizes, and no other.
    void networks()
    {
        QFETCH(const int, width);
        GoldenClip clip(width, width == 128);
        QCOMPARE(clip.config().quickGelu, width == 128);
        const auto names = reward::clipNames(reward::ClipLayout::OpenAi, clip.config());
        QCOMPARE(clip.tensors().size(), names.size());
        for (const reward::ClipName &name : names) {
            const at::Tensor tensor = clip.tensor(name.parameter);
            QVERIFY2(tensor.sizes().vec() == name.shape, name.parameter.c_str());
        }
    }

    /// The reference makes element i of tensor t as 0.3 · (hash(i, t) / 2^32 − 0.5), tensors in the order of their
    /// names, and adds 1 to the factors of normalisations.
    void values()
    {
        GoldenClip clip(128, true);
        std::uint32_t number = 0;
        for (const auto &[name, tensor] : clip.tensors()) {
            const bool isFactor = name.ends_with("ln_1.weight") || name.ends_with("ln_2.weight")
                                  || name.ends_with("ln_pre.weight") || name.ends_with("ln_post.weight")
                                  || name.ends_with("ln_final.weight");
            const at::Tensor flat = tensor.flatten();
            for (const std::int64_t i : {std::int64_t(0), flat.numel() - 1}) {
                const double expected =
                    name == "logit_scale"
                        ? 4.0
                        : isFactor + 0.3 * (double(reward::hashFill(std::uint32_t(i), number)) / 4294967296.0 - 0.5);
                QVERIFY2(std::abs(flat[i].item<double>() - expected) < 1e-6, name.c_str());
            }
            ++number;
        }
    }

    void inputs()
    {
        QCOMPARE(GoldenClip::pixels().sizes().vec(), (std::vector<std::int64_t>{2, 3, 56, 56}));
        QVERIFY(GoldenClip::pixels().abs().max().item<float>() <= 2);
        const at::Tensor ids = GoldenClip::ids();
        QCOMPARE(ids.sizes().vec(), (std::vector<std::int64_t>{2, 77}));
        const at::Tensor ends = GoldenClip::ends();
        for (std::int64_t text = 0; text < 2; ++text) {
            const auto end = ends[text].item<std::int64_t>();
            QCOMPARE(ids[text][0].item<std::int64_t>(), std::int64_t(998));
            QCOMPARE(ids[text][end].item<std::int64_t>(), std::int64_t(999));
            QCOMPARE(ids[text].slice(0, end + 1).sum().item<std::int64_t>(), std::int64_t(0));
        }
        QCOMPARE(ends[0].item<std::int64_t>(), std::int64_t(4));
        QCOMPARE(ends[1].item<std::int64_t>(), std::int64_t(7));
    }

    void whatIsReleasedIsNoted()
    {
        const GoldenClip clip(128, true);
        clip.release("text_projection");
        QCOMPARE(clip.released(), std::vector<std::string>{"text_projection"});
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, clip.tensor("no such"));
    }
};

QTEST_APPLESS_MAIN(TestGoldenClip)
#include "tst_goldenclip.moc"
