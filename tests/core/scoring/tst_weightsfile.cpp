#include "core/scoring/weightsfile.h"

#include <QTest>

#include "core/scoring/scorercatalogue.h"
#include "tests/support/studies.h"

using scoring::judgeWeights;
using scoring::WeightsFormat;

class TestWeightsFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPublishedFileBelongsToAScorer()
    {
        QVERIFY(scoring::publishedFiles().size() >= 12);
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
        // Cut off: the name says what it should have been.
        SUPPORT_FAILS(judgeWeights(QStringLiteral("imagereward"), QStringLiteral("/x/ImageReward.pt"), 1000, hash),
                      "weights.damaged");
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
