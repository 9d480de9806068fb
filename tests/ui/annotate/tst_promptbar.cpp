#include "ui/annotate/promptbar.h"

#include <QTest>

using annotate::PromptBar;

class TestPromptBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heightIsThatOfTheLongestPrompt()
    {
        PromptBar bar;
        const QString longOne = QStringLiteral("a lantern in the fog ").repeated(20);
        bar.setSessionPrompts({QStringLiteral("short"), longOne});
        const int height = bar.heightFor(1264, 900);
        bar.setPrompt(QStringLiteral("short"));
        QCOMPARE(bar.heightFor(1264, 900), height);
        bar.setPrompt(longOne);
        QCOMPARE(bar.heightFor(1264, 900), height);
        QVERIFY(height > 64);
    }

    void heightStaysInItsBounds()
    {
        PromptBar bar;
        bar.setPrompt(QStringLiteral("short"));
        QCOMPARE(bar.heightFor(1264, 900), 64);
        bar.setPrompt(QStringLiteral("a lantern in the fog ").repeated(400));
        QCOMPARE(bar.heightFor(1264, 900), 225);
    }
};

QTEST_MAIN(TestPromptBar)
#include "tst_promptbar.moc"
