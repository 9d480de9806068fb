#include "ui/gallery/galleryinspector.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/gallery/gallerysample.h"
#include "ui/gallery/inspectorfacts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paragraph.h"
#include "ui/widgets/theme.h"

class TestGalleryInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }
    void saysWhatIsSelected();
    void means();
    void showsBothPrompts();
    void comparesPairsOnly();
};

namespace {

QStringList visibleTexts(const QWidget &widget)
{
    QStringList texts;
    for (const auto *label : widget.findChildren<widgets::Label *>())
        if (label->isVisibleTo(&widget))
            texts.append(label->text());
    for (const auto *paragraph : widget.findChildren<widgets::Paragraph *>())
        if (paragraph->isVisibleTo(&widget))
            texts.append(paragraph->text());
    return texts;
}

} // namespace

void TestGalleryInspector::saysWhatIsSelected()
{
    gallery::GalleryInspector inspector;
    inspector.showPictures(sharedSample(), {});
    QVERIFY(visibleTexts(inspector).join(u' ').contains(QStringLiteral("Select a picture")));
    inspector.showPictures(sharedSample(), {0, 1, 2});
    QVERIFY(visibleTexts(inspector).join(u' ').contains(QStringLiteral("3 ")));
}

void TestGalleryInspector::means()
{
    const gallery::GalleryData data = sampleData();
    const auto rows = gallery::meanRows(data, {0, 1, 2, 3});
    QCOMPARE(rows.size(), 1);
    // (5 + 2 − 1) ÷ 3; the pair's Δ counts once, the other pair has none.
    QCOMPARE(rows.first().values, (QStringList{QStringLiteral("2.00"), QStringLiteral("3"), QStringLiteral("−2.50")}));
    const auto facts = gallery::commonFacts(data, {0, 1});
    QCOMPARE(facts.at(1).value, QStringLiteral("Lumen"));
    QCOMPARE(facts.at(2).value, QStringLiteral("2 different"));
}

void TestGalleryInspector::showsBothPrompts()
{
    gallery::GalleryInspector inspector;
    inspector.resize(328, 800);
    inspector.showPictures(sharedSample(), {1});
    const QStringList texts = visibleTexts(inspector);
    QVERIFY(texts.contains(QStringLiteral("Lumen, wide-spectrum")));
    QVERIFY(texts.contains(QStringLiteral("a blurred harbour")));
    QVERIFY(texts.contains(QStringLiteral("Original: a calm harbour")));
    QVERIFY(!inspector.grab().isNull());
    inspector.showPictures(sharedSample(), {0});
    QVERIFY(visibleTexts(inspector).contains(QStringLiteral("Wide-spectrum: a blurred harbour")));
    const auto rows = gallery::scoreRows(sampleData(), 0);
    QCOMPARE(rows.first().values,
             (QStringList{QStringLiteral("5.00"), QStringLiteral("4.50"), QStringLiteral("−2.50")}));
}

void TestGalleryInspector::comparesPairsOnly()
{
    gallery::GalleryInspector inspector;
    inspector.showPictures(sharedSample(), {1});
    QSignalSpy asked(&inspector, &gallery::GalleryInspector::compareRequested);
    QSignalSpy plot(&inspector, &gallery::GalleryInspector::plotRequested);
    const auto buttons = inspector.findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 3);
    for (QPushButton *button : buttons)
        button->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(plot.count(), 1);
    auto alone = sampleSnapshot();
    alone->counterpart = {-1, -1, -1, -1};
    inspector.showPictures(std::make_shared<const gallery::GalleryData>(gallery::GalleryData::make(
                               std::make_shared<const analysis::PictureIndex>(*analysis::PictureIndex::make(alone)))),
                           {1});
    // Without a counterpart there is no point in the plot.
    const auto disabled = std::find_if(buttons.begin(), buttons.end(), [](auto *b) { return !b->isEnabled(); });
    QVERIFY(disabled != buttons.end());
    QVERIFY(!(*disabled)->toolTip().isEmpty());
}

QTEST_MAIN(TestGalleryInspector)
#include "tst_galleryinspector.moc"
