#include "core/analysis/pictureselection.h"

#include <cmath>

#include <QTest>

#include "core/analysis/promptsearch.h"
#include "tests/core/analysis/picturesample.h"

using analysis::FilterBlame;
using analysis::PictureFilter;
using analysis::PictureOrder;

namespace {

QList<int> select(const PictureFilter &filter, const PictureOrder &order = {})
{
    const analysis::PictureIndex index = sampleIndex();
    const auto search =
        analysis::PromptSearch::make(index.snapshot->prompts, index.snapshot->groups, index.snapshot->groupOfPrompt);
    const std::vector<int> chosen = analysis::selectPictures(index, filter, order, search->get());
    return {chosen.begin(), chosen.end()};
}

} // namespace

class TestPictureSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAndLabels_data();
    void wordsAndLabels();
    void ranges();
    void views();
    void orders();
    void likeness();
    void onlyTheClosest();
    void histogram();
    void blames();
};

void TestPictureSelection::wordsAndLabels_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("all") << QString() << QString() << QList<int>{0, 1, 2, 3};
    QTest::newRow("word, any case") << QStringLiteral("HARBOUR") << QString() << QList<int>{0, 1};
    QTest::newRow("two words") << QStringLiteral(" calm  forest ") << QString() << QList<int>{2};
    QTest::newRow("as it is typed") << QStringLiteral("harb") << QString() << QList<int>{0, 1};
    QTest::newRow("phrase") << QStringLiteral("\"a calm\"") << QString() << QList<int>{0, 2};
    QTest::newRow("phrase in the wrong order") << QStringLiteral("\"calm a\"") << QString() << QList<int>{};
    QTest::newRow("generator") << QStringLiteral("lumen blurred") << QString() << QList<int>{1, 3};
    QTest::newRow("kind by name") << QStringLiteral("muted faded") << QString() << QList<int>{3};
    QTest::newRow("query language means nothing") << QStringLiteral("harbour OR forest") << QString() << QList<int>{};
    QTest::newRow("stray marks") << QStringLiteral("\"harbour* ( NEAR") << QString() << QList<int>{};
    QTest::newRow("label") << QString() << QStringLiteral("clarity_and_focus.intentional_blur") << QList<int>{1};
    QTest::newRow("class") << QString() << QStringLiteral("color_and_tone") << QList<int>{3};
    QTest::newRow("begin of a class is no class") << QString() << QStringLiteral("color") << QList<int>{};
    QTest::newRow("both") << QStringLiteral("forest") << QStringLiteral("clarity_and_focus") << QList<int>{};
}

void TestPictureSelection::wordsAndLabels()
{
    QFETCH(QString, words);
    QFETCH(QString, label);
    QFETCH(QList<int>, expected);
    PictureFilter filter;
    filter.words = words;
    filter.label = label;
    QCOMPARE(select(filter), expected);
}

void TestPictureSelection::ranges()
{
    PictureFilter filter;
    filter.ranges.insert(QStringLiteral("hps-v3"), {-1, 2});
    QCOMPARE(select(filter), (QList<int>{1, 2})); // both ends are in, pictures without a value are out
    filter.ranges.insert(QStringLiteral("unknown"), {0, 1});
    QCOMPARE(select(filter), (QList<int>{1, 2}));
}

void TestPictureSelection::views()
{
    PictureFilter filter;
    filter.scorer = QStringLiteral("hps-v3");
    filter.view = PictureFilter::View::Deep;
    QCOMPARE(select(filter), QList<int>{});
    filter.deepBelow = 0;
    QCOMPARE(select(filter), QList<int>{2});
    // The scorer picks the original harbour; 2 of 14 people do.
    filter.view = PictureFilter::View::Polite;
    QCOMPARE(select(filter), QList<int>{0});
    filter.view = PictureFilter::View::Disagree;
    QCOMPARE(select(filter), (QList<int>{0, 1}));
    QCOMPARE(analysis::countView(sampleIndex(), filter.view, filter), 2);
    filter.scorer = QStringLiteral("unknown");
    QCOMPARE(select(filter), QList<int>{});
}

void TestPictureSelection::orders()
{
    const QString scorer = QStringLiteral("hps-v3");
    QCOMPARE(select({}, {PictureOrder::Key::Score, scorer, true}), (QList<int>{2, 1, 0, 3}));
    QCOMPARE(select({}, {PictureOrder::Key::Score, scorer, false}), (QList<int>{0, 1, 2, 3}));
    QCOMPARE(select({}, {PictureOrder::Key::Gap, scorer, true}), (QList<int>{0, 1, 2, 3}));
    // Picture 0: 2/14 against 0.75; picture 1: 12/14 against 0.25: the same distance, study order.
    QCOMPARE(select({}, {PictureOrder::Key::Disagreement, scorer, true}), (QList<int>{0, 1, 2, 3}));
    const analysis::PictureIndex index = sampleIndex();
    QCOMPARE(analysis::disagreement(index, index.scorers.front(), 1), 12.0 / 14 - 0.25);
    QVERIFY(std::isnan(analysis::disagreement(index, index.scorers.front(), 2)));
}

