// Small checkpoints in the published layouts, scored through the command line, against what the authors' code makes of
// them (tests/reference/tiny_clip.py).

#include <cmath>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "tests/core/scoring/scoringstudy.h"
#include "tests/support/golden.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"

class TestClipScores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithTheAuthors_data();
    void agreesWithTheAuthors();
    void numberTypes_data();
    void numberTypes();
    void optionsAreOthersNumbersAndOthersPrints();
    void headNeedsItsNetwork();
    void aStudyWithInstalledWeights();
    void badWeights_data();
    void badWeights();

private:
    QString data(const QString &name) const { return support::dataFolder() + QStringLiteral("/clip/") + name; }
    /// The folder or file to give to --weights; a head and its network are put together.
    QString weights(const QString &scorer, const QString &layout) const;
    /// Runs score-image over all pictures and prompts, or over those given.
    support::Run run(const QString &scorer, const QString &weights, const QStringList &more = {}) const;
    /// Largest difference of the values from those expected.
    double worst(const QJsonArray &rows, const QJsonArray &expected) const;

    QJsonObject m_golden;
    QStringList m_pictures;
    QStringList m_prompts;
    support::TestFolder m_folder;
};

namespace {

QStringList texts(const QJsonValue &list)
{
    QStringList all;
    const QJsonArray array = list.toArray();
    for (const QJsonValue &value : array)
        all += value.toString();
    return all;
}

} // namespace

void TestClipScores::initTestCase()
{
    m_golden = support::goldenFile(QStringLiteral("clip/scores.json"));
    m_pictures = texts(m_golden[QLatin1String("pictures")]);
    m_prompts = texts(m_golden[QLatin1String("prompts")]);
    QVERIFY(m_pictures.size() >= 8 && m_prompts.size() >= 5);
    // The same weights with each scorer's config.json, for the aesthetic predictors beside a head.
    const auto put = [this](const QString &from, const QString &to) {
        QVERIFY(QFile::copy(data(from), m_folder.file(to)));
    };
    const QStringList folders{QStringLiteral("openai"), QStringLiteral("hps"), QStringLiteral("laion-v1"),
                              QStringLiteral("laion-v2")};
    for (const QString &name : folders) {
        QVERIFY(QDir().mkpath(m_folder.file(name)));
        put(QStringLiteral("openai/weights.pt"), name + QStringLiteral("/clip.pt"));
        put(name == QLatin1String("hps") ? QStringLiteral("hps/config.json") : QStringLiteral("openai/config.json"),
            name + QStringLiteral("/config.json"));
        if (name.startsWith(QLatin1String("laion")))
            put(name + QStringLiteral(".pth"), name + QStringLiteral("/head.pth"));
    }
}

QString TestClipScores::weights(const QString &scorer, const QString &layout) const
{
    if (scorer.startsWith(QLatin1String("laion")))
        return m_folder.file(scorer);
    return layout == QLatin1String("hf") ? data(layout) : m_folder.file(layout);
}

support::Run TestClipScores::run(const QString &scorer, const QString &weights, const QStringList &more) const
{
    QStringList words{QStringLiteral("score-image"), QStringLiteral("--json"),
                      QStringLiteral("--device"),    QStringLiteral("cpu"),
                      QStringLiteral("--scorer"),    scorer,
                      QStringLiteral("--weights"),   weights};
    words += more;
    if (!scorer.startsWith(QLatin1String("laion"))) {
        for (const QString &prompt : m_prompts)
            words += {QStringLiteral("--prompt"), prompt};
    }
    for (const QString &picture : m_pictures)
        words += data(QStringLiteral("pictures/") + picture);
    return support::runCli(words);
}

