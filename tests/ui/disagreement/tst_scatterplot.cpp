#include "ui/disagreement/scatterplot.h"

#include <cmath>
#include <ctime>

#include <QTest>
#include <QWheelEvent>

#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/strippane.h"

using analysis::PairPoint;
using disagreement::PairSelection;
using disagreement::ScatterPlot;

class ScatterPlotTest : public QObject
{
    Q_OBJECT

    static PairPoint point(int number, int firstVotes, int secondVotes, double delta)
    {
        PairPoint point;
        point.id = {study::PictureId(number), study::PictureId(number + 1000), study::PromptId(1),
                    QStringLiteral("preference")};
        point.tally.firstVotes = firstVotes;
        point.tally.secondVotes = secondVotes;
        point.delta = delta;
        return point;
    }

    /// Four pairs far apart from each other, one in each corner.
    static analysis::PairPoints corners()
    {
        analysis::PairPoints data;
        data.points = {point(1, 0, 10, 8), point(2, 10, 0, 8), point(3, 0, 10, -8), point(4, 10, 0, -8)};
        return data;
    }

    struct Shown
    {
        PairSelection selection;
        ScatterPlot plot{&selection};
        QWidget *canvas = nullptr;

        explicit Shown(const analysis::PairPoints &data)
        {
            plot.resize(600, 500);
            auto shown = std::make_shared<disagreement::Data>();
            shown->points = data;
            shown->query.scorer = QStringLiteral("hps-v3");
            shown->query.variantPair = QStringLiteral("distorted/original");
            plot.setData(shown);
            plot.show();
            (void)QTest::qWaitForWindowExposed(&plot);
            canvas = plot.findChild<QWidget *>(QStringLiteral("scatterCanvas"));
        }
        QPoint at(const PairPoint &point) const { return plot.positionOf(point.id).toPoint(); }
    };

    static void drag(QWidget *canvas, const QList<QPoint> &way, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(canvas, Qt::LeftButton, modifiers, way.first());
        for (const QPoint &place : way)
            QTest::mouseMove(canvas, place);
        QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, way.last());
    }

