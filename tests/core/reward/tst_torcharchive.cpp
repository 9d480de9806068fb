#include "core/reward/torcharchive.h"

#include <QTest>

#include "tests/support/checkpointbytes.h"

using reward::TensorEntry;
using support::floatBytes;
using support::PickleBytes;
using support::torchZip;

class TestTorchArchive : public QObject
{
    Q_OBJECT

    using Tensors = std::map<std::string, TensorEntry>;

    static std::string namesOf(const Tensors &tensors)
    {
        std::string names;
        for (const auto &[name, entry] : tensors)
            names += name + ' ' + entry.dtype + reward::shapeText(entry.shape) + '\n';
        return names;
    }

    /// Names, types and shapes, or the error.
    static std::string read(const std::string &file)
    {
        const auto tensors = reward::readTorchArchive(support::asSpan(file));
        return tensors ? namesOf(*tensors) : tensors.error().code + ": " + tensors.error().message;
    }

    static float at(const TensorEntry &tensor, std::int64_t row, std::int64_t column)
    {
        float value = 0;
        std::memcpy(&value, tensor.data + (row * tensor.strides[0] + column * tensor.strides[1]) * 4, sizeof value);
        return value;
    }

    static std::string onlyTensor(const std::vector<std::int32_t> &shape, const std::vector<std::int32_t> &strides,
                                  std::int32_t offset, std::int32_t elements = 6)
    {
        PickleBytes pickle;
        pickle.raw("}(").text("w").tensor("FloatStorage", "0", elements, offset, shape, strides).raw("u");
        return torchZip(pickle, {{"0", floatBytes({1, 2, 3, 4, 5, 6})}}).bytes();
    }

private Q_SLOTS:
    void stridesAndSharedStoragesAreKept()
    {
        PickleBytes pickle;
        pickle.orderedDict().mark();
        pickle.text("whole").tensor("FloatStorage", "0", 6, 0, {2, 3}, {3, 1});
        pickle.text("transposed").tensor("FloatStorage", "0", 6, 0, {3, 2}, {1, 3});
        pickle.text("column").tensor("FloatStorage", "0", 6, 1, {2, 1}, {3, 1});
        pickle.text("half").tensor("HalfStorage", "1", 2, 0, {2}, {1});
        pickle.raw("u}").text("_metadata").orderedDict().raw("sb");
        const std::string file = torchZip(pickle, {{"0", floatBytes({1, 2, 3, 4, 5, 6})}, {"1", "abcd"}}).bytes();
        const auto tensors = reward::readTorchArchive(support::asSpan(file));
        QVERIFY2(tensors, tensors ? "" : tensors.error().message.c_str());
        QCOMPARE(namesOf(*tensors),
                 std::string("column F32[2, 1]\nhalf F16[2]\ntransposed F32[3, 2]\nwhole F32[2, 3]\n"));
        QCOMPARE(tensors->at("whole").data, tensors->at("transposed").data);
        QVERIFY(tensors->at("whole").isContiguous());
        QVERIFY(!tensors->at("transposed").isContiguous());
        QCOMPARE(at(tensors->at("transposed"), 2, 1), 6.0F);
        QCOMPARE(at(tensors->at("transposed"), 1, 0), 2.0F);
        QCOMPARE(at(tensors->at("column"), 1, 0), 5.0F);
    }

    void trainingStateIsLeftAlone()
    {
        PickleBytes pickle;
        pickle.raw("}(").text("epoch").integer(3);
        pickle.text("optimizer").raw("}(").text("moment").tensor("FloatStorage", "9", 100, 0, {100}, {1}).raw("u");
        pickle.text("args").global("argparse", "Namespace").raw(")\x81}(").text("lr").integer(1).raw("ub");
        pickle.text("state_dict").raw("}(").text("w").tensor("FloatStorage", "0", 2, 0, {2}, {1}).raw("u");
        pickle.raw("u");
        // The storage of the optimizer is not even there.
        QCOMPARE(read(torchZip(pickle, {{"0", floatBytes({1, 2})}}, "any name").bytes()), std::string("w F32[2]\n"));
    }

    void modulesAreWalked()
    {
        // As TorchScript writes them: the state of a module holds numbers, tensors and modules side by side.
        PickleBytes script;
        script.global("__torch__.clip.model", "CLIP").raw(")\x81}(");
        script.text("training").raw("\x89");
        script.text("input_resolution").integer(224);
        script.text("logit_scale").tensor("FloatStorage", "0", 2, 0, {}, {});
        script.text("visual").global("__torch__.clip.model.___torch_mangle_7", "VisionTransformer").raw(")\x81}(");
        script.text("proj").tensor("HalfStorage", "1", 4, 0, {2, 2}, {2, 1}).raw("ub");
        script.raw("ub");
        const std::vector<std::pair<std::string, std::string>> storages{{"0", floatBytes({1, 2})}, {"1", "12345678"}};
        support::ZipBytes zip = torchZip(script, storages);
        zip.add({"archive/code/__torch__.py", "compressed", 8, 0}); // TorchScript packs its code
        QCOMPARE(read(zip.bytes()), std::string("logit_scale F32[]\nvisual.proj F16[2, 2]\n"));

        // As Python pickles them: parameters, buffers and modules in dictionaries of their own.
        PickleBytes module;
        module.global("trainer.models.clip_model", "CLIPModel").raw(")\x81}(");
        module.text("training").raw("\x88");
        module.text("stray").tensor("FloatStorage", "0", 2, 0, {2}, {1});
        module.text("_parameters").orderedDict().mark().text("scale");
        module.global("torch._utils", "_rebuild_parameter").mark().tensor("FloatStorage", "0", 2, 1, {}, {});
        module.raw("\x88").orderedDict().tuple().call().raw("u");
        module.text("_buffers").raw("}(").text("mask").raw("Nu");
        module.text("_modules").raw("}(").text("fc").global("torch.nn.modules.linear", "Linear").raw(")\x81}(");
        module.text("_modules").raw("}").text("_parameters").raw("}(").text("weight");
        module.tensor("HalfStorage", "1", 4, 0, {2, 2}, {2, 1}).raw("uubu");
        module.raw("ub");
        QCOMPARE(read(torchZip(module, storages).bytes()), std::string("fc.weight F16[2, 2]\nscale F32[]\n"));
    }

