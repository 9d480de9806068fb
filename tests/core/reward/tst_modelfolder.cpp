#include "core/reward/modelfolder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/base/hash.h"
#include "tests/support/paths.h"
#include "tests/support/studies.h"

using reward::ModelFolder;

class TestModelFolder : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    static QByteArray data(const char *name)
    {
        QFile file(support::dataFolder() + QStringLiteral("/checkpoints/") + QLatin1String(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        Q_UNUSED(opened);
        return file.readAll();
    }

    ModelFolder models(const char *name) const { return ModelFolder(m_folder.file(QLatin1String(name)).toStdString()); }

    /// Installs files by hand, as the client does it.
    QJsonObject install(const char *models, const char *scorer, const QList<std::pair<QString, QByteArray>> &files)
    {
        const QString folder = QLatin1String(models) + QLatin1Char('/') + QLatin1String(scorer) + QLatin1Char('/');
        QDir(m_folder.path()).mkpath(folder);
        QJsonArray entries;
        for (const auto &[name, bytes] : files) {
            m_folder.write(folder + name, bytes);
            entries.append(QJsonObject{{QStringLiteral("name"), name},
                                       {QStringLiteral("bytes"), bytes.size()},
                                       {QStringLiteral("sha256"), base::sha256(bytes)}});
        }
        const QJsonObject facts{{QStringLiteral("version"), 1},
                                {QStringLiteral("scorer"), QLatin1String(scorer)},
                                {QStringLiteral("files"), entries}};
        write(models, scorer, facts);
        return facts;
    }

    void write(const char *models, const char *scorer, const QJsonObject &facts)
    {
        m_folder.write(QLatin1String(models) + QLatin1Char('/') + QLatin1String(scorer) + QStringLiteral("/model.json"),
                       QJsonDocument(facts).toJson());
    }

    static std::string messageOf(const reward::Result<reward::ModelWeights> &weights)
    {
        return weights ? "no error" : weights.error().code + ": " + weights.error().message;
    }

private Q_SLOTS:
    void networksAreFound()
    {
        install("one", "clip-l", {{QStringLiteral("any.pt"), data("half.pt")}, {QStringLiteral("config.json"), "{}"}});
        const auto weights = models("one").find("clip-l");
        QVERIFY2(weights, messageOf(weights).c_str());
        QCOMPARE(weights->network.filename().string(), std::string("any.pt"));
        QVERIFY(weights->head.empty());
        QCOMPARE(weights->hashes.size(), std::size_t(1));
        QCOMPARE(weights->hashes.at("network"), base::sha256(data("half.pt")).toStdString());
        QCOMPARE(messageOf(models("one").find("hps-v1")),
                 std::string("scorer.notinstalled: the weights of hps-v1 are not installed"));
    }

    void headsSitOnNetworks()
    {
        // Both in one folder, whatever they are called.
        install("both", "laion-v2",
                {{QStringLiteral("a.pth"), data("stack.pth")}, {QStringLiteral("b.pt"), data("half.pt")}});
        const auto both = models("both").find("laion-v2");
        QVERIFY2(both, messageOf(both).c_str());
        QCOMPARE(both->head.filename().string(), std::string("a.pth"));
        QCOMPARE(both->network.filename().string(), std::string("b.pt"));
        QCOMPARE(both->hashes.at("head"), base::sha256(data("stack.pth")).toStdString());

        // The head alone, with and without an installed network.
        install("apart", "laion-v1", {{QStringLiteral("a.pth"), data("linear.pth")}});
        QVERIFY(messageOf(models("apart").find("laion-v1")).find("laion-v1 needs the weights of clip-l")
                != std::string::npos);
        install("apart", "clip-l", {{QStringLiteral("c.pt"), data("half.pt")}});
        const auto apart = models("apart").find("laion-v1");
        QVERIFY2(apart, messageOf(apart).c_str());
        QCOMPARE(apart->network.filename().string(), std::string("c.pt"));
        QCOMPARE(apart->hashes.at("network"), both->hashes.at("network"));

        install("headless", "laion-v1", {{QStringLiteral("c.pt"), data("half.pt")}});
        QVERIFY(messageOf(models("headless").find("laion-v1")).find("the head of laion-v1 is missing")
                != std::string::npos);
        install("two", "laion-v1",
                {{QStringLiteral("a.pth"), data("linear.pth")}, {QStringLiteral("b.pth"), data("stack.pth")}});
        QVERIFY(messageOf(models("two").find("laion-v1")).find("there are two heads, a.pth and b.pth")
                != std::string::npos);
    }

    void changesAreNoticed()
    {
        install("changed", "clip-l", {{QStringLiteral("any.pt"), data("half.pt")}});
        const QString file = m_folder.file(QStringLiteral("changed/clip-l/any.pt"));
        QVERIFY(QFile::resize(file, 100));
        QVERIFY(messageOf(models("changed").find("clip-l")).starts_with("weights.changed: "));
        QVERIFY(QFile::remove(file));
        QVERIFY(messageOf(models("changed").find("clip-l")).find("any.pt: the file is missing") != std::string::npos);
    }

    void filesInPlaceAreWatched()
    {
        const QString file = m_folder.write(QStringLiteral("elsewhere.pt"), data("half.pt"));
        QJsonObject facts = install("linked", "clip-l", {{QStringLiteral("elsewhere.pt"), data("half.pt")}});
        QVERIFY(QFile::remove(m_folder.file(QStringLiteral("linked/clip-l/elsewhere.pt"))));
        QJsonObject entry = facts[QLatin1String("files")][0].toObject();
        entry[QLatin1String("path")] = file;
        entry[QLatin1String("modified_ms")] = QFileInfo(file).lastModified().toMSecsSinceEpoch();
        facts[QLatin1String("files")] = QJsonArray{entry};
        write("linked", "clip-l", facts);
        const auto weights = models("linked").find("clip-l");
        QVERIFY2(weights, messageOf(weights).c_str());
        QCOMPARE(QString::fromStdString(weights->network.string()), file);
        QFile touched(file);
        QVERIFY(touched.open(QIODevice::ReadWrite));
        QVERIFY(touched.setFileTime(QDateTime::currentDateTime().addSecs(-100), QFileDevice::FileModificationTime));
        touched.close();
        QVERIFY(messageOf(models("linked").find("clip-l")).starts_with("weights.changed: "));
    }

    void brokenDescriptionsAreRefused()
    {
        const QJsonObject good = install("broken", "clip-l", {{QStringLiteral("any.pt"), data("half.pt")}});
        const auto messageWith = [&](const QString &key, const QJsonValue &value) {
            QJsonObject entry = good[QLatin1String("files")][0].toObject();
            entry[key] = value;
            QJsonObject facts = good;
            facts[QLatin1String("files")] = QJsonArray{entry};
            write("broken", "clip-l", facts);
            return messageOf(models("broken").find("clip-l"));
        };
        QCOMPARE(messageWith(QStringLiteral("extra"), 1), std::string("no error"));
        QVERIFY(messageWith(QStringLiteral("name"), QStringLiteral("../clip-l/any.pt")).find("is broken")
                != std::string::npos);
        QVERIFY(messageWith(QStringLiteral("sha256"), QStringLiteral("abc")).find("is broken") != std::string::npos);
        QVERIFY(messageWith(QStringLiteral("bytes"), QStringLiteral("many")).find("is broken") != std::string::npos);
        QVERIFY(messageWith(QStringLiteral("path"), QStringLiteral("relative.pt")).find("is broken")
                != std::string::npos);
        for (const QByteArray &text :
             {QByteArray("{"), QByteArray("[]"), QByteArray("{\"scorer\":\"mps\",\"files\":[]}"),
              QByteArray("{\"scorer\":\"clip-l\",\"files\":[1]}"), QByteArray(100000, '[')}) {
            m_folder.write(QStringLiteral("broken/clip-l/model.json"), text);
            QVERIFY(messageOf(models("broken").find("clip-l")).starts_with("weights.read: "));
        }
    }

    void namedFilesAreHashed()
    {
        const QString hub = support::dataFolder() + QStringLiteral("/checkpoints/hub");
        const auto folder = models("none").explicitWeights("pickscore", hub.toStdString());
        QVERIFY2(folder, messageOf(folder).c_str());
        QCOMPARE(folder->network.filename().string(), std::string("model.safetensors"));
        QCOMPARE(folder->hashes.at("network"), base::sha256(data("hub/model.safetensors")).toStdString());
        // Whatever it is called.
        const QString odd = m_folder.write(QStringLiteral("weights"), data("half.pt"));
        const auto file = models("none").explicitWeights("hps-v1", odd.toStdString());
        QVERIFY2(file, messageOf(file).c_str());
        QCOMPARE(QString::fromStdString(file->network.string()), odd);
        QVERIFY(messageOf(models("none").explicitWeights("hps-v1", "/nowhere/a.pt")).find("/nowhere/a.pt: No such file")
                != std::string::npos);
        QVERIFY(messageOf(models("none").explicitWeights(
                              "hps-v1", (support::dataFolder() + QStringLiteral("/checkpoints")).toStdString()))
                    .find("several files of weights")
                != std::string::npos);
    }

    void theFolderIsThatOfTheClient()
    {
        const QString folder = m_folder.path();
        qputenv("DISSENSUS_MODELS", QFile::encodeName(folder));
        QCOMPARE(QString::fromStdString(ModelFolder::defaultFolder().string()), folder);
        qunsetenv("DISSENSUS_MODELS");
        qputenv("XDG_DATA_HOME", QFile::encodeName(folder));
        QCOMPARE(QString::fromStdString(ModelFolder::defaultFolder().string()),
                 folder + QStringLiteral("/dissensus/models"));
        qputenv("XDG_DATA_HOME", "relative");
        qputenv("HOME", QFile::encodeName(folder));
        QCOMPARE(QString::fromStdString(ModelFolder::defaultFolder().string()),
                 folder + QStringLiteral("/.local/share/dissensus/models"));
    }
};

QTEST_APPLESS_MAIN(TestModelFolder)
#include "tst_modelfolder.moc"
