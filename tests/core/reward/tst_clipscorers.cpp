#include "core/reward/clipscorers.h"

#include <cmath>
#include <cstring>

#include <QJsonArray>
#include <QTest>

#include "tests/core/reward/tinyclip.h"
#include "tests/support/golden.h"

using reward::ClipPictureTower;
using reward::ClipTextTower;
using reward::CosineScore;
using reward::CosineScorer;
using reward::FeaturePair;
using reward::HeadScorer;
using reward::LinearStack;

namespace {

template <typename Kind>
Kind features(const std::vector<float> &numbers, const std::string &tower)
{
    Kind made;
    made.tower = tower;
    made.dtype = "fp32";
    made.shape = {std::int64_t(numbers.size())};
    made.bytes.resize(numbers.size() * sizeof(float));
    std::memcpy(made.bytes.data(), numbers.data(), made.bytes.size());
    return made;
}

reward::PictureFeatures seen(const std::vector<float> &numbers, const std::string &tower = "pictures")
{
    return features<reward::PictureFeatures>(numbers, tower);
}

reward::TextFeatures read(const std::vector<float> &numbers, const std::string &tower = "texts")
{
    return features<reward::TextFeatures>(numbers, tower);
}

reward::ScorerInfo info(const char *id)
{
    reward::ScorerInfo made;
    made.id = id;
    return made;
}

} // namespace

class TestClipScorers : public QObject
{
    Q_OBJECT

    std::shared_ptr<const ClipPictureTower> m_pictures;
    std::shared_ptr<const ClipTextTower> m_texts;

    CosineScorer cosine(const CosineScore &score) const { return {info("clip-l"), m_pictures, m_texts, score}; }

    HeadScorer head(std::vector<LinearStack::Layer> layers) const
    {
        return {info("laion-v2"), m_pictures, *LinearStack::create(std::move(layers), false)};
    }

    static double valueOf(const reward::Scorer &scorer, const FeaturePair &pair)
    {
        const auto result = scorer.combine(std::span(&pair, 1)).front();
        return result ? result->value : NAN;
    }

private Q_SLOTS:
    void initTestCase()
    {
        reward::Runtime::start(2);
        const auto model = tinyclip::model();
        m_pictures =
            std::make_shared<const ClipPictureTower>(model, reward::PicturePreparation::Torchvision, "pictures");
        m_texts = std::make_shared<const ClipTextTower>(model, reward::ClipTextStyle::OpenAi, "texts");
    }

    void cosines()
    {
        const auto picture = seen({0.6F, 0.8F, 0});
        const auto text = read({0, 0.8F, 0.6F});
        const double expected = double(0.8F) * double(0.8F); // products and sums are of 64 bits
        QCOMPARE(valueOf(cosine({}), {&picture, &text}), expected);
        QCOMPARE(valueOf(cosine({.scale = 100}), {&picture, &text}), 100 * expected);
        QVERIFY(!cosine({}).combine(std::vector<FeaturePair>{{&picture, &text}}).front()->second);
    }

    /// As under CUDA's autocast: fp16 keeps eleven binary digits.
    void halfPrecision()
    {
        const CosineScorer half = cosine({.halfPrecision = true});
        // Embeddings are rounded before: 1 + 2^-12 becomes 1, 1 + 2^-10 stays.
        const auto one = read({1, 0});
        const auto between = seen({1 + std::ldexp(1.0F, -12), 0});
        const auto next = seen({1 + std::ldexp(1.0F, -10), 0});
        QCOMPARE(valueOf(half, {&between, &one}), 1.0);
        QCOMPARE(valueOf(half, {&next, &one}), 1 + std::ldexp(1.0, -10));
        QCOMPARE(valueOf(cosine({}), {&between, &one}), 1 + std::ldexp(1.0, -12));
        // The sum is of more digits and rounded once, to the even one of two neighbours 2^-12 apart.
        const auto picture = seen({0.5F, std::ldexp(1.0F, -7)});
        const auto halfStep = read({0.5F, std::ldexp(1.0F, -6)});
        QCOMPARE(valueOf(cosine({}), {&picture, &halfStep}), 0.25 + std::ldexp(1.0, -13));
        QCOMPARE(valueOf(half, {&picture, &halfStep}), 0.25);
        const auto oneAndAHalf = read({0.5F, std::ldexp(3.0F, -6)});
        QCOMPARE(valueOf(half, {&picture, &oneAndAHalf}), 0.25 + std::ldexp(1.0, -11));
    }

