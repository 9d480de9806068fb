#include "core/study/answer.h"

#include <QtTest>

class TestAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsReadBack_data()
    {
        QTest::addColumn<QString>("word");
        for (const char *word : {"left", "right", "picture:2", "tie", "both_good", "both_bad", "skip", "undone"})
            QTest::newRow(word) << QString::fromLatin1(word);
    }
    void wordsReadBack()
    {
        QFETCH(QString, word);
        const auto vote = study::voteFromText(word);
        QVERIFY(vote);
        QCOMPARE(study::toText(*vote), word);
        QCOMPARE(vote->choice == study::Choice::Picture, vote->position >= 0);
    }

    void otherWordsAreNoVotes()
    {
        for (const char *word : {"", "Left", "picture:", "picture:-1", "picture:x", "none"})
            QVERIFY2(!study::voteFromText(QString::fromLatin1(word)), word);
    }
};

QTEST_APPLESS_MAIN(TestAnswer)
#include "tst_answer.moc"
