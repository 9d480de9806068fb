#include "core/reward/engine.h"

#include <atomic>
#include <cstring>

#include <QTest>

#include "core/reward/runtime.h"
#include "tests/core/reward/asbytes.h"
#include "tests/support/pictures.h"

using reward::Result;

namespace {

reward::Features numbers(const std::string &tower, std::initializer_list<float> values)
{
    reward::Features features;
    features.tower = tower;
    features.dtype = "fp32";
    features.shape = {std::int64_t(values.size())};
    features.bytes.resize(values.size() * 4);
    std::memcpy(features.bytes.data(), values.begin(), features.bytes.size());
    return features;
}

float first(const reward::Features &features)
{
    float value = 0;
    std::memcpy(&value, features.bytes.data(), 4);
    return value;
}

/// Gives a picture's width and counts how often it looked.
class WidthTower : public reward::PictureTower
{
public:
    explicit WidthTower(std::string name = "width", bool isForOne = false)
        : m_name(std::move(name))
        , m_isForOne(isForOne)
    {
    }
    const std::string &fingerprint() const override { return m_name; }
    bool isForOnePicture() const override { return m_isForOne; }
    std::vector<Result<reward::PictureFeatures>> embed(std::span<const reward::Picture *const> pictures,
                                                       const std::atomic<bool> &) const override
    {
        std::vector<Result<reward::PictureFeatures>> results;
        most = std::max(most.load(), pictures.size()); // of a tower for one picture it is always the same
        for (const reward::Picture *picture : pictures) {
            ++looked;
            results.push_back(reward::PictureFeatures{numbers(m_name, {float(picture->width)})});
        }
        return results;
    }
    mutable std::atomic<int> looked = 0;
    mutable std::atomic<std::size_t> most = 0; ///< pictures at once

private:
    std::string m_name;
    bool m_isForOne;
};

/// Gives a text's length; refuses empty ones.
class LengthTower : public reward::TextTower
{
public:
    const std::string &fingerprint() const override { return m_name; }
    std::vector<Result<reward::TextFeatures>> embed(std::span<const std::string> texts,
                                                    const std::atomic<bool> &) const override
    {
        std::vector<Result<reward::TextFeatures>> results;
        for (const std::string &text : texts) {
            ++read;
            if (text.empty())
                results.push_back(reward::fail("text.form", "the text is empty"));
            else
                results.push_back(reward::TextFeatures{numbers(m_name, {float(text.size())})});
        }
        return results;
    }
    mutable int read = 0;

private:
    std::string m_name = "length";
};

/// factor × width + length.
class SumScorer : public reward::Scorer
{
public:
    SumScorer(const WidthTower &width, const LengthTower *length, double factor)
        : m_width(width)
        , m_length(length)
        , m_factor(factor)
    {
    }
    const reward::ScorerInfo &info() const override { return m_info; }
    /// What it makes is worth keeping.
    void keep() { m_info.pictureTower = "width", m_info.textTower = "length"; }
    void setWider(const reward::PictureTower &wider) { m_wider = &wider; }
    const reward::PictureTower &pictureTower() const override { return m_width; }
    const reward::PictureTower *widerPictureTower() const override { return m_wider; }
    const reward::TextTower *textTower() const override { return m_length; }
    std::vector<Result<reward::ScoreValue>> combine(std::span<const reward::FeaturePair> pairs) const override
    {
        std::vector<Result<reward::ScoreValue>> values;
        for (const reward::FeaturePair &pair : pairs)
            values.push_back(
                reward::ScoreValue{m_factor * first(*pair.picture) + (pair.text ? first(*pair.text) : 0), {}});
        return values;
    }

private:
    const WidthTower &m_width;
    const reward::PictureTower *m_wider = nullptr;
    const LengthTower *m_length;
    double m_factor;
    reward::ScorerInfo m_info;
};

/// Pictures and texts of which nothing is known yet.
std::vector<reward::KnownPicture> unknown(std::initializer_list<QByteArray> files)
{
    std::vector<reward::KnownPicture> pictures;
    for (const QByteArray &file : files)
        pictures.push_back({asBytes(file), nullptr});
    return pictures;
}
std::vector<reward::KnownText> unknown(std::initializer_list<const char *> list)
{
    std::vector<reward::KnownText> texts;
    for (const char *text : list)
        texts.push_back({text, nullptr});
    return texts;
}

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { reward::Runtime::start(2); }
    void towersRunOnce();
    void aTowerForOnePictureSeesThemOneByOne();
    void aWiderTowerStandsIn();
    void oneBadPictureHarmsNoOther();
    void oneBadTextHarmsNoOther();
    void whatIsKnownIsNotLookedAt();
    void onlyWhatIsNewAndWorthItIsKept();
    void featuresOfAnotherTowerAreNoPicture();
    void nothingToDo();

private:
    const std::atomic<bool> m_cancelled{false};
};

