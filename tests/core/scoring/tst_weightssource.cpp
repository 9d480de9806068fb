#include "core/scoring/weightssource.h"

#include <QDir>
#include <QTest>

#include "tests/support/checkpointbytes.h"
#include "tests/support/studies.h"

class TestWeightsSource : public QObject
{
    Q_OBJECT

    std::unique_ptr<support::TestFolder> m_folder;

    static QByteArray whole()
    {
        support::SafetensorsBytes file;
        file.add("w", {2}, {1, 2});
        return QByteArray::fromStdString(file.bytes());
    }
    QString file(const QString &name, const QByteArray &content = "{}") { return m_folder->write(name, content); }

    static QStringList names(const QString &path)
    {
        QStringList names;
        const auto files = scoring::weightsSource(path);
        if (!files)
            return {files.error().code};
        for (const QFileInfo &found : *files)
            names += found.fileName();
        return names;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<support::TestFolder>(); }

    void aFile()
    {
        const QString own = file(QStringLiteral("own.safetensors"), whole());
        file(QStringLiteral("config.json"));
        QCOMPARE(names(own), QStringList{QStringLiteral("own.safetensors")});
        // A name of the hub brings what says how large the network is.
        const QString hub = file(QStringLiteral("model.safetensors"), whole());
        QCOMPARE(names(hub), (QStringList{QStringLiteral("model.safetensors"), QStringLiteral("config.json")}));
    }

    void aFolder()
    {
        for (const char *name : {"config.json", "vocab.txt", "README.md", "spiece.model"})
            file(QLatin1String(name));
        for (const char *name : {"tf_model.h5", "flax_model.msgpack", "example.py", "picture.png"})
            file(QLatin1String(name));
        QCOMPARE(names(m_folder->path()), QStringList{QStringLiteral("weights.format")});
        file(QStringLiteral("pytorch_model.bin"), whole());
        QCOMPARE(names(m_folder->path()), (QStringList{QStringLiteral("README.md"), QStringLiteral("config.json"),
                                                       QStringLiteral("pytorch_model.bin"),
                                                       QStringLiteral("spiece.model"), QStringLiteral("vocab.txt")}));
        // The same weights in the safer format: the other one stays away, broken as it may be.
        file(QStringLiteral("pytorch_model.bin"), "broken");
        file(QStringLiteral("model.safetensors"), whole());
        const QStringList both = names(m_folder->path());
        QVERIFY(both.contains(QStringLiteral("model.safetensors")));
        QVERIFY(!both.contains(QStringLiteral("pytorch_model.bin")));
    }

    void anIndexBringsItsShards()
    {
        file(QStringLiteral("model-00001-of-00002.safetensors"), whole());
        file(QStringLiteral("model-00002-of-00002.safetensors"), whole());
        const QString index = file(QStringLiteral("model.safetensors.index.json"));
        const QStringList found = names(index);
        QCOMPARE(found.size(), 3);
        QCOMPARE(found, names(m_folder->path()));
        // Every shard is looked at.
        file(QStringLiteral("model-00002-of-00002.safetensors"), whole().chopped(1));
        QCOMPARE(names(index), QStringList{QStringLiteral("weights.damaged")});
    }

    void whatIsWrongIsNamed()
    {
        const QString none = m_folder->file(QStringLiteral("none.pt"));
        const auto missing = scoring::weightsSource(none);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, QStringLiteral("weights.read"));
        QCOMPARE(missing.error().file, none);
        QCOMPARE(names(file(QStringLiteral("cut.safetensors"), whole().chopped(1))),
                 QStringList{QStringLiteral("weights.damaged")});
        QCOMPARE(names(file(QStringLiteral("text.pt"), "no weights")), QStringList{QStringLiteral("weights.format")});
    }
};

QTEST_GUILESS_MAIN(TestWeightsSource)
#include "tst_weightssource.moc"
