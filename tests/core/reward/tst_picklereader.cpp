// The steps of the pickle machine one by one; whole pickles, hostile ones too, are tst_pickle's.
#include "core/reward/picklereader.h"

#include <QTest>

#include "tests/support/checkpointbytes.h"

using reward::Pickle;
using reward::PickleKind;
using reward::PickleValue;
using support::littleEndian;
using support::PickleBytes;

namespace {

constexpr char zero = '\0';

/// What the machine made of the opcodes. The bytes outlive it: texts are views of them.
struct Read
{
    explicit Read(const std::string &opcodes)
        : bytes(PickleBytes().raw(opcodes).bytes())
        , pickle(reward::PickleReader(support::asSpan(bytes)).run())
    {
    }
    const PickleValue &root() const { return pickle->root(); }
    const PickleValue &item(std::size_t i) const { return (*pickle)[root().items.at(i)]; }

    std::string bytes;
    reward::Result<Pickle> pickle;
};

} // namespace

class TestPickleReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integers_data()
    {
        QTest::addColumn<QByteArray>("opcodes");
        QTest::addColumn<qint64>("value");
        const auto row = [](const char *name, const std::string &opcodes, qint64 value) {
            QTest::newRow(name) << QByteArray::fromStdString(opcodes) << value;
        };
        row("one byte has no sign", "K\xff", 255);
        row("two bytes have none", "M\xff\xff", 65535);
        row("four bytes have one", "J\xfe\xff\xff\xff", -2);
        row("a long of nothing", std::string("\x8a") + zero, 0);
        row("a long of one byte", "\x8a\x01\x80", -128);
        row("a long with a sign byte", std::string("\x8a\x02\x80") + zero, 128);
        row("a long of four bytes of length", std::string("\x8b") + littleEndian(3, 4) + "\x01\x02\x03", 0x030201);
        row("beyond 64 bits it is cut", std::string("\x8a\x09") + littleEndian(7, 8) + "\x01", 7);
        row("true", "\x88", 1);
        row("false", "\x89", 0);
    }

    void integers()
    {
        QFETCH(const QByteArray, opcodes);
        QFETCH(const qint64, value);
        const Read read(opcodes.toStdString());
        QVERIFY2(read.pickle, read.pickle ? "" : read.pickle.error().message.c_str());
        QCOMPARE(qint64(read.root().integer), value);
    }

    void realsAreBigEndian() { QCOMPARE(Read(std::string("G\xc0\x04") + std::string(6, zero)).root().real, -2.5); }

    void texts_data()
    {
        QTest::addColumn<QByteArray>("opcodes");
        QTest::newRow("one byte of length") << QByteArray("U\3abc");
        QTest::newRow("bytes") << QByteArray("C\3abc");
        QTest::newRow("four") << QByteArray::fromStdString(std::string("X") + littleEndian(3, 4) + "abc");
        QTest::newRow("eight") << QByteArray::fromStdString(std::string("\x8d") + littleEndian(3, 8) + "abc");
        QTest::newRow("an array of bytes")
            << QByteArray::fromStdString(std::string("\x96") + littleEndian(3, 8) + "abc");
    }

    void texts()
    {
        QFETCH(const QByteArray, opcodes);
        const Read read(opcodes.toStdString());
        QVERIFY(read.pickle);
        QCOMPARE(read.root().kind, PickleKind::Text);
        QCOMPARE(read.root().text, std::string_view("abc"));
    }

    void containers()
    {
        const Read list("](K\1K\2eK\3a"); // in a row and one by one
        QCOMPARE(list.root().kind, PickleKind::List);
        QCOMPARE(list.root().items.size(), std::size_t(3));
        QCOMPARE(list.item(2).integer, std::int64_t(3));
        const Read dict("}U\1aK\1s(U\1bK\2u");
        QCOMPARE(dict.root().kind, PickleKind::Dict);
        QCOMPARE(dict.pickle->find(dict.root(), "a")->integer, std::int64_t(1));
        QCOMPARE(dict.pickle->find(dict.root(), "b")->integer, std::int64_t(2));
        const Read set("\x8f(K\1\x90");
        QCOMPARE(set.root().kind, PickleKind::Set);
        QCOMPARE(Read("(K\1\x91").root().kind, PickleKind::Set); // frozen
        QCOMPARE(Read("K\1K\2K\3\x87").root().items.size(), std::size_t(3));
    }

    void whatIsKeptComesBack_data()
    {
        QTest::addColumn<QByteArray>("keep");
        QTest::addColumn<QByteArray>("fetch");
        QTest::newRow("a slot of one byte") << QByteArray("q\5") << QByteArray("h\5");
        QTest::newRow("a slot of four bytes") << QByteArray("r\5\0\0\1", 5) << QByteArray("j\5\0\0\1", 5);
        QTest::newRow("the next free slot") << QByteArray("\x94") << QByteArray("h\0", 2);
    }

    void whatIsKeptComesBack()
    {
        QFETCH(const QByteArray, keep);
        QFETCH(const QByteArray, fetch);
        const Read read(("U\1a" + keep + fetch + "\x86").toStdString());
        QVERIFY2(read.pickle, read.pickle ? "" : read.pickle.error().message.c_str());
        QCOMPARE(read.root().items[0], read.root().items[1]); // the same value, not a second one
    }

    void stack()
    {
        QCOMPARE(Read("K\1K\0020").root().integer, std::int64_t(1));     // 0 takes the last away
        QCOMPARE(Read("K\1(K\2K\0031").root().integer, std::int64_t(1)); // 1 takes all above the mark away
        QCOMPARE(Read("K\1(0").root().integer, std::int64_t(1));         // a mark is a value to 0
        const Read twice("K\1"
                         "2\x86");
        QCOMPARE(twice.root().items[0], twice.root().items[1]);
    }

    void objects()
    {
        const std::string linear = "ctorch.nn.modules.linear\nLinear\n";
        const Read reduced(linear + "(K\1tR}U\1aK\2sb");
        QCOMPARE(reduced.root().kind, PickleKind::Record);
        QCOMPARE(reduced.item(0).module, std::string_view("torch.nn.modules.linear"));
        QCOMPARE(reduced.item(0).text, std::string_view("Linear"));
        QCOMPARE(reduced.item(1).items.size(), std::size_t(1));
        const PickleValue &state = (*reduced.pickle)[reduced.root().state];
        QCOMPARE(reduced.pickle->find(state, "a")->integer, std::int64_t(2));
        // Made without a call, with named arguments too, which say nothing that is needed.
        QCOMPARE(Read(linear + ")\x81").root().kind, PickleKind::Record);
        QCOMPARE(Read(linear + ")}\x92").root().kind, PickleKind::Record);
        // What a record would put into itself is dropped; dictionaries of the standard library are dictionaries.
        QCOMPARE(Read(linear + ")R(K\1e").root().items.size(), std::size_t(2));
        const Read ordered("ccollections\nOrderedDict\n)RU\1aK\1s");
        QCOMPARE(ordered.root().kind, PickleKind::Dict);
        QCOMPARE(ordered.pickle->find(ordered.root(), "a")->integer, std::int64_t(1));
        const Read outside("K\7Q");
        QCOMPARE(outside.root().kind, PickleKind::Persistent);
        QCOMPARE(outside.item(0).integer, std::int64_t(7));
    }
};

QTEST_APPLESS_MAIN(TestPickleReader)
#include "tst_picklereader.moc"
