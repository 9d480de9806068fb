#include "ui/gallery/gallerytree.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "core/study/taxonomy.h"
#include "ui/widgets/theme.h"

class TestGalleryTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }
    void keysWalkThroughAllLines();
    void labelIsAnnouncedOnce();
};

void TestGalleryTree::keysWalkThroughAllLines()
{
    gallery::GalleryTree tree;
    tree.resize(248, 500);
    tree.show();
    QSet<QString> seen;
    // Classes open with Right; the end of the list is not left.
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(&tree, Qt::Key_Down);
        if (!tree.currentLabel().contains(u'.'))
            QTest::keyClick(&tree, Qt::Key_Right);
        seen.insert(tree.currentLabel());
    }
    for (const QString &label : study::shippedTaxonomy().labels())
        QVERIFY2(seen.contains(label), qPrintable(label));
    QCOMPARE(seen.size(), 28 + 5);
    for (int i = 0; i < 60; ++i)
        QTest::keyClick(&tree, Qt::Key_Up);
    QCOMPARE(tree.currentLabel(), QString());
}

void TestGalleryTree::labelIsAnnouncedOnce()
{
    gallery::GalleryTree tree;
    QSignalSpy changed(&tree, &gallery::GalleryTree::currentLabelChanged);
    tree.setCurrentLabel(QStringLiteral("color_and_tone.muted_faded"));
    tree.setCurrentLabel(QStringLiteral("color_and_tone.muted_faded"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toString(), QStringLiteral("color_and_tone.muted_faded"));
}

QTEST_MAIN(TestGalleryTree)
#include "tst_gallerytree.moc"
