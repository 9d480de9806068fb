#include "core/reward/clipweights.h"

#include <cmath>
#include <limits>

#include <QTest>

#include <ATen/ATen.h>

#include "core/reward/goldenclip.h"
#include "tests/core/reward/tinyclip.h"
#include "tests/support/checkpointbytes.h"
#include "tests/support/studies.h"

using reward::ClipCheckpoint;
using reward::ClipParameter;
using reward::TensorEntry;

namespace {

/// A parameter, its parts by their names in the file.
struct Wanted
{
    std::vector<std::string> parts;
    bool transposed = false;
};

std::string code(const reward::ClipWeights &weights, const std::string &name)
{
    try {
        reward::WeightPlacer(weights, at::kCPU).place(name, at::kFloat);
    } catch (const reward::Error &error) {
        return error.message.find('"' + name + '"') == std::string::npos ? error.message : error.code;
    }
    return "placed";
}

} // namespace

class TestClipWeights : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    reward::CheckpointWeights weights(const support::SafetensorsBytes &file,
                                      const std::map<std::string, Wanted> &wanted)
    {
        const QString path =
            m_folder.write(QStringLiteral("weights.safetensors"), QByteArray::fromStdString(file.bytes()));
        ClipCheckpoint checkpoint{tinyclip::must(reward::TensorFile::open(path.toStdString())), {}, {}, {}};
        for (const auto &[name, parameter] : wanted) {
            ClipParameter made{{}, parameter.transposed};
            for (const std::string &part : parameter.parts)
                made.parts.push_back(&checkpoint.file.tensors().at(part));
            checkpoint.parameters[name] = std::move(made);
        }
        return reward::CheckpointWeights(std::move(checkpoint));
    }

private Q_SLOTS:
    void tensorsAreViews()
    {
        support::SafetensorsBytes file;
        file.add("w", {2, 3}, {1, 2, 3, 4, 5, 6});
        const auto made = weights(file, {{"whole", {{"w"}}}, {"turned", {{"w"}, true}}, {"twice", {{"w", "w"}}}});
        const at::Tensor whole = made.tensor("whole");
        QVERIFY(at::equal(whole, at::tensor({1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F}).view({2, 3})));
        QCOMPARE(made.tensor("whole").const_data_ptr(), whole.const_data_ptr()); // no copy: the same memory
        QVERIFY(at::equal(made.tensor("turned"), whole.t()));
        QVERIFY(at::equal(made.tensor("twice"), at::cat({whole, whole})));
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, made.tensor("none"));
        made.release("whole");
        QVERIFY(at::equal(made.tensor("whole"), whole)); // its pages come back
    }

    /// Numbers that lie at an odd place of the file are copied to where they can be read.
    void oddPlaces()
    {
        support::SafetensorsBytes file;
        file.add("a", "U8", {1}, "x");
        file.add("half", "F16", {3}, std::string("\x00\x3c\x00\xc0\x00\x38", 6));
        file.add("single", {2}, {0.25F, -7});
        const auto made = weights(file, {{"half", {{"half"}}}, {"single", {{"single"}}}});
        QCOMPARE(made.tensor("half").scalar_type(), at::kHalf);
        QVERIFY(at::equal(made.tensor("half").to(at::kFloat), at::tensor({1.0F, -2.0F, 0.5F})));
        QVERIFY(at::equal(made.tensor("single"), at::tensor({0.25F, -7.0F})));
    }

    void asDoubles()
    {
        const std::vector<float> numbers{1, 2, 3, 4, 5, 6};
        const TensorEntry turned{"F32", {3, 2}, {1, 3}, reinterpret_cast<const std::byte *>(numbers.data())};
        QCOMPARE(reward::toDoubles(turned), (std::vector<double>{1, 4, 2, 5, 3, 6}));
        const std::uint16_t brain = 0xbfc0;
        const TensorEntry number{"BF16", {}, {}, reinterpret_cast<const std::byte *>(&brain)};
        QCOMPARE(reward::toDoubles(number), std::vector<double>{-1.5});
    }

    void places()
    {
        reward::GoldenClip clip(128, true);
        reward::WeightPlacer placer(clip, at::kCPU);
        const at::Tensor same = placer.place("text_projection", at::kFloat);
        QCOMPARE(same.const_data_ptr(), clip.tensor("text_projection").const_data_ptr());
        QVERIFY(clip.released().empty());
        QCOMPARE(placer.bytes(), std::int64_t(64 * 24 * 4));
        const at::Tensor shorter = placer.place("ln_final.bias", at::kBFloat16);
        QCOMPARE(shorter.scalar_type(), at::kBFloat16);
        QCOMPARE(clip.released(), std::vector<std::string>{"ln_final.bias"}); // what was copied may go
        QCOMPARE(placer.bytes(), std::int64_t(64 * 24 * 4 + 64 * 2));
        clip.tensors()["token_embedding.weight"] = at::ones({1000, 64}, at::kHalf);
        QCOMPARE(placer.placeAsStored("token_embedding.weight").scalar_type(), at::kHalf);
    }

    void notFinite()
    {
        reward::GoldenClip clip(128, true);
        QCOMPARE(code(clip, "visual.proj"), std::string("placed"));
        for (const float wrong : {NAN, -std::numeric_limits<float>::infinity()}) {
            clip.tensors()["visual.proj"][5][3] = wrong;
            QCOMPARE(code(clip, "visual.proj"), std::string("weights.nan"));
        }
        // Finite numbers with a sum beyond the range are numbers.
        clip.tensors()["visual.proj"] = at::full({8}, std::numeric_limits<float>::max());
        QCOMPARE(code(clip, "visual.proj"), std::string("placed"));
        clip.tensors()["visual.proj"] = at::full({8}, NAN, at::kHalf);
        QCOMPARE(code(clip, "visual.proj"), std::string("weights.nan"));
    }
};

QTEST_GUILESS_MAIN(TestClipWeights)
#include "tst_clipweights.moc"
