#include "ui/gallery/rangehistogram.h"

#include <cmath>

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "ui/widgets/theme.h"

using gallery::RangeHistogram;

Q_DECLARE_METATYPE(std::optional<analysis::ValueRange>)

class TestRangeHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }

    void handlesFollowTheMouse()
    {
        RangeHistogram histogram(QStringLiteral("hps-v3"));
        prepare(histogram);
        std::optional<analysis::ValueRange> range;
        connect(&histogram, &RangeHistogram::rangeChanged, &histogram,
                [&range](const QString &, const auto &changed) { range = changed; });
        const QPoint low = histogram.handleCentre(false);
        const QPoint high = histogram.handleCentre(true);
        QTest::mousePress(&histogram, Qt::LeftButton, {}, high);
        drag(histogram, (low + high) / 2);
        QVERIFY(range && std::isinf(range->low));
        QVERIFY(std::abs(range->high) < 0.1); // the middle of −10 to 10, within a pixel
        drag(histogram, high + QPoint(50, 0));
        QVERIFY(!range); // at the end it is no range any more
        drag(histogram, low - QPoint(50, 0));
        QVERIFY(range && range->high <= -10); // not past the other handle
        QTest::mouseRelease(&histogram, Qt::LeftButton, {}, low);
    }

    void keysMoveTheChosenHandle()
    {
        RangeHistogram histogram(QStringLiteral("hps-v3"));
        prepare(histogram);
        std::optional<analysis::ValueRange> range;
        connect(&histogram, &RangeHistogram::rangeChanged, &histogram,
                [&range](const QString &, const auto &changed) { range = changed; });
        QTest::keyClick(&histogram, Qt::Key_Right); // the lower one first, by one bin of 20 ÷ 28
        QVERIFY(range);
        QCOMPARE(range->low, -10 + 20.0 / 28);
        QTest::keyClick(&histogram, Qt::Key_Up);
        QTest::keyClick(&histogram, Qt::Key_Left);
        QCOMPARE(range->high, 10 - 20.0 / 28);
        QTest::keyClick(&histogram, Qt::Key_Delete);
        QVERIFY(!range);
    }

    void opensAtItsHead()
    {
        RangeHistogram histogram(QStringLiteral("hps-v3"));
        const int closed = histogram.sizeHint().height();
        QTest::mouseClick(&histogram, Qt::LeftButton, {}, QPoint(20, 5));
        QVERIFY(histogram.isOpen());
        QVERIFY(histogram.sizeHint().height() >= closed + 34);
    }

    void oneValueHasNoHandles()
    {
        RangeHistogram histogram(QStringLiteral("hps-v3"));
        histogram.setHistogram(analysis::histogramOf({3, 3}, 28));
        histogram.setOpen(true);
        histogram.resize(248, histogram.sizeHint().height());
        QSignalSpy changed(&histogram, &RangeHistogram::openChanged);
        bool moved = false;
        connect(&histogram, &RangeHistogram::rangeChanged, &histogram, [&moved] { moved = true; });
        QTest::mouseClick(&histogram, Qt::LeftButton, {}, QPoint(100, histogram.height() - 10));
        QVERIFY(!moved);
        QVERIFY(!histogram.grab().isNull());
    }

private:
    static void prepare(RangeHistogram &histogram)
    {
        std::vector<double> values;
        for (int i = 0; i <= 100; ++i)
            values.push_back(-10 + 0.2 * i);
        histogram.setHistogram(analysis::histogramOf(values, 28));
        histogram.setOpen(true);
        histogram.resize(1000, histogram.sizeHint().height());
        histogram.show();
        QVERIFY(QTest::qWaitForWindowExposed(&histogram));
        histogram.setFocus();
    }

    static void drag(RangeHistogram &histogram, const QPoint &to)
    {
        QMouseEvent move(QEvent::MouseMove, to, histogram.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&histogram, &move);
    }
};

QTEST_MAIN(TestRangeHistogram)
#include "tst_rangehistogram.moc"
