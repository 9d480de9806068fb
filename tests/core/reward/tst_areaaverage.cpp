#include "core/reward/areaaverage.h"

#include <random>

#include <opencv2/imgproc.hpp>

#include <QTest>

#include "core/reward/resizekernels.h"

class TestAreaAverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void follows();
    void bitForBit_data();
    void bitForBit();
};

void TestAreaAverage::follows()
{
    QVERIFY(reward::AreaAverage::follows({900, 900}, {512, 512}));
    QVERIFY(reward::AreaAverage::follows({1024, 700}, {512, 350 - 1}));
    QVERIFY(!reward::AreaAverage::follows({1024, 512}, {512, 256})); // OpenCV adds those up in another order
    QVERIFY(!reward::AreaAverage::follows({300, 200}, {300, 200}));
}

void TestAreaAverage::bitForBit_data()
{
    QTest::addColumn<QSize>("source");
    QTest::addColumn<QSize>("target");
    QTest::newRow("900 x 900") << QSize(900, 900) << QSize(512, 512);
    QTest::newRow("one whole ratio") << QSize(1024, 333) << QSize(512, 167);
    QTest::newRow("flat") << QSize(2047, 3) << QSize(512, 1);
    QTest::newRow("tall") << QSize(7, 1999) << QSize(2, 512);
    QTest::newRow("hardly") << QSize(513, 514) << QSize(511, 512);
    QTest::newRow("one row") << QSize(777, 1) << QSize(512, 1);
}

void TestAreaAverage::bitForBit()
{
    QFETCH(QSize, source);
    QFETCH(QSize, target);
    cv::Mat1f plane(source.height(), source.width());
    std::mt19937 random(3);
    for (float &value : plane)
        value = float(random() % 255'001);
    const cv::Size to(target.width(), target.height());
    QVERIFY(reward::AreaAverage::follows(plane.size(), to));
    reward::AreaAverage average(plane.size(), to);
    for (int y = 0; y < plane.rows; y += reward::rowLanes) {
        const int count = std::min(reward::rowLanes, plane.rows - y);
        std::vector<float> columns(std::size_t(plane.cols) * reward::rowLanes);
        for (int r = 0; r < count; ++r)
            for (int x = 0; x < plane.cols; ++x)
                columns[std::size_t(x * reward::rowLanes + r)] = plane(y + r, x);
        average.addRows(columns.data(), count);
    }
    cv::Mat1f expected;
    cv::resize(plane, expected, to, 0, 0, cv::INTER_AREA);
    QCOMPARE(cv::norm(average.plane(), expected, cv::NORM_INF), 0.0);
}

QTEST_APPLESS_MAIN(TestAreaAverage)
#include "tst_areaaverage.moc"
