#include "ui/annotate/answerstrip.h"

#include <QSignalSpy>
#include <QTest>

#include "ui/annotate/answerbutton.h"
#include "ui/annotate/keymap.h"
#include "ui/annotate/keyrow.h"

using annotate::AnswerButton;
using annotate::AnswerStrip;
using annotate::KeyMap;

namespace {

study::Question preference(int strength)
{
    study::Question question;
    question.id = QStringLiteral("preference");
    question.answers = {QStringLiteral("left"), QStringLiteral("right"), QStringLiteral("tie"),
                        QStringLiteral("both_good"), QStringLiteral("both_bad")};
    question.strength = strength;
    return question;
}

QStringList labels(const AnswerStrip &strip)
{
    QStringList texts;
    for (const AnswerButton *button : strip.findChildren<AnswerButton *>())
        texts << button->text();
    return texts;
}

} // namespace

class TestAnswerStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonsStandInScaleOrder()
    {
        AnswerStrip strip;
        strip.setQuestion(preference(2));
        QCOMPARE(labels(strip), QStringList({QStringLiteral("Left, much better"), QStringLiteral("Left"),
                                             QStringLiteral("No preference"), QStringLiteral("Right"),
                                             QStringLiteral("Right, much better")}));
        strip.setQuestion(preference(0));
        QCOMPARE(labels(strip).size(), 3);
        strip.setQuestion(preference(3));
        QCOMPARE(labels(strip).size(), 7);
    }

    void votesFollowTheScale()
    {
        const QList<annotate::ChoiceOption> seven = annotate::choiceOptions(preference(3));
        QList<int> scale;
        for (const auto &option : seven) {
            if (!option.isSmall)
                scale << (option.vote.position == 0 ? -option.vote.strength : option.vote.strength);
        }
        QCOMPARE(scale, QList<int>({-3, -2, -1, 0, 1, 2, 3}));
        for (const auto &option : annotate::choiceOptions(preference(0)))
            QVERIFY(option.vote.strength <= 1);
    }

    void answersNotOfferedAreNotShown()
    {
        study::Question question = preference(2);
        question.answers = {QStringLiteral("left"), QStringLiteral("right")};
        const auto options = annotate::choiceOptions(question);
        QCOMPARE(options.size(), 4);
        for (const auto &option : options)
            QCOMPARE(option.vote.choice, study::Choice::Picture);
    }

    void capsComeFromTheKeyboardMap()
    {
        AnswerStrip strip;
        strip.setQuestion(preference(2));
        for (const QString &name : {QStringLiteral("right-hand"), QStringLiteral("left-hand")}) {
            const KeyMap &map = KeyMap::shipped(name);
            strip.setKeys(map);
            for (const AnswerButton *button : strip.findChildren<AnswerButton *>()) {
                QVERIFY(!button->cap().isEmpty());
                QCOMPARE(button->cap(), map.cap(button->action()));
            }
        }
    }

    void leftAnswersLieUnderTheLeftPicture()
    {
        AnswerStrip strip;
        strip.resize(1440, 164);
        strip.setKeys(KeyMap::shipped({}));
        strip.setQuestion(preference(2));
        strip.setColumn(88, 1264);
        strip.show();
        const auto buttons = strip.findChildren<AnswerButton *>();
        QCOMPARE(buttons.constFirst()->x(), 88);
        QCOMPARE(buttons.constLast()->geometry().right() + 1, 88 + 1264);
        QCOMPARE(buttons[2]->geometry().center().x(), 88 + 1264 / 2 - 1);
        for (const AnswerButton *button : buttons) {
            QVERIFY(button->height() >= 64);
            QVERIFY(button->width() >= 246);
        }
        for (qsizetype i = 1; i < buttons.size(); ++i)
            QVERIFY(buttons[i]->x() - (buttons[i - 1]->geometry().right() + 1) >= 8);
    }

    void controlsDoNotTouchInTheSmallestWindow()
    {
        AnswerStrip strip;
        strip.resize(1024, 164);
        strip.setKeys(KeyMap::shipped({}));
        strip.setQuestion(preference(2));
        strip.setColumn(79, 866);
        strip.show();
        QList<QRect> places;
        for (const QWidget *child : strip.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
            if (!child->isHidden() && !child->geometry().isEmpty() && child->inherits("QAbstractButton"))
                places << child->geometry();
        }
        QVERIFY(places.size() >= 10);
        for (qsizetype i = 0; i < places.size(); ++i) {
            QVERIFY(places[i].left() >= 79 && places[i].right() < 79 + 866);
            for (qsizetype j = 0; j < i; ++j)
                QVERIFY(!places[i].adjusted(-7, 0, 7, 0).intersects(places[j]));
        }
    }

    void theLegendLeavesWhereItHasNoRoom()
    {
        AnswerStrip strip;
        strip.setKeys(KeyMap::shipped({}));
        strip.setQuestion(preference(2));
        const auto *legend = strip.findChild<annotate::KeyRow *>();
        strip.resize(1024, 164);
        strip.setColumn(79, 866);
        QVERIFY(!legend->isHidden());
        strip.setColumn(32, 512); // the help stands beside it
        QVERIFY(legend->isHidden());
        strip.setColumn(79, 866);
        QVERIFY(!legend->isHidden());
        strip.showReasons(true);
        QVERIFY(legend->isHidden());
    }

    void clicksAreActions()
    {
        AnswerStrip strip;
        strip.setQuestion(preference(2));
        QSignalSpy actions(&strip, &AnswerStrip::actionTriggered);
        strip.findChild<AnswerButton *>(QStringLiteral("answer-right"))->click();
        QCOMPARE(actions.size(), 1);
        QCOMPARE(actions[0][0].toString(), QStringLiteral("right"));
    }

    void formerAnswerIsMarkedWithItsStrength()
    {
        AnswerStrip strip;
        strip.setQuestion(preference(2));
        strip.markFormer(study::Vote{study::Choice::Picture, 1, 2});
        QCOMPARE(strip.findChild<AnswerButton *>(QStringLiteral("answer-right_much"))->mark(),
                 AnswerButton::Mark::Former);
        QCOMPARE(strip.findChild<AnswerButton *>(QStringLiteral("answer-right"))->mark(), AnswerButton::Mark::None);
        strip.markChosen(QStringLiteral("tie"));
        QCOMPARE(strip.findChild<AnswerButton *>(QStringLiteral("answer-right_much"))->mark(),
                 AnswerButton::Mark::None);
        QCOMPARE(strip.findChild<AnswerButton *>(QStringLiteral("answer-tie"))->mark(), AnswerButton::Mark::Chosen);
    }
};

QTEST_MAIN(TestAnswerStrip)
#include "tst_answerstrip.moc"
