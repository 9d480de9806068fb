#include "core/reward/checkpointnames.h"

#include <QTest>

using reward::StrictReader;
using reward::TensorEntry;
using reward::TensorFile;
using Shape = std::vector<std::int64_t>;

namespace {

TensorEntry tensor(const Shape &shape, const std::string &dtype = "F16")
{
    TensorEntry entry;
    entry.dtype = dtype;
    entry.shape = shape;
    return entry;
}

bool isIgnored(const std::string &name)
{
    return name == "step";
}

} // namespace

class TestCheckpointNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prefixes_data()
    {
        QTest::addColumn<std::string>("key");
        QTest::addColumn<bool>("isFound");
        QTest::addColumn<std::string>("prefix");
        const auto row = [](const char *key, bool isFound, const char *prefix = "") {
            QTest::newRow(key) << std::string(key) << isFound << std::string(prefix);
        };
        row("visual.proj", true);
        row("module.visual.proj", true, "module.");
        row("_orig_mod.visual.proj", true, "_orig_mod.");
        row("module.model.visual.proj", true, "module.model.");
        row("teacher.visual.proj", false);
        row("module.teacher.visual.proj", false);
        row("mymodule.visual.proj", false);
        row("visual.proj.weight", false);
    }

    void prefixes()
    {
        QFETCH(std::string, key);
        QFETCH(bool, isFound);
        QFETCH(std::string, prefix);
        const TensorFile::Tensors tensors{{"another", tensor({1})}, {key, tensor({1})}};
        const auto found = reward::wrapperPrefix(tensors, "visual.proj");
        QCOMPARE(found.has_value(), isFound);
        QCOMPARE(found.value_or(""), prefix);
    }

    void allTaken()
    {
        const TensorFile::Tensors tensors{{"module.weight", tensor({2, 3}, "BF16")},
                                          {"module.scale", tensor({1}, "F64")},
                                          {"module.step", tensor({}, "I64")},
                                          {"step", tensor({}, "I64")}};
        StrictReader reader(tensors, "module.");
        QCOMPARE(reader.take("weight", {2, 3}), &tensors.at("module.weight"));
        QCOMPARE(reader.take("scale", {}), &tensors.at("module.scale")); // a single number, either way
        QCOMPARE(reader.finish(isIgnored), std::string());
    }

    void leftOvers()
    {
        const TensorFile::Tensors tensors{{"a", tensor({2})}, {"b", tensor({2})}, {"c", tensor({2})}};
        StrictReader reader(tensors, {});
        reader.take("c", {2});
        QCOMPARE(reader.finish(isIgnored),
                 std::string("it holds 2 tensors, the first of them \"a\", which the network does not have"));
        reader.take("b", {2});
        QCOMPARE(reader.finish(isIgnored), std::string("it holds the tensor \"a\", which the network does not have"));
    }

    /// What lies beside the wrapped network belongs to it no more than a stranger inside.
    void leftOversOutsideThePrefix()
    {
        const TensorFile::Tensors tensors{{"module.a", tensor({2})}, {"teacher.a", tensor({2})}};
        StrictReader reader(tensors, "module.");
        reader.take("a", {2});
        QCOMPARE(reader.finish(isIgnored),
                 std::string("it holds the tensor \"teacher.a\", which the network does not have"));
    }

    void missing()
    {
        const TensorFile::Tensors tensors{{"model.a", tensor({2})}};
        StrictReader reader(tensors, "model.");
        QVERIFY(!reader.take("b", {2}));
        QCOMPARE(reader.finish(isIgnored), std::string("it lacks the tensor \"model.b\"")); // before what is left over
        QVERIFY(!reader.take("c", {2}));
        QCOMPARE(reader.finish(isIgnored), std::string("it lacks 2 tensors, the first of them \"model.b\""));
    }

    void misshapen_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<Shape>("wanted");
        QTest::newRow("turned") << Shape{3, 2} << Shape{2, 3};
        QTest::newRow("flat") << Shape{6} << Shape{2, 3};
        QTest::newRow("several for one") << Shape{2} << Shape{};
        QTest::newRow("one by one for one") << Shape{1, 1} << Shape{};
        QTest::newRow("one for one of a vector") << Shape{} << Shape{1};
    }

    void misshapen()
    {
        QFETCH(Shape, shape);
        QFETCH(Shape, wanted);
        const TensorFile::Tensors tensors{{"a", tensor(shape)}};
        StrictReader reader(tensors, {});
        QVERIFY(!reader.take("a", wanted));
        QVERIFY(!reader.take("b", wanted));
        QCOMPARE(reader.finish(isIgnored), "tensor \"a\" has the shape " + reward::shapeText(shape) + ", "
                                               + reward::shapeText(wanted) + " is needed");
    }

    void wholeNumbersAreNoWeights()
    {
        for (const char *const dtype : {"I64", "I32", "U8", "I8", "BOOL", "F8_E4M3"}) {
            const TensorFile::Tensors tensors{{"a", tensor({2}, dtype)}};
            StrictReader reader(tensors, {});
            QVERIFY(!reader.take("a", {2}));
            QCOMPARE(reader.finish(isIgnored),
                     std::string("tensor \"a\" has the number type ") + dtype + ", which is none of weights");
        }
    }
};

QTEST_APPLESS_MAIN(TestCheckpointNames)
#include "tst_checkpointnames.moc"
