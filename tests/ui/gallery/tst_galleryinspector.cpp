#include "ui/gallery/galleryinspector.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/gallery/gallerysample.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paragraph.h"
#include "ui/widgets/theme.h"

class TestGalleryInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }
    void saysWhatIsSelected();
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
    inspector.showPictures(sampleData(), {});
    QVERIFY(visibleTexts(inspector).join(u' ').contains(QStringLiteral("Select a picture")));
    inspector.showPictures(sampleData(), {0, 1, 2});
    QVERIFY(visibleTexts(inspector).join(u' ').contains(QStringLiteral("3 ")));
}

void TestGalleryInspector::showsBothPrompts()
{
    gallery::GalleryInspector inspector;
    inspector.resize(328, 800);
    inspector.showPictures(sampleData(), {1});
    const QStringList texts = visibleTexts(inspector);
    QVERIFY(texts.contains(QStringLiteral("Lumen, wide-spectrum")));
    QVERIFY(texts.contains(QStringLiteral("a blurred harbour")));
    QVERIFY(texts.contains(QStringLiteral("Original: a calm harbour")));
    QVERIFY(!inspector.grab().isNull());
    inspector.showPictures(sampleData(), {0});
    QVERIFY(visibleTexts(inspector).contains(QStringLiteral("Wide-spectrum: a blurred harbour")));
}

void TestGalleryInspector::comparesPairsOnly()
{
    gallery::GalleryInspector inspector;
    gallery::GalleryData data = sampleData();
    inspector.showPictures(data, {1});
    QSignalSpy asked(&inspector, &gallery::GalleryInspector::compareRequested);
    auto *button = inspector.findChild<QPushButton *>();
    QVERIFY(button->isEnabled());
    button->click();
    QCOMPARE(asked.count(), 1);
    auto alone = std::make_shared<analysis::Snapshot>(*data.snapshot);
    alone->counterpart = {-1, -1, -1, -1};
    data.snapshot = alone;
    inspector.showPictures(data, {1});
    QVERIFY(!button->isEnabled());
    QVERIFY(!button->toolTip().isEmpty());
}

QTEST_MAIN(TestGalleryInspector)
#include "tst_galleryinspector.moc"
