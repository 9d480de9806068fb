#include "data/demo/simulatedannotator.h"

#include <QSet>
#include <QTest>

#include "core/study/labelset.h"

using demo::Impression;
using demo::Opinion;
using demo::Random;
using demo::Taste;

class TestSimulatedAnnotator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void impressions();
    void tastesDiffer();
    void preferences();
    void leftBias();
    void emotionsAreOfTheSet();
};

namespace {

QImage plain(const QColor &colour)
{
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

double leftShare(const Taste &taste, const Impression &left, const Impression &right, bool wantsWide)
{
    Random random(3);
    int lefts = 0;
    int decided = 0;
    for (int i = 0; i < 400; ++i) {
        const Opinion opinion = demo::compare(taste, left, right, wantsWide, random);
        if (opinion.isTie)
            continue;
        ++decided;
        lefts += opinion.difference > 0 ? 1 : 0;
    }
    return decided > 0 ? double(lefts) / decided : 0.5;
}

} // namespace

void TestSimulatedAnnotator::impressions()
{
    const Impression red = demo::impressionOf(plain(Qt::red));
    const Impression grey = demo::impressionOf(plain(QColor(128, 128, 128)));
    const Impression white = demo::impressionOf(plain(Qt::white));
    QVERIFY(red.colour > grey.colour);
    QVERIFY(white.brightness > grey.brightness);
    QCOMPARE(grey.contrast, white.contrast);
    QImage stripes = plain(Qt::white);
    for (int x = 0; x < 64; x += 8)
        for (int y = 0; y < 64; ++y)
            for (int i = 0; i < 4; ++i)
                stripes.setPixelColor(x + i, y, Qt::black);
    QVERIFY(demo::impressionOf(stripes).sharpness > white.sharpness);
    QVERIFY(demo::impressionOf(stripes).contrast > white.contrast);
}

void TestSimulatedAnnotator::tastesDiffer()
{
    QVERIFY(demo::tastes().size() >= 12);
    QSet<QString> codes;
    QSet<QString> groups;
    for (const Taste &taste : demo::tastes()) {
        codes.insert(taste.code.toString());
        groups.insert(taste.group.toString());
    }
    QCOMPARE(codes.size(), qsizetype(demo::tastes().size()));
    QCOMPARE(groups.size(), 2);
}

void TestSimulatedAnnotator::preferences()
{
    Taste colourful;
    colourful.colour = 1;
    const Impression bright{1.5, 0, 0, 0};
    const Impression dull{-1.5, 0, 0, 0};
    QVERIFY(leftShare(colourful, bright, dull, false) > 0.95);
    QVERIFY(leftShare(colourful, dull, bright, false) < 0.05);
    Taste obedient;
    obedient.wide = 1.5;
    QVERIFY(leftShare(obedient, dull, bright, true) > 0.8);
    // Without a wish there is nothing for it to prefer.
    QVERIFY(std::abs(leftShare(obedient, dull, bright, false) - 0.5) < 0.15);
}

void TestSimulatedAnnotator::leftBias()
{
    Taste biased;
    biased.leftBias = 0.9;
    QVERIFY(leftShare(biased, {}, {}, false) > 0.9);
}

void TestSimulatedAnnotator::emotionsAreOfTheSet()
{
    Random random(5);
    QSet<QString> seen;
    for (int i = 0; i < 2000; ++i) {
        const Impression impression{random.normal() * 1.5, random.normal(), random.normal(), random.normal()};
        const QString prompt = i % 5 == 0 ? QStringLiteral("somebody in fear") : QStringLiteral("a bowl of fruit");
        seen.insert(demo::emotionOf(impression, prompt, random));
    }
    QVERIFY(seen.remove(QString()));
    const study::LabelSet *set = study::labelSet(QStringLiteral("paper"));
    for (const QString &emotion : seen)
        QVERIFY2(set->hasLabel(emotion), qPrintable(emotion));
    QCOMPARE(seen.size(), 4);
}

QTEST_GUILESS_MAIN(TestSimulatedAnnotator)
#include "tst_simulatedannotator.moc"