private Q_SLOTS:
    void aClickSelectsThePointUnderIt()
    {
        const auto data = corners();
        Shown shown(data);
        QTest::mouseClick(shown.canvas, Qt::LeftButton, {}, shown.at(data.points[1]) + QPoint(3, 2));
        QCOMPARE(shown.selection.ids(), PairSelection::Ids{data.points[1].id});
        QTest::mouseClick(shown.canvas, Qt::LeftButton, Qt::ControlModifier, shown.at(data.points[2]));
        QCOMPARE(shown.selection.ids().size(), 2);
        QTest::mouseClick(shown.canvas, Qt::LeftButton, {}, QPoint(300, 250)); // far from every point
        QVERIFY(shown.selection.isEmpty());
    }

    /// What the window thread does when everything is selected is little: sorting a hundred thousand pairs for the
    /// strip is done elsewhere. How long it took is said, not judged.
    void everythingOfAHundredThousandPairs()
    {
        constexpr int pairs = 100'000;
        auto snapshot = std::make_shared<analysis::Snapshot>();
        snapshot->pictures.resize(2);
        auto data = std::make_shared<disagreement::Data>();
        data->snapshot = snapshot;
        data->query.scorer = QStringLiteral("hps-v3");
        data->query.variantPair = QStringLiteral("distorted/original");
        for (int i = 0; i < pairs; ++i) {
            data->points.points.push_back(point(i, i % 11, 10 - i % 11, std::sin(i) * 10));
            data->points.points.back().id.second = study::PictureId(i + pairs);
            data->points.points.back().tally.first = 0;
            data->points.points.back().tally.second = 1;
        }
        PairSelection selection;
        ScatterPlot plot(&selection);
        disagreement::StripPane pane(&selection);
        plot.resize(600, 500);
        plot.setData(data);
        pane.setData(data);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        timespec before{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
        plot.selectAll();
        timespec after{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
        qInfo("selecting %d pairs kept the window thread for %.1f ms", pairs,
              double(after.tv_sec - before.tv_sec) * 1000 + double(after.tv_nsec - before.tv_nsec) / 1e6);
        QCOMPARE(selection.ids().size(), pairs);
        QVERIFY(!pane.isSettled()); // a job has it
        QTRY_COMPARE(pane.strip()->count(), pairs);
        QVERIFY(std::abs(pane.strip()->pair(0).delta) >= std::abs(pane.strip()->pair(pairs - 1).delta));
        selection.clear();
        QCOMPARE(pane.strip()->count(), 0);
    }

    void aLassoSelectsWhatIsInside()
    {
        const auto data = corners();
        Shown shown(data);
        const QPoint target = shown.at(data.points[3]);
        drag(shown.canvas,
             {target + QPoint(-30, -30), target + QPoint(30, -30), target + QPoint(30, 30), target + QPoint(-30, 30)});
        QCOMPARE(shown.selection.ids(), PairSelection::Ids{data.points[3].id});
    }

    void aLassoIsNotItsBoundingBox()
    {
        const auto data = corners();
        Shown shown(data);
        // An L along the left and the lower edge: three corners, not the upper right one.
        const QPoint upperLeft = shown.at(data.points[0]);
        const QPoint lowerLeft = shown.at(data.points[2]);
        const QPoint lowerRight = shown.at(data.points[3]);
        drag(shown.canvas, {upperLeft + QPoint(-15, -15), upperLeft + QPoint(20, -15), lowerLeft + QPoint(20, -30),
                            lowerRight + QPoint(12, -30), lowerRight + QPoint(12, 12), lowerLeft + QPoint(-15, 12)});
        QCOMPARE(shown.selection.ids().size(), 3);
        QVERIFY(!shown.selection.contains(data.points[1].id));
    }

    void aRectangleIsItsBoundingBox()
    {
        const auto data = corners();
        Shown shown(data);
        shown.selection.setTool(PairSelection::Tool::Rectangle);
        const QPoint left = shown.at(data.points[0]);
        const QPoint right = shown.at(data.points[1]);
        drag(shown.canvas, {left - QPoint(20, 20), (left + right) / 2, right + QPoint(12, 20)});
        QCOMPARE(shown.selection.ids(), (PairSelection::Ids{data.points[0].id, data.points[1].id}));
    }

    void keysWalkThroughThePoints()
    {
        const auto data = corners();
        Shown shown(data);
        shown.canvas->setFocus();
        QTest::keyClick(shown.canvas, Qt::Key_Right);
        QTest::keyClick(shown.canvas, Qt::Key_Space);
        QCOMPARE(shown.selection.ids().size(), 1);
        QTest::keyClick(shown.canvas, Qt::Key_Right);
        QTest::keyClick(shown.canvas, Qt::Key_Space);
        QCOMPARE(shown.selection.ids().size(), 2);
        QTest::keyClick(shown.canvas, Qt::Key_Space);
        QCOMPARE(shown.selection.ids().size(), 1);
    }

    void doubleClickShowsEverythingAgain()
    {
        const auto data = corners();
        Shown shown(data);
        const QPoint before = shown.at(data.points[0]);
        QWheelEvent wheel(QPointF(300, 250), shown.canvas->mapToGlobal(QPointF(300, 250)), {}, QPoint(0, 240),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(shown.canvas, &wheel);
        QVERIFY(shown.at(data.points[0]) != before);
        QTest::mouseDClick(shown.canvas, Qt::LeftButton, {}, QPoint(300, 250));
        QCOMPARE(shown.at(data.points[0]), before);
    }

    void thousandsOfPointsBecomeDensity()
    {
        analysis::PairPoints data;
        for (int i = 0; i < 30000; ++i)
            data.points.push_back(point(i, i % 11, 10 - i % 11, std::sin(i) * 5));
        Shown shown(data);
        const QImage image = shown.plot.grab().toImage();
        // Colour of the people's side somewhere in the lower right quarter.
        bool blue = false;
        for (int y = image.height() / 2; y < image.height(); ++y) {
            for (int x = image.width() / 2; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                blue = blue || pixel.blue() > pixel.red() + 60;
            }
        }
        QVERIFY(blue);
    }
};

QTEST_MAIN(ScatterPlotTest)
#include "tst_scatterplot.moc"
