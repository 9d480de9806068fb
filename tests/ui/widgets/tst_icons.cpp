#include "ui/widgets/icons.h"

#include <QFile>
#include <QPainter>
#include <QTest>

using widgets::Icon;

class TestIcons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIconIsPaintedInItsColour()
    {
        for (int i = int(Icon::Annotate); i <= int(Icon::KeyBackspace); ++i) {
            QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            QPainter painter(&image);
            widgets::paintIcon(&painter, Icon(i), QRectF(0, 0, 40, 40), 20, Qt::red);
            painter.end();
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor color = image.pixelColor(x, y);
                    inked += color.green() < 128 ? 1 : 0;
                    QVERIFY2(color.red() >= 250, qPrintable(widgets::iconName(Icon(i)))); // nothing but red on white
                }
            }
            QVERIFY2(inked >= 4, qPrintable(widgets::iconName(Icon(i))));
        }
    }

    void sourcesAreLinesOnOneGrid()
    {
        for (int i = int(Icon::Annotate); i <= int(Icon::KeyBackspace); ++i) {
            QFile file(QStringLiteral(":/icons/%1.svg").arg(widgets::iconName(Icon(i))));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const QByteArray source = file.readAll();
            QVERIFY(source.contains("viewBox=\"0 0 20 20\""));
            QVERIFY(source.contains("stroke=\"currentColor\""));
            QVERIFY(source.contains("stroke-width=\"1.5\""));
            QVERIFY(source.contains("fill=\"none\""));
        }
    }
};

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