void TestEngine::towersRunOnce()
{
    const WidthTower width;
    const LengthTower length;
    const SumScorer a(width, &length, 1);
    const SumScorer b(width, &length, 100);
    const SumScorer c(width, nullptr, 1000);
    const reward::Scorer *scorers[] = {&a, &b, &c};
    const QByteArray narrow = support::encoded(colourful(3, 2), "png");
    const QByteArray wide = support::encoded(colourful(7, 2), "png");
    const auto pictures = unknown({narrow, wide});
    const auto texts = unknown({"x", "xy"});
    const reward::ScorePair pairs[] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    const auto items = reward::score(scorers, pictures, texts, pairs, m_cancelled).items;

    QCOMPARE(width.looked, 2); // three scorers, four pairs, two pictures
    QCOMPARE(length.read, 2);
    std::vector<double> values;
    for (const reward::ScoreItem &item : items) {
        QVERIFY(item.value);
        values.push_back(item.value->value);
        QCOMPARE(item.text.has_value(), item.scorer < 2);
    }
    const std::vector<double> expected{4, 5, 8, 9, 301, 302, 701, 702, 3000, 7000};
    QCOMPARE(values, expected);
}

void TestEngine::aTowerForOnePictureSeesThemOneByOne()
{
    const WidthTower together("together");
    const WidthTower alone("alone", true);
    const SumScorer a(together, nullptr, 1);
    const SumScorer b(alone, nullptr, 10);
    const QByteArray bad = "no picture";
    const QByteArray narrow = support::encoded(colourful(3, 2), "png");
    const QByteArray wide = support::encoded(colourful(7, 2), "png");
    const std::vector<reward::PictureFeatures> seen{{numbers("alone", {9})}};
    std::vector<reward::KnownPicture> pictures = unknown({narrow, bad, wide, narrow});
    pictures.back().features = &seen;
    const auto valuesOf = [&](std::initializer_list<const reward::Scorer *> scorers) {
        std::vector<double> values;
        for (const reward::ScoreItem &item : reward::score(std::vector(scorers), pictures, {}, {}, m_cancelled).items)
            values.push_back(item.value ? item.value->value : -1);
        return values;
    };
    QCOMPARE(valuesOf({&b}), (std::vector<double>{30, -1, 70, 90}));
    QCOMPARE(valuesOf({&a, &b}), (std::vector<double>{3, -1, 7, 3, 30, -1, 70, 90}));
    QCOMPARE(alone.most.load(), 1U);
    QCOMPARE(alone.looked, 2 + 2);
    QCOMPARE(together.most.load(), 3U);
}

void TestEngine::aWiderTowerStandsIn()
{
    const WidthTower narrow("narrow");
    const WidthTower wide("wide");
    SumScorer a(narrow, nullptr, 1);
    a.setWider(wide);
    const SumScorer b(wide, nullptr, 10);
    const reward::Scorer *alone[] = {&a};
    const reward::Scorer *both[] = {&a, &b};
    const QByteArray file = support::encoded(colourful(3, 2), "png");
    const auto pictures = unknown({file});
    QCOMPARE(reward::score(alone, pictures, {}, {}, m_cancelled).items.size(), 1U);
    QCOMPARE(narrow.looked, 1);
    const auto items = reward::score(both, pictures, {}, {}, m_cancelled).items;
    QCOMPARE(items[0].value->value, 3.0);
    QCOMPARE(items[1].value->value, 30.0);
    QCOMPARE(narrow.looked, 1);
    QCOMPARE(wide.looked, 1);
}

