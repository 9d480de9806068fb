#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "tests/support/pictures.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"

class TestScoreImageCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRowPerImage();
    void everyFormat();
    void promptsDoNotMultiplyStatistics();
    void wrongUsage_data();
    void wrongUsage();
};

namespace {

QImage orange()
{
    QImage image(40, 30, QImage::Format_RGB888);
    image.fill(QColor(240, 120, 7));
    return image;
}

} // namespace

void TestScoreImageCommand::oneRowPerImage()
{
    const support::TestFolder folder;
    const QString first = folder.write(QStringLiteral("a b.png"), support::encoded(orange(), "png"));
    const QString second = folder.write(QStringLiteral("c.png"), support::encoded(support::texture(), "png"));
    const support::Run run =
        support::runCli({QStringLiteral("score-image"), QStringLiteral("--json"), QStringLiteral("--scorer"),
                         QStringLiteral("colorfulness"), first, second});
    QCOMPARE(run.exitCode, 0);
    const QJsonArray rows = run.json().array();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0][QLatin1String("image")].toString(), first);
    QCOMPARE(rows[1][QLatin1String("image")].toString(), second);
    QVERIFY(rows[0][QLatin1String("prompt")].isNull() && rows[0].toObject().contains(QLatin1String("prompt")));
    QCOMPARE(rows[0][QLatin1String("scorer")].toString(), QStringLiteral("colorfulness"));
    QCOMPARE(rows[0][QLatin1String("fingerprint")].toString().size(), 64);
    // One colour: both deviations are 0, rg = 120, yb = 173.
    QVERIFY(qAbs(rows[0][QLatin1String("value")].toDouble() - 0.3 * std::sqrt(120. * 120 + 173. * 173)) < 1e-12);
}

void TestScoreImageCommand::everyFormat()
{
    const support::TestFolder folder;
    QStringList words{QStringLiteral("score-image"), QStringLiteral("--json"), QStringLiteral("--scorer"),
                      QStringLiteral("exposure")};
    for (const char *format : {"png", "jpeg", "webp", "tiff"})
        words += folder.write(QStringLiteral("no suffix %1").arg(QLatin1String(format)),
                              support::encoded(orange(), format, 100));
    const support::Run run = support::runCli(words);
    QCOMPARE(run.exitCode, 0);
    const QJsonArray rows = run.json().array();
    QCOMPARE(rows.size(), 4);
    const double exposure = (0.299 * 240 + 0.587 * 120 + 0.114 * 7) / 255;
    for (const QJsonValue &row : rows)
        QVERIFY(qAbs(row[QLatin1String("value")].toDouble() - exposure) < 0.01); // JPEG is off by a level
}

void TestScoreImageCommand::promptsDoNotMultiplyStatistics()
{
    const support::TestFolder folder;
    const QString file = folder.write(QStringLiteral("a.png"), support::encoded(orange(), "png"));
    const support::Run run =
        support::runCli({QStringLiteral("score-image"), QStringLiteral("--json"), QStringLiteral("--scorer"),
                         QStringLiteral("contrast"), QStringLiteral("--prompt"), QStringLiteral("one"),
                         QStringLiteral("--prompt"), QStringLiteral("two"), file});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.json().array().size(), 1);
}

void TestScoreImageCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *name, const QString &words, int exitCode) {
        QTest::newRow(name) << words.split(QLatin1Char(' ')) << exitCode;
    };
    row("no scorer", QStringLiteral("GOOD"), 2);
    row("two scorers", QStringLiteral("--scorer contrast,exposure GOOD"), 2);
    row("no image", QStringLiteral("--scorer contrast"), 2);
    row("no number type", QStringLiteral("--scorer contrast --dtype int8 GOOD"), 2);
    row("no device", QStringLiteral("--scorer contrast --device tpu GOOD"), 2);
    row("prompt missing", QStringLiteral("--scorer hps-v3 GOOD"), 2);
    row("unknown scorer", QStringLiteral("--scorer beauty GOOD"), 1);
    row("scorer without its weights", QStringLiteral("--scorer laion-v2 GOOD"), 1);
    row("weights for none", QStringLiteral("--scorer contrast --weights GOOD GOOD"), 1);
    row("missing file", QStringLiteral("--scorer contrast /nowhere/a.png"), 1);
    row("a folder", QStringLiteral("--scorer contrast /tmp"), 1);
    row("no picture", QStringLiteral("--scorer contrast TEXT"), 1);
    row("empty file", QStringLiteral("--scorer contrast EMPTY"), 1);
    row("cut off", QStringLiteral("--scorer contrast GOOD CUT"), 1);
    row("too small to be sharp", QStringLiteral("--scorer sharpness DOT"), 1);
}

void TestScoreImageCommand::wrongUsage()
{
    QFETCH(QStringList, words);
    QFETCH(int, exitCode);
    const support::TestFolder folder;
    const QByteArray png = support::encoded(orange(), "png");
    words.replaceInStrings(QStringLiteral("GOOD"), folder.write(QStringLiteral("good"), png));
    words.replaceInStrings(QStringLiteral("TEXT"), folder.write(QStringLiteral("text"), "words"));
    words.replaceInStrings(QStringLiteral("EMPTY"), folder.write(QStringLiteral("empty"), {}));
    words.replaceInStrings(QStringLiteral("CUT"), folder.write(QStringLiteral("cut"), png.left(png.size() / 2)));
    words.replaceInStrings(QStringLiteral("DOT"),
                           folder.write(QStringLiteral("dot"), support::encoded(orange().copy(0, 0, 1, 1), "png")));
    const support::Run run =
        support::runCli(QStringList{QStringLiteral("score-image"), QStringLiteral("--json")} + words);
    QCOMPARE(run.exitCode, exitCode);
    QVERIFY(run.out.isEmpty());
    const QJsonObject error = QJsonDocument::fromJson(run.err).object()[QLatin1String("error")].toObject();
    QVERIFY2(!error[QLatin1String("message")].toString().isEmpty(), run.err.constData());
    QVERIFY(!error[QLatin1String("code")].toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestScoreImageCommand)
#include "tst_scoreimagecommand.moc"