double TestClipScores::worst(const QJsonArray &rows, const QJsonArray &expected) const
{
    double error = 0;
    qsizetype row = 0;
    for (const QJsonValue &ofPicture : expected) {
        const QJsonArray values = ofPicture.isArray() ? ofPicture.toArray() : QJsonArray{ofPicture};
        for (const QJsonValue &value : values) {
            const double difference =
                std::abs(rows.at(row)[QLatin1String("value")].toDouble(NAN) - value.toDouble(NAN));
            error = std::isnan(error) || difference <= error ? error : difference; // NaN stays
            ++row;
        }
    }
    return row == rows.size() ? error : NAN;
}

void TestClipScores::agreesWithTheAuthors_data()
{
    QTest::addColumn<QString>("scorer");
    QTest::addColumn<QString>("layout");
    const QJsonObject scores = m_golden[QLatin1String("scores")].toObject();
    QCOMPARE(scores.size(), 8);
    for (const QString &name : scores.keys())
        QTest::newRow(qPrintable(name)) << name.section(QLatin1Char(' '), 0, 0) << name.section(QLatin1Char(' '), 1);
}

void TestClipScores::agreesWithTheAuthors()
{
    QFETCH(QString, scorer);
    QFETCH(QString, layout);
    const support::Run scored = run(scorer, weights(scorer, layout));
    QVERIFY2(scored.exitCode == 0, scored.err.constData());
    const QJsonArray rows = scored.json().array();
    const QJsonArray expected = m_golden[QLatin1String("scores")][scorer + QLatin1Char(' ') + layout].toArray();
    // Cosines to 1e-5; the other scores are cosines times up to 100, or heads on embeddings.
    const double tolerance = scorer == QLatin1String("pickscore")        ? 1e-3
                             : scorer.startsWith(QLatin1String("laion")) ? 1e-4
                                                                         : 1e-5;
    const double error = worst(rows, expected);
    QVERIFY2(error <= tolerance, qPrintable(QString::number(error)));
    QCOMPARE(rows[0][QLatin1String("scorer")].toString(), scorer);
    QCOMPARE(rows[0][QLatin1String("fingerprint")].toString().size(), 64);
    QCOMPARE(rows[0][QLatin1String("prompt")].isNull(), scorer.startsWith(QLatin1String("laion")));
}

void TestClipScores::numberTypes_data()
{
    QTest::addColumn<QString>("dtype");
    QTest::newRow("bf16") << QStringLiteral("bf16");
    QTest::newRow("fp16") << QStringLiteral("fp16");
}

void TestClipScores::numberTypes()
{
    QFETCH(QString, dtype);
    const QString scorer = QStringLiteral("clip-l");
    const support::Run exact = run(scorer, weights(scorer, QStringLiteral("openai")));
    const support::Run rough =
        run(scorer, weights(scorer, QStringLiteral("openai")), {QStringLiteral("--dtype"), dtype});
    QVERIFY2(rough.exitCode == 0, rough.err.constData());
    const double error =
        worst(rough.json().array(), m_golden[QLatin1String("scores")][QLatin1String("clip-l openai")].toArray());
    // 24 dimensions; the error of 768 is a fifth of it.
    QVERIFY2(error > 1e-6 && error < 1e-2, qPrintable(QString::number(error)));
    QVERIFY(exact.json()[0][QLatin1String("fingerprint")] != rough.json()[0][QLatin1String("fingerprint")]);
}

void TestClipScores::optionsAreOthersNumbersAndOthersPrints()
{
    const QString scorer = QStringLiteral("hps-v2");
    const QString file = weights(scorer, QStringLiteral("hps"));
    const QJsonArray plain =
        run(scorer, file, {QStringLiteral("--option"), QStringLiteral("resize=plain")}).json().array();
    const QJsonArray half =
        run(scorer, file, {QStringLiteral("--option"), QStringLiteral("product=fp16")}).json().array();
    const QJsonArray normal = run(scorer, file).json().array();
    const auto print = [](const QJsonArray &rows) { return rows[0][QLatin1String("fingerprint")].toString(); };
    QVERIFY(print(plain) != print(half) && print(plain) != print(normal) && print(half) != print(normal));
    const QJsonArray expected = m_golden[QLatin1String("scores")][QLatin1String("hps-v2 hps")].toArray();
    QVERIFY(worst(plain, expected) > 1e-4);
    const double rounding = worst(half, expected);
    QVERIFY2(rounding > 1e-5 && rounding < 2e-3, qPrintable(QString::number(rounding)));
    QCOMPARE(run(scorer, file, {QStringLiteral("--option"), QStringLiteral("resize=round")}).exitCode, 1);
    QCOMPARE(run(QStringLiteral("clip-l"), file, {QStringLiteral("--option"), QStringLiteral("resize=plain")}).exitCode,
             1);
}

