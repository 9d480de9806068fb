#include "core/reward/statisticscorer.h"

#include <QTest>

#include "core/reward/runtime.h"
#include "core/reward/selftest.h"

class TestStatisticScorer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { reward::Runtime::start(2); }
    void eachTakesItsOwnNumber();
    void colorfulnessHasATowerOfItsOwnAndTakesTheOther();
    void anUndefinedNumberIsAnError();
    void foreignFeaturesAreRefused();
    void otherNamesAreNone();
    void cancelled();
};

namespace {

std::unique_ptr<reward::StatisticScorer> scorer(const char *id)
{
    reward::ScorerInfo info;
    info.id = id;
    return reward::StatisticScorer::create(info, std::make_shared<const reward::StatisticsTower>());
}

reward::Result<reward::PictureFeatures> embed(const reward::Scorer &one, const reward::Picture &picture,
                                              bool cancel = false)
{
    const std::atomic<bool> cancelled{cancel};
    const reward::Picture *pictures[] = {&picture};
    return one.pictureTower().embed(pictures, cancelled).front();
}

reward::Result<reward::ScoreValue> combine(const reward::Scorer &one, const reward::PictureFeatures &features)
{
    const reward::FeaturePair pairs[] = {{&features, nullptr}};
    return one.combine(pairs).front();
}

} // namespace

void TestStatisticScorer::eachTakesItsOwnNumber()
{
    const reward::Picture picture = reward::goldenPicture("noise", 20, 10);
    const reward::PictureStatistics statistics = reward::pictureStatistics(picture);
    const QList<QPair<const char *, double>> expected{{"colorfulness", statistics.colorfulness},
                                                      {"sharpness", *statistics.sharpness},
                                                      {"contrast", statistics.contrast},
                                                      {"exposure", statistics.exposure},
                                                      {"saturation", statistics.saturation}};
    for (const auto &[id, value] : expected) {
        const auto one = scorer(id);
        QVERIFY(!one->textTower());
        QCOMPARE(combine(*one, *embed(*one, picture))->value, value);
    }
}

void TestStatisticScorer::colorfulnessHasATowerOfItsOwnAndTakesTheOther()
{
    const reward::Picture picture = reward::goldenPicture("noise", 20, 10);
    const auto colorfulness = scorer("colorfulness");
    const auto contrast = scorer("contrast");
    const auto one = embed(*colorfulness, picture);
    const auto five = embed(*contrast, picture);
    QCOMPARE(one->shape, std::vector<std::int64_t>{1});
    QCOMPARE(five->shape, std::vector<std::int64_t>{5});
    QVERIFY(one->tower != five->tower);
    QCOMPARE(combine(*colorfulness, *five)->value, combine(*colorfulness, *one)->value);
    QVERIFY(!combine(*contrast, *one));
}

void TestStatisticScorer::anUndefinedNumberIsAnError()
{
    const reward::Picture picture = reward::goldenPicture("noise", 2, 2);
    const auto sharpness = scorer("sharpness");
    const auto features = embed(*sharpness, picture);
    QVERIFY(features); // the other numbers are defined
    const auto value = combine(*sharpness, *features);
    QVERIFY(!value);
    QCOMPARE(value.error().code, std::string("picture.size"));
    QVERIFY(combine(*scorer("contrast"), *features));
}

void TestStatisticScorer::foreignFeaturesAreRefused()
{
    const auto contrast = scorer("contrast");
    reward::PictureFeatures features = *embed(*contrast, reward::goldenPicture("noise", 4, 4));
    reward::PictureFeatures other = features;
    other.tower = "another tower";
    QCOMPARE(combine(*contrast, other).error().code, std::string("scorer.features"));
    other = features;
    other.shape = {4};
    other.bytes.resize(32); // consistent in itself, but of the wrong length
    QCOMPARE(combine(*contrast, other).error().code, std::string("scorer.features"));
    const reward::FeaturePair none[] = {{nullptr, nullptr}};
    QCOMPARE(contrast->combine(none).front().error().code, std::string("scorer.features"));
}

void TestStatisticScorer::otherNamesAreNone()
{
    QVERIFY(!scorer("clip-l"));
}

void TestStatisticScorer::cancelled()
{
    const auto contrast = scorer("contrast");
    const auto features = embed(*contrast, reward::goldenPicture("noise", 4, 4), true);
    QVERIFY(!features);
    QCOMPARE(features.error().code, std::string("cancelled"));
}

QTEST_GUILESS_MAIN(TestStatisticScorer)
#include "tst_statisticscorer.moc"
