#include "core/study/question.h"

#include <QTest>

class TestQuestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindWords()
    {
        QCOMPARE(study::toText(study::QuestionKind::Choice), QStringLiteral("choice"));
        QCOMPARE(study::toText(study::QuestionKind::Labels), QStringLiteral("labels"));
        QCOMPARE(study::toText(study::QuestionKind::Ratings), QStringLiteral("ratings"));
    }

    void ownersTextIsShown()
    {
        study::Question question;
        QCOMPARE(study::shownText(question), QStringLiteral("Which picture do you prefer?"));
        question.text = QStringLiteral("Which one would you hang up?");
        QCOMPARE(study::shownText(question), question.text);
    }
};

QTEST_GUILESS_MAIN(TestQuestion)
#include "tst_question.moc"
