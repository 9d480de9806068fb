#include "ui/widgets/tabular.h"

#include <QFontMetricsF>
#include <QTest>

class TestTabular : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresAreEquallyWide()
    {
        const QFont font(QStringLiteral("DejaVu Sans"), 11);
        QCOMPARE(widgets::tabularWidth(QStringLiteral("11.11"), font),
                 widgets::tabularWidth(QStringLiteral("88.88"), font));
        QVERIFY(widgets::tabularWidth(QStringLiteral("111"), font)
                >= QFontMetricsF(font).horizontalAdvance(QStringLiteral("111")));
    }

    void wordsKeepTheirWidth()
    {
        const QFont font(QStringLiteral("DejaVu Sans"), 11);
        QCOMPARE(widgets::tabularWidth(QStringLiteral("of"), font),
                 QFontMetricsF(font).horizontalAdvance(QStringLiteral("of")));
        QCOMPARE(widgets::tabularWidth({}, font), 0.0);
    }
};

QTEST_MAIN(TestTabular)
#include "tst_tabular.moc"
