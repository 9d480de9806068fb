#include "core/reward/safetensors.h"

#include <cmath>
#include <limits>

#include <QTest>

#include "tests/support/checkpointbytes.h"

using support::safetensorsBytes;

class TestSafetensors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tensorsAreViewsOfTheFile()
    {
        support::SafetensorsBytes writer;
        writer.add("b", {2, 3}, {1, 2, 3, 4, 5, 6});
        writer.add("a.weight", {}, {7});
        writer.add("ids", "I64", {1, 2}, std::string(16, '\1'));
        writer.add("none", "F16", {4, 0, 9}, "");
        const std::string file = writer.bytes();
        const auto tensors = reward::readSafetensors(support::asSpan(file));
        QVERIFY2(tensors, tensors ? "" : tensors.error().message.c_str());
        QCOMPARE(tensors->size(), std::size_t(4));
        const reward::TensorEntry &b = tensors->at("b");
        QCOMPARE(b.dtype, std::string("F32"));
        QCOMPARE(b.shape, (std::vector<std::int64_t>{2, 3}));
        QCOMPARE(b.strides, (std::vector<std::int64_t>{3, 1}));
        QVERIFY(reinterpret_cast<const char *>(b.data) >= file.data());
        float last = 0;
        std::memcpy(&last, b.data + 5 * sizeof(float), sizeof last);
        QCOMPARE(last, 6.0F);
        QCOMPARE(tensors->at("a.weight").elementCount(), std::int64_t(1));
        QCOMPARE(tensors->at("none").elementCount(), std::int64_t(0));
        QVERIFY(tensors->at("none").isContiguous());
    }

    void metadataIsPassedOver()
    {
        const std::string file = safetensorsBytes(
            R"({"__metadata__":{"format":"pt","a":"b"},"x":{"data_offsets":[0,2],"shape":[1],"dtype":"BF16"}})", "ab");
        QVERIFY(reward::readSafetensors(support::asSpan(file)));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const std::string &file, const char *message) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(message);
        };
        const auto header = [&](const char *name, const std::string &text, const char *message) {
            row(name, safetensorsBytes(text, "12345678"), message);
        };
        row("nothing", "", "0 bytes");
        row("half a length", "abc", "3 bytes");
        row("a header of 2^63 bytes", support::littleEndian(1ULL << 63, 8) + "{}", "claims 9223372036854775808 bytes");
        row("a header of 2^64-1 bytes", std::string(8, '\xff') + "{}", "claims 18446744073709551615 bytes");
        row("a header beyond the end", support::littleEndian(50, 8) + "{}", "cut off");
        header("no JSON", "{\"a", "not JSON at byte");
        header("a list", "[]", "a list where none belongs");
        header("deep", std::string("{\"a\":") + std::string(100000, '['), "a list where none belongs, at key \"a\"");
        header("deep objects", std::string("{\"a\":{\"b\":") + std::string(100000, '{'),
               "an object where none belongs");
        header("no dtype", R"({"a":{"shape":[8],"data_offsets":[0,8]}})", "the number type \"\"");
        header("wrong dtype", R"({"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}})",
               "\"a\" has the number type \"F33\"");
        header("no offsets", R"({"a":{"dtype":"F32","shape":[2]}})", "lacks its shape or its data_offsets");
        header("three offsets", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}})",
               "a number where none belongs");
        header("a negative size", R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", "a negative number");
        header("a fraction", R"({"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}})", "a fraction");
        header("out of range", R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}})",
               "bytes 0 to 12 of the data, of which there are 8");
        header("far out of range",
               R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[18446744073709551608,18446744073709551615]}})",
               "cut off or damaged");
        header("backwards", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", "cut off or damaged");
        header(
            "overlap",
            R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
            "\"b\" overlaps the one before it");
        header("a gap", R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})", "\"a\" leaves a gap");
        header("bytes left over", R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}})",
               "fill 4 bytes of the data, of which there are 8");
        header("another size", R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})",
               "shape [3] and type F32 has 8 bytes");
        header("a product beyond 64 bits",
               R"({"a":{"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,8]}})", "has 8 bytes");
        header("a size beyond 63 bits", R"({"a":{"dtype":"U8","shape":[18446744073709551615],"data_offsets":[0,8]}})",
               "an impossible shape");
        header("many dimensions",
               R"({"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,8],"data_offsets":[0,8]}})",
               "too many dimensions");
        header(
            "twice",
            R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
            "\"a\" occurs twice");
        header("a null", R"({"a":null})", "null where none belongs, at key \"a\"");
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, message);
        const auto tensors =
            reward::readSafetensors(std::as_bytes(std::span(file.constData(), std::size_t(file.size()))));
        QVERIFY(!tensors);
        QCOMPARE(tensors.error().code, std::string("weights.format"));
        QVERIFY2(QByteArray::fromStdString(tensors.error().message).contains(message), tensors.error().message.c_str());
        QVERIFY(tensors.error().message.find('\n') == std::string::npos);
        QVERIFY(tensors.error().message.size() < 400);
    }

    void everyTruncationIsNoticed()
    {
        support::SafetensorsBytes writer;
        for (int i = 0; i < 30; ++i)
            writer.add("layer." + std::to_string(i), {10, 10}, std::vector<float>(100, 0.5F));
        const std::string file = writer.bytes();
        for (std::size_t part = 0; part < 50; ++part) {
            const std::string cut = file.substr(0, file.size() * part / 50);
            QVERIFY(!reward::readSafetensors(support::asSpan(cut)));
        }
        QVERIFY(reward::readSafetensors(support::asSpan(file)));
    }

    void tenMillionKeysCostLittle()
    {
        std::string header = "{";
        while (header.size() < 90'000'000)
            header += "\"k\":{},";
        header.back() = '}';
        const std::string file = safetensorsBytes(header, "");
        const auto tensors = reward::readSafetensors(support::asSpan(file));
        QVERIFY(!tensors);
        QVERIFY2(tensors.error().message.find("more than 200000 tensors") != std::string::npos,
                 tensors.error().message.c_str());
    }

    void notFiniteNumbersAreCounted()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float infinite = std::numeric_limits<float>::infinity();
        support::SafetensorsBytes writer;
        writer.add("f32", {2, 3}, {1, nan, -infinite, 3.4e38F, -0.0F, infinite});
        writer.add("f16", "F16", {3}, std::string("\x00\x7c\xff\x7b\x01\xfe", 6)); // infinite, largest, NaN
        writer.add("bf16", "BF16", {3}, std::string("\x80\x7f\x7f\x7f\xc0\xff", 6));
        writer.add("i64", "I64", {1}, std::string(8, '\xff'));
        const std::string file = writer.bytes();
        const auto tensors = reward::readSafetensors(support::asSpan(file));
        QVERIFY(tensors);
        QCOMPARE(reward::nonFiniteCount(tensors->at("f32")), std::int64_t(3));
        QCOMPARE(reward::nonFiniteCount(tensors->at("f16")), std::int64_t(2));
        QCOMPARE(reward::nonFiniteCount(tensors->at("bf16")), std::int64_t(2));
        QCOMPARE(reward::nonFiniteCount(tensors->at("i64")), std::int64_t(0));
        // The same numbers seen through other strides: columns 0 and 2 of the first row twice.
        reward::TensorEntry strided = tensors->at("f32");
        strided.shape = {2, 2};
        strided.strides = {0, 2};
        QVERIFY(!strided.isContiguous());
        QCOMPARE(reward::nonFiniteCount(strided), std::int64_t(2));
        strided.shape = {2};
        strided.strides = {4};
        QCOMPARE(reward::nonFiniteCount(strided), std::int64_t(0));
    }
};

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
