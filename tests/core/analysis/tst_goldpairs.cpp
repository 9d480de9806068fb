#include "core/analysis/goldpairs.h"

#include <QTest>

#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/studyrepository.h"
#include "tests/core/analysis/smallstudy.h"
#include "tests/support/studies.h"

using analysis::Outcome;
using support::must;

/// Two pictures under one prompt; the protocol lists them by id and by hash.
class GoldPairsTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    static analysis::SnapshotVote vote(qint32 first, qint32 second, Outcome outcome)
    {
        analysis::SnapshotVote vote;
        vote.first = first;
        vote.second = second;
        vote.outcome = outcome;
        return vote;
    }

private Q_SLOTS:
    void theBetterPictureMustBePreferred()
    {
        storage::Database database =
            must(storage::Database::create(m_folder.file(QStringLiteral("a.dissensus")), QStringLiteral("Test")));
        study::Asset asset;
        asset.sha256 = base::sha256("bytes");
        asset.bytes = 5;
        asset.width = asset.height = 8;
        asset.format = QStringLiteral("png");
        const auto stored = must(storage::AssetRepository(database).addAsset(asset));
        const QByteArray body =
            "{\"gold\":[{\"better\":\"plain\",\"worse\":\"" + asset.sha256.toLatin1() + "\"}],\"version\":1}";
        const auto protocol = must(storage::StudyRepository(database).setProtocol(body, QStringLiteral("hash")));

        SmallStudy study;
        const qint32 prompt = study.addPrompt(study.addGroup(QStringLiteral("a")), QStringLiteral("original"));
        const qint32 better = study.addPicture(prompt, -1, QStringLiteral("plain"));
        const qint32 worse = study.addPicture(prompt, -1, QStringLiteral("other"));
        const qint32 third = study.addPicture(prompt, -1, QStringLiteral("third"));
        study.snapshot.pictures[worse].asset = stored.id;

        const auto gold = must(analysis::GoldPairs::load(database));
        const auto passed = [&](const analysis::SnapshotVote &one) {
            return gold.passed(study.snapshot, protocol.value, one);
        };
        QCOMPARE(passed(vote(better, worse, Outcome::First)), std::optional(true));
        QCOMPARE(passed(vote(worse, better, Outcome::Second)), std::optional(true));
        QCOMPARE(passed(vote(worse, better, Outcome::First)), std::optional(false));
        QCOMPARE(passed(vote(better, worse, Outcome::Tie)), std::optional(false));
        QVERIFY(!passed(vote(better, third, Outcome::First)));
        QVERIFY(!gold.passed(study.snapshot, protocol.value + 1, vote(better, worse, Outcome::First)));
    }
};

QTEST_APPLESS_MAIN(GoldPairsTest)
#include "tst_goldpairs.moc"
