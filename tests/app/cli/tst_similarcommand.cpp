#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "core/storage/assetrepository.h"
#include "core/storage/picturerepository.h"
#include "tests/support/embeddings.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"

using support::must;

/// `similar` on twelve pictures, seen as 0°, 5°, 10°, … by the fake worker's tower.
class TestSimilarCommand : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
    QString m_bare; ///< a study without embeddings
    QString m_worker;

    support::Run run(const QString &study, const QStringList &words)
    {
        return support::runCli(QStringList{QStringLiteral("similar"), study, QStringLiteral("--json")} + words);
    }
    QStringList withWorker(const QStringList &words) const
    {
        return QStringList{QStringLiteral("--worker"), m_worker} + words;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CACHE_HOME", m_folder.file(QStringLiteral("cache")).toLocal8Bit());
        m_worker = QStringLiteral("\"%1/../tests/fakescorer\" clip").arg(support::binFolder());
        m_study = std::make_unique<support::SmallStudy>(m_folder.path());
        m_bare = m_folder.file(QStringLiteral("bare.dissensus"));
        must(storage::Database::create(m_bare, QStringLiteral("bare")));
        const auto assets = must(storage::AssetRepository(m_study->database()).assets());
        for (qint64 i = 0; i < assets.size(); ++i)
            support::keepEmbedding(m_study->database(),
                                   support::embeddingOf(QString(64, u'b'), assets[study::AssetId(i + 1)].sha256,
                                                        support::direction(5.0 * double(i))));
    }

    void likeAText()
    {
        const support::Run found =
            run(m_study->path(), withWorker({QStringLiteral("--text"), QStringLiteral("20 degrees"),
                                             QStringLiteral("--limit"), QStringLiteral("3")}));
        QCOMPARE(found.exitCode, 0);
        const QJsonArray rows = found.json().array();
        QCOMPARE(rows.size(), 3);
        QVERIFY(std::abs(rows[0][QLatin1String("similarity")].toDouble() - 1) < 1e-3);
        for (const int i : {1, 2}) // 15° and 25°
            QVERIFY(std::abs(rows[i][QLatin1String("similarity")].toDouble() - 0.9961947) < 1e-3);
        for (const char *key : {"picture", "generator", "prompt_group", "variant"})
            QVERIFY2(!rows[0][QLatin1String(key)].toString().isEmpty(), key);
    }

    void likeAPicture()
    {
        const auto pictures = must(storage::PictureRepository(m_study->database()).pictures());
        const support::Run found = run(m_study->path(), {QStringLiteral("--picture"), pictures.first().uid});
        QCOMPARE(found.exitCode, 0);
        const QJsonArray rows = found.json().array();
        QCOMPARE(rows.size(), 12);
        QCOMPARE(rows[0][QLatin1String("picture")].toString(), pictures.first().uid);
        for (int i = 1; i < 12; ++i)
            QVERIFY(rows[i][QLatin1String("similarity")].toDouble()
                    <= rows[i - 1][QLatin1String("similarity")].toDouble());
    }

    void whatGoesWrong_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("code");
        QTest::newRow("neither") << QStringList{} << 2 << QString();
        QTest::newRow("both") << QStringList{QStringLiteral("--text"), QStringLiteral("x"), QStringLiteral("--picture"),
                                             QStringLiteral("y")}
                              << 2 << QString();
        QTest::newRow("no such picture") << QStringList{QStringLiteral("--picture"), QStringLiteral("gone")} << 1
                                         << QStringLiteral("picture.unknown");
        QTest::newRow("no embeddings") << withWorker({QStringLiteral("--text"), QStringLiteral("5 degrees")}) << 1
                                       << QStringLiteral("search.embeddings");
    }

    void whatGoesWrong()
    {
        QFETCH(QStringList, words);
        QFETCH(int, exitCode);
        QFETCH(QString, code);
        const support::Run failed = run(m_bare, words);
        QCOMPARE(failed.exitCode, exitCode);
        if (!code.isEmpty())
            QVERIFY2(failed.err.contains(code.toUtf8()), failed.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestSimilarCommand)
#include "tst_similarcommand.moc"
