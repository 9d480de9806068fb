#include "ui/disagreement/pairstrip.h"

#include <QSignalSpy>
#include <QTest>

using disagreement::PairStrip;

class PairStripTest : public QObject
{
    Q_OBJECT

    static std::vector<analysis::PairPoint> pairs(int count)
    {
        std::vector<analysis::PairPoint> pairs(static_cast<size_t>(count));
        for (int i = 0; i < count; ++i)
            pairs[size_t(i)].id = {study::PictureId(i + 1), study::PictureId(i + 100), study::PromptId(1), QString()};
        return pairs;
    }

    static PairStrip::Item itemOf(const analysis::PairPoint &point)
    {
        PairStrip::Item item;
        item.point = point;
        item.title = QStringLiteral("Generator");
        item.people = QStringLiteral("12 of 14");
        item.delta = QStringLiteral("−10.44");
        return item;
    }

private Q_SLOTS:
    void keysWalkAndEnterOpens()
    {
        PairStrip strip;
        strip.resize(600, strip.sizeHint().height());
        strip.setPairs(pairs(20), itemOf, QString());
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
        strip.setPairs(pairs(5), itemOf, QString());
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
        strip.setPairs({}, itemOf, QStringLiteral("Select points"));
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.current(), -1);
    }

    void onlyWhatIsVisibleIsMade()
    {
        PairStrip strip;
        strip.resize(600, strip.sizeHint().height());
        int made = 0;
        strip.setPairs(
            pairs(50000),
            [&made](const analysis::PairPoint &point) {
                ++made;
                return itemOf(point);
            },
            QString());
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        QTRY_VERIFY(made > 0);
        QTest::keyClick(&strip, Qt::Key_End);
        (void)strip.grab();
        QCOMPARE(strip.current(), 49999);
        QVERIFY2(made < 200, qPrintable(QString::number(made)));
    }

    void theSamePairsStayWhereTheyAre()
    {
        PairStrip strip;
        strip.resize(600, strip.sizeHint().height());
        strip.setPairs(pairs(20), itemOf, QString());
        QTest::keyClick(&strip, Qt::Key_End);
        strip.setPairs(pairs(20), itemOf, QString());
        QCOMPARE(strip.current(), 19);
        strip.setPairs(pairs(10), itemOf, QString());
        QCOMPARE(strip.current(), -1);
    }

    void deleteGivesAPairBack()
    {
        PairStrip strip;
        strip.setPairs(pairs(3), itemOf, QString());
        QSignalSpy removed(&strip, &PairStrip::removed);
        QTest::keyClick(&strip, Qt::Key_Delete);
        QCOMPARE(removed.count(), 0); // nothing is current yet
        QTest::keyClick(&strip, Qt::Key_Right);
        QTest::keyClick(&strip, Qt::Key_Delete);
        QCOMPARE(removed.count(), 1);
        QVERIFY(strip.chosen()->id == pairs(3)[0].id);
    }
};

QTEST_MAIN(PairStripTest)
#include "tst_pairstrip.moc"
