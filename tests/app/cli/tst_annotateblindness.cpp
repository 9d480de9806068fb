// Whatever a front end of `annotate` can reach is searched for what a study knows of its pictures: messages,
// errors, standard error, names and contents of the temporary folder, and metadata of the picture files.

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "core/base/hash.h"
#include "core/storage/picturerepository.h"
#include "core/storage/scorerepository.h"
#include "tests/support/annotateclient.h"
#include "tests/support/leakhunt.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::must;
using support::s;

class TestAnnotateBlindness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void huntFindsPlantedWords_data();
    void huntFindsPlantedWords();
    void nothingLeaks();
};

/// A hunt that cannot find anything proves nothing.
void TestAnnotateBlindness::huntFindsPlantedWords_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << QByteArray("x KryptonDiffusion y");
    QTest::newRow("other case") << QByteArray("kryptondiffusion-7.png");
    QTest::newRow("UTF-16") << QByteArray(reinterpret_cast<const char *>(s("KryptonDiffusion").utf16()), 32);
    QTest::newRow("hexadecimal") << QByteArray("KryptonDiffusion").toHex();
    for (int offset = 0; offset < 3; ++offset)
        QTest::addRow("Base64 %d", offset) << (QByteArray(offset, '/') + "KryptonDiffusion!").toBase64();
}

void TestAnnotateBlindness::huntFindsPlantedWords()
{
    QFETCH(QByteArray, bytes);
    support::LeakHunt hunt({s("KryptonDiffusion"), s("absent")});
    hunt.search(s("here"), bytes);
    QCOMPARE(hunt.findings(), QStringList{s("here: KryptonDiffusion")});
}

void TestAnnotateBlindness::nothingLeaks()
{
    const support::TestFolder folder;
    const support::TestFolder temporary;
    qputenv("TMPDIR", QFile::encodeName(temporary.path()));
    support::SmallStudyPlan plan;
    plan.generators = {s("KryptonDiffusion"), s("ArgonPainter"), s("XenonSketch")};
    plan.variants = {s("original"), s("wobblyvariant")};
    support::SmallStudy study(folder.path(), plan);
    study.setProtocol(R"({"version":1,"title":"ArgonPainter against KryptonDiffusion","seed":31415926535,
        "pairs":{"generators":["KryptonDiffusion","ArgonPainter"],"practice":1,"repeats":0.5}})");

    // Scores with values that nothing else has.
    storage::ScoreRepository scores(study.database());
    const study::Fingerprint fingerprint = must(scores.addFingerprint(s("secretscorer"), QString(64, u'd'), s("{}")));
    QStringList secrets = plan.generators;
    secrets += {s("wobblyvariant"), s("secretscorer"), s("31415926535"), s("group0"),  s("group3"),
                s(".png/"),         s("77.625"),       s("seed-4711"),   folder.path()};
    storage::PictureRepository pictures(study.database());
    for (const study::Picture &picture : must(pictures.pictures())) {
        study::Score score;
        score.asset = picture.asset;
        score.fingerprint = fingerprint.id;
        score.value = 77.625;
        score.origin = s("computed");
        must(scores.addScore(score));
        secrets += {picture.uid};
    }
    // A picture file that carries a text, a changed one and a missing one.
    QFile changed(study.pictureFile(1, s("ArgonPainter"), s("original")));
    QVERIFY(changed.open(QIODevice::Append));
    changed.write("KryptonDiffusion");
    changed.close();
    QVERIFY(QFile::remove(study.pictureFile(2, s("KryptonDiffusion"), s("original"))));

    support::LeakHunt hunt(secrets);
    support::AnnotateClient client(study.path(), s("a01"));
    int broken = 0;
    for (QJsonObject trial = client.read(); trial.contains(s("trial")); trial = client.read()) {
        hunt.search(s("message"), QJsonDocument(trial).toJson());
        hunt.searchFolder(temporary.path());
        bool isBroken = false;
        for (const QJsonValue &value : trial.value(s("pictures")).toArray()) {
            QFile file(value.toObject().value(s("file")).toString());
            if (!file.open(QIODevice::ReadOnly)) {
                isBroken = true;
                continue;
            }
            QCOMPARE(support::pngChunks(file.readAll()).join(' '), QByteArray("IHDR IDAT IEND"));
            const QFileInfo info(file.fileName());
            QVERIFY2(info.lastModified().secsTo(QDateTime::currentDateTime()) < 3600,
                     "the file's time is its copy's, not the picture's");
        }
        broken += isBroken ? 1 : 0;
        for (const char *line : {R"({"trial":"%1","answer":"left","labels":{"left":[{"label":"x"}]}})",
                                 R"({"trial":"no","answer":"left"})", "nonsense"}) {
            client.process().write(QString::fromLatin1(line).arg(trial.value(s("trial")).toString()).toUtf8() + '\n');
            hunt.search(s("error"), QJsonDocument(client.read()).toJson());
        }
        client.send({{s("trial"), trial.value(s("trial"))}, {s("answer"), isBroken ? s("skip") : s("left")}});
        hunt.search(s("acknowledgement"), QJsonDocument(client.read()).toJson());
    }
    client.send({{s("undo"), true}});
    hunt.search(s("undone"), QJsonDocument(client.read()).toJson());
    client.process().closeWriteChannel();
    QVERIFY(client.process().waitForFinished());
    hunt.search(s("standard error"), client.process().readAllStandardError());
    QCOMPARE(hunt.findings(), QStringList());
    QVERIFY2(hunt.searched() > 100, qPrintable(QString::number(hunt.searched())));
    QVERIFY(broken >= 2);
    qunsetenv("TMPDIR");
}

QTEST_GUILESS_MAIN(TestAnnotateBlindness)
#include "tst_annotateblindness.moc"
