#include "ui/compare/promptwalk.h"

#include <QTest>

using compare::PromptWalk;

class PromptWalkTest : public QObject
{
    Q_OBJECT

    static QList<analysis::PromptEntry> entries(const QStringList &texts)
    {
        QList<analysis::PromptEntry> list;
        for (qsizetype i = 0; i < texts.size(); ++i) {
            analysis::PromptEntry entry;
            entry.group = study::PromptGroupId(i + 1);
            entry.key = QStringLiteral("g%1").arg(i + 1);
            entry.text = texts[i];
            list.append(entry);
        }
        return list;
    }

private Q_SLOTS:
    void stepsStayInside()
    {
        PromptWalk walk;
        QVERIFY(!walk.current());
        QVERIFY(!walk.canStep(1));
        walk.setEntries(entries({QStringLiteral("a boat"), QStringLiteral("a tree")}));
        QCOMPARE(walk.index(), 0);
        QVERIFY(walk.canStep(1));
        QVERIFY(!walk.canStep(-1));
        walk.goTo(1);
        QVERIFY(!walk.canStep(1));
        QCOMPARE(walk.current()->text, QStringLiteral("a tree"));
    }

    void aFilterKeepsThePlace()
    {
        PromptWalk walk;
        walk.setEntries(
            entries({QStringLiteral("a boat"), QStringLiteral("a tree"), QStringLiteral("a Boat at night")}));
        walk.goTo(2);
        walk.setFilter(QStringLiteral(" BOAT "));
        QCOMPARE(walk.count(), 2);
        QCOMPARE(walk.index(), 1);
        QCOMPARE(walk.numbers(), (QList<int>{1, 3}));
        walk.setFilter(QStringLiteral("tree"));
        QCOMPARE(walk.current()->text, QStringLiteral("a tree"));
        walk.setFilter(QStringLiteral("harbour"));
        QVERIFY(!walk.current());
        walk.setFilter({});
        QCOMPARE(walk.count(), 3);
    }

    void newPromptsDoNotMoveIt()
    {
        PromptWalk walk;
        walk.setEntries(entries({QStringLiteral("a"), QStringLiteral("b")}));
        walk.goTo(1);
        QList<analysis::PromptEntry> more = entries({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        std::swap(more[0], more[2]);
        walk.setEntries(more);
        QCOMPARE(walk.current()->text, QStringLiteral("b"));
        walk.want(study::PromptGroupId(3));
        walk.setEntries(more);
        QCOMPARE(walk.current()->text, QStringLiteral("c"));
        walk.setEntries({});
        QCOMPARE(walk.index(), -1);
    }
};

QTEST_APPLESS_MAIN(PromptWalkTest)
#include "tst_promptwalk.moc"