    void pairsKeepTheirOrder()
    {
        const auto first = seen({1, 0});
        const auto second = seen({0, 1});
        const auto text = read({0.25F, 0.5F});
        const std::vector<FeaturePair> pairs{{&second, &text}, {&first, &text}, {&second, nullptr}, {&first, &text}};
        const auto results = cosine({}).combine(pairs);
        QCOMPARE(results.size(), pairs.size());
        QCOMPARE(results[0]->value, 0.5);
        QCOMPARE(results[1]->value, 0.25);
        QCOMPARE(results[2].error().code, std::string("scorer.features"));
        QCOMPARE(results[3]->value, 0.25);
        QVERIFY(cosine({}).combine({}).empty());
    }

    void strangeFeatures()
    {
        const CosineScorer scorer = cosine({});
        const auto picture = seen({1, 0});
        const auto text = read({1, 0});
        QCOMPARE(valueOf(scorer, {&picture, &text}), 1.0);
        const auto isRefused = [&](const reward::PictureFeatures &strange) {
            const FeaturePair pair{&strange, &text};
            const auto result = scorer.combine(std::span(&pair, 1)).front();
            return !result && result.error().code == "scorer.features"
                   && result.error().message.find("clip-l") != std::string::npos;
        };
        QVERIFY(!isRefused(picture));
        QVERIFY(isRefused(seen({1, 0}, "another tower")));
        QVERIFY(isRefused(seen({1, 0, 0})));
        auto strange = picture;
        strange.shape = {3};
        QVERIFY(isRefused(strange)); // the bytes are fewer
        strange = picture;
        strange.shape = {2, 1};
        QVERIFY(isRefused(strange));
        strange = picture;
        strange.dtype = "fp16";
        strange.shape = {4};
        QVERIFY(isRefused(strange));
        const FeaturePair none{nullptr, &text};
        QCOMPARE(scorer.combine(std::span(&none, 1)).front().error().code, std::string("scorer.features"));
    }

    void heads()
    {
        const HeadScorer scorer = head({{2, 1, {3, -1}, {5}}});
        QVERIFY(!scorer.textTower());
        const auto picture = seen({0.5F, 0.25F});
        QCOMPARE(valueOf(scorer, {&picture, nullptr}), 5 + 1.5 - 0.25);
        const HeadScorer two = head({{2, 2, {1, 0, 0, 2}, {0, 1}}, {2, 1, {10, 100}, {-1}}});
        QCOMPARE(valueOf(two, {&picture, nullptr}), 10 * 0.5 + 100 * (2 * 0.25 + 1) - 1);
        for (const auto &strange : {seen({0.5F, 0.25F}, "another tower"), seen({0.5F, 0.25F, 0})}) {
            const FeaturePair pair{&strange, nullptr};
            const auto result = scorer.combine(std::span(&pair, 1)).front();
            QCOMPARE(result.error().code, std::string("scorer.features"));
            QVERIFY(result.error().message.find("laion-v2") != std::string::npos);
        }
    }

    /// What the authors' code makes of the same weights, picture and text (tests/reference/tiny_clip.py).
    void agreesWithTheAuthors()
    {
        const QJsonObject golden = support::goldenFile(QStringLiteral("clip/scores.json"));
        const CosineScorer scorer = cosine({});
        QCOMPARE(scorer.loadedBytes(), 0);
        const std::atomic<bool> cancelled{false};
        const QJsonArray names = golden[QLatin1String("pictures")].toArray();
        const std::string texts[]{golden[QLatin1String("prompts")][0].toString().toStdString()};
        const auto text = scorer.textTower()->embed(texts, cancelled).front();
        QVERIFY(text);
        for (int i = 0; i < names.size(); ++i) {
            const reward::Picture picture = tinyclip::picture(qPrintable(names[i].toString()));
            const reward::Picture *pictures[]{&picture};
            const auto features = scorer.pictureTower().embed(pictures, cancelled).front();
            QVERIFY(features);
            const double expected = golden[QLatin1String("scores")][QLatin1String("clip-l openai")][i][0].toDouble(NAN);
            const double value = valueOf(scorer, {&*features, &*text});
            QVERIFY2(std::abs(value - expected) < 1e-5, qPrintable(names[i].toString()));
        }
        QVERIFY(scorer.loadedBytes() > 0);
    }
};

QTEST_GUILESS_MAIN(TestClipScorers)
#include "tst_clipscorers.moc"
