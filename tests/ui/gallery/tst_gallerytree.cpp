#include "ui/gallery/gallerytree.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QTest>

#include "core/study/taxonomy.h"
#include "ui/widgets/theme.h"

using gallery::GalleryTree;

class TestGalleryTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }
    void keysWalkThroughAllLines();
    void labelIsAnnouncedOnce();
    void thresholdShowsWithItsView();
};

void TestGalleryTree::keysWalkThroughAllLines()
{
    GalleryTree tree;
    tree.resize(248, tree.sizeHint().height());
    tree.show();
    QSet<QString> labels;
    QSet<GalleryTree::View> views;
    // Classes open with Right; the end of the list is not left.
    for (int i = 0; i < 60; ++i) {
        if (tree.currentLabel().isEmpty())
            views.insert(tree.currentView());
        else
            labels.insert(tree.currentLabel());
        QTest::keyClick(&tree, Qt::Key_Down);
        if (!tree.currentLabel().isEmpty() && !tree.currentLabel().contains(u'.'))
            QTest::keyClick(&tree, Qt::Key_Right);
    }
    for (const QString &label : study::shippedTaxonomy().labels())
        QVERIFY2(labels.contains(label), qPrintable(label));
    QCOMPARE(labels.size(), 28 + 5);
    QCOMPARE(views.size(), 4);
    QTest::keyClick(&tree, Qt::Key_Left); // from a kind to its class
    QVERIFY(!tree.currentLabel().contains(u'.'));
    for (int i = 0; i < 60; ++i)
        QTest::keyClick(&tree, Qt::Key_Up);
    QCOMPARE(tree.currentLabel(), QString());
    QCOMPARE(tree.currentView(), GalleryTree::View::All);
}

void TestGalleryTree::labelIsAnnouncedOnce()
{
    GalleryTree tree;
    QSignalSpy changed(&tree, &GalleryTree::currentChanged);
    tree.setCurrent(GalleryTree::View::All, QStringLiteral("color_and_tone.muted_faded"));
    tree.setCurrent(GalleryTree::View::All, QStringLiteral("color_and_tone.muted_faded"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(1).toString(), QStringLiteral("color_and_tone.muted_faded"));
}

void TestGalleryTree::thresholdShowsWithItsView()
{
    GalleryTree tree;
    tree.resize(248, 400);
    tree.show();
    auto *threshold = tree.findChild<QDoubleSpinBox *>();
    QVERIFY(!threshold->isVisible());
    tree.setCurrent(GalleryTree::View::Deep, {});
    QVERIFY(threshold->isVisible());
    QVERIFY(tree.rect().contains(threshold->geometry()));
    QSignalSpy changed(&tree, &GalleryTree::deepBelowChanged);
    threshold->setValue(-7.5);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(tree.deepBelow(), -7.5);
    tree.setCurrent(GalleryTree::View::Polite, {});
    QVERIFY(!threshold->isVisible());
}

QTEST_MAIN(TestGalleryTree)
#include "tst_gallerytree.moc"