void TestEngine::oneBadPictureHarmsNoOther()
{
    const WidthTower width;
    const SumScorer scorer(width, nullptr, 1);
    const reward::Scorer *scorers[] = {&scorer};
    const QByteArray good = support::encoded(colourful(5, 2), "png");
    const QByteArray bad = "no picture";
    const auto pictures = unknown({good, bad, good});
    const auto items = reward::score(scorers, pictures, {}, {}, m_cancelled).items;
    QCOMPARE(items.size(), size_t(3));
    QCOMPARE(items[0].value->value, 5.0);
    QCOMPARE(items[1].value.error().code, std::string("picture.format"));
    QCOMPARE(items[2].value->value, 5.0);
}

void TestEngine::oneBadTextHarmsNoOther()
{
    const WidthTower width;
    const LengthTower length;
    const SumScorer scorer(width, &length, 1);
    const reward::Scorer *scorers[] = {&scorer};
    const QByteArray picture = support::encoded(colourful(5, 2), "png");
    const auto pictures = unknown({picture});
    const auto texts = unknown({"", "ab"});
    const reward::ScorePair pairs[] = {{0, 0}, {0, 1}};
    const auto items = reward::score(scorers, pictures, texts, pairs, m_cancelled).items;
    QCOMPARE(items.size(), size_t(2));
    QCOMPARE(items[0].value.error().code, std::string("text.form"));
    QCOMPARE(items[1].value->value, 7.0);
}

void TestEngine::whatIsKnownIsNotLookedAt()
{
    const WidthTower width;
    const LengthTower length;
    const SumScorer scorer(width, &length, 10);
    const reward::Scorer *scorers[] = {&scorer};
    const QByteArray file = support::encoded(colourful(5, 2), "png");
    const std::vector<reward::PictureFeatures> seen{{numbers("width", {7})}};
    const std::vector<reward::TextFeatures> read{{numbers("length", {3})}};
    const std::vector<reward::KnownPicture> pictures{{{}, &seen}, {asBytes(file), nullptr}}; // the first has no bytes
    const std::vector<reward::KnownText> texts{{"ignored", &read}, {"x", nullptr}};
    const reward::ScorePair pairs[] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    const auto items = reward::score(scorers, pictures, texts, pairs, m_cancelled).items;
    std::vector<double> values;
    for (const reward::ScoreItem &item : items)
        values.push_back(item.value->value);
    QCOMPARE(values, (std::vector<double>{73, 71, 53, 51}));
    QCOMPARE(width.looked, 1);
    QCOMPARE(length.read, 1);
}

void TestEngine::onlyWhatIsNewAndWorthItIsKept()
{
    const WidthTower width;
    const LengthTower length;
    SumScorer scorer(width, &length, 10);
    const reward::Scorer *scorers[] = {&scorer};
    const QByteArray file = support::encoded(colourful(5, 2), "png");
    const std::vector<reward::PictureFeatures> seen{{numbers("width", {7})}};
    const QByteArray rubbish = "rubbish";
    const std::vector<reward::KnownPicture> pictures{{{}, &seen}, {asBytes(file), nullptr}, {asBytes(rubbish), {}}};
    const auto texts = unknown({"", "x"});
    QVERIFY(reward::score(scorers, pictures, texts, {}, m_cancelled).pictureFeatures.empty());
    scorer.keep();
    const reward::Scores scores = reward::score(scorers, pictures, texts, {}, m_cancelled);
    QCOMPARE(scores.pictureFeatures.size(), 1U);
    QCOMPARE(scores.pictureFeatures[0].first, 1U);
    QCOMPARE(first(scores.pictureFeatures[0].second), 5.0F);
    QCOMPARE(scores.textFeatures.size(), 1U); // the empty text failed
    QCOMPARE(scores.textFeatures[0].first, 1U);
}

void TestEngine::featuresOfAnotherTowerAreNoPicture()
{
    const WidthTower width;
    const SumScorer scorer(width, nullptr, 1);
    const reward::Scorer *scorers[] = {&scorer};
    const std::vector<reward::PictureFeatures> other{{numbers("height", {7})}};
    const std::vector<reward::KnownPicture> pictures{{{}, &other}};
    const auto items = reward::score(scorers, pictures, {}, {}, m_cancelled).items;
    QCOMPARE(items[0].value.error().code, std::string("scorer.features"));
}

void TestEngine::nothingToDo()
{
    QVERIFY(reward::score({}, {}, {}, {}, m_cancelled).items.empty());
    const WidthTower width;
    const SumScorer scorer(width, nullptr, 1);
    const reward::Scorer *scorers[] = {&scorer};
    QVERIFY(reward::score(scorers, {}, {}, {}, m_cancelled).items.empty());
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