namespace {

/// Of the assets 1, 2, … in turn.
std::shared_ptr<const analysis::PictureLikeness> likenessOf(const std::vector<float> &cosines)
{
    auto rows = std::make_shared<analysis::RowOfAsset>();
    for (size_t row = 0; row < cosines.size(); ++row)
        rows->insert(study::AssetId(qint64(row) + 1), qsizetype(row));
    return std::make_shared<const analysis::PictureLikeness>(rows, cosines);
}

} // namespace

void TestPictureSelection::likeness()
{
    PictureFilter filter;
    QVERIFY(filter.isEmpty());
    filter.likeness = likenessOf({0.1F, 0.9F, 0.5F}); // the fourth has none
    QVERIFY(!filter.isEmpty());
    QCOMPARE(select(filter), (QList<int>{0, 1, 2})); // the study's own order
    const PictureOrder alike{PictureOrder::Key::Likeness, {}, true};
    QCOMPARE(select(filter, alike), (QList<int>{1, 2, 0}));
    const PictureOrder byScore{PictureOrder::Key::Score, QStringLiteral("hps-v3"), true};
    QCOMPARE(select(filter, byScore), (QList<int>{2, 1, 0}));
    filter.words = QStringLiteral("harbour");
    QCOMPARE(select(filter, alike), (QList<int>{1, 0}));
    QCOMPARE(select({}, alike), (QList<int>{0, 1, 2, 3})); // nothing to order by
    filter = {};
    filter.likeness = likenessOf({});
    QVERIFY(select(filter, alike).isEmpty());
}

void TestPictureSelection::onlyTheClosest()
{
    auto snapshot = sampleSnapshot();
    constexpr int more = 300;
    std::vector<float> cosines(4, -1);
    for (int i = 4; i < more; ++i) {
        study::Picture picture = snapshot->pictures[0];
        picture.id = study::PictureId(i + 1);
        picture.asset = study::AssetId(i + 1);
        snapshot->pictures.append(picture);
        snapshot->promptOfPicture.push_back(0);
        snapshot->generatorOfPicture.push_back(0);
        snapshot->counterpart.push_back(-1);
        cosines.push_back(float(i % 2) / 2); // every second one is close, all of them equally
    }
    const analysis::PictureIndex index = *analysis::PictureIndex::make(snapshot);
    PictureFilter filter;
    filter.likeness = likenessOf(cosines);
    const auto chosen = analysis::selectPictures(index, filter, {PictureOrder::Key::Likeness, {}, false}, nullptr);
    QCOMPARE(chosen.size(), PictureFilter::mostAlike);
    QCOMPARE(chosen.front(), 5); // equals in the study's order
    QCOMPARE(chosen[147], 299);  // the close ones
    QCOMPARE(chosen[148], 4);    // then others, none of the −1
    QCOMPARE(chosen.back(), 4 + 2 * 51);
}

void TestPictureSelection::histogram()
{
    const double none = std::nan("");
    const auto histogram = analysis::histogramOf({0, 10, none, 1, 9.99}, 10);
    QCOMPARE(histogram.n, 4);
    QCOMPARE(histogram.lowest, 0.0);
    QCOMPARE(histogram.highest, 10.0);
    QCOMPARE(histogram.counts, (std::vector<int>{1, 1, 0, 0, 0, 0, 0, 0, 0, 2}));
    QVERIFY(analysis::histogramOf({5, 5, none}, 10).counts.empty());
    QCOMPARE(analysis::histogramOf({none}, 10).n, 0);
}

void TestPictureSelection::blames()
{
    PictureFilter filter;
    filter.label = QStringLiteral("color_and_tone");
    filter.ranges.insert(QStringLiteral("hps-v3"), {100, 200});
    const FilterBlame worst = analysis::blame(sampleIndex(), filter, nullptr);
    QCOMPARE(worst.part, FilterBlame::Part::Range);
    QCOMPARE(worst.scorer, QStringLiteral("hps-v3"));
    QCOMPARE(worst.removed, 4);
    QCOMPARE(analysis::blame(sampleIndex(), {}, nullptr).part, FilterBlame::Part::None);
}

QTEST_APPLESS_MAIN(TestPictureSelection)
#include "tst_pictureselection.moc"
