#include "core/reward/ziparchive.h"

#include <QTest>

#include "tests/support/checkpointbytes.h"

using reward::ZipArchive;
using support::ZipBytes;

class TestZipArchive : public QObject
{
    Q_OBJECT

    static std::string textOf(const ZipArchive &zip, const char *name)
    {
        const auto bytes = zip.bytes(name);
        return bytes ? std::string(reinterpret_cast<const char *>(bytes->data()), bytes->size())
                     : "error: " + bytes.error().message;
    }

    static ZipBytes twoEntries()
    {
        ZipBytes zip;
        zip.add("root/one", "first");
        zip.add("root/two", "");
        return zip;
    }

private Q_SLOTS:
    void entriesAreViewsOfTheFile_data()
    {
        QTest::addColumn<bool>("is64");
        QTest::newRow("32 bits") << false;
        QTest::newRow("64 bits") << true;
    }

    void entriesAreViewsOfTheFile()
    {
        QFETCH(bool, is64);
        const std::string file = twoEntries().bytes(is64);
        QVERIFY(reward::isZip(support::asSpan(file)));
        const auto zip = ZipArchive::open(support::asSpan(file));
        QVERIFY2(zip, zip ? "" : zip.error().message.c_str());
        QCOMPARE(std::string(zip->firstName()), std::string("root/one"));
        QCOMPARE(textOf(*zip, "root/one"), std::string("first"));
        QCOMPARE(textOf(*zip, "root/two"), std::string());
        QVERIFY(!zip->contains("root"));
        QVERIFY(textOf(*zip, "root").find("lacks entry \"root\"") != std::string::npos);
    }

    void aCommentMayFollow()
    {
        std::string file = twoEntries().bytes();
        file[file.size() - 2] = 7;
        QVERIFY(!ZipArchive::open(support::asSpan(file)));
        file += "comment";
        QVERIFY(ZipArchive::open(support::asSpan(file)));
    }

    void onlyStoredEntriesAreUsed()
    {
        ZipBytes zip;
        zip.add({"root/packed", "xx", 8, 4000000000U}); // a bomb: 2 bytes that would be 4 GB
        zip.add({"root/longer", "xx", 0, 4});
        const std::string file = zip.bytes();
        const auto opened = ZipArchive::open(support::asSpan(file));
        // The packed entry claims 4 GB in the file, too.
        QVERIFY(!opened);
        QVERIFY(opened.error().message.find("\"root/packed\" leaves the file") != std::string::npos);

        ZipBytes packed;
        packed.add({"root/packed", "xx", 8, 0});
        const std::string second = packed.bytes();
        const auto one = ZipArchive::open(support::asSpan(second));
        QVERIFY(one);
        QVERIFY(textOf(*one, "root/packed").find("is compressed or encrypted") != std::string::npos);
    }

    void contradictionsAreNoticed()
    {
        const std::string good = twoEntries().bytes();
        const auto changed = [&](const std::string &pattern, std::size_t offset, const std::string &bytes) {
            std::string file = good;
            file.replace(file.find(pattern) + offset, bytes.size(), bytes);
            return file;
        };
        const auto messageOf = [](const std::string &file) {
            const auto zip = ZipArchive::open(support::asSpan(file));
            return zip ? textOf(*zip, "root/one") : "error: " + zip.error().message;
        };
        const std::string directory("PK\x01\x02");
        const std::string end("PK\x05\x06");
        QCOMPARE(messageOf(good), std::string("first"));
        QVERIFY(messageOf(changed(directory, 24, "\x06")).find("has two sizes, 6 and 5") != std::string::npos);
        QVERIFY(messageOf(changed(directory, 20, support::littleEndian(0x7fffffff, 4))).find("leaves the file")
                != std::string::npos);
        QVERIFY(messageOf(changed(directory, 42, "\x02")).find("is not where the directory says") != std::string::npos);
        QVERIFY(messageOf(changed(directory, 42, support::littleEndian(0xffffffff, 4))).find("64-bit sizes")
                != std::string::npos);
        QVERIFY(messageOf(changed("root/one", 0, "root/two")).find("another name in its own header")
                != std::string::npos);
        QVERIFY(messageOf(changed("root/one", std::size_t(0) - 4, "\xff\xff")).find("leaves the file")
                != std::string::npos); // length of the name in the local header
        QVERIFY(messageOf(changed(end, 16, support::littleEndian(0xfffffff0, 4))).find("its directory leaves the file")
                != std::string::npos);
        QVERIFY(messageOf(changed(end, 10, support::littleEndian(9, 2))).find("ends before entry 3 of 9")
                != std::string::npos);
        ZipBytes twice;
        twice.add("a", "1");
        twice.add("a", "2");
        QVERIFY(messageOf(twice.bytes()).find("\"a\" occurs twice") != std::string::npos);
    }

    void everyTruncationIsNoticed()
    {
        for (const bool is64 : {false, true}) {
            const std::string file = twoEntries().bytes(is64);
            for (std::size_t length = 0; length < file.size(); ++length) {
                const std::string cut = file.substr(0, length);
                QVERIFY(!ZipArchive::open(support::asSpan(cut)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestZipArchive)
#include "tst_ziparchive.moc"
