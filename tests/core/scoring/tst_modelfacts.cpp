#include "core/scoring/modelfacts.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include "core/scoring/scorercatalogue.h"
#include "tests/support/studies.h"

using scoring::InstalledModel;
using scoring::ModelFile;
using scoring::readModelFacts;

class TestModelFacts : public QObject
{
    Q_OBJECT

    std::unique_ptr<support::TestFolder> m_folder;

    static scoring::ScorerInfo info()
    {
        scoring::ScorerInfo info;
        info.id = QStringLiteral("pickscore");
        info.licence = QStringLiteral("not stated");
        return info;
    }

    /// One file in the folder, one that is used where it lies.
    InstalledModel installed()
    {
        m_folder->write(QStringLiteral("model.safetensors"), "weights");
        const QString outside = m_folder->write(QStringLiteral("outside/head.pth"), "head");
        InstalledModel model;
        model.scorer = QStringLiteral("pickscore");
        model.folder = m_folder->path();
        model.files = {{QStringLiteral("model.safetensors"), 7, QStringLiteral("aa"), true, {}, 0},
                       {QStringLiteral("head.pth"), 4, QStringLiteral("bb"), false, outside,
                        QFileInfo(outside).lastModified().toMSecsSinceEpoch()}};
        model.source = QStringLiteral("https://example.org/weights");
        model.installedAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
        support::must(writeModelFacts(model.folder, model, info()));
        return model;
    }

    QString problem() { return readModelFacts(m_folder->path(), QStringLiteral("pickscore"))->problem; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("outside")));
    }

    void writtenAndRead()
    {
        const InstalledModel model = installed();
        const auto read = readModelFacts(m_folder->path(), QStringLiteral("pickscore"));
        QVERIFY(read);
        QCOMPARE(read->problem, QString());
        QCOMPARE(read->source, model.source);
        QCOMPARE(read->installedAt, model.installedAt);
        QCOMPARE(read->bytes(), qint64(11));
        QCOMPARE(read->files.size(), model.files.size());
        for (qsizetype i = 0; i < model.files.size(); ++i) {
            const ModelFile &made = read->files[i];
            const ModelFile &given = model.files[i];
            QCOMPARE(made.name, given.name);
            QCOMPARE(made.bytes, given.bytes);
            QCOMPARE(made.sha256, given.sha256);
            QCOMPARE(made.isPublished, given.isPublished);
            QCOMPARE(made.path, given.path);
            QCOMPARE(made.modifiedMs, given.modifiedMs);
        }
        // Another scorer's facts are not this one's.
        QVERIFY(!readModelFacts(m_folder->path(), QStringLiteral("clip-l")));
    }

    void whatChangedSince()
    {
        const InstalledModel model = installed();
        QFile head(model.files[1].path);
        QVERIFY(head.open(QIODevice::ReadWrite));
        QVERIFY(head.setFileTime(QDateTime::fromMSecsSinceEpoch(1'000'000), QFileDevice::FileModificationTime));
        head.close();
        QVERIFY2(problem().contains(QStringLiteral("has changed")), qPrintable(problem()));
        QVERIFY(problem().startsWith(model.files[1].path)); // where it lies, not only its name
        QVERIFY(head.remove());
        QVERIFY2(problem().endsWith(QStringLiteral("is missing")), qPrintable(problem()));
        installed();
        m_folder->write(QStringLiteral("model.safetensors"), "weigh");
        QCOMPARE(problem(), QStringLiteral("model.safetensors has 5 bytes, 7 were installed"));
    }

    void factsThatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray(R"({"scorer": "pickscore")");
        QTest::newRow("a list") << QByteArray(R"(["pickscore"])");
        QTest::newRow("without a scorer") << QByteArray(R"({"files": []})");
        QTest::newRow("deep") << QByteArray(100000, '[');
    }

    void factsThatCannotBeUsed()
    {
        QFETCH(const QByteArray, content);
        QVERIFY(!readModelFacts(m_folder->path(), QStringLiteral("pickscore"))); // no such file
        m_folder->write(QStringLiteral("model.json"), content);
        QVERIFY(!readModelFacts(m_folder->path(), QStringLiteral("pickscore")));
    }

    void fieldsOfAnotherKind()
    {
        m_folder->write(QStringLiteral("model.json"),
                        R"({"scorer": "pickscore", "files": [7, {"name": 3, "bytes": "x"}]})");
        const auto read = readModelFacts(m_folder->path(), QStringLiteral("pickscore"));
        QVERIFY(read);
        QVERIFY(!read->problem.isEmpty());
    }

    void aFolderThatCannotBeWritten()
    {
        const auto written = writeModelFacts(m_folder->file(QStringLiteral("none")), {}, info());
        QVERIFY(!written);
        QCOMPARE(written.error().code, QStringLiteral("weights.write"));
        QVERIFY(written.error().file.endsWith(QStringLiteral("none/model.json")));
    }

    void publishedMeansAllWeights()
    {
        InstalledModel model;
        QVERIFY(!model.isPublished()); // nothing is nobody's
        model.files = {{QStringLiteral("model.safetensors"), 1, {}, true, {}, 0},
                       {QStringLiteral("config.json"), 1, {}, false, {}, 0}};
        QVERIFY(model.isPublished());
        model.files.append({QStringLiteral("head.PTH"), 1, {}, false, {}, 0});
        QVERIFY(!model.isPublished());
        QVERIFY(scoring::isWeightsName(QStringLiteral("a.b.ckpt")));
        QVERIFY(!scoring::isWeightsName(QStringLiteral("safetensors")));
        QVERIFY(!scoring::isWeightsName(QStringLiteral("model.safetensors.index.json")));
    }
};

QTEST_GUILESS_MAIN(TestModelFacts)
#include "tst_modelfacts.moc"
