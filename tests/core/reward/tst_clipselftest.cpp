#include "core/reward/clipselftest.h"

#include <algorithm>
#include <cmath>

#include <QTemporaryDir>
#include <QTest>

#include "core/reward/clipfactory.h"
#include "tests/core/reward/tinyclip.h"

using reward::SelfTestCase;
using reward::SelfTestResult;

namespace {

/// A head's scorer that says what it is told to.
class FakeScorer : public reward::Scorer, public reward::PictureTower
{
public:
    explicit FakeScorer(double value, const std::string &covers = "{\"weights\":{}}")
        : m_value(value)
    {
        m_info.id = "laion-v2";
        m_info.covers = covers;
    }

    const reward::ScorerInfo &info() const override { return m_info; }
    const reward::PictureTower &pictureTower() const override { return *this; }
    const reward::TextTower *textTower() const override { return nullptr; }
    std::vector<reward::Result<reward::ScoreValue>> combine(std::span<const reward::FeaturePair> pairs) const override
    {
        return std::vector<reward::Result<reward::ScoreValue>>(pairs.size(), reward::ScoreValue{m_value, std::nullopt});
    }

    const std::string &fingerprint() const override { return m_info.id; }
    std::vector<reward::Result<reward::PictureFeatures>> embed(std::span<const reward::Picture *const> pictures,
                                                               const std::atomic<bool> &) const override
    {
        if (fails)
            return std::vector<reward::Result<reward::PictureFeatures>>(
                pictures.size(), tl::make_unexpected(reward::Error{"weights.nan", "ln_final holds a NaN"}));
        return std::vector<reward::Result<reward::PictureFeatures>>(pictures.size(), reward::PictureFeatures());
    }

    bool fails = false;

private:
    double m_value;
    reward::ScorerInfo m_info;
};

const SelfTestCase *caseOf(const SelfTestResult &result, const std::string &name)
{
    const auto found = std::find_if(result.details.begin(), result.details.end(),
                                    [&](const SelfTestCase &one) { return one.name == name; });
    return found == result.details.end() ? nullptr : &*found;
}

constexpr const char *installedWeights = "installed weights give a number (1)";

} // namespace

class TestClipSelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { reward::Runtime::start(2); }

    void scorersPass_data()
    {
        QTest::addColumn<QString>("scorer");
        QTest::addColumn<QString>("network");
        QTest::newRow("QuickGELU") << QStringLiteral("clip-l") << QStringLiteral("openai");
        QTest::newRow("GELU, a text tower") << QStringLiteral("pickscore") << QStringLiteral("hf");
        QTest::newRow("a head") << QStringLiteral("laion-v2") << QStringLiteral("openai");
    }

    void scorersPass()
    {
        QFETCH(QString, scorer);
        QFETCH(QString, network);
        reward::ModelWeights weights;
        weights.network = tinyclip::path(network.toLatin1().constData());
        weights.head = tinyclip::path("laion-v2.pth");
        reward::ClipFactory factory({}, reward::Runtime::devices());
        reward::ScorerInfo info;
        info.id = scorer.toStdString();
        const auto made = factory.make(info, weights, {});
        QVERIFY2(made, made ? "" : made.error().message.c_str());
        const SelfTestResult result = reward::testClip(**made, "cpu");
        QVERIFY2(result.passed, result.reason.c_str());
        QCOMPARE(result.scorer, scorer.toStdString());
        QCOMPARE(result.reason, std::string());
        QVERIFY(result.maxError <= result.tolerance);
        // Tokenizer, two preparations, four cosines, the weights that are installed.
        QCOMPARE(result.cases, 8);
        QCOMPARE(result.details.size(), std::size_t(8));
        QVERIFY(caseOf(result, installedWeights));
        // The network of the scorer's own activation is the one that is tested: the golden cases of the authors.
        const double golden = network == QLatin1String("openai") ? -0.0020354725 : 0.0791358501;
        const SelfTestCase *const pair = caseOf(result, "small network, pair 1");
        QVERIFY(pair);
        QCOMPARE(pair->expected, golden);
        QVERIFY(std::abs(pair->got - golden) < 1e-5);
    }

    void weightsThatGiveNoNumber()
    {
        QVERIFY(reward::testClip(FakeScorer(3.5), "cpu").passed);
        for (const double value : {double(NAN), double(INFINITY)}) {
            const SelfTestResult result = reward::testClip(FakeScorer(value), "cpu");
            QVERIFY(!result.passed);
            QVERIFY(std::isnan(result.maxError));
            QVERIFY(std::isnan(caseOf(result, installedWeights)->got));
        }
    }

    /// The first test that passes keeps what the weights gave; later ones compare with it.
    void weightsThatChange()
    {
        const QTemporaryDir folder;
        const reward::StoredPair stored(folder.path().toStdString(), "f1");
        QVERIFY(!reward::testClip(FakeScorer(NAN), "cpu", stored).passed);
        QVERIFY(!stored.value());
        QCOMPARE(reward::testClip(FakeScorer(3.5), "cpu", stored).cases, 8);
        QCOMPARE(stored.value(), std::optional(3.5));
        const SelfTestResult same = reward::testClip(FakeScorer(3.5 + 3e-5), "cpu", stored);
        QVERIFY(same.passed);
        QCOMPARE(same.cases, 9);
        const SelfTestResult other = reward::testClip(FakeScorer(3.5 + 4e-5), "cpu", stored);
        QVERIFY(!other.passed);
        QCOMPARE(caseOf(other, "golden picture and text, as first tested")->expected, 3.5);
        QCOMPARE(stored.value(), std::optional(3.5));
        QCOMPARE(reward::testClip(FakeScorer(9), "cpu", {folder.path().toStdString(), "f2"}).cases, 8);
    }

    void weightsThatCannotBeUsed()
    {
        FakeScorer scorer(3.5);
        scorer.fails = true;
        const SelfTestResult result = reward::testClip(scorer, "cpu");
        QVERIFY(!result.passed);
        QCOMPARE(result.reason, std::string("ln_final holds a NaN"));
    }

    void aDeviceThatIsNotThere()
    {
        const SelfTestResult result = reward::testClip(FakeScorer(3.5), "nonsense");
        QVERIFY(!result.passed);
        QVERIFY2(result.reason.starts_with("libtorch failed on nonsense: "), result.reason.c_str());
        QVERIFY(result.reason.find('\n') == std::string::npos);
        QVERIFY(std::isnan(caseOf(result, "small network, pair 4")->got));
        QVERIFY(std::isfinite(caseOf(result, installedWeights)->got)); // the rest is told all the same
    }

    /// A published head is known by its hash, and must give the authors' values.
    void publishedHeads()
    {
        const auto covers = [](const char *hash) { return std::string("{\"weights\":{\"head\":\"") + hash + "\"}}"; };
        const FakeScorer stranger(3.5, covers("0000"));
        QCOMPARE(reward::testClip(stranger, "cpu").cases, 8);
        for (const char *const hash : {"2cd4e60f4f24ae3bcd57b847b13c1f3ba27edc28cc1a7f9ce74ee9f421243cba",
                                       "21dd590f3ccdc646f0d53120778b296013b096a035a2718c9cb0d511bff0f1e0"}) {
            const SelfTestResult result = reward::testClip(FakeScorer(3.5, covers(hash)), "cpu");
            QCOMPARE(result.cases, 12);
            QVERIFY(!result.passed);
            const SelfTestCase *const head = caseOf(result, "published head, vector 1");
            QVERIFY(head);
            QCOMPARE(head->got, 3.5);
            QVERIFY(result.maxError > std::abs(head->expected - 3.5) / head->expected - 1e-12);
        }
    }
};

QTEST_GUILESS_MAIN(TestClipSelfTest)
#include "tst_clipselftest.moc"
