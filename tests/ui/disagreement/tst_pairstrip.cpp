#include "ui/disagreement/pairstrip.h"

#include <QSignalSpy>
#include <QTest>

using disagreement::PairStrip;

class PairStripTest : public QObject
{
    Q_OBJECT

    static QList<PairStrip::Item> items(int count)
    {
        QList<PairStrip::Item> items;
        for (int i = 0; i < count; ++i) {
            PairStrip::Item item;
            item.point.id = {study::PictureId(i + 1), study::PictureId(i + 100), study::PromptId(1), QString()};
            item.title = QStringLiteral("Generator");
            item.people = QStringLiteral("12 of 14");
            item.delta = QStringLiteral("−10.44");
            items.append(item);
        }
        return items;
    }

private Q_SLOTS:
    void keysWalkAndEnterOpens()
    {
        PairStrip strip;
        strip.resize(600, strip.sizeHint().height());
        strip.setItems(items(20), QString());
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        QSignalSpy activated(&strip, &PairStrip::activated);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.current(), 0);
        QTest::keyClick(&strip, Qt::Key_End);
        QCOMPARE(strip.current(), 19);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.current(), 19);
        QTest::keyClick(&strip, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated[0][0].value<analysis::PairPoint>().id.first, study::PictureId(20));
    }

    void aClickTakesThePairUnderThePointer()
    {
        PairStrip strip;
        strip.resize(900, strip.sizeHint().height());
        strip.setItems(items(5), QString());
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        QTest::mouseClick(strip.viewport(), Qt::LeftButton, {}, QPoint(12 + 268 + 40, 60));
        QCOMPARE(strip.current(), 1);
        QTest::mouseClick(strip.viewport(), Qt::LeftButton, {}, QPoint(12 + 256 + 6, 60)); // between two pairs
        QCOMPARE(strip.current(), 1);
    }

    void saysWhatToDoWhenEmpty()
    {
        PairStrip strip;
        strip.setItems({}, QStringLiteral("Select points"));
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.current(), -1);
    }
};

QTEST_MAIN(PairStripTest)
#include "tst_pairstrip.moc"
