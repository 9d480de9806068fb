#include "core/reward/registry.h"

#include <QSet>
#include <QTest>

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryScorerOfTheContract();
    void unknownAndMissing();
    void fingerprintsDiffer();
};

void TestRegistry::knowsEveryScorerOfTheContract()
{
    const reward::Registry registry;
    std::vector<std::string> ids;
    for (const reward::ScorerInfo &info : registry.scorers()) {
        ids.push_back(info.id);
        QCOMPARE(info.installed, info.weightsBytes == 0);
        QCOMPARE(info.fingerprint.size(), size_t(info.installed ? 64 : 0));
        QVERIFY(info.low < info.high);
        QVERIFY(!info.licence.empty());
    }
    const std::vector<std::string> expected{"colorfulness", "sharpness",   "contrast", "exposure", "saturation",
                                            "clip-l",       "hps-v1",      "hps-v2",   "hps-v2.1", "pickscore",
                                            "mps",          "imagereward", "blip-itm", "blip-itc", "hps-v3",
                                            "laion-v1",     "laion-v2"};
    QCOMPARE(ids, expected);
}

void TestRegistry::unknownAndMissing()
{
    const reward::Registry registry;
    QCOMPARE(registry.scorer("nonsense").error().code, std::string("scorer.unknown"));
    QCOMPARE(registry.scorer("hps-v3").error().code, std::string("scorer.notinstalled"));
    QVERIFY(registry.scorer("sharpness"));
    const auto several = registry.scorers({"contrast", "exposure"});
    QVERIFY(several);
    QCOMPARE(several->size(), size_t(2));
    QVERIFY(!registry.scorers({"contrast", "hps-v3"}));
}

void TestRegistry::fingerprintsDiffer()
{
    const reward::Registry registry;
    QSet<QString> prints;
    int installed = 0;
    for (const reward::ScorerInfo &info : registry.scorers()) {
        if (info.installed) {
            ++installed;
            prints.insert(QString::fromStdString(info.fingerprint));
        }
    }
    QCOMPARE(prints.size(), installed);
    // Kept in studies: a change here orphans every score there, and must come with a new version of the scorer.
    QCOMPARE((*registry.scorer("colorfulness"))->info().fingerprint,
             std::string("dd64ad4cda6ead3c51afc767676b7eb62375f228afbb638210fe9ed41ba5282f"));
}

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"
