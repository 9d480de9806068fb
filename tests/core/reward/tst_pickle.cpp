#include "core/reward/pickle.h"

#include <QTest>

#include "tests/support/checkpointbytes.h"

using reward::Pickle;
using reward::PickleKind;
using support::littleEndian;
using support::PickleBytes;

class TestPickle : public QObject
{
    Q_OBJECT

    static std::string messageOf(const std::string &bytes)
    {
        const auto pickle = Pickle::read(support::asSpan(bytes));
        return pickle ? "no error" : pickle.error().code + ": " + pickle.error().message;
    }

private Q_SLOTS:
    /// The bytes are those of Python's pickle.dumps({...}, protocol).
    void plainValues_data()
    {
        QTest::addColumn<QByteArray>("hex");
        // {'a': -5, 'b': [1.5, None, True], 'c': (300, 2**40, 'x')}
        QTest::newRow("protocol 2") << QByteArray(
            "80027d71002858010000006171014afbffffff58010000006271025d710328473ff80000000000004e886558010000"
            "006371044d2c018a060000000000015801000000787105877106752e");
        QTest::newRow("protocol 4") << QByteArray(
            "80049536000000000000007d94288c0161944afbffffff8c0162945d9428473ff80000000000004e88658c0163944d"
            "2c018a060000000000018c0178948794752e");
    }

    void plainValues()
    {
        QFETCH(QByteArray, hex);
        const std::string bytes = QByteArray::fromHex(hex).toStdString();
        const auto pickle = Pickle::read(support::asSpan(bytes));
        QVERIFY2(pickle, messageOf(bytes).c_str());
        QCOMPARE(pickle->root().kind, PickleKind::Dict);
        QCOMPARE(pickle->find(pickle->root(), "a")->integer, std::int64_t(-5));
        const auto *const list = pickle->find(pickle->root(), "b");
        QCOMPARE(list->kind, PickleKind::List);
        QCOMPARE(list->items.size(), std::size_t(3));
        QCOMPARE((*pickle)[list->items[0]].real, 1.5);
        QCOMPARE((*pickle)[list->items[1]].kind, PickleKind::None);
        QCOMPARE((*pickle)[list->items[2]].kind, PickleKind::Boolean);
        const auto *const tuple = pickle->find(pickle->root(), "c");
        QCOMPARE(tuple->kind, PickleKind::Tuple);
        QCOMPARE((*pickle)[tuple->items[0]].integer, std::int64_t(300));
        QCOMPARE((*pickle)[tuple->items[1]].integer, std::int64_t(1) << 40);
        QCOMPARE((*pickle)[tuple->items[2]].text, std::string_view("x"));
        QVERIFY(!pickle->find(pickle->root(), "d"));
    }

    void recordsAreNotObjects()
    {
        PickleBytes writer;
        writer.global("argparse", "Namespace").raw(")\x81}(").text("lr").integer(1).raw("ub");
        const std::string bytes = writer.bytes();
        const auto pickle = Pickle::read(support::asSpan(bytes));
        QVERIFY2(pickle, messageOf(bytes).c_str());
        QVERIFY(pickle->isCallOf(pickle->root(), "argparse", "Namespace"));
        QCOMPARE(pickle->find((*pickle)[pickle->root().state], "lr")->integer, std::int64_t(1));
    }

    void whatWouldRunIsRefused_data()
    {
        QTest::addColumn<QByteArray>("module");
        QTest::addColumn<QByteArray>("name");
        const std::vector<std::pair<const char *, const char *>> names{{"os", "system"},
                                                                       {"posix", "system"},
                                                                       {"nt", "system"},
                                                                       {"builtins", "eval"},
                                                                       {"builtins", "exec"},
                                                                       {"builtins", "getattr"},
                                                                       {"__builtin__", "eval"},
                                                                       {"__builtin__", "apply"},
                                                                       {"subprocess", "Popen"},
                                                                       {"torch", "load"},
                                                                       {"torch.hub", "load"},
                                                                       {"webbrowser", "open"},
                                                                       {"runpy", "_run_code"},
                                                                       {"ctypes", "CDLL"},
                                                                       {"collections", "OrderedDict.clear"},
                                                                       {"transformers", "os.path"},
                                                                       {"torch.nn", "Module"},
                                                                       {"transformersx", "Model"},
                                                                       {"", "eval"},
                                                                       {"torch.nn.modules", ""}};
        for (const auto &[module, name] : names)
            QTest::newRow((std::string(module) + ' ' + name).c_str()) << QByteArray(module) << QByteArray(name);
    }

