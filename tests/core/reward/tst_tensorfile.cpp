#include "core/reward/tensorfile.h"

#include <sys/stat.h>

#include <QDir>
#include <QTest>

#include "tests/support/checkpointbytes.h"
#include "tests/support/studies.h"

using reward::TensorFile;

class TestTensorFile : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    std::filesystem::path write(const char *name, const std::string &bytes) const
    {
        const QString path = m_folder.file(QString::fromLatin1(name));
        QDir().mkpath(QFileInfo(path).path());
        return m_folder.write(QString::fromLatin1(name), QByteArray::fromStdString(bytes)).toStdString();
    }

    static std::string tensor(const std::string &name, float value)
    {
        support::SafetensorsBytes writer;
        writer.add(name, {1}, {value});
        return writer.bytes();
    }

    std::string messageOf(const std::filesystem::path &path) const
    {
        const auto file = TensorFile::open(path);
        return file ? "no error" : file.error().code + ": " + file.error().message;
    }

private Q_SLOTS:
    void bothFormatsAreOpened()
    {
        const auto first = write("a/model.safetensors", tensor("w", 3));
        auto safetensors = TensorFile::open(first);
        QVERIFY2(safetensors, messageOf(first).c_str());
        const TensorFile moved = std::move(*safetensors); // what it maps moves along
        float value = 0;
        std::memcpy(&value, moved.tensors().at("w").data, sizeof value);
        QCOMPARE(value, 3.0F);
        QCOMPARE(moved.folder(), first.parent_path());

        support::PickleBytes pickle;
        pickle.raw("}(").text("w").tensor("FloatStorage", "0", 1, 0, {1}, {1}).raw("u");
        const auto second =
            write("b/weights.pth", support::torchZip(pickle, {{"0", support::floatBytes({4})}}).bytes());
        QCOMPARE(messageOf(second), std::string("no error"));
    }

    void shardsAreJoined()
    {
        write("sharded/one.safetensors", tensor("a", 1));
        write("sharded/two.safetensors", tensor("b", 2));
        const auto index =
            write("sharded/model.safetensors.index.json",
                  R"({"metadata":{"total_size":8},"weight_map":{"a":"one.safetensors","b":"two.safetensors"}})");
        for (const auto &path : {index, index.parent_path()}) {
            const auto file = TensorFile::open(path);
            QVERIFY2(file, messageOf(path).c_str());
            QCOMPARE(file->tensors().size(), std::size_t(2));
            QCOMPARE(file->files().size(), std::size_t(3));
            float value = 0;
            std::memcpy(&value, file->tensors().at("b").data, sizeof value);
            QCOMPARE(value, 2.0F);
        }
    }

    void indicesThatLieAreRefused_data()
    {
        QTest::addColumn<QByteArray>("index");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("no index of shards");
        QTest::newRow("no map") << QByteArray("{\"weight_map\":[]}") << QByteArray("no index of shards");
        QTest::newRow("another folder") << QByteArray(R"({"weight_map":{"a":"../a.safetensors"}})")
                                        << QByteArray("only a file beside the index");
        QTest::newRow("no text") << QByteArray(R"({"weight_map":{"a":5}})")
                                 << QByteArray("only a file beside the index");
        QTest::newRow("no such file") << QByteArray(R"({"weight_map":{"a":"gone.safetensors"}})")
                                      << QByteArray("gone.safetensors: No such file");
        QTest::newRow("not in that file")
            << QByteArray(R"({"weight_map":{"c":"one.safetensors"}})") << QByteArray("\"c\" is not in one.safetensors");
        QTest::newRow("large") << QByteArray(5 << 20, '[') << QByteArray("5242880 bytes is not read");
        QTest::newRow("deep") << QByteArray(1 << 20, '[') << QByteArray("no index of shards");
    }

    void indicesThatLieAreRefused()
    {
        QFETCH(QByteArray, index);
        QFETCH(QByteArray, message);
        write("lying/one.safetensors", tensor("a", 1));
        const std::string found = messageOf(write("lying/m.safetensors.index.json", index.toStdString()));
        QVERIFY2(QByteArray::fromStdString(found).contains(message), found.c_str());
    }

    void foldersHoldOneFile()
    {
        const auto one = write("folder/mine.pth", "");
        write("folder/config.json", "{}");
        QVERIFY(messageOf(one.parent_path()).find("mine.pth: the file is empty") != std::string::npos);
        write("folder/other.pt", "");
        QVERIFY(messageOf(one.parent_path()).find("several files of weights") != std::string::npos);
        const auto named = write("folder/model.safetensors", tensor("w", 1));
        QCOMPARE(messageOf(named.parent_path()), std::string("no error"));
        QVERIFY(messageOf(write("empty/config.json", "{}").parent_path()).find("no file of weights")
                != std::string::npos);
    }

    void whatIsNoCheckpointIsRefused()
    {
        QVERIFY(messageOf(m_folder.file(QStringLiteral("gone.pt")).toStdString()).find("gone.pt: No such file")
                != std::string::npos);
        const std::string pipe = m_folder.file(QStringLiteral("pipe")).toStdString();
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY(messageOf(pipe).find("not a regular file") != std::string::npos); // and does not wait for a writer
        QVERIFY(messageOf(write("page.pt", "<html>404</html>")).find("neither a safetensors nor a PyTorch file")
                != std::string::npos);
        const std::string legacy =
            messageOf(write("old.pth", std::string("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15)));
        QVERIFY2(legacy.find("before PyTorch 1.6") != std::string::npos
                     && legacy.find("torch.save") != std::string::npos,
                 legacy.c_str());
    }

    void everyFiftiethTruncationIsOneLine()
    {
        support::PickleBytes pickle;
        pickle.raw("}(").text("w").tensor("FloatStorage", "0", 1000, 0, {10, 100}, {100, 1}).raw("u");
        const std::string zip =
            support::torchZip(pickle, {{"0", support::floatBytes(std::vector<float>(1000))}}).bytes();
        support::SafetensorsBytes writer;
        writer.add("w", {1000}, std::vector<float>(1000));
        for (const std::string &whole : {zip, writer.bytes()}) {
            QCOMPARE(messageOf(write("whole.bin", whole)), std::string("no error"));
            for (std::size_t part = 0; part < 50; ++part) {
                const std::string message = messageOf(write("cut.bin", whole.substr(0, whole.size() * part / 50)));
                QVERIFY2(message.starts_with("weights.") && message.find("cut.bin: ") != std::string::npos
                             && message.find('\n') == std::string::npos,
                         message.c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestTensorFile)
#include "tst_tensorfile.moc"
