#include "ui/annotate/keymap.h"

#include <QKeyEvent>
#include <QTest>

using annotate::KeyMap;
using annotate::Screen;

namespace {

QKeyEvent press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    return QKeyEvent(QEvent::KeyPress, key, modifiers);
}

} // namespace

class TestKeyMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rightHand()
    {
        const KeyMap &map = KeyMap::shipped(QStringLiteral("right-hand"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Left)), QStringLiteral("left"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Left, Qt::ShiftModifier)), QStringLiteral("left_much"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Down)), QStringLiteral("tie"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Insert)), QStringLiteral("both_good"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_7, Qt::KeypadModifier)), QStringLiteral("strength_7"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_7)), QString());
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Asterisk, Qt::KeypadModifier)), QStringLiteral("layout"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Z, Qt::ControlModifier)), QStringLiteral("undo"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Z)), QStringLiteral("actual_size"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Left, Qt::AltModifier)), QString());
    }

    void oneKeyHasOneMeaningPerScreen()
    {
        const KeyMap &map = KeyMap::shipped(QStringLiteral("right-hand"));
        QCOMPARE(map.action(Screen::Skip, press(Qt::Key_1)), QStringLiteral("reason_1"));
        QCOMPARE(map.action(Screen::Labels, press(Qt::Key_1)), QStringLiteral("label_1"));
        QCOMPARE(map.action(Screen::Labels, press(Qt::Key_Left)), QStringLiteral("picture_previous"));
        QCOMPARE(map.action(Screen::Labels, press(Qt::Key_Return)), QStringLiteral("done"));
        QCOMPARE(map.action(Screen::Choice, press(Qt::Key_Return)), QStringLiteral("proceed"));
        const auto clash = KeyMap::parse(R"({"choice":{"left":["A"],"right":["A"]}})");
        QVERIFY(!clash);
        QCOMPARE(clash.error().code, QStringLiteral("keys.clash"));
        QVERIFY(!KeyMap::parse(R"({"choice":{"left":["Space"]},"everywhere":{"flip":["Space"]}})"));
    }

    void wrongFiles()
    {
        QCOMPARE(KeyMap::parse("{").error().code, QStringLiteral("keys.json"));
        const auto unknown = KeyMap::parse(R"({"choice":{"left":["Nowhere"]}})", QStringLiteral("mine.json"));
        QCOMPARE(unknown.error().code, QStringLiteral("keys.value"));
        QVERIFY(unknown.error().toLine().contains(QLatin1String("mine.json")));
    }

    void bothHandsHaveTheSameActions()
    {
        const KeyMap &right = KeyMap::shipped(QStringLiteral("right-hand"));
        const KeyMap &left = KeyMap::shipped(QStringLiteral("left-hand"));
        for (const Screen screen : {Screen::Choice, Screen::Skip, Screen::Labels}) {
            const QStringList rightActions = right.actions(screen);
            const QStringList leftActions = left.actions(screen);
            QCOMPARE(QSet<QString>(leftActions.begin(), leftActions.end()),
                     QSet<QString>(rightActions.begin(), rightActions.end()));
        }
        QCOMPARE(left.action(Screen::Choice, press(Qt::Key_A)), QStringLiteral("left"));
        QCOMPARE(left.action(Screen::Labels, press(Qt::Key_E)), QStringLiteral("done"));
    }

    void capsAreWhatIsPressed()
    {
        const KeyMap &map = KeyMap::shipped(QStringLiteral("right-hand"));
        QCOMPARE(map.cap(QStringLiteral("left_much")), QStringLiteral("Shift Left"));
        QCOMPARE(map.cap(QStringLiteral("layout")), QStringLiteral("Num *"));
        QCOMPARE(map.cap(QStringLiteral("done")), QStringLiteral("Enter"));
        QCOMPARE(map.cap(QStringLiteral("skip")), QStringLiteral("End"));
        QCOMPARE(map.cap(QStringLiteral("no such action")), QString());
    }

    void lettersAreFoundByTheirPlace()
    {
        const auto spec = annotate::keySpecFromText(QStringLiteral("A"));
        QVERIFY(spec);
        QCOMPARE(spec->scanCode, 38u); // X11 key code of A on a US board
        QCOMPARE(annotate::keySpecFromText(QStringLiteral("Left"))->scanCode, 0u);
        QVERIFY(!annotate::keySpecFromText(QString()));
    }
};

QTEST_MAIN(TestKeyMap)
#include "tst_keymap.moc"
