#include "ui/widgets/keycap.h"

#include <QKeySequence>
#include <QTest>

using widgets::keyCapText;

class TestKeyCap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesKeys()
    {
        QCOMPARE(keyCapText(QKeySequence(Qt::CTRL | Qt::Key_O)), QStringLiteral("Ctrl O"));
        QCOMPARE(keyCapText(QKeySequence(Qt::SHIFT | Qt::Key_Left)), QStringLiteral("Shift Left"));
        QCOMPARE(keyCapText(QKeySequence(Qt::Key_Return)), QStringLiteral("Enter"));
        QCOMPARE(keyCapText(QKeySequence(Qt::KeypadModifier | Qt::Key_Asterisk)), QStringLiteral("Num *"));
        QCOMPARE(keyCapText({}), QString());
    }

    void isNeverNarrowerThanItIsHigh()
    {
        const QSizeF one = widgets::keyCapSize(QStringLiteral("1"));
        QCOMPARE(one.width(), one.height());
        QVERIFY(widgets::keyCapSize(QStringLiteral("Enter")).width() > one.width());
        // Arrows are icons: two of them are wider than one.
        QVERIFY(widgets::keyCapSize(QStringLiteral("Shift Left")).width()
                > widgets::keyCapSize(QStringLiteral("Left")).width());
    }
};

QTEST_MAIN(TestKeyCap)
#include "tst_keycap.moc"
