#include "core/reward/cliptowers.h"

#include <cstring>

#include <QTest>

#include "core/reward/preprocess.h"
#include "tests/core/reward/tinyclip.h"

using reward::ClipPictureTower;
using reward::ClipTextStyle;
using reward::ClipTextTower;
using reward::Embedding;
using reward::Picture;
using reward::PicturePreparation;

namespace {

const std::atomic<bool> going{false};
const std::atomic<bool> cancelled{true};

Embedding numbersOf(const reward::Features &features)
{
    Embedding numbers(features.bytes.size() / sizeof(float));
    std::memcpy(numbers.data(), features.bytes.data(), features.bytes.size());
    return numbers;
}

double difference(const Embedding &a, const Embedding &b)
{
    double largest = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, double(std::abs(a[i] - b[i])));
    return largest;
}

} // namespace

class TestClipTowers : public QObject
{
    Q_OBJECT

    std::shared_ptr<const reward::ClipModel> m_model;

private Q_SLOTS:
    void initTestCase()
    {
        reward::Runtime::start(2);
        m_model = tinyclip::model();
    }

    void descriptionsTellPreparationsApart()
    {
        const PicturePreparation all[]{PicturePreparation::Torchvision, PicturePreparation::HuggingFace,
                                       PicturePreparation::HpsAntialias, PicturePreparation::HpsPlain};
        for (const PicturePreparation one : all) {
            QCOMPARE(reward::describe(one, 224).at("size"), std::string("224"));
            for (const PicturePreparation other : all)
                QCOMPARE(reward::describe(one, 224) == reward::describe(other, 224), one == other);
        }
        QVERIFY(reward::describe(PicturePreparation::Torchvision, 224)
                != reward::describe(PicturePreparation::Torchvision, 336));
        const ClipTextStyle styles[]{ClipTextStyle::OpenAi, ClipTextStyle::OpenClip, ClipTextStyle::HuggingFace};
        for (const ClipTextStyle one : styles) {
            QCOMPARE(reward::describe(one, 77).at("context"), std::string("77"));
            for (const ClipTextStyle other : styles)
                QCOMPARE(reward::describe(one, 77) == reward::describe(other, 77), one == other);
        }
    }

    void picturesArePreparedAsSaid_data()
    {
        QTest::addColumn<int>("preparation");
        QTest::newRow("torchvision") << int(PicturePreparation::Torchvision);
        QTest::newRow("Hugging Face") << int(PicturePreparation::HuggingFace);
        QTest::newRow("HPSv2, antialias") << int(PicturePreparation::HpsAntialias);
        QTest::newRow("HPSv2, plain") << int(PicturePreparation::HpsPlain);
    }

    void picturesArePreparedAsSaid()
    {
        QFETCH(int, preparation);
        const Picture picture = tinyclip::picture("odd.png"); // the two crops differ by a column
        const auto fill = [&](std::size_t, float *pixels) {
            switch (PicturePreparation(preparation)) {
            case PicturePreparation::Torchvision:
                reward::clipShortSide(picture, 56, reward::ClipCrop::Torchvision, pixels);
                break;
            case PicturePreparation::HuggingFace:
                reward::clipShortSide(picture, 56, reward::ClipCrop::HuggingFace, pixels);
                break;
            case PicturePreparation::HpsAntialias:
                QVERIFY(reward::hpsLongSide(picture, 56, reward::FloatResize::Antialias, pixels));
                break;
            case PicturePreparation::HpsPlain:
                QVERIFY(reward::hpsLongSide(picture, 56, reward::FloatResize::Plain, pixels));
                break;
            }
        };
        const auto expected = m_model->embedPictures(1, fill, going);
        QVERIFY(expected);

        const ClipPictureTower tower(m_model, PicturePreparation(preparation), "print");
        QCOMPARE(tower.fingerprint(), std::string("print"));
        const Picture *pictures[]{&picture};
        const auto features = tower.embed(pictures, going);
        QCOMPARE(features.size(), std::size_t(1));
        QVERIFY(features.front());
        QVERIFY(reward::isConsistent(*features.front(), "print"));
        QCOMPARE(features.front()->dtype, std::string("fp32"));
        QCOMPARE(features.front()->shape, std::vector<std::int64_t>{24});
        QVERIFY(features.front()->keepable);
        QVERIFY(difference(numbersOf(*features.front()), expected->front()) < 1e-7);

        // Not what another preparation makes of it.
        for (int other = 0; other < 4; ++other) {
            const ClipPictureTower otherTower(m_model, PicturePreparation(other), "print");
            const auto otherFeatures = otherTower.embed(pictures, going).front();
            QCOMPARE(difference(numbersOf(*features.front()), numbersOf(*otherFeatures)) > 1e-5, other != preparation);
        }
    }

