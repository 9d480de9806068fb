#include "data/demo/catalogue.h"

#include <cmath>

#include <QGuiApplication>
#include <QSet>
#include <QTest>

#include "core/study/taxonomy.h"
#include "data/demo/effects.h"

class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void size();
    void coversTheTaxonomy();
    void everyLabelHasAnEffect();
    void samePixelsAgain();
    void picturesDiffer();
    void alignedPainterObeysLess();
};

namespace {

/// Mean absolute difference of the grey values of two pictures, 0 to 255, on small copies.
double difference(const QImage &a, const QImage &b)
{
    const QImage left = a.scaled(64, 64, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QImage right = b.scaled(64, 64, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    double sum = 0;
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x) {
            const QColor l = left.pixelColor(x, y);
            const QColor r = right.pixelColor(x, y);
            sum += std::abs(l.red() - r.red()) + std::abs(l.green() - r.green()) + std::abs(l.blue() - r.blue());
        }
    return sum / (64 * 64 * 3);
}

} // namespace

void TestCatalogue::size()
{
    QVERIFY(demo::ideas().size() >= 30);
    QCOMPARE(demo::painters().size(), std::size_t(4));
    QSet<QString> keys;
    QSet<QString> prompts;
    for (const demo::Idea &idea : demo::ideas()) {
        keys.insert(idea.key.toString());
        prompts.insert(idea.original.toString());
        prompts.insert(idea.wide.toString());
    }
    QCOMPARE(keys.size(), qsizetype(demo::ideas().size()));
    QCOMPARE(prompts.size(), qsizetype(2 * demo::ideas().size()));
}

void TestCatalogue::coversTheTaxonomy()
{
    QSet<QString> used;
    for (const demo::Idea &idea : demo::ideas())
        for (const QString &label : demo::taxonomyOf(idea))
            used.insert(label);
    const QStringList labels = study::shippedTaxonomy().labels();
    QCOMPARE(used, QSet<QString>(labels.begin(), labels.end()));
}

void TestCatalogue::everyLabelHasAnEffect()
{
    for (const QString &label : study::shippedTaxonomy().labels()) {
        const demo::Effect *effect = demo::effectOf(label);
        QVERIFY2(effect && (effect->change || effect->develop), qPrintable(label));
    }
    QVERIFY(!demo::effectOf(QStringLiteral("clarity_and_focus.nothing")));
}

void TestCatalogue::samePixelsAgain()
{
    for (const demo::Painter &painter : demo::painters()) {
        const QImage first = demo::paint(demo::ideas()[0], painter, demo::Variant::Wide, 1);
        QCOMPARE(first.size(), QSize(demo::pictureSize, demo::pictureSize));
        QVERIFY(first == demo::paint(demo::ideas()[0], painter, demo::Variant::Wide, 1));
        QVERIFY(first != demo::paint(demo::ideas()[0], painter, demo::Variant::Wide, 2));
    }
}

void TestCatalogue::picturesDiffer()
{
    for (std::size_t i = 0; i < demo::ideas().size(); i += 2) {
        const demo::Idea &idea = demo::ideas()[i];
        const QImage original = demo::paint(idea, demo::painters()[0], demo::Variant::Original, 1);
        const QImage wide = demo::paint(idea, demo::painters()[0], demo::Variant::Wide, 1);
        QVERIFY2(difference(original, wide) > 1.5, qPrintable(idea.key.toString()));
    }
}

void TestCatalogue::alignedPainterObeysLess()
{
    // Over all ideas, the aligned version stays nearer to what it paints without the wish.
    double plain = 0;
    double aligned = 0;
    for (std::size_t i = 0; i < demo::ideas().size(); i += 8) {
        const demo::Idea &idea = demo::ideas()[i];
        const auto change = [&idea](const demo::Painter &painter) {
            return difference(demo::paint(idea, painter, demo::Variant::Original, 1),
                              demo::paint(idea, painter, demo::Variant::Wide, 1));
        };
        plain += change(demo::painters()[0]);
        aligned += change(demo::painters()[1]);
    }
    QCOMPARE(demo::painters()[1].alignedVersionOf.toString(), demo::painters()[0].name.toString());
    QVERIFY2(aligned < 0.8 * plain, qPrintable(QStringLiteral("%1 of %2").arg(aligned).arg(plain)));
}

QTEST_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
