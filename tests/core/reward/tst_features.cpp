#include "core/reward/features.h"

#include <limits>

#include <QTest>

class TestFeatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void consistency_data();
    void consistency();
    void theTowerMustAgree();
};

void TestFeatures::consistency_data()
{
    using Shape = std::vector<std::int64_t>;
    constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::max();
    QTest::addColumn<std::string>("dtype");
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<bool>("consistent");
    QTest::newRow("vector") << std::string("fp32") << Shape{3} << 12 << true;
    QTest::newRow("matrix") << std::string("bf16") << Shape{3, 5} << 30 << true;
    QTest::newRow("too few bytes") << std::string("f64") << Shape{3} << 23 << false;
    QTest::newRow("too many bytes") << std::string("f64") << Shape{3} << 25 << false;
    QTest::newRow("no shape") << std::string("fp16") << Shape{} << 2 << false;
    QTest::newRow("unknown dtype") << std::string("i4") << Shape{2} << 1 << false;
    QTest::newRow("negative") << std::string("fp32") << Shape{-1, -3} << 12 << false;
    QTest::newRow("zero") << std::string("fp32") << Shape{0} << 0 << false;
    QTest::newRow("product overflows") << std::string("fp32") << Shape{huge, huge, 4} << 16 << false;
    QTest::newRow("too many extents") << std::string("fp32") << Shape{1, 1, 1, 1, 1, 1, 1, 1, 1} << 4 << false;
}

void TestFeatures::consistency()
{
    QFETCH(std::string, dtype);
    QFETCH(std::vector<std::int64_t>, shape);
    QFETCH(int, bytes);
    QFETCH(bool, consistent);
    reward::Features features;
    features.tower = "t";
    features.dtype = dtype;
    features.shape = shape;
    features.bytes.resize(size_t(bytes));
    QCOMPARE(reward::isConsistent(features, "t"), consistent);
}

void TestFeatures::theTowerMustAgree()
{
    reward::Features features;
    features.tower = "t";
    features.dtype = "fp32";
    features.shape = {1};
    features.bytes.resize(4);
    QVERIFY(reward::isConsistent(features, "t"));
    QVERIFY(!reward::isConsistent(features, "u"));
}

QTEST_APPLESS_MAIN(TestFeatures)
#include "tst_features.moc"