    void onePictureThatCannotBePreparedLeavesTheOthers()
    {
        const ClipPictureTower tower(m_model, PicturePreparation::HpsAntialias, "print");
        const Picture good = tinyclip::picture("small.png");
        const Picture narrow{.width = 1, .height = 200, .rgb = reward::Samples(600, 128)};
        const Picture *pictures[]{&good, &narrow, &good};
        const auto features = tower.embed(pictures, going);
        QCOMPARE(features.size(), std::size_t(3));
        QVERIFY(features[0] && features[2]);
        QCOMPARE(features[1].error().code, std::string("picture.size"));
        const Picture *alone[]{&good};
        const Embedding expected = numbersOf(*tower.embed(alone, going).front());
        QVERIFY(difference(numbersOf(*features[0]), expected) < 1e-6);
        QVERIFY(difference(numbersOf(*features[2]), expected) < 1e-6);
    }

    void cancelledPictures()
    {
        const ClipPictureTower tower(m_model, PicturePreparation::Torchvision, "print");
        const Picture picture = tinyclip::picture("small.png");
        const Picture *pictures[]{&picture, &picture};
        for (const auto &features : tower.embed(pictures, cancelled))
            QCOMPARE(features.error().code, std::string("cancelled"));
        QVERIFY(tower.embed({}, going).empty());
    }

    void textsAreReadInTheirStyle()
    {
        const std::string text = "café “quoted” &amp; x"; // which Hugging Face's tokenizer does not clean
        const std::string texts[]{text};
        for (const ClipTextStyle style : {ClipTextStyle::OpenAi, ClipTextStyle::HuggingFace}) {
            const auto sequence = reward::ClipTokenizer::shared().sequence(text, style);
            QVERIFY(sequence);
            const auto expected = m_model->embedTexts(std::span(&*sequence, 1), going);
            QVERIFY(expected);
            const ClipTextTower tower(m_model, style, "print");
            const auto features = tower.embed(texts, going);
            QVERIFY(features.front());
            QVERIFY(reward::isConsistent(*features.front(), "print"));
            QVERIFY(difference(numbersOf(*features.front()), expected->front()) < 1e-7);
        }
        const ClipTextTower cleaned(m_model, ClipTextStyle::OpenAi, "print");
        const ClipTextTower plain(m_model, ClipTextStyle::HuggingFace, "print");
        QVERIFY(
            difference(numbersOf(*cleaned.embed(texts, going).front()), numbersOf(*plain.embed(texts, going).front()))
            > 1e-4);
    }

    void textsKeepTheirOrder()
    {
        const ClipTextTower tower(m_model, ClipTextStyle::OpenAi, "print");
        std::string longText;
        for (int i = 0; i < 200; ++i)
            longText += "word ";
        const std::vector<std::string> texts{"a cat", "caf\xe9", "a dog", longText, "a cat"};
        const auto features = tower.embed(texts, going);
        QCOMPARE(features.size(), texts.size());
        QCOMPARE(features[1].error().code, std::string("text.form"));
        QCOMPARE(features[0]->bytes, features[4]->bytes);
        QVERIFY(features[0]->bytes != features[2]->bytes);
        QVERIFY(features[3]); // cut, not refused
        for (std::size_t i : {0U, 2U, 3U}) {
            const std::string alone[]{texts[i]};
            const ClipTextTower another(m_model, ClipTextStyle::OpenAi, "print");
            QVERIFY(difference(numbersOf(*features[i]), numbersOf(*another.embed(alone, going).front())) < 1e-6);
        }
    }

    void textsMetBeforeAreNotComputedAgain()
    {
        const ClipTextTower tower(m_model, ClipTextStyle::OpenAi, "print");
        const std::string first[]{"a cat"};
        const auto made = tower.embed(first, going);
        QVERIFY(made.front());
        const std::string both[]{"a dog", "a cat"};
        const auto whileCancelled = tower.embed(both, cancelled); // nothing can be computed
        QCOMPARE(whileCancelled[0].error().code, std::string("cancelled"));
        QVERIFY(whileCancelled[1]);
        QCOMPARE(whileCancelled[1]->bytes, made.front()->bytes);
        // A failure is not remembered.
        QVERIFY(tower.embed(both, going)[0]);
    }
};

QTEST_GUILESS_MAIN(TestClipTowers)
#include "tst_cliptowers.moc"