void TestClipScores::headNeedsItsNetwork()
{
    const support::Run alone = run(QStringLiteral("laion-v1"), data(QStringLiteral("laion-v1.pth")));
    QCOMPARE(alone.exitCode, 1);
    QVERIFY2(alone.err.contains("clip-l"), alone.err.constData());
}

void TestClipScores::aStudyWithInstalledWeights()
{
    qputenv("DISSENSUS_MODELS", m_folder.file(QStringLiteral("models")).toUtf8());
    const auto install = [](const QString &scorer, const QString &from) {
        const support::Run done = support::runCli(
            {QStringLiteral("scorers"), QStringLiteral("install"), scorer, QStringLiteral("--from"), from});
        QVERIFY2(done.exitCode == 0, done.err.constData());
    };
    install(QStringLiteral("clip-l"), data(QStringLiteral("openai")));
    install(QStringLiteral("laion-v1"), data(QStringLiteral("laion-v1.pth"))); // its network is clip-l's
    ScoringStudy study(1);
    const auto score = [&](const QString &scorer, int expected, qint64 kept) {
        const support::Run done =
            support::runCli({QStringLiteral("score"), study.path(), QStringLiteral("--scorer"), scorer,
                             QStringLiteral("--device"), QStringLiteral("cpu"), QStringLiteral("--json")});
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QCOMPARE(done.json().object()[QLatin1String("scored")].toInt(), expected);
        storage::Database database =
            support::must(storage::Database::open(study.path(), storage::Database::Mode::ReadOnly));
        storage::Statement select = support::must(database.prepare(QStringLiteral("SELECT count(*) FROM embedding")));
        support::must(select.run());
        QVERIFY(select.next());
        QCOMPARE(select.integer(0), kept);
    };
    score(QStringLiteral("clip-l"), 4, 4); // two pictures under two prompts: two pictures seen, two texts read
    for (int i = 0; i < 2; ++i)
        QVERIFY(QFile::remove(study.file(i)));
    score(QStringLiteral("laion-v1"), 2, 4); // the tower saw them before: no picture is opened
    qunsetenv("DISSENSUS_MODELS");
}

void TestClipScores::badWeights_data()
{
    QTest::addColumn<QString>("scorer");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("missing") << QStringLiteral("clip-l") << QStringLiteral("/no/such/file")
                             << QByteArray("weights.read");
    QTest::newRow("a picture") << QStringLiteral("clip-l") << data(QStringLiteral("pictures/odd.png"))
                               << QByteArray("weights.format");
    QTest::newRow("a head alone") << QStringLiteral("clip-l") << data(QStringLiteral("laion-v1.pth"))
                                  << QByteArray("weights.layout");
    QTest::newRow("no head") << QStringLiteral("laion-v2") << data(QStringLiteral("hf")) << QByteArray("weights.");
    QTest::newRow("needs none") << QStringLiteral("contrast") << data(QStringLiteral("hf"))
                                << QByteArray("scorer.weights");
}

void TestClipScores::badWeights()
{
    QFETCH(QString, scorer);
    QFETCH(QString, path);
    QFETCH(QByteArray, code);
    const support::Run failed = run(scorer, path);
    QCOMPARE(failed.exitCode, 1);
    QVERIFY2(failed.err.contains(code), failed.err.constData());
    QCOMPARE(failed.err.count('\n'), 1); // one line
}

QTEST_GUILESS_MAIN(TestClipScores)
#include "tst_clipscores.moc"
