#include "core/reward/registry.h"

#include <QSet>
#include <QTest>

#include "tests/support/paths.h"

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryScorerOfTheContract();
    void unknownAndMissing();
    void fingerprintsDiffer();
    void namedWeights();
    void weightsThatCannotBeUsed();
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

void TestRegistry::namedWeights()
{
    const std::string folder = (support::dataFolder() + QStringLiteral("/clip/openai")).toStdString();
    const std::string hub = (support::dataFolder() + QStringLiteral("/clip/hf")).toStdString();
    reward::RegistryOptions options;
    options.named = {{"clip-l", folder}, {"hps-v1", folder}, {"hps-v2.1", folder}, {"pickscore", hub}};
    const reward::Registry registry(options);
    QVERIFY(registry.installedFolder("clip-l").empty()); // named, not installed
    const auto info = [](const reward::Registry &from, const char *id) { return (*from.scorer(id))->info(); };
    QCOMPARE(registry.loadedBytes(), 0); // opened, not read
    QVERIFY(registry.loaded().empty());
    // The same file read the same way is one tower; HPSv2 prepares pictures otherwise.
    QCOMPARE(info(registry, "clip-l").pictureTower, info(registry, "hps-v1").pictureTower);
    QVERIFY(info(registry, "clip-l").pictureTower != info(registry, "hps-v2.1").pictureTower);
    QVERIFY(info(registry, "clip-l").fingerprint != info(registry, "hps-v1").fingerprint);
    // Kept in studies, as above.
    QCOMPARE(info(registry, "clip-l").fingerprint,
             std::string("2add7a9cc5978808330c3dd8c1fb7af0297da0e18f127b13a9afba83cb31464a"));

    options.dtype = "bf16";
    const reward::Registry rough(options);
    QVERIFY(info(rough, "clip-l").fingerprint != info(registry, "clip-l").fingerprint);
    QCOMPARE(info(rough, "clip-l").dtype, std::string("bf16"));
    QCOMPARE(info(rough, "sharpness").dtype, std::string("u8"));
    options.dtype.clear();
    options.options["hps-v2.1"]["resize"] = "plain";
    const reward::Registry plain(options);
    QVERIFY(info(plain, "hps-v2.1").fingerprint != info(registry, "hps-v2.1").fingerprint);
    QCOMPARE(info(plain, "clip-l").fingerprint, info(registry, "clip-l").fingerprint);
}

void TestRegistry::weightsThatCannotBeUsed()
{
    reward::RegistryOptions options;
    options.named = {{"clip-l", (support::dataFolder() + QStringLiteral("/clip/laion-v1.pth")).toStdString()},
                     {"mps", (support::dataFolder() + QStringLiteral("/clip/hf")).toStdString()}};
    const reward::Registry registry(options);
    QVERIFY(registry.installedFolder("clip-l").empty()); // named, not installed
    QCOMPARE(registry.scorer("clip-l").error().code, std::string("weights.layout"));
    QCOMPARE(registry.scorer("mps").error().code, std::string("scorer.notinstalled"));
    for (const reward::ScorerInfo &info : registry.scorers()) {
        QCOMPARE(!info.problem.empty(), info.id == "clip-l" || info.id == "mps");
        QVERIFY(info.problem.empty() || !info.installed);
    }
    QVERIFY(registry.scorer("sharpness"));
}

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"
