#include "core/analysis/groupprompts.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

class GroupPromptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstOfSeveralIsMeant()
    {
        SmallStudy study;
        const qint32 group = study.addGroup(QStringLiteral("a"));
        const qint32 other = study.addGroup(QStringLiteral("b"));
        const qint32 sad = study.addPrompt(group, QStringLiteral("sad"));
        const qint32 original = study.addPrompt(group, QStringLiteral("original"));
        study.addPrompt(other, QStringLiteral("distorted"));
        const qint32 distorted = study.addPrompt(group, QStringLiteral("distorted"));
        study.addPrompt(group, QStringLiteral("original"));

        const analysis::GroupPrompts prompts(study.snapshot);
        QCOMPARE(prompts.original(group), original);
        QCOMPARE(prompts.wide(group), sad);
        QCOMPARE(prompts.ofVariant(group, QStringLiteral("distorted")), distorted);
        QCOMPARE(prompts.ofVariant(group, QStringLiteral("happy")), -1);
        QCOMPARE(prompts.original(other), -1);
    }

    void aGroupWithoutPromptsHasNone()
    {
        SmallStudy study;
        const qint32 empty = study.addGroup(QStringLiteral("a"));
        const analysis::GroupPrompts prompts(study.snapshot);
        QCOMPARE(prompts.original(empty), -1);
        QCOMPARE(prompts.wide(empty), -1);
    }
};

QTEST_APPLESS_MAIN(GroupPromptsTest)
#include "tst_groupprompts.moc"