    void whatWouldRunIsRefused()
    {
        QFETCH(QByteArray, module);
        QFETCH(QByteArray, name);
        const std::string full = module.toStdString() + '.' + name.toStdString();
        PickleBytes old;
        old.global(module.toStdString(), name.toStdString()).mark().text("touch /tmp/owned").tuple().call();
        PickleBytes stacked; // STACK_GLOBAL of protocol 4
        stacked.text(module.toStdString()).text(name.toStdString()).raw("\x93").mark().text("x").tuple().call();
        for (const PickleBytes &writer : {old, stacked}) {
            const std::string message = messageOf(writer.bytes());
            QVERIFY2(message.starts_with("weights.unsafe: "), message.c_str());
            QVERIFY2(message.find('"' + full + '"') != std::string::npos, message.c_str());
        }
    }

    void depthCostsNothing()
    {
        std::string nested;
        for (int i = 0; i < 100000; ++i)
            nested += ']';
        for (int i = 1; i < 100000; ++i)
            nested += 'a';
        QCOMPARE(messageOf(PickleBytes().raw(nested).bytes()), std::string("no error"));
        // Tuples in tuples, and dictionaries that contain themselves.
        QCOMPARE(messageOf(PickleBytes().raw(std::string(")") + std::string(100000, '\x85')).bytes()),
                 std::string("no error"));
        QCOMPARE(messageOf(PickleBytes()
                               .raw("}q")
                               .raw(std::string(1, '\0'))
                               .text("me")
                               .raw("h")
                               .raw(std::string(1, '\0'))
                               .raw("s")
                               .bytes()),
                 std::string("no error"));
    }

    void tenMillionKeysAreRefused()
    {
        std::string keys;
        for (int i = 0; i < 10'000'000; ++i)
            keys += "K\1N"; // 30 MB
        QVERIFY(messageOf(PickleBytes().raw("}(").raw(keys).raw("u").bytes()).find("more than 1000000 values")
                != std::string::npos);
        QVERIFY(
            messageOf(PickleBytes().raw("N").raw(std::string(20'000'000, '2')).bytes()).find("more than 10000000 steps")
            != std::string::npos);
        QVERIFY(messageOf(std::string(70'000'000, '0')).find("70000000 bytes") != std::string::npos);
    }

    void brokenOnesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("opcodes");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const std::string &opcodes, const char *message) {
            QTest::newRow(name) << QByteArray::fromStdString(opcodes) << QByteArray(message);
        };
        row("nothing on the stack", "", "ends with 0 values");
        row("too much on the stack", "NN", "ends with 2 values");
        row("a tuple of nothing", "\x85", "a value is missing");
        row("no mark", "Nt", "a value is missing");
        row("below the mark", "N(\x85", "a value is missing");
        row("a call of a text", std::string("U\1a)R"), "something is called that is no class");
        row("a call of nothing", "R", "a value is missing");
        row("a key without a value", "}(Nu", "a key has no value");
        row("a dictionary of three", "(NNNd", "a key has no value");
        row("elements in a number", "NNa", "no container");
        row("a value never kept", "h\5", "never kept");
        row("a text beyond the end", std::string("X") + littleEndian(0xffffffff, 4) + "abc", "cut off");
        row("a text of 2^64-1 bytes", std::string("\x8d") + std::string(8, '\xff') + "abc", "cut off");
        row("a name without its end", "cos", "cut off");
        row("an extension", "\x82\1", "opcode 130 is none that PyTorch writes");
        row("an instance of protocol 0", "(ios\nsystem\n", "opcode 105");
        row("another protocol", std::string("\x80\x09"), "protocol is not known");
    }

    void brokenOnesAreRefused()
    {
        QFETCH(QByteArray, opcodes);
        QFETCH(QByteArray, message);
        const std::string found = messageOf(PickleBytes().raw(opcodes.toStdString()).bytes());
        QVERIFY2(found.starts_with("weights.format: broken pickle: "), found.c_str());
        QVERIFY2(QByteArray::fromStdString(found).contains(message), found.c_str());
    }

    void everyTruncationIsNoticed()
    {
        PickleBytes writer;
        writer.raw("}(").text("w").tensor("FloatStorage", "0", 4, 0, {2, 2}, {2, 1}).raw("u");
        const std::string bytes = writer.bytes();
        QCOMPARE(messageOf(bytes), std::string("no error"));
        for (std::size_t length = 0; length < bytes.size(); ++length)
            QVERIFY(messageOf(bytes.substr(0, length)) != "no error");
    }
};

QTEST_APPLESS_MAIN(TestPickle)
#include "tst_pickle.moc"
