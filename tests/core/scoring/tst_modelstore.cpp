#include "core/scoring/modelstore.h"

#include <QDir>
#include <QTest>

#include "core/base/hash.h"
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
        const auto model = models.install(QStringLiteral("hps-v3"), file, progress);
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
            models.install(QStringLiteral("clip-l"), m_folder.file(QStringLiteral("published")), m_progress);
        SUPPORT_OK(model);
        QCOMPARE(model->files.size(), 2);
        QVERIFY(QFile::exists(model->folder + QStringLiteral("/config.json")));
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("nothing")));
        m_folder.write(QStringLiteral("nothing/a.txt"), "a");
        m_folder.write(QStringLiteral("nothing/b.txt"), "b");
        SUPPORT_FAILS(models.install(QStringLiteral("clip-l"), m_folder.file(QStringLiteral("nothing")), m_progress),
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
        const auto model = models.install(scorer, m_folder.file(file), m_progress);
        QVERIFY(!model);
        QCOMPARE(model.error().code, code);
        QVERIFY(everythingIn(models.folder()).isEmpty());
    }

    void cancellingLeavesTheOldOneInPlace()
    {
        const ModelStore models = store(QStringLiteral("cancelled"));
        const QString first = m_folder.write(QStringLiteral("first.safetensors"), weights('1', 1000));
        const QString second = m_folder.write(QStringLiteral("second.safetensors"), weights('2', 20 << 20));
        SUPPORT_OK(models.install(QStringLiteral("mps"), first, m_progress));
        base::Progress *running = nullptr;
        base::Progress progress([&running](const QString &, qint64, qint64) { running->cancel(); });
        running = &progress;
        SUPPORT_FAILS(models.install(QStringLiteral("mps"), second, progress), "cancelled");
        QCOMPARE(models.find(QStringLiteral("mps"))->files[0].name, QStringLiteral("first.safetensors"));
        QCOMPARE(everythingIn(models.folder()), QStringList{QStringLiteral("mps")});
        // A newer one takes its place whole.
        SUPPORT_OK(models.install(QStringLiteral("mps"), second, m_progress));
        QCOMPARE(models.find(QStringLiteral("mps"))->files[0].name, QStringLiteral("second.safetensors"));
        QCOMPARE(everythingIn(models.folder()), QStringList{QStringLiteral("mps")});
    }

    void damageLaterIsNoticed()
    {
        const ModelStore models = store(QStringLiteral("later"));
        const QString file = m_folder.write(QStringLiteral("w.safetensors"), weights('w', 1000));
        SUPPORT_OK(models.install(QStringLiteral("mps"), file, m_progress));
        const QString inside = models.folder() + QStringLiteral("/mps/w.safetensors");
        QVERIFY(QFile::resize(inside, 10));
        QVERIFY(models.find(QStringLiteral("mps"))->problem.contains(QStringLiteral("w.safetensors has 10 bytes")));
        QVERIFY(QFile::remove(inside));
        QVERIFY(models.find(QStringLiteral("mps"))->problem.contains(QStringLiteral("missing")));
    }

    void removedIsGone()
    {
        const ModelStore models = store(QStringLiteral("removed"));
        SUPPORT_FAILS(models.remove(QStringLiteral("mps")), "weights.missing");
        const QString file = m_folder.write(QStringLiteral("r.safetensors"), weights('r', 1000));
        SUPPORT_OK(models.install(QStringLiteral("mps"), file, m_progress));
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
