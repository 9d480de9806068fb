#include "core/scoring/weightsfile.h"

#include <QTest>

#include "core/scoring/scorercatalogue.h"
#include "tests/support/checkpointbytes.h"
#include "tests/support/studies.h"

using scoring::judgeWeights;
using scoring::WeightsFormat;

class TestWeightsFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPublishedFileBelongsToAScorer()
    {
        QVERIFY(scoring::publishedFiles().size() >= 20);
        for (const scoring::PublishedFile &file : scoring::publishedFiles()) {
            const auto info = scoring::ScorerCatalogue::find(file.scorer);
            QVERIFY2(info && info->needsWeights(), qPrintable(file.scorer));
            QVERIFY(file.sha256.isEmpty() || file.sha256.size() == 64);
            QVERIFY(!file.file.isEmpty() && !file.source.isEmpty());
        }
        for (const scoring::ScorerInfo &info : scoring::ScorerCatalogue::scorers())
            QCOMPARE(!scoring::publishedFiles(info.id).isEmpty(), info.needsWeights());
    }

    void formatsAreToldByTheirBeginning()
    {
        QCOMPARE(scoring::weightsFormat("PK\x03\x04 rest", 1000), WeightsFormat::TorchArchive);
        QCOMPARE(scoring::weightsFormat(QByteArray("\x10\0\0\0\0\0\0\0{\"a\":{}}", 16), 1000),
                 WeightsFormat::Safetensors);
        // A head that is longer than the file is none.
        QCOMPARE(scoring::weightsFormat(QByteArray("\x10\0\0\0\0\0\0\0{\"a\":{}}", 16), 16), WeightsFormat::Unknown);
        QCOMPARE(scoring::weightsFormat(QByteArray("\x80\x02\x8a\x0a", 4) + "lots", 1000), WeightsFormat::TorchLegacy);
        QCOMPARE(scoring::weightsFormat("<html>", 1000), WeightsFormat::Unknown);
        QCOMPARE(scoring::weightsFormat({}, 0), WeightsFormat::Unknown);
    }

    void cutFilesAreNoticed()
    {
        support::TestFolder folder;
        const auto check = [&](const QByteArray &bytes) {
            return scoring::checkIsWhole(folder.write(QStringLiteral("file"), bytes));
        };
        support::SafetensorsBytes writer;
        writer.add("a", {3}, {1, 2, 3});
        writer.add("b", {2}, {4, 5});
        const QByteArray safetensors = QByteArray::fromStdString(writer.bytes());
        SUPPORT_OK(check(safetensors));
        SUPPORT_FAILS(check(safetensors.chopped(1)), "weights.damaged");
        support::PickleBytes pickle;
        const QByteArray zip =
            QByteArray::fromStdString(support::torchZip(pickle, {{"0", std::string(100000, 'x')}}).bytes());
        SUPPORT_OK(check(zip));
        SUPPORT_FAILS(check(zip.left(zip.size() / 2)), "weights.damaged");
        SUPPORT_FAILS(check("<html>"), "weights.format");
        SUPPORT_FAILS(check({}), "weights.format");
        const auto legacy = check(QByteArray("\x80\x02\x8a\x0a", 4) + "lots");
        SUPPORT_FAILS(legacy, "weights.format");
        QVERIFY(legacy.error().hint.contains(QStringLiteral("torch.save")));
        SUPPORT_FAILS(scoring::checkIsWhole(folder.file(QStringLiteral("gone"))), "weights.read");
    }

    void thePublishedHashIsRecognised()
    {
        const scoring::PublishedFile file = scoring::publishedFiles(QStringLiteral("hps-v2.1")).first();
        const auto verdict =
            judgeWeights(QStringLiteral("hps-v2.1"), QStringLiteral("/x/renamed.pt"), file.bytes, file.sha256);
        SUPPORT_OK(verdict);
        QVERIFY(verdict->isPublished);
        QCOMPARE(verdict->source, file.source);
    }

    void theFileOfAnotherScorerIsNotTaken()
    {
        const scoring::PublishedFile file = scoring::publishedFiles(QStringLiteral("hps-v2")).first();
        const auto verdict =
            judgeWeights(QStringLiteral("hps-v2.1"), QStringLiteral("/x/HPS_v2_1.pt"), file.bytes, file.sha256);
        SUPPORT_FAILS(verdict, "weights.other");
        QVERIFY(verdict.error().message.contains(QStringLiteral("HPSv2")));
        // One file serves both BLIP scorers.
        const scoring::PublishedFile blip = scoring::publishedFiles(QStringLiteral("blip-itm")).first();
        SUPPORT_OK(judgeWeights(QStringLiteral("blip-itc"), blip.file, 1, blip.sha256));
    }

    void aDamagedDownloadIsSaid()
    {
        const QString hash(64, QLatin1Char('a'));
        SUPPORT_FAILS(
            judgeWeights(QStringLiteral("imagereward"), QStringLiteral("/x/ImageReward.pt"), 1786880927, hash),
            "weights.damaged");
        // The name alone says nothing, unless the file comes from where that was published.
        SUPPORT_OK(judgeWeights(QStringLiteral("imagereward"), QStringLiteral("/x/ImageReward.pt"), 1000, hash));
        SUPPORT_FAILS(judgeWeights(QStringLiteral("imagereward"), QStringLiteral("ImageReward.pt"), 1000, hash,
                                   QStringLiteral("https://huggingface.co/any/ImageReward.pt")),
                      "weights.damaged");
        SUPPORT_OK(judgeWeights(QStringLiteral("imagereward"), QStringLiteral("ImageReward.pt"), 1000, hash,
                                QStringLiteral("http://127.0.0.1/ImageReward.pt")));
    }

    void ownWeightsAreTakenAsSuch()
    {
        const auto verdict = judgeWeights(QStringLiteral("imagereward"), QStringLiteral("/x/mine.safetensors"), 1000,
                                          QString(64, QLatin1Char('b')));
        SUPPORT_OK(verdict);
        QVERIFY(!verdict->isPublished);
        QVERIFY(verdict->source.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestWeightsFile)
#include "tst_weightsfile.moc"
