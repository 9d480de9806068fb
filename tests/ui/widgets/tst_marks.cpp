#include "ui/widgets/marks.h"

#include <QImage>
#include <QPainter>
#include <QTest>

class MarksTest : public QObject
{
    Q_OBJECT

    static QImage painted(const std::function<void(QPainter *)> &paint)
    {
        QImage image(20, 20, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paint(&painter);
        return image;
    }

private Q_SLOTS:
    void peopleAreRoundScorersAreNot()
    {
        const QImage circle = painted([](QPainter *p) { widgets::paintCircle(p, {10, 10}, 10, Qt::blue); });
        const QImage diamond = painted([](QPainter *p) { widgets::paintDiamond(p, {10, 10}, 10, Qt::blue); });
        QCOMPARE(circle.pixelColor(10, 10), QColor(Qt::blue));
        QCOMPARE(diamond.pixelColor(10, 10), QColor(Qt::blue));
        QCOMPARE(circle.pixelColor(7, 7), QColor(Qt::blue)); // inside the circle on the diagonal
        QCOMPARE(diamond.pixelColor(6, 6), QColor(Qt::white));
    }

    void publishedValuesAreHollow()
    {
        const QImage hollow = painted([](QPainter *p) { widgets::paintDiamond(p, {10, 10}, 12, Qt::blue, true); });
        QCOMPARE(hollow.pixelColor(10, 10), QColor(Qt::white));
    }
};

QTEST_APPLESS_MAIN(MarksTest)
#include "tst_marks.moc"