    void circlesEnd()
    {
        // A module that contains itself twice.
        PickleBytes pickle;
        pickle.global("__torch__", "M").raw(")\x81q").raw(std::string(1, '\0')).raw("}(");
        pickle.text("a").raw("h").raw(std::string(1, '\0')).text("b").raw("h").raw(std::string(1, '\0')).raw("ub");
        QVERIFY(read(torchZip(pickle, {}).bytes()).find("contain each other without end") != std::string::npos);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const std::string &file, const char *message) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(message);
        };
        row("leaves the storage", onlyTensor({2, 3}, {3, 1}, 1), "\"w\" of shape [2, 3] leaves its storage of 6");
        row("strides leave it", onlyTensor({2, 3}, {4, 1}, 0), "leaves its storage of 6");
        row("strides of 2^31", onlyTensor({2, 3}, {2147483647, 1}, 0), "leaves its storage of 6");
        row("larger than its storage", onlyTensor({2147483647, 2147483647, 4}, {0, 0, 0}, 0),
            "is larger than its storage");
        row("a negative stride", onlyTensor({2, 3}, {-3, 1}, 5), "impossible offset, shape or stride");
        row("a negative size", onlyTensor({-2, 3}, {3, 1}, 0), "impossible offset, shape or stride");
        row("a negative offset", onlyTensor({2, 3}, {3, 1}, -1), "impossible offset, shape or stride");
        row("too few strides", onlyTensor({2, 3}, {3}, 0), "impossible offset, shape or stride");
        row("a short storage", onlyTensor({2, 3}, {3, 1}, 0, 7), "needs a storage of 7 elements, entry \"0\" holds 6");

        PickleBytes type;
        type.raw("}(").text("w").tensor("QInt8Storage", "0", 1, 0, {1}, {1}).raw("u");
        row("an unknown storage", torchZip(type, {{"0", "a"}}).bytes(),
            "weights.unsafe: it asks for \"torch.QInt8Storage\"");
        PickleBytes gone;
        gone.raw("}(").text("w").tensor("ByteStorage", "5", 1, 0, {1}, {1}).raw("u");
        row("no such entry", torchZip(gone, {{"0", "a"}}).bytes(),
            "tensor \"w\": the archive lacks entry \"archive/data/5\"");
        PickleBytes climbing;
        climbing.raw("}(").text("w").tensor("ByteStorage", "../version", 1, 0, {1}, {1}).raw("u");
        row("a path as key", torchZip(climbing, {{"0", "a"}}).bytes(), "lacks entry \"archive/data/../version\"");
        PickleBytes bare;
        bare.raw("}(").text("w").global("torch._utils", "_rebuild_tensor_v2").raw(")Ru");
        row("a tensor of nothing", torchZip(bare, {}).bytes(), "is described by too little");
        row("no tensors", torchZip(PickleBytes().raw("}(").text("net").raw("}u"), {}).bytes(),
            "no tensors under the keys \"net\"");
        row("a number", torchZip(PickleBytes().integer(1), {}).bytes(), "it holds no tensors");
        row("code", torchZip(PickleBytes().global("os", "system").raw(")R"), {}).bytes(),
            "weights.unsafe: it asks for \"os.system\"");

        support::ZipBytes other;
        other.add("a.txt", "text");
        row("another zip file", other.bytes(), "it lacks data.pkl");
        support::ZipBytes order;
        order.add("archive/data.pkl", PickleBytes().raw("}").bytes());
        order.add("archive/byteorder", "big");
        row("big-endian", order.bytes(), "not little-endian");
        support::ZipBytes packed;
        packed.add({"archive/data.pkl", "xxxx", 8, 0});
        row("a packed pickle", packed.bytes(), "is compressed or encrypted");
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, message);
        const std::string found = read(file.toStdString());
        QVERIFY2(QByteArray::fromStdString(found).contains(message), found.c_str());
        QVERIFY(found.find('\n') == std::string::npos);
    }

    void everyTruncationIsNoticed()
    {
        const std::string file = onlyTensor({2, 3}, {3, 1}, 0);
        QCOMPARE(read(file), std::string("w F32[2, 3]\n"));
        for (std::size_t length = 0; length < file.size(); ++length)
            QVERIFY(read(file.substr(0, length)).starts_with("weights.format: "));
    }

    void filesFromBeforeAreKnown()
    {
        const std::string magic("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02", 17);
        QVERIFY(reward::isLegacyTorchFile(support::asSpan(magic)));
        QVERIFY(!reward::isLegacyTorchFile(support::asSpan(magic.substr(0, 13))));
    }
};

QTEST_APPLESS_MAIN(TestTorchArchive)
#include "tst_torcharchive.moc"
