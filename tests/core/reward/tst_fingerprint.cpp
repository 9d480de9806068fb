#include "core/reward/fingerprint.h"

#include <QTest>

#include "core/reward/sha256.h"

class TestFingerprint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonicalForm();
    void everythingCovered();
};

namespace {

reward::FingerprintFacts facts()
{
    return {.name = "n",
            .version = 2,
            .weights = {{"w.pt", "ab"}},
            .preprocessing = {{"b", "2"}, {"a", "1"}},
            .arithmetic = {{"sums", "exact"}},
            .dtype = "fp32"};
}

} // namespace

void TestFingerprint::canonicalForm()
{
    QCOMPARE(
        reward::canonicalJson(facts()),
        std::string(
            R"({"arithmetic":{"sums":"exact"},"dtype":"fp32","name":"n","preprocessing":{"a":"1","b":"2"},"version":2,"weights":{"w.pt":"ab"}})"));
    QCOMPARE(reward::fingerprint(facts()), reward::sha256(reward::canonicalJson(facts())));
}

void TestFingerprint::everythingCovered()
{
    QList<reward::FingerprintFacts> changed(6, facts());
    // As strings: GCC 12 warns of a one-letter literal that is assigned (its bug 105329).
    changed[0].name = std::string("m");
    changed[1].version = 3;
    changed[2].weights["w.pt"] = std::string("ac");
    changed[3].preprocessing["a"] = std::string("0");
    changed[4].arithmetic["sums"] = std::string("fast");
    changed[5].dtype = std::string("bf16");
    QStringList prints{QString::fromStdString(reward::fingerprint(facts()))};
    for (const auto &one : changed) {
        const QString print = QString::fromStdString(reward::fingerprint(one));
        QVERIFY(!prints.contains(print));
        prints += print;
    }
}

QTEST_APPLESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
