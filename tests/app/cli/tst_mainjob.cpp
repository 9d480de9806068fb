#include <cmath>

#include <QCryptographicHash>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/annotateclient.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/table.h"

using support::Row;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A scripted person: the answer depends only on the annotator and the trial.
QJsonObject scriptedAnswer(const QString &annotator, const QJsonObject &trial)
{
    const QString id = trial.value(QStringLiteral("trial")).toString();
    const QByteArray digest = QCryptographicHash::hash((annotator + id).toUtf8(), QCryptographicHash::Sha256);
    const QStringList answers{QStringLiteral("left"),     QStringLiteral("right"), QStringLiteral("left"),
                              QStringLiteral("right"),    QStringLiteral("right"), QStringLiteral("tie"),
                              QStringLiteral("both_bad"), QStringLiteral("skip")};
    const QString answer = answers.at(static_cast<unsigned char>(digest.at(0)) % answers.size());
    QJsonObject message{
        {QStringLiteral("trial"), id}, {QStringLiteral("answer"), answer}, {QStringLiteral("shown_ms"), 900}};
    if (answer == QLatin1String("skip"))
        message.insert(QStringLiteral("reason"), QStringLiteral("unclear"));
    return message;
}

} // namespace

/// The main job from end to end, as a user would do it on the command line, with the paper's pictures:
/// pictures in, blind votes, live scores, numbers, CSV out. The numbers are computed here again from the exported
/// files.
class TestMainJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromPicturesToNumbers();
};

void TestMainJob::fromPicturesToNumbers()
{
    SUPPORT_NEED_AAS;
    const QTemporaryDir folder;
    const QString study = folder.filePath(QStringLiteral("main job.dissensus"));
    QCOMPARE(support::runCli({QStringLiteral("study"), QStringLiteral("create"), study}).exitCode, 0);

    const support::Run import =
        support::runCli({QStringLiteral("import"), study, support::aasFolder(), QStringLiteral("--json")});
    QVERIFY2(import.exitCode == 0, import.err.constData());
    QCOMPARE(import.json().object().value(QStringLiteral("added")).toObject().value(QStringLiteral("pictures")).toInt(),
             14 + 20 + 5 + 6 + 12 + 7 // bench, real, danceflux, newspeak, critical, lapis
                 + 3 + 5);            // scores without a picture: three cells of critical, the originals of danceflux

    // Pairs of generators under one prompt: 10 + 1 + 10 in critical, 3 in newspeak.
    int acknowledged = 0;
    int people = 0;
    for (; acknowledged < 200; ++people) {
        QVERIFY2(people < 20, "twenty people do not reach 200 answers");
        const QString code = QStringLiteral("P%1").arg(people);
        support::AnnotateClient client(study, code);
        acknowledged += static_cast<int>(
            client.judge([&](const QJsonObject &trial) { return scriptedAnswer(code, trial); }, 200 - acknowledged)
                .size());
        QCOMPARE(client.finish(), 0);
    }
    QCOMPARE(acknowledged, 200);

    const support::Run score = support::runCli({QStringLiteral("score"), study, QStringLiteral("--json")}, {}, 120000);
    QVERIFY2(score.exitCode == 0, score.err.constData());
    QVERIFY(score.json().object().value(QStringLiteral("scored")).toInt() >= 64);

    const QString votes = folder.filePath(QStringLiteral("votes.csv"));
    const QString scores = folder.filePath(QStringLiteral("scores.csv"));
    const support::Run exported = support::runCli(
        {QStringLiteral("export"), study, QStringLiteral("--votes"), votes, QStringLiteral("--scores"), scores});
    QVERIFY2(exported.exitCode == 0, exported.err.constData());
    const QList<Row> voteRows = support::readCsv(contentOf(votes));
    QCOMPARE(voteRows.size(), 200);

    const support::Run stats = support::runCli({QStringLiteral("stats"), study, QStringLiteral("--what"),
                                                QStringLiteral("scorers,quality"), QStringLiteral("--json")});
    QVERIFY2(stats.exitCode == 0, stats.err.constData());
    const QJsonObject document = stats.json().object();
    QVERIFY(document.contains(QStringLiteral("definitions")));

    // Side bias of every person, counted again from the file. Practice is not counted.
    const QJsonArray quality = document.value(QStringLiteral("quality")).toArray();
    QCOMPARE(quality.size(), people);
    for (const QJsonValue &entry : quality) {
        int left = 0;
        int sided = 0;
        for (const Row &row : voteRows) {
            if (row[QStringLiteral("annotator")] != entry[QStringLiteral("annotator")].toString()
                || row[QStringLiteral("is_practice")] == QLatin1String("1")
                || row[QStringLiteral("is_repeat")] == QLatin1String("1"))
                continue;
            left += row[QStringLiteral("answer")] == QLatin1String("left");
            sided += row[QStringLiteral("answer")] == QLatin1String("left")
                     || row[QStringLiteral("answer")] == QLatin1String("right");
        }
        const QJsonValue bias = entry[QStringLiteral("side_bias")];
        const QJsonValue value = bias.isObject() ? bias[QStringLiteral("value")] : bias;
        QCOMPARE(value.toDouble(), static_cast<double>(left) / sided);
    }

    // Accuracy of a scorer that needs no prompt, counted again: unit vote, first = generator name that sorts first.
    QHash<QString, double> contrast;
    for (const Row &row : support::readCsv(contentOf(scores)))
        if (row[QStringLiteral("scorer")] == QLatin1String("contrast"))
            contrast.insert(row[QStringLiteral("picture")], row[QStringLiteral("value")].toDouble());
    QCOMPARE(contrast.size(), 64);
    int n = 0;
    int right = 0;
    for (const Row &row : voteRows) {
        const QString answer = row[QStringLiteral("answer")];
        if (row[QStringLiteral("is_practice")] == QLatin1String("1")
            || row[QStringLiteral("is_repeat")] == QLatin1String("1")
            || (answer != QLatin1String("left") && answer != QLatin1String("right")))
            continue;
        const bool leftFirst = row[QStringLiteral("left_generator")] < row[QStringLiteral("right_generator")];
        const double first =
            contrast.value(row[leftFirst ? QStringLiteral("left_picture") : QStringLiteral("right_picture")]);
        const double second =
            contrast.value(row[leftFirst ? QStringLiteral("right_picture") : QStringLiteral("left_picture")]);
        const bool predictsFirst = first > second;
        const bool prefersFirst = (answer == QLatin1String("left")) == leftFirst;
        right += predictsFirst == prefersFirst;
        ++n;
    }
    bool found = false;
    for (const QJsonValue &entry : document.value(QStringLiteral("scorers")).toArray()) {
        if (entry[QStringLiteral("scorer")].toString() != QLatin1String("contrast"))
            continue;
        found = true;
        QCOMPARE(entry[QStringLiteral("n")].toInt(), n);
        QVERIFY(std::abs(entry[QStringLiteral("accuracy")].toDouble() - static_cast<double>(right) / n) < 1e-12);
    }
    QVERIFY2(found, "stats has no row for contrast");

    const support::Run check = support::runCli({QStringLiteral("check"), study, QStringLiteral("--json")});
    QVERIFY2(check.exitCode == 0, check.out.constData());
}

QTEST_GUILESS_MAIN(TestMainJob)
#include "tst_mainjob.moc"
