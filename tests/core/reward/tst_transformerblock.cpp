#include "core/reward/transformerblock.h"

#include <ATen/ATen.h>
#include <QTest>

using reward::Activation;
using reward::BlockKind;
using reward::BlockWeights;
using reward::Linear;

class TestTransformerBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linear_data();
    void linear();
    void blockAgainstItsFormula_data();
    void blockAgainstItsFormula();
    void oneTokenIsWhatTheWholeBlockGives_data();
    void oneTokenIsWhatTheWholeBlockGives();
};

namespace {

constexpr std::int64_t width = 32;

at::Tensor random(at::IntArrayRef shape, double scale)
{
    return at::randn(shape).mul_(scale);
}

struct Plain
{
    at::Tensor norm1Weight = 1 + random({width}, 0.1);
    at::Tensor norm1Bias = random({width}, 0.1);
    at::Tensor norm2Weight = 1 + random({width}, 0.1);
    at::Tensor norm2Bias = random({width}, 0.1);
    at::Tensor qkv = random({3 * width, width}, 0.2);
    at::Tensor qkvBias = random({3 * width}, 0.1);
    at::Tensor out = random({width, width}, 0.2);
    at::Tensor outBias = random({width}, 0.1);
    at::Tensor up = random({4 * width, width}, 0.2);
    at::Tensor upBias = random({4 * width}, 0.1);
    at::Tensor down = random({width, 4 * width}, 0.1);
    at::Tensor downBias = random({width}, 0.1);

    BlockWeights weights() const
    {
        return {.norm1 = {norm1Weight, norm1Bias},
                .qkv = {qkv, qkvBias},
                .out = {out, outBias},
                .norm2 = {norm2Weight, norm2Bias},
                .up = {up, upBias},
                .down = {down, downBias}};
    }

    /// Step by step in double precision.
    at::Tensor slowly(const at::Tensor &input, const BlockKind &kind) const
    {
        const auto d = [](const at::Tensor &x) { return x.to(at::kDouble); };
        at::Tensor x = d(input);
        const std::int64_t batch = x.size(0);
        const std::int64_t tokens = x.size(1);
        const std::int64_t size = width / kind.heads;
        const at::Tensor y = at::layer_norm(x, {width}, d(norm1Weight), d(norm1Bias), 1e-5);
        const at::Tensor parts = y.matmul(d(qkv).t()) + d(qkvBias);
        const auto split = [&](std::int64_t i) {
            return parts.slice(2, i * width, (i + 1) * width)
                .reshape({batch, tokens, kind.heads, size})
                .transpose(1, 2);
        };
        at::Tensor scores = split(0).matmul(split(1).transpose(2, 3)) / std::sqrt(double(size));
        if (kind.causal)
            scores = scores.masked_fill(at::ones({tokens, tokens}, at::kBool).triu(1), -INFINITY);
        const at::Tensor seen = scores.softmax(-1).matmul(split(2)).transpose(1, 2).reshape({batch, tokens, width});
        x = x + seen.matmul(d(out).t()) + d(outBias);
        const at::Tensor z = at::layer_norm(x, {width}, d(norm2Weight), d(norm2Bias), 1e-5);
        const at::Tensor h = z.matmul(d(up).t()) + d(upBias);
        const at::Tensor active = kind.activation == Activation::QuickGelu
                                      ? h * at::sigmoid(1.702 * h)
                                      : 0.5 * h * (1 + at::erf(h / std::sqrt(2.0)));
        return x + active.matmul(d(down).t()) + d(downBias);
    }
};

double difference(const at::Tensor &a, const at::Tensor &b)
{
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

void kinds()
{
    QTest::addColumn<bool>("quickGelu");
    QTest::addColumn<bool>("causal");
    QTest::newRow("image, QuickGELU") << true << false;
    QTest::newRow("image, GELU") << false << false;
    QTest::newRow("text, QuickGELU") << true << true;
    QTest::newRow("text, GELU") << false << true;
}

BlockKind kind(bool quickGelu, bool causal)
{
    return {.heads = 4, .activation = quickGelu ? Activation::QuickGelu : Activation::Gelu, .causal = causal};
}

} // namespace

void TestTransformerBlock::linear_data()
{
    QTest::addColumn<int>("dtype");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("fp32") << int(at::kFloat) << 1e-5;
    QTest::newRow("bf16") << int(at::kBFloat16) << 3e-2; // packed for the matrix unit
    QTest::newRow("fp16") << int(at::kHalf) << 4e-3;
}

void TestTransformerBlock::linear()
{
    QFETCH(int, dtype);
    QFETCH(double, tolerance);
    const auto type = at::ScalarType(dtype);
    const at::Tensor weight = random({48, width}, 0.2);
    const at::Tensor bias = random({48}, 0.1);
    const at::Tensor x = random({2, 7, width}, 1);
    const at::Tensor expected = x.matmul(weight.t()) + bias;
    const Linear linear(weight.to(type), bias.to(type));
    QCOMPARE(linear.dtype(), type);
    QVERIFY(difference(linear(x.to(type)), expected) < tolerance);
    at::Tensor sum = at::ones({2, 7, 48});
    linear.addTo(sum, x.to(type));
    QCOMPARE(sum.scalar_type(), at::kFloat);
    QVERIFY(difference(sum, expected + 1) < tolerance);
    QVERIFY(difference(Linear(weight.to(type), {})(x.to(type)), expected - bias) < tolerance);
}

void TestTransformerBlock::blockAgainstItsFormula_data()
{
    kinds();
}

void TestTransformerBlock::blockAgainstItsFormula()
{
    QFETCH(bool, quickGelu);
    QFETCH(bool, causal);
    const Plain plain;
    const at::Tensor input = random({3, 9, width}, 1);
    at::Tensor x = input.clone();
    reward::transformerBlock(x, plain.weights(), kind(quickGelu, causal));
    QVERIFY(difference(x, plain.slowly(input, kind(quickGelu, causal))) < 1e-5);
    QVERIFY(difference(x, plain.slowly(input, kind(!quickGelu, causal))) > 1e-3);
    QVERIFY(difference(x, plain.slowly(input, kind(quickGelu, !causal))) > 1e-3);
}

void TestTransformerBlock::oneTokenIsWhatTheWholeBlockGives_data()
{
    kinds();
}

void TestTransformerBlock::oneTokenIsWhatTheWholeBlockGives()
{
    QFETCH(bool, quickGelu);
    QFETCH(bool, causal);
    const Plain plain;
    const BlockKind block = kind(quickGelu, causal);
    const at::Tensor input = random({3, 9, width}, 1);
    const std::vector<std::int64_t> places{4, 0, 8};
    const at::Tensor rows = at::tensor(places, at::kLong);
    const at::Tensor one = reward::transformerBlockAt(input, rows, plain.weights(), block);
    const at::Tensor whole = plain.slowly(input, block);
    QCOMPARE(one.sizes(), (std::vector<std::int64_t>{3, width}));
    for (std::int64_t item = 0; item < 3; ++item)
        QVERIFY(difference(one[item], whole[item][places[std::size_t(item)]]) < 1e-5);
}

QTEST_APPLESS_MAIN(TestTransformerBlock)
#include "tst_transformerblock.moc"
