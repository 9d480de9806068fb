#include "core/reward/linearstack.h"

#include <cmath>

#include <QTest>

using reward::LinearStack;

class TestLinearStack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLayer();
    void layersWithoutReluAreOneMap();
    void reluComesBetweenLayersOnly();
    void layersThatDoNotFit();
};

namespace {

LinearStack::Layer layer(std::size_t in, std::size_t out, double start)
{
    LinearStack::Layer made{in, out, std::vector<double>(in * out), std::vector<double>(out)};
    for (std::size_t i = 0; i < made.weight.size(); ++i)
        made.weight[i] = std::sin(start + double(i));
    for (std::size_t i = 0; i < out; ++i)
        made.bias[i] = std::cos(start + double(i));
    return made;
}

/// Layer by layer, without putting any together.
std::vector<double> slowly(const std::vector<LinearStack::Layer> &layers, std::vector<double> x, bool relu)
{
    for (std::size_t l = 0; l < layers.size(); ++l) {
        std::vector<double> y(layers[l].out);
        for (std::size_t row = 0; row < y.size(); ++row) {
            y[row] = layers[l].bias[row];
            for (std::size_t i = 0; i < x.size(); ++i)
                y[row] += layers[l].weight[row * x.size() + i] * x[i];
            if (relu && l + 1 < layers.size() && y[row] < 0)
                y[row] = 0;
        }
        x = y;
    }
    return x;
}

const std::vector<float> input{0.5F, -0.25F, 1.0F, -1.0F};

} // namespace

void TestLinearStack::oneLayer()
{
    const LinearStack stack = *LinearStack::create({{3, 1, {1, 2, 3}, {0.5}}}, false);
    QCOMPARE(stack.inputs(), 3U);
    QCOMPARE(stack(std::vector<float>{1, 10, 100}).front(), 321.5);
}

void TestLinearStack::layersWithoutReluAreOneMap()
{
    const std::vector<LinearStack::Layer> layers{layer(4, 6, 0.1), layer(6, 5, 0.7), layer(5, 2, 1.3)};
    const LinearStack stack = *LinearStack::create(layers, false);
    QCOMPARE(stack.outputs(), 2U);
    const std::vector<double> expected = slowly(layers, {input.begin(), input.end()}, false);
    for (std::size_t i = 0; i < 2; ++i)
        QVERIFY(std::abs(stack(input)[i] - expected[i]) < 1e-12);
}

void TestLinearStack::reluComesBetweenLayersOnly()
{
    const std::vector<LinearStack::Layer> layers{layer(4, 6, 0.1), layer(6, 5, 0.7), layer(5, 1, 3.3)};
    const std::vector<double> expected = slowly(layers, {input.begin(), input.end()}, true);
    QVERIFY(expected != slowly(layers, {input.begin(), input.end()}, false));
    QCOMPARE((*LinearStack::create(layers, true))(input).front(), expected.front());
    // The last layer's negative results stay.
    QCOMPARE((*LinearStack::create({{1, 1, {1}, {-5}}}, true))(std::vector<float>{1}).front(), -4.0);
}

void TestLinearStack::layersThatDoNotFit()
{
    QVERIFY(!LinearStack::create({}, false));
    QVERIFY(!LinearStack::create({layer(4, 6, 0), layer(5, 1, 0)}, false));
    QCOMPARE(LinearStack::create({{3, 1, {1, 2}, {0}}}, false).error().code, std::string("weights.shape"));
}

QTEST_APPLESS_MAIN(TestLinearStack)
#include "tst_linearstack.moc"
