#include "core/scoring/modelstore.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QTest>

#include "core/base/hash.h"
#include "core/scoring/weightsfile.h"
#include "tests/core/scoring/httpserver.h"
#include "tests/support/checkpointbytes.h"
#include "tests/support/studies.h"

using scoring::InstalledModel;
using scoring::ModelStore;

class TestModelStore : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    base::Progress m_progress;

    /// A small file that begins like safetensors.
    static QByteArray weights(char content, qsizetype size = 5 << 20)
    {
        return QByteArray("\x02\0\0\0\0\0\0\0{}", 10) + QByteArray(size, content);
    }

    ModelStore store(const QString &name) const { return ModelStore(m_folder.file(name)); }

    /// Licences accepted, no waiting.
    static scoring::InstallOptions options(bool inPlace = false)
    {
        scoring::InstallOptions options;
        options.inPlace = inPlace;
        options.licenceAccepted = true;
        options.limits.firstPauseMs = 1;
        return options;
    }

    /// A whole file of weights of one tensor.
    static QByteArray tensors(qsizetype bytes, char content = 'x')
    {
        support::SafetensorsBytes file;
        file.add("w", "U8", {bytes}, std::string(std::size_t(bytes), content));
        return QByteArray::fromStdString(file.bytes());
    }
    static QStringList everythingIn(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

private Q_SLOTS:
    void ownWeightsAreCopiedAndDescribed()
    {
        const ModelStore models = store(QStringLiteral("own"));
        const QByteArray bytes = weights('x');
        const QString file = m_folder.write(QStringLiteral("mine.safetensors"), bytes);
        qint64 reported = 0;
        const base::Progress progress([&reported](const QString &, qint64 done, qint64 total) {
            reported = done;
            QCOMPARE(total, (5 << 20) + 10);
        });
        const auto model = models.install(QStringLiteral("hps-v3"), file, options(), progress);
        SUPPORT_OK(model);
        QCOMPARE(reported, bytes.size());
        QCOMPARE(model->files.size(), 1);
        QCOMPARE(model->files[0].sha256, base::sha256(bytes));
        QVERIFY(!model->isPublished());
        const auto found = models.find(QStringLiteral("hps-v3"));
        QVERIFY(found);
        QCOMPARE(found->bytes(), bytes.size());
        QVERIFY(found->problem.isEmpty());
        QCOMPARE(models.installed().size(), 1);
        QVERIFY(QFile::exists(file)); // copied, not moved
    }

    void aFolderKeepsItsFiles()
    {
        const ModelStore models = store(QStringLiteral("folder"));
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("published")));
        m_folder.write(QStringLiteral("published/own.safetensors"), weights('y', 100));
        m_folder.write(QStringLiteral("published/config.json"), "{}");
        const auto model =
            models.install(QStringLiteral("clip-l"), m_folder.file(QStringLiteral("published")), options(), m_progress);
        SUPPORT_OK(model);
        QCOMPARE(model->files.size(), 2);
        QVERIFY(QFile::exists(model->folder + QStringLiteral("/config.json")));
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("nothing")));
        m_folder.write(QStringLiteral("nothing/a.txt"), "a");
        m_folder.write(QStringLiteral("nothing/b.txt"), "b");
        SUPPORT_FAILS(
            models.install(QStringLiteral("clip-l"), m_folder.file(QStringLiteral("nothing")), options(), m_progress),
            "weights.format");
    }

    void whatIsWrongChangesNothing_data()
    {
        QTest::addColumn<QString>("scorer");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("code");
        QTest::newRow("no such scorer") << QStringLiteral("nobody") << QStringLiteral("a.pt")
                                        << QStringLiteral("scorer.unknown");
        QTest::newRow("needs none") << QStringLiteral("contrast") << QStringLiteral("a.pt")
                                    << QStringLiteral("weights.none");
        QTest::newRow("no such file") << QStringLiteral("mps") << QStringLiteral("gone.pt")
                                      << QStringLiteral("weights.read");
        QTest::newRow("a web page") << QStringLiteral("mps") << QStringLiteral("page.pt")
                                    << QStringLiteral("weights.format");
        QTest::newRow("cut off") << QStringLiteral("laion-v2") << QStringLiteral("sac+logos+ava1-l14-linearMSE.pth")
                                 << QStringLiteral("weights.damaged");
    }

    void whatIsWrongChangesNothing()
    {
        QFETCH(QString, scorer);
        QFETCH(QString, file);
        QFETCH(QString, code);
        const ModelStore models = store(QStringLiteral("wrong"));
        m_folder.write(QStringLiteral("page.pt"), "<html>not found</html>");
        m_folder.write(QStringLiteral("sac+logos+ava1-l14-linearMSE.pth"), QByteArray("PK\x03\x04") + "half");
        const auto model = models.install(scorer, m_folder.file(file), options(), m_progress);
        QVERIFY(!model);
        QCOMPARE(model.error().code, code);
        QVERIFY(everythingIn(models.folder()).isEmpty());
    }

    void cancellingLeavesTheOldOneInPlace()
    {
        const ModelStore models = store(QStringLiteral("cancelled"));
        const QString first = m_folder.write(QStringLiteral("first.safetensors"), weights('1', 1000));
        const QString second = m_folder.write(QStringLiteral("second.safetensors"), weights('2', 20 << 20));
        SUPPORT_OK(models.install(QStringLiteral("mps"), first, options(), m_progress));
        base::Progress *running = nullptr;
        base::Progress progress([&running](const QString &, qint64, qint64) { running->cancel(); });
        running = &progress;
        SUPPORT_FAILS(models.install(QStringLiteral("mps"), second, options(), progress), "cancelled");
        QCOMPARE(models.find(QStringLiteral("mps"))->files[0].name, QStringLiteral("first.safetensors"));
        QCOMPARE(everythingIn(models.folder()), QStringList{QStringLiteral("mps")});
        // A newer one takes its place whole.
        SUPPORT_OK(models.install(QStringLiteral("mps"), second, options(), m_progress));
        QCOMPARE(models.find(QStringLiteral("mps"))->files[0].name, QStringLiteral("second.safetensors"));
        QCOMPARE(everythingIn(models.folder()), QStringList{QStringLiteral("mps")});
    }

    void damageLaterIsNoticed()
    {
        const ModelStore models = store(QStringLiteral("later"));
        const QString file = m_folder.write(QStringLiteral("w.safetensors"), weights('w', 1000));
        SUPPORT_OK(models.install(QStringLiteral("mps"), file, options(), m_progress));
        const QString inside = models.folder() + QStringLiteral("/mps/w.safetensors");
        QVERIFY(QFile::resize(inside, 10));
        QVERIFY(models.find(QStringLiteral("mps"))->problem.contains(QStringLiteral("w.safetensors has 10 bytes")));
        QVERIFY(QFile::remove(inside));
        QVERIFY(models.find(QStringLiteral("mps"))->problem.contains(QStringLiteral("missing")));
    }

    void unclearLicencesMustBeAccepted()
    {
        const ModelStore models = store(QStringLiteral("licence"));
        const QString file = m_folder.write(QStringLiteral("licence.safetensors"), tensors(100));
        for (const char *const scorer : {"hps-v1", "pickscore", "mps", "hps-v3"}) {
            scoring::InstallOptions none = options();
            none.licenceAccepted = false;
            const auto refused = models.install(QString::fromLatin1(scorer), file, none, m_progress);
            SUPPORT_FAILS(refused, "weights.licence");
            QVERIFY(refused.error().message.contains(QStringLiteral("not stated")));
            QVERIFY(!QFile::exists(models.folder()));
        }
        for (const char *const scorer : {"clip-l", "hps-v2", "hps-v2.1", "laion-v1", "laion-v2", "imagereward"})
            QVERIFY(!scoring::isLicenceUnclear(QString::fromLatin1(scorer)));
        SUPPORT_OK(models.install(QStringLiteral("pickscore"), file, options(), m_progress));
    }

    void theModelIsDescribed()
    {
        const ModelStore models = store(QStringLiteral("described"));
        const QString file = m_folder.write(QStringLiteral("described.safetensors"), tensors(100));
        SUPPORT_OK(models.install(QStringLiteral("hps-v2.1"), file, options(), m_progress));
        QFile facts(models.folder() + QStringLiteral("/hps-v2.1/model.json"));
        QVERIFY(facts.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(facts.readAll()).object();
        QCOMPARE(json[QLatin1String("version")].toInt(), 1);
        QCOMPARE(json[QLatin1String("licence")].toString(), QStringLiteral("Apache-2.0"));
        QVERIFY(json[QLatin1String("preprocessing")].toString().startsWith(QStringLiteral("long side 224")));
        const QJsonValue entry = json[QLatin1String("files")][0];
        QCOMPARE(entry[QLatin1String("bytes")].toInteger(), QFileInfo(file).size());
        QCOMPARE(entry[QLatin1String("sha256")].toString().size(), 64);
        QVERIFY(json.contains(QLatin1String("source")));
    }

    void filesCanBeUsedInPlace()
    {
        const ModelStore models = store(QStringLiteral("linked"));
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("elsewhere")));
        const QByteArray bytes = tensors(1000);
        const QString file = m_folder.write(QStringLiteral("elsewhere/model.safetensors"), bytes);
        m_folder.write(QStringLiteral("elsewhere/config.json"), "{}");
        const auto model = models.install(QStringLiteral("clip-l"), file, options(true), m_progress);
        SUPPORT_OK(model);
        QCOMPARE(everythingIn(model->folder), QStringList{QStringLiteral("model.json")}); // nothing is copied
        const auto found = models.find(QStringLiteral("clip-l"));
        QCOMPARE(found->files.size(), 2); // with the configuration beside it
        QCOMPARE(found->files[0].path, file);
        QCOMPARE(found->files[0].sha256, base::sha256(bytes));
        QVERIFY2(found->problem.isEmpty(), qPrintable(found->problem));
        // The same size, but written since.
        QFile changed(file);
        QVERIFY(changed.open(QIODevice::ReadWrite));
        QVERIFY(changed.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
        changed.close();
        QVERIFY(models.find(QStringLiteral("clip-l"))->problem.contains(QStringLiteral("has changed")));
        SUPPORT_OK(models.remove(QStringLiteral("clip-l")));
        QVERIFY(QFile::exists(file)); // not ours
    }

    void foldersGiveWhatIsNeeded()
    {
        const ModelStore models = store(QStringLiteral("chosen"));
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("hub")));
        m_folder.write(QStringLiteral("hub/model.safetensors"), tensors(100));
        m_folder.write(QStringLiteral("hub/pytorch_model.bin"), "PK\x03\x04 the same again, and cut off");
        m_folder.write(QStringLiteral("hub/flax_model.msgpack"), "another framework");
        m_folder.write(QStringLiteral("hub/config.json"), "{}");
        m_folder.write(QStringLiteral("hub/vocab.json"), "{}");
        const auto model =
            models.install(QStringLiteral("clip-l"), m_folder.file(QStringLiteral("hub")), options(), m_progress);
        SUPPORT_OK(model);
        QCOMPARE(everythingIn(model->folder),
                 (QStringList{QStringLiteral("config.json"), QStringLiteral("model.json"),
                              QStringLiteral("model.safetensors"), QStringLiteral("vocab.json")}));
        // The published name with other weights in it: a model of one's own.
        QVERIFY(!model->isPublished());
    }

    void addressesAreInstalled()
    {
        const ModelStore models = store(QStringLiteral("web"));
        const QByteArray bytes = tensors(300000);
        const HttpServer server([&](const HttpServer::Request &request, QTcpSocket &socket) {
            HttpServer::giveFile(request, socket, bytes, "\"one\"", 100000);
        });
        const auto model =
            models.install(QStringLiteral("hps-v2.1"),
                           server.url(QStringLiteral("/x/HPS%20own.safetensors")).toString(), options(), m_progress);
        SUPPORT_OK(model);
        QCOMPARE(model->files[0].name, QStringLiteral("HPS own.safetensors"));
        QCOMPARE(model->files[0].sha256, base::sha256(bytes));
        QVERIFY(model->source.startsWith(QStringLiteral("http://127.0.0.1")));
        QVERIFY(models.find(QStringLiteral("hps-v2.1"))->problem.isEmpty());
        QCOMPARE(everythingIn(models.folder()), QStringList{QStringLiteral("hps-v2.1")});
        // A name that is none becomes the published one, of a path only the name is taken.
        for (const char *const path : {"/download?id=5", "/..%2f..%2fevil.pt", "/"}) {
            const auto named =
                models.install(QStringLiteral("hps-v2.1"), server.url(QString()).toString() + QString::fromLatin1(path),
                               options(), m_progress);
            SUPPORT_OK(named);
            QCOMPARE(named->files[0].name, QByteArray(path).endsWith("evil.pt")
                                               ? QStringLiteral("evil.pt")
                                               : QStringLiteral("HPS_v2.1_compressed.pt"));
        }
        SUPPORT_FAILS(models.install(QStringLiteral("hps-v2.1"), server.url(QStringLiteral("/a.pt")).toString(),
                                     options(true), m_progress),
                      "weights.address");
    }

    void wrongBytesFromTheWebAreRefused()
    {
        const ModelStore models = store(QStringLiteral("wrongweb"));
        const auto install = [&](const QByteArray &bytes, const QString &name) {
            const HttpServer server([&](const HttpServer::Request &request, QTcpSocket &socket) {
                HttpServer::giveFile(request, socket, bytes);
            });
            return models.install(QStringLiteral("laion-v1"), server.url(name).toString(), options(), m_progress);
        };
        SUPPORT_FAILS(install("<html>log in first</html>", QStringLiteral("/a.pth")), "weights.format");
        // A server that claims less than the file has.
        const auto cut = install(tensors(1000).left(600), QStringLiteral("/a.safetensors"));
        SUPPORT_FAILS(cut, "weights.damaged");
        QVERIFY(cut.error().file.startsWith(QStringLiteral("http://127.0.0.1")));
        SUPPORT_FAILS(install("PK\x03\x04 and no directory", QStringLiteral("/a.pth")), "weights.damaged");
        // Name and size of the published file, but not its bytes.
        const scoring::PublishedFile published = scoring::publishedFiles(QStringLiteral("laion-v1")).first();
        QByteArray fake("PK\x03\x04");
        fake.append(published.bytes - fake.size() - 22, 'x').append("PK\x05\x06").append(18, '\0');
        QCOMPARE(fake.size(), published.bytes);
        SUPPORT_FAILS(install(fake, QLatin1Char('/') + published.file), "weights.damaged");
        QVERIFY(!models.find(QStringLiteral("laion-v1")));
        QVERIFY(everythingIn(models.folder()).isEmpty());
    }

    void aCancelledDownloadIsKeptForLater()
    {
        const ModelStore models = store(QStringLiteral("interrupted"));
        const QByteArray bytes = tensors(12 << 20);
        const HttpServer server([&](const HttpServer::Request &request, QTcpSocket &socket) {
            HttpServer::giveFile(request, socket, bytes);
        });
        const QString address = server.url(QStringLiteral("/a.safetensors")).toString();
        base::Progress *running = nullptr;
        base::Progress progress([&running](const QString &, qint64 done, qint64) {
            if (done > 1 << 20)
                running->cancel();
        });
        running = &progress;
        SUPPORT_FAILS(models.install(QStringLiteral("clip-l"), address, options(), progress), "cancelled");
        QVERIFY(!models.find(QStringLiteral("clip-l")));
        const QString part = models.folder() + QStringLiteral("/.download-clip-l/a.safetensors.part");
        QVERIFY(QFileInfo(part).size() > 1 << 20);
        {
            QLockFile other(models.folder() + QStringLiteral("/.download-clip-l/lock"));
            QVERIFY(other.tryLock(0));
            SUPPORT_FAILS(models.install(QStringLiteral("clip-l"), address, options(), m_progress), "weights.busy");
            SUPPORT_FAILS(models.remove(QStringLiteral("clip-l")), "weights.busy");
        }
        QVERIFY(QFile::exists(part));
        SUPPORT_OK(models.install(QStringLiteral("clip-l"), address, options(), m_progress));
        QVERIFY(server.requests().last().start() > 1 << 20);
        QCOMPARE(models.find(QStringLiteral("clip-l"))->files[0].sha256, base::sha256(bytes));
        QCOMPARE(everythingIn(models.folder()), QStringList{QStringLiteral("clip-l")});

        // Who gives up removes the part.
        base::Progress once([&running](const QString &, qint64 done, qint64) {
            if (done > 1 << 20)
                running->cancel();
        });
        running = &once;
        SUPPORT_FAILS(models.install(QStringLiteral("hps-v2"), address, options(), once), "cancelled");
        SUPPORT_OK(models.remove(QStringLiteral("hps-v2")));
        QCOMPARE(everythingIn(models.folder()), QStringList{QStringLiteral("clip-l")});
    }

    void removedIsGone()
    {
        const ModelStore models = store(QStringLiteral("removed"));
        SUPPORT_FAILS(models.remove(QStringLiteral("mps")), "weights.missing");
        const QString file = m_folder.write(QStringLiteral("r.safetensors"), weights('r', 1000));
        SUPPORT_OK(models.install(QStringLiteral("mps"), file, options(), m_progress));
        SUPPORT_OK(models.remove(QStringLiteral("mps")));
        QVERIFY(!models.find(QStringLiteral("mps")));
        QVERIFY(everythingIn(models.folder()).isEmpty());
    }

    void theFolderCanBeChosen()
    {
        qputenv("DISSENSUS_MODELS", "/somewhere/else");
        QCOMPARE(ModelStore::defaultFolder(), QStringLiteral("/somewhere/else"));
        qunsetenv("DISSENSUS_MODELS");
        QVERIFY(ModelStore::defaultFolder().endsWith(QStringLiteral("/dissensus/models")));
    }
};

QTEST_GUILESS_MAIN(TestModelStore)
#include "tst_modelstore.moc"
